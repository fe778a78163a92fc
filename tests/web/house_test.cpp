// SPDX-License-Identifier: Apache-2.0
// Sessions, clubs, tokens, messages, the journal, health and the clock.
#include "world.hpp"

namespace muster {
namespace {

constexpr const char* session = R"({"code":"dot-1","venue":"Nhà văn hoá","capacity":1,
    "starts_at":"2026-11-22T08:00:00+07:00","ends_at":"2026-11-22T11:30:00+07:00"})";

TEST_F(WebTest, a_booking_takes_a_place_and_its_outcome_enters_the_ledger) {
  add_club(2);
  auto added = post("/v1/sessions", session, "coordinator");
  ASSERT_EQ(201, added.status) << added.text;
  EXPECT_EQ(409, post("/v1/sessions", session).status);
  EXPECT_EQ("/ends_at", post("/v1/sessions",
                             R"({"code":"dot-2","venue":"x","starts_at":"2026-12-01T08:00:00Z",
                                 "ends_at":"2026-12-01T07:00:00Z"})")
                            .string_at("/field"));
  EXPECT_EQ("booked", post("/v1/sessions/1/bookings", R"({"donor":1})").string_at("/state"));
  EXPECT_EQ(1, get("/v1/sessions/1", "viewer").number_at("/booked"));
  EXPECT_EQ(409, post("/v1/sessions/1/bookings", R"({"donor":2})").status) << "no room";
  auto given =
      post("/v1/sessions/1/bookings", R"({"donor":1,"state":"given","volume_ml":350})", "desk");
  EXPECT_EQ("given", given.string_at("/state")) << given.text;
  EXPECT_EQ("2027-02-14", get("/v1/donors/1").string_at("/eligible_on/whole_blood"));
  EXPECT_EQ(409, post("/v1/sessions/1/bookings", R"({"donor":1,"state":"booked"})").status);
  EXPECT_EQ("given", get("/v1/sessions/1/bookings?donor=1").string_at("/items/0/state"));
  EXPECT_EQ(1u, get("/v1/sessions").at("/items").as_array().size());
  EXPECT_EQ(0u, get("/v1/sessions?after=2026-12-01T00:00:00Z").at("/items").as_array().size());
}

TEST_F(WebTest, a_club_its_rota_and_who_could_be_paged) {
  add_club(3);
  EXPECT_EQ(3u, get("/v1/clubs/rapid/members").at("/items").as_array().size());
  EXPECT_EQ(true, get("/v1/clubs/rapid/members").at("/items/0/on_call"));
  EXPECT_EQ(21u, get("/v1/clubs/rapid/rota").at("/items").as_array().size());
  ASSERT_EQ(200, post("/v1/donors/3/stop", "{}").status);
  auto ready = get("/v1/clubs/rapid/readiness?group=A-", "coordinator");
  EXPECT_EQ(2, ready.number_at("/ready")) << ready.text;
  EXPECT_EQ(2, ready.number_at("/by_group/O-"));
  EXPECT_EQ(1, ready.number_at("/excluded/stopped"));
  EXPECT_EQ("An", ready.string_at("/donors/0/given_name"));
  EXPECT_EQ(0u, get("/v1/clubs/rapid/readiness", "caller").at("/donors").as_array().size());
  EXPECT_EQ(true, get("/v1/clubs/rapid/readiness?at=2026-11-22T18:00:00Z").at("/night"));

  auto gone = send("DELETE", "/v1/clubs/rapid/rota?donor=1&weekday=1&from=00:00&to=00:00");
  EXPECT_EQ(204, gone.status) << gone.text;
  EXPECT_EQ(404,
            send("DELETE", "/v1/clubs/rapid/rota?donor=1&weekday=1&from=00:00&to=00:00").status);
  EXPECT_EQ(204, send("DELETE", "/v1/clubs/rapid/members/2").status);
  EXPECT_EQ(404, send("DELETE", "/v1/clubs/rapid/members/2").status);
  EXPECT_EQ(404,
            post("/v1/clubs/rapid/rota", R"({"donor":2,"weekday":1,"from":"07:00","to":"19:00"})")
                .status);
  EXPECT_EQ("/weekday",
            post("/v1/clubs/rapid/rota", R"({"donor":1,"weekday":8,"from":"07:00","to":"19:00"})")
                .string_at("/field"));
  EXPECT_EQ(409,
            post("/v1/clubs", R"({"code":"rapid","name":"x","place":"x","contact":"1"})").status);
  EXPECT_EQ("/name", post("/v1/clubs", R"({"code":"other","name":"CLB Ngân hàng máu sống Kinh Môn",
                                          "place":"x","contact":"1"})")
                         .string_at("/field"));
  EXPECT_EQ("/code", post("/v1/clubs", R"({"code":"R!","name":"x","place":"x","contact":"1"})")
                         .string_at("/field"));
}

TEST_F(WebTest, a_token_is_told_once_and_dies_at_once) {
  auto issued = post("/v1/tokens", R"({"name":"duty-phone","role":"caller"})");
  ASSERT_EQ(201, issued.status) << issued.text;
  auto secret = issued.string_at("/secret");
  EXPECT_TRUE(secret.starts_with("muster_")) << secret;
  EXPECT_GE(secret.size(), 7u + 40u);
  tokens_["phone"] = secret;
  EXPECT_EQ(200, get("/v1/requests", "phone").status);
  EXPECT_EQ(403, get("/v1/donors", "phone").status);
  EXPECT_EQ(std::string::npos, get("/v1/tokens").text.find(secret));
  EXPECT_EQ(200, send("DELETE", "/v1/tokens/duty-phone").status);
  EXPECT_EQ(401, get("/v1/requests", "phone").status);
  EXPECT_EQ(409, send("DELETE", "/v1/tokens/duty-phone").status);
  EXPECT_EQ(409, post("/v1/tokens", R"({"name":"duty-phone","role":"caller"})").status);
  EXPECT_EQ("/role", post("/v1/tokens", R"({"name":"x-1","role":"system"})").string_at("/field"));
}

TEST_F(WebTest, a_token_expires_though_it_was_just_believed) {
  auto issued = post("/v1/tokens",
                     R"({"name":"short","role":"viewer","expires_at":"2026-11-22T03:00:00.500Z"})");
  ASSERT_EQ(201, issued.status) << issued.text;
  tokens_["short"] = issued.string_at("/secret");
  EXPECT_EQ(200, get("/v1/clubs", "short").status);
  clock_.set(clock_.now() + Millis(500));
  EXPECT_EQ(401, get("/v1/clubs", "short").status);
}

TEST_F(WebTest, tokens_go_in_the_header_only) {
  auto secret = tokens_.at("admin");
  EXPECT_EQ(401, get("/v1/donors?access_token=" + secret, "").status);
  EXPECT_EQ(400, get("/v1/donors?access_token=" + secret, "admin").status);
  auto basic = send("GET", "/v1/donors", {}, "", {{"Authorization", "Basic " + secret}});
  EXPECT_EQ(401, basic.status);
  EXPECT_NE("", header(basic.headers, "WWW-Authenticate"));
  EXPECT_EQ(401, send("GET", "/v1/donors", {}, "", {{"Authorization", "Bearer nope"}}).status);
  EXPECT_EQ(200, send("GET", "/v1/donors", {}, "", {{"Authorization", "bearer " + secret}}).status);
}

TEST_F(WebTest, every_change_is_in_the_journal_without_a_name_or_a_number) {
  add_club(1);
  auto journal = get("/v1/journal?limit=200", "province");
  ASSERT_EQ(200, journal.status);
  EXPECT_GT(journal.at("/items").as_array().size(), 10u);
  for (auto secret : {"910000001", "folder", "Nguy", "Kinh Mon"})
    EXPECT_EQ(std::string::npos, journal.text.find(secret)) << secret;
  auto before = journal.number_at("/items/0/seq");
  ASSERT_EQ(201, post("/v1/organisations", R"({"code":"an-luu","name":"An Lưu"})").status);
  auto after = get("/v1/journal?limit=1", "province");
  EXPECT_EQ(before + 1, after.number_at("/items/0/seq"));
  EXPECT_EQ("token:admin", after.string_at("/items/0/actor"));
  EXPECT_EQ("added", after.string_at("/items/0/what"));
}

TEST_F(WebTest, replies_for_a_person_are_listed_and_resolved_once) {
  add_club(1);
  ASSERT_EQ(200, write_sms("+84910000001", "chi oi cho hoi may gio?").status);
  ASSERT_EQ(200, write_sms("+84999999999", "xin chao").status);
  auto open = get("/v1/replies", "desk");
  ASSERT_EQ(1u, open.at("/items").as_array().size()) << open.text;
  EXPECT_EQ(1, open.number_at("/items/0/donor"));
  // Numbers nobody knows are the business of the whole house.
  EXPECT_EQ(2u, get("/v1/replies", "province").at("/items").as_array().size());
  EXPECT_EQ("resolved", post("/v1/replies/1/resolve", "{}", "desk").string_at("/state"));
  EXPECT_EQ(409, post("/v1/replies/1/resolve", "", "desk").status);
  EXPECT_EQ(404, post("/v1/replies/2/resolve", "", "desk").status);
  EXPECT_EQ(0u, get("/v1/replies", "desk").at("/items").as_array().size());
  EXPECT_EQ(1u, get("/v1/replies?all=true", "desk").at("/items").as_array().size());
}

TEST_F(WebTest, messages_are_filtered_and_shown_with_their_attempts) {
  add_club(2);
  ASSERT_EQ(201, open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                  "needed_in_minutes":120})")
                     .status);
  page(RequestId(1));
  EXPECT_EQ(2u, get("/v1/messages?request=1").at("/items").as_array().size());
  EXPECT_EQ(1u, get("/v1/messages?donor=2&state=queued").at("/items").as_array().size());
  EXPECT_EQ(0u, get("/v1/messages?maybe_duplicate=true").at("/items").as_array().size());
  EXPECT_EQ("?state", get("/v1/messages?state=lost").string_at("/field"));
  auto first = get("/v1/messages?limit=1");
  EXPECT_EQ(2, get("/v1/messages?cursor=" + first.string_at("/next")).number_at("/items/0/id"));
  EXPECT_EQ("emergency", get("/v1/messages/1").string_at("/message/lane"));
  EXPECT_EQ(404, get("/v1/messages/77").status);
}

TEST_F(WebTest, the_clock_moves_in_demo_mode_only) {
  auto refused = post("/v1/clock/forward", R"({"by":"1d"})");
  EXPECT_EQ(403, refused.status);
  EXPECT_NE(std::string::npos, refused.string_at("/detail").find("demo"));
  demo_ = true;
  make_router();
  EXPECT_EQ("2026-11-23T03:00:00.000Z",
            post("/v1/clock/forward", R"({"by":"1d"})").string_at("/now"));
  for (auto by : {"0s", "-1d", "400d", "tomorrow"})
    EXPECT_EQ(400, post("/v1/clock/forward", fmt::format(R"({{"by":"{}"}})", by)).status) << by;
}

TEST_F(WebTest, readiness_names_its_reasons) {
  EXPECT_EQ("ready\n", get("/readyz", "").text);
  health_.configuration("config/muster.toml:3: http.port: must be 1 to 65535");
  auto not_ready = get("/readyz", "");
  EXPECT_EQ(503, not_ready.status);
  EXPECT_NE(std::string::npos, not_ready.text.find("configuration: "));
  health_.configuration({});
  add_club(1);
  ASSERT_EQ(201, open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                  "needed_in_minutes":120})")
                     .status);
  page(RequestId(1));
  clock_.set(clock_.now() + Seconds(31));
  EXPECT_NE(std::string::npos, get("/readyz", "").text.find("emergency_late: "));
  EXPECT_EQ(200, get("/healthz", "").status) << "a late page must not kill the pager";
}

}  // namespace
}  // namespace muster
