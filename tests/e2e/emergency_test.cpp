// SPDX-License-Identifier: Apache-2.0
// An emergency from the call to the last closing text, with the real programs.
#include <gtest/gtest.h>

#include <set>

#include "people.hpp"

namespace muster::e2e {
namespace {

struct Emergency : testing::Test {
  Site site;

  void SetUp() override {
    site.start_sandbox({"--receipt-delay-ms", "20"});
    site.start();
    ASSERT_EQ(import_donors(site, donor_lines(12), signed_by_all()).status, 0);
    must({"club", "add", "--code", "rapid", "--name", "CLB Mau song", "--place", "BV Kinh Mon",
          "--contact", "0220382115"});
    for (int i = 1; i <= 12; ++i) must({"club", "join", "rapid", "--donor", std::to_string(i)});
    // Two are on call all week.
    for (int donor : {3, 7})
      for (int day = 1; day <= 7; ++day)
        must({"rota", "add", "rapid", "--donor", std::to_string(donor), "--weekday",
              std::to_string(day), "--from", "00:00", "--to", "24:00"});
  }

  Ran must(std::vector<std::string> arguments) {
    auto ran = site.muster(arguments);
    EXPECT_EQ(ran.status, 0) << arguments[0] << " " << arguments[1] << ": " << ran.err;
    return ran;
  }
  json::value request() { return site.muster_json({"request", "show", "K1"}); }
  std::string state() { return std::string(request().at("state").as_string()); }
  json::object page_of(std::int64_t donor) {
    auto whole = request();
    for (const auto& page : whole.at("pages").as_array())
      if (page.at("donor") == json::value(donor)) return page.as_object();
    return {};
  }
  std::string page_state(std::int64_t donor) {
    auto page = page_of(donor);
    return page.empty() ? "" : std::string(page.at("state").as_string());
  }
  std::string arrival_code(std::int64_t donor) {
    return std::string(page_of(donor).at("arrival_code").as_string());
  }
  std::vector<std::string> texts_to(int number) {
    std::vector<std::string> texts;
    for (const auto& message : site.sandbox().messages("to=%2B" + phone_of(number).substr(1)))
      if (message.at("from") != json::value(phone_of(number)))
        texts.emplace_back(message.at("text").as_string());
    return texts;
  }
  bool paged(int number) { return !texts_to(number).empty(); }
};

TEST_F(Emergency, FromTheCallToTheLastClosingText) {
  auto opened = must({"request", "open", "--group", "O-", "--product", "red_cells", "--units", "2",
                      "--needed-by", "+90m", "--club", "rapid"});
  EXPECT_NE(opened.out.find("K1"), std::string::npos) << opened.out;
  // On call first, and the wave of ten goes out.
  ASSERT_TRUE(eventually(
      20, [&] { return request().at("pages").as_array().size() == 10 && paged(3) && paged(7); }));
  auto first = texts_to(3).front();
  EXPECT_NE(first.find("K1 CO"), std::string::npos) << first;
  EXPECT_EQ(first.find("O-"), std::string::npos) << "a page names no group";
  auto pages = request().at("pages").as_array();
  EXPECT_TRUE(pages[0].at("donor") == json::value(3) || pages[0].at("donor") == json::value(7));
  EXPECT_FALSE(pages[0].at("why").as_string().empty());
  // Ten of twelve were asked, and lots decide among equals.
  std::vector<int> standby;
  for (const auto& page : pages)
    if (auto donor = page.at("donor").to_number<int>(); donor != 3 && donor != 7)
      standby.push_back(donor);
  const int refuses = standby.at(0), helps = standby.at(1);

  // A wrong code changes nothing and is shown to a person.
  site.sandbox().reply(phone_of(3), "K9 CO 5");
  ASSERT_TRUE(
      eventually(10, [&] { return site.get("/v1/replies").at("items").as_array().size() == 1; }));
  EXPECT_EQ(page_state(3), "sent");

  // A refusal pulls the next donor at once.
  site.sandbox().reply(phone_of(refuses), "K1 KHÔNG");
  ASSERT_TRUE(eventually(10, [&] { return page_state(refuses) == "declined"; }));
  ASSERT_TRUE(eventually(5, [&] { return request().at("pages").as_array().size() == 11; }));

  // Two promises are no two units yet; four are likely enough.
  for (int donor : {3, 7}) site.sandbox().reply(phone_of(donor), "CO 20");
  ASSERT_TRUE(eventually(10, [&] { return page_state(7) == "accepted_go"; }));
  EXPECT_EQ(state(), "open");
  for (std::size_t i : {2U, 3U}) site.sandbox().reply(phone_of(standby.at(i)), "CO 20");
  ASSERT_TRUE(eventually(10, [&] { return state() == "covered"; }))
      << must({"request", "show", "K1"}).out;
  EXPECT_EQ(page_state(3), "accepted_go");
  EXPECT_FALSE(arrival_code(3).empty());
  auto asked = request().at("pages").as_array().size();

  // A no-show opens the search again.
  must({"request", "no-show", "K1", "--donor", "3"});
  ASSERT_TRUE(eventually(
      10, [&] { return state() == "open" && request().at("pages").as_array().size() > asked; }));

  // A yes within the same call makes it covered again; two at the desk fill and close it.
  site.sandbox().reply(phone_of(helps), "có 15p");
  ASSERT_TRUE(eventually(10, [&] { return page_state(helps) == "accepted_go"; }));
  EXPECT_NE(site.muster({"request", "arrive", "K1", "--code", "0000x"}).status, 0);
  must({"request", "arrive", "K1", "--code", arrival_code(7)});
  must({"request", "arrive", "K1", "--code", arrival_code(helps)});
  ASSERT_TRUE(eventually(10, [&] { return state() == "closed"; }));
  EXPECT_EQ(request().at("close_reason"), json::value("filled"));

  // Whoever was asked and has not answered, declined or arrived gets the closing text, once.
  std::set<std::int64_t> owed;
  auto closed = request();
  for (const auto& page : closed.at("pages").as_array()) {
    auto donor = page.at("donor").as_int64();
    if (donor != refuses && donor != helps && donor != 7) owed.insert(donor);
  }
  auto stand_downs = [&](std::int64_t donor) {
    int count = 0;
    auto messages = site.get("/v1/messages?limit=200&donor=" + std::to_string(donor));
    for (const auto& message : messages.at("items").as_array())
      if (message.at("kind") == json::value("stand_down")) ++count;
    return count;
  };
  ASSERT_TRUE(eventually(20, [&] {
    return std::all_of(owed.begin(), owed.end(),
                       [&](auto donor) { return stand_downs(donor) == 1; });
  }));
  for (int donor : {refuses, helps, 7}) EXPECT_EQ(stand_downs(donor), 0) << donor;

  // A late yes gets a courteous answer and changes nothing.
  auto late = *owed.rbegin();
  auto before = texts_to(static_cast<int>(late)).size();
  site.sandbox().reply(phone_of(static_cast<int>(late)), "K1 CO 10");
  ASSERT_TRUE(
      eventually(10, [&] { return texts_to(static_cast<int>(late)).size() == before + 1; }));
  EXPECT_EQ(state(), "closed");
  EXPECT_EQ(must({"audit", "verify"}).status, 0);
}

TEST_F(Emergency, TheCallerIsToldWhatIsWrong) {
  auto key = std::string("Idempotency-Key: k1");
  auto open =
      R"({"club":"rapid","group":"O-","product":"red_cells","units":2,"needed_in_minutes":90})";
  EXPECT_EQ(site.api("POST", "/v1/requests", open).status, 428);
  auto first = site.api("POST", "/v1/requests", open, {key});
  EXPECT_EQ(first.status, 201) << first.body;
  auto again = site.api("POST", "/v1/requests", open, {key});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.json().at("id"), first.json().at("id"));
  auto other =
      R"({"club":"rapid","group":"O-","product":"red_cells","units":3,"needed_in_minutes":90})";
  EXPECT_EQ(site.api("POST", "/v1/requests", other, {key}).status, 409);
  auto wrong = site.api(
      "POST", "/v1/requests",
      R"({"club":"rapid","group":"O-","product":"red_cells","units":0,"needed_in_minutes":90})",
      {"Idempotency-Key: k2"});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.body.find("/units"), std::string::npos) << wrong.body;
  EXPECT_NE(site.muster({"request", "open", "--group", "X", "--product", "red_cells", "--units",
                         "1", "--needed-by", "+90m", "--club", "rapid"})
                .status,
            0);
}

}  // namespace
}  // namespace muster::e2e
