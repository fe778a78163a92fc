// SPDX-License-Identifier: Apache-2.0
// Hours, blackouts, bypasses and the Do-Not-Call register, over the API.
#include <fmt/format.h>

#include "muster/base/sealing.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/pages.hpp"
#include "world.hpp"

namespace muster {
namespace {

TEST_F(WebTest, hours_are_narrowed_and_never_widened) {
  const std::string path = "/v1/organisations/kinh-mon/hours";
  auto set = [&](std::string purpose, std::string from, std::string to,
                 std::string who = "coordinator", std::string at = {}) {
    return post(at.empty() ? path : at,
                fmt::format(R"({{"purpose":"{}","from":"{}","to":"{}"}})", purpose, from, to), who);
  };
  auto answer = set("reminders", "09:00", "19:00");
  ASSERT_EQ(200, answer.status) << answer.text;
  EXPECT_EQ("kinh-mon", answer.string_at("/organisation"));
  EXPECT_EQ("/from", set("reminders", "07:00", "19:00").string_at("/field"));
  EXPECT_EQ("/from", set("voice", "08:00", "17:01").string_at("/field"));
  EXPECT_EQ("/to", set("reminders", "09:00", "09:00").string_at("/field"));
  auto shown = get(path, "viewer");
  EXPECT_EQ("08:00", shown.string_at("/house/0/from"));
  EXPECT_EQ("09:00", shown.string_at("/narrowed/0/from"));
  // Above it, hours that would leave nothing below.
  const std::string above = "/v1/organisations/hai-duong/hours";
  auto none = set("reminders", "19:00", "20:00", "province", above);
  EXPECT_EQ("/from", none.string_at("/field")) << none.text;
  EXPECT_NE(std::string::npos, none.text.find("kinh-mon"));
  ASSERT_EQ(200, set("reminders", "10:00", "20:00", "province", above).status);
  EXPECT_EQ(2u, get(path).at("/narrowed").as_array().size()) << "it comes down the tree";
  EXPECT_EQ(404, send("DELETE", path + "?purpose=voice").status);
  EXPECT_EQ(200, send("DELETE", path + "?purpose=reminders").status);
  EXPECT_EQ(1u, get(path).at("/narrowed").as_array().size());
}

TEST_F(WebTest, blackouts_are_added_listed_and_removed) {
  auto added = post("/v1/blackouts", R"({"name":"Tết Đinh Mùi","first":"2027-02-05",
      "last":"2027-02-11","organisation":"hai-duong"})",
                    "province");
  ASSERT_EQ(201, added.status) << added.text;
  EXPECT_EQ("reminders", added.string_at("/purposes/0"));
  EXPECT_EQ("campaigns", added.string_at("/purposes/1"));
  auto feast = post("/v1/blackouts", R"({"name":"hội làng","first":"2026-12-24",
      "purposes":["campaigns"]})",
                    "coordinator");
  EXPECT_EQ("2026-12-24", feast.string_at("/last"));
  EXPECT_EQ("/purposes/0", post("/v1/blackouts", R"({"name":"x","first":"2026-12-24",
      "purposes":["emergency"]})")
                               .string_at("/field"))
      << "never of pages";
  EXPECT_EQ("/last", post("/v1/blackouts", R"({"name":"x","first":"2026-12-24",
      "last":"2026-12-23"})")
                         .string_at("/field"));
  EXPECT_EQ("/last",
            post("/v1/blackouts", R"({"name":"x","first":"2026-11-21"})").string_at("/field"))
      << "over";
  EXPECT_EQ("/last", post("/v1/blackouts", R"({"name":"x","first":"2026-12-01",
      "last":"2027-12-01"})")
                         .string_at("/field"));
  auto listed = get("/v1/blackouts", "viewer");
  ASSERT_EQ(2u, listed.at("/items").as_array().size());
  EXPECT_EQ("hội làng", listed.string_at("/items/0/name"));
  EXPECT_EQ(1u, get("/v1/blackouts?from=2027-01-01").at("/items").as_array().size());
  EXPECT_EQ(404, send("DELETE", "/v1/blackouts/1").status) << "the province's own";
  EXPECT_EQ(200, send("DELETE", "/v1/blackouts/2").status);
  EXPECT_EQ(409, send("DELETE", "/v1/blackouts/2").status);
}

TEST_F(WebTest, a_bypass_has_a_role_a_reason_and_an_end) {
  add_club(2);
  EXPECT_EQ(403, post("/v1/bypasses", R"({"reason":"accident"})", "coordinator").status);
  EXPECT_EQ("/reason", post("/v1/bypasses", "{}", "approver").string_at("/field"));
  EXPECT_EQ("/expires_at",
            post("/v1/bypasses", R"({"reason":"x","hours":25})", "approver").string_at("/field"));
  EXPECT_EQ(
      "/expires_at",
      post("/v1/bypasses", R"({"reason":"x","expires_at":"2026-11-22T09:59:00+07:00"})", "approver")
          .string_at("/field"));
  auto opened =
      post("/v1/bypasses", R"({"reason":"bus accident","hours":2,"club":"rapid"})", "approver");
  ASSERT_EQ(201, opened.status) << opened.text;
  EXPECT_EQ("rapid", opened.string_at("/club"));
  EXPECT_EQ("approver", opened.string_at("/role"));
  EXPECT_EQ("2026-11-22T05:00:00.000Z", opened.string_at("/expires_at"));
  EXPECT_EQ(0, opened.number_at("/used"));
  EXPECT_EQ(true, get("/v1/bypasses", "desk").at("/items/0/in_force"));
  auto ended = post("/v1/bypasses/1/end", "{}", "approver");
  ASSERT_EQ(200, ended.status) << ended.text;
  EXPECT_EQ(false, ended.at("/in_force"));
  EXPECT_EQ(409, post("/v1/bypasses/1/end", "{}").status);
  auto journal = get("/v1/journal?limit=200", "province").text;
  EXPECT_NE(std::string::npos, journal.find("bypass"));
  EXPECT_EQ(std::string::npos, journal.find("bus accident")) << "the journal holds no text";
}

// Those who were asked often come back with a bypass, and the page says why.
TEST_F(WebTest, a_bypass_lifts_the_limits_on_pages_and_stands_in_the_page) {
  add_club(1);
  auto ask = [&](std::string key) {
    auto request = open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                    "needed_in_minutes":120})",
                                key);
    EXPECT_EQ(201, request.status) << request.text;
    return request;
  };
  for (auto key : {"a", "b"}) {
    auto request = ask(key);
    EXPECT_EQ(1, request.number_at("/asked")) << key;
    post(fmt::format("/v1/requests/{}/close", request.number_at("/id")),
         R"({"reason":"cancelled"})");
  }
  auto third = ask("c");
  EXPECT_EQ(0, third.number_at("/asked")) << "twice a shift is the most";
  ASSERT_EQ(201, post("/v1/bypasses", R"({"reason":"accident"})", "approver").status);
  auto id = RequestId(third.number_at("/id"));
  page(id);
  auto pages = get(fmt::format("/v1/requests/{}/pages", id.value()));
  ASSERT_EQ(1u, pages.at("/items").as_array().size()) << pages.text;
  EXPECT_NE(std::string::npos, pages.string_at("/items/0/why").find("bypass 1"));
  auto messages = get(fmt::format("/v1/messages?request={}", id.value()));
  EXPECT_EQ(1, messages.number_at("/items/0/bypass")) << messages.text;
}

TEST_F(WebTest, the_register_is_taken_in_and_nobody_can_read_it) {
  const Headers csv = {{"Content-Type", "text/csv"}};
  auto import = [&](std::string query, std::string file) {
    return send("POST", "/v1/dnc?" + query, std::move(file), "province", csv);
  };
  EXPECT_EQ(true, get("/v1/dnc").at("/stale")) << "there is none";
  EXPECT_TRUE(get("/v1/dnc").at("/newest").is_null());
  auto done = import("on=2026-11-20&channel=sms&source=nospam",
                     "STT,Số điện thoại,Ngày\n1,0912345678,x\n2,+84 912 345 679,x\n3,none,x\n");
  ASSERT_EQ(200, done.status) << done.text;
  EXPECT_EQ(3, done.number_at("/lines"));
  EXPECT_EQ(2, done.number_at("/entries"));
  EXPECT_EQ(1, done.number_at("/refused"));
  EXPECT_EQ(4, done.number_at("/refused_lines/0"));
  auto plain = import("on=2026-11-21&channel=voice", "0912345678\n0912345678\n");
  EXPECT_EQ(1, plain.number_at("/entries")) << plain.text;
  auto shown = get("/v1/dnc", "viewer");
  EXPECT_EQ("2026-11-21", shown.string_at("/newest"));
  EXPECT_EQ(1, shown.number_at("/age_days"));
  EXPECT_EQ(3, shown.number_at("/entries"));
  EXPECT_EQ(false, shown.at("/stale"));
  EXPECT_EQ("nospam", shown.string_at("/lists/1/source"));
  auto entries = [&](std::string number) {
    return write([&](Tx& tx) {
      return tx.do_not_call().entries_of(tx.sealer().blind_index(number)).size();
    });
  };
  EXPECT_EQ(2u, entries("+84912345678"));
  EXPECT_EQ(1u, entries("+84912345679"));
  ASSERT_EQ(200, import("on=2026-11-22&replace=true", "0912345670\n").status);
  EXPECT_EQ(0u, entries("+84912345678"));
  EXPECT_EQ(1u, entries("+84912345670"));
  EXPECT_EQ(1u, get("/v1/dnc").at("/lists").as_array().size());
  clock_.set(clock_.now() + Days(31));
  EXPECT_EQ(true, get("/v1/dnc").at("/stale"));
  EXPECT_EQ("?on", import("on=2027-11-22", "0912345670\n").string_at("/field"));
  EXPECT_EQ(400, import("on=2026-11-22", "nothing\n").status);
}

}  // namespace
}  // namespace muster
