// SPDX-License-Identifier: Apache-2.0
// kill -9 at random moments while texts drain. With keys: nobody lost, nobody twice, counted by the
// gateway. Without: nobody lost, and whoever may have got it or not is listed as unknown.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "people.hpp"

namespace muster::e2e {
namespace {

int texts() {
  const char* wanted = std::getenv("MUSTER_KILL9_TEXTS");
  return wanted ? std::atoi(wanted) : 20'000;
}
int kills() {
  const char* wanted = std::getenv("MUSTER_KILL9_KILLS");
  return wanted ? std::atoi(wanted) : 50;
}

struct Kill9 : testing::Test {
  // Donors come due the moment a session is there to invite them to.
  void fill(Site& site) {
    ASSERT_EQ(
        import_donors(site, donor_lines(texts(), "O+", day_from_now(-113)), signed_by_all()).status,
        0);
  }
  void open_the_gate(Site& site) {
    auto answer =
        site.api("POST", "/v1/sessions", session_json("Nhà văn hóa"), {"Idempotency-Key: session"});
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
  std::size_t delivered(Site& site) {
    return static_cast<std::size_t>(
        site.sandbox().stats().at("accepted").to_number<std::int64_t>());
  }
  int in_state(Site& site, const std::string& state) {
    int count = 0;
    std::string cursor;
    while (true) {
      auto page = site.get("/v1/messages?limit=200&state=" + state + cursor);
      count += static_cast<int>(page.at("items").as_array().size());
      if (page.at("next").is_null()) return count;
      cursor = "&cursor=" + std::string(page.at("next").as_string());
    }
  }
  void drain_with_kills(Site& site) {
    std::mt19937 random(1);
    // Short: meanwhile and while the daemon starts, more go out than these.
    auto share = static_cast<std::size_t>(texts() / (kills() + 1) / 4 + 1);
    for (int i = 0; i < kills(); ++i) {
      // From where it stands: without keys a kill may cost texts, and the count stays behind.
      auto target = delivered(site) + 1 + random() % share;
      ASSERT_TRUE(eventually(20, [&] { return delivered(site) >= target; }))
          << "kill " << i + 1 << ": " << delivered(site) << " of " << texts() << " came";
      site.daemon().kill9();
      site.start();
    }
    ASSERT_TRUE(eventually(120, [&] {
      return in_state(site, "queued") + in_state(site, "retry") + in_state(site, "sending") == 0;
    }));
  }
};

TEST_F(Kill9, WithKeysNobodyIsLostAndNobodyGetsItTwice) {
  Site site(true);
  site.in_flight = 72;  // with the latency: a drain that lasts as long as the kills
  site.start_sandbox({"--no-receipts", "--latency-ms", "80"});
  site.start();
  open_the_gate(site);
  fill(site);
  drain_with_kills(site);
  auto stats = site.sandbox().stats();
  EXPECT_EQ(stats.at("accepted").to_number<int>(), texts());
  EXPECT_EQ(stats.at("duplicates").to_number<int>(), 0);
  EXPECT_EQ(stats.at("phones").to_number<int>(), texts());
}

TEST_F(Kill9, WithoutKeysNobodyIsLostAndDoubtsAreListed) {
  Site site(false);
  site.in_flight = 72;
  site.start_sandbox({"--no-receipts", "--latency-ms", "80", "--ignore-keys"});
  site.start();
  open_the_gate(site);
  fill(site);
  drain_with_kills(site);
  auto stats = site.sandbox().stats();
  auto unknown = in_state(site, "unknown");
  // Routine texts never go twice; each one that may be missing is in the list.
  EXPECT_EQ(stats.at("duplicates").to_number<int>(), 0);
  EXPECT_LE(stats.at("phones").to_number<int>(), texts());
  EXPECT_GE(stats.at("phones").to_number<int>() + unknown, texts());
  EXPECT_EQ(in_state(site, "accepted") + unknown, texts());
}

}  // namespace
}  // namespace muster::e2e
