// SPDX-License-Identifier: Apache-2.0
// The demo as a newcomer meets it: within a minute reminders are on virtual phones, whatever the
// hour of the real day.
#include <gtest/gtest.h>

#include <map>

#include "site.hpp"

namespace muster::e2e {
namespace {

struct Demo : testing::Test {
  PortPair ports;
  int port = ports.first();
  TestFolder own;
  const std::filesystem::path& folder = own.path();
  std::unique_ptr<Sandbox> sandbox;
  std::unique_ptr<Process> daemon;
  std::string token;

  void SetUp() override {
    sandbox = std::make_unique<Sandbox>(folder, ports.second());
    daemon = std::make_unique<Process>(
        std::vector<std::string>{binary("musterd"), "--demo", "--data", folder.string(), "--port",
                                 std::to_string(port), "--share", source("").string()},
        folder / "musterd.log");
    ASSERT_TRUE(eventually(30, [&] { return http("GET", url() + "/healthz").status == 200; }))
        << daemon->log();
    auto access = read_file(folder / "access.txt");
    token = access.substr(access.find("token ") + 6);
    token.pop_back();
  }
  void TearDown() override {
    daemon.reset();
    sandbox.reset();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port); }
  json::value muster(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {binary("muster"), "--json"});
    auto ran = run(arguments, "", {{"MUSTER_URL", url()}, {"MUSTER_TOKEN", token}});
    EXPECT_EQ(ran.status, 0) << ran.err;
    return ran.status == 0 ? json::parse(ran.out) : json::value(nullptr);
  }
};

TEST_F(Demo, RemindersReachThePhonesAndAYesIsRecorded) {
  ASSERT_TRUE(eventually(60, [&] { return sandbox->messages().size() > 100; }));
  std::map<std::string, int> texts;
  for (const auto& message : sandbox->messages())
    ++texts[std::string(message.at("to").as_string())];
  for (const auto& [phone, count] : texts) EXPECT_EQ(count, 1) << phone;
  auto message = sandbox->messages().front();
  auto phone = std::string(message.at("to").as_string());
  auto found = muster({"donor", "list", "--phone", phone});
  const auto& donors = found.at("items").as_array();
  ASSERT_EQ(donors.size(), 1u);
  auto id = std::to_string(donors[0].at("id").as_int64());
  auto donor = muster({"donor", "show", id});
  std::string text(message.at("text").as_string());
  EXPECT_NE(text.find(std::string(donor.at("given_name").as_string())), std::string::npos) << text;
  EXPECT_NE(text.find("CÓ"), std::string::npos) << text;

  sandbox->reply(phone, "có");
  ASSERT_TRUE(eventually(10, [&] {
    return json::serialize(muster({"donor", "timeline", id})).find("\"yes\"") != std::string::npos;
  })) << json::serialize(muster({"donor", "timeline", id}));

  // STOP: one confirmation, then silence, also days after.
  sandbox->reply(phone, "TC");
  ASSERT_TRUE(eventually(10, [&] {
    return json::serialize(muster({"donor", "show", id})).find("\"all\"") != std::string::npos;
  }));
  auto sent_to = [&] {
    int count = 0;
    for (const auto& one : sandbox->messages("to=%2B" + phone.substr(1)))
      if (one.at("to") == json::value(phone)) ++count;
    return count;
  };
  ASSERT_TRUE(eventually(10, [&] { return sent_to() == 3; }));  // reminder, booked, stopped
  // The whole town has moved: others get their next texts, this number nothing.
  auto before = sandbox->messages().size();
  muster({"clock", "forward", "3d"});
  EXPECT_TRUE(eventually(20, [&] { return sandbox->messages().size() > before; }));
  EXPECT_EQ(sent_to(), 3);
}

TEST_F(Demo, TheDaemonStopsOnTermAndQuitsOnTheSecond) {
  daemon->signal(15);
  auto status = daemon->wait(20);
  ASSERT_TRUE(status.has_value()) << daemon->log();
  EXPECT_EQ(*status, 0);
}

}  // namespace
}  // namespace muster::e2e
