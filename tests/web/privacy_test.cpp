// SPDX-License-Identifier: Apache-2.0
// Erase and export over the API, the log of data subjects' requests, what retention shows.
#include "world.hpp"

namespace muster {
namespace {

constexpr const char* lan = R"({"name":"Nguyễn Thị Lan","external_id":"KM-17","sex":"female",
    "birth":"1993-03-04","group":"O Rh âm","typing":"laboratory","commune":"Minh Tân",
    "addresses":[{"address":"0912 345 678","verified":"desk"}]})";

constexpr const char* asked = R"({"kind":"erasure","donor":1,"how":"phone"})";

TEST_F(WebTest, an_erased_donor_is_gone_for_everybody) {
  ASSERT_EQ(201, send("POST", "/v1/donors", lan, "desk", {{"Idempotency-Key", "d-1"}}).status);
  ASSERT_EQ(201, post("/v1/subject-requests", asked, "desk").status);
  EXPECT_EQ(400, post("/v1/donors/1/erase", R"({"reason":"I like it"})").status);
  EXPECT_EQ(404, post("/v1/donors/1/erase", R"({"reason":"requested","request":9})").status);
  EXPECT_EQ(404, post("/v1/donors/1/erase", R"({"reason":"requested"})", "neighbour").status);
  auto erased = post("/v1/donors/1/erase", R"({"reason":"requested","request":1})", "coordinator");
  ASSERT_EQ(200, erased.status) << erased.text;
  EXPECT_EQ(true, erased.at("/scrubbed"));
  EXPECT_EQ(1, erased.number_at("/donors"));
  EXPECT_EQ(404, get("/v1/donors/1").status);
  EXPECT_EQ(404, get("/v1/donors/1/export").status);
  for (auto query : {"", "?name=nguyen", "?phone=0912345678", "?external_id=KM-17"})
    EXPECT_EQ(0u, get(std::string("/v1/donors") + query).at("/items").as_array().size()) << query;
  auto request = get("/v1/subject-requests?all=true");
  EXPECT_EQ("done", request.string_at("/items/0/outcome"));
  EXPECT_EQ("token:coordinator", request.string_at("/items/0/closed_by"));
  // A repeated creation neither shows them nor brings them back.
  EXPECT_EQ(404, send("POST", "/v1/donors", lan, "desk", {{"Idempotency-Key", "d-1"}}).status);
  EXPECT_EQ(0u, get("/v1/donors").at("/items").as_array().size());
  auto again = post("/v1/donors/1/erase", R"({"reason":"requested"})");
  EXPECT_EQ(200, again.status);
  EXPECT_EQ(true, again.at("/already"));
  auto journal = get("/v1/journal", "province");
  EXPECT_NE(std::string::npos, journal.text.find("erased"));
  for (auto trace : {"Lan", "912345678", "KM-17", "Minh"})
    EXPECT_EQ(std::string::npos, journal.text.find(trace)) << trace;
}

TEST_F(WebTest, an_export_has_everything_opened_and_is_journalled) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(200, post("/v1/donors/1/consents",
                      R"({"purposes":["reminders"],"how":"list","proof":"folder 12"})")
                     .status);
  ASSERT_EQ(
      201, post("/v1/donors/1/donations", R"({"product":"whole_blood","on":"2026-08-01"})").status);
  ASSERT_EQ(200, write_sms("0912345678", "chiều em qua").status);
  ASSERT_EQ(201, post("/v1/subject-requests", R"({"kind":"access","donor":1,"how":"desk",
      "note":"muốn xem hồ sơ"})")
                     .status);
  auto exported = get("/v1/donors/1/export?request=1", "coordinator");
  ASSERT_EQ(200, exported.status) << exported.text;
  auto table = [&](const char* pointer) { return exported.string_at(pointer); };
  EXPECT_EQ("Nguyễn Thị Lan", table("/tables/donor/0/name"));
  EXPECT_EQ("O-", table("/tables/donor/0/group"));
  EXPECT_EQ("1993-03-04", table("/tables/donor/0/birth_day"));
  EXPECT_EQ("reminders", table("/tables/donor/0/consents/0"));
  EXPECT_EQ("+84912345678", table("/tables/contact_point/0/address"));
  EXPECT_EQ("sms", table("/tables/contact_point/0/channel"));
  EXPECT_EQ("folder 12", table("/tables/consent/0/proof"));
  EXPECT_EQ("whole_blood", table("/tables/donation/0/product"));
  EXPECT_EQ("2026-08-01", table("/tables/donation/0/day"));
  EXPECT_EQ("chiều em qua", table("/tables/reply/0/text"));
  EXPECT_EQ("muốn xem hồ sơ", table("/tables/subject_request/0/note"));
  EXPECT_EQ("done", table("/tables/subject_request/0/outcome"));
  auto journal = exported.at("/tables/journal").as_array();
  ASSERT_FALSE(journal.empty());
  bool told = false;
  for (const auto& row : journal) told = told || row.at("what") == "exported";
  EXPECT_TRUE(told) << "who saw it";
  EXPECT_EQ(403, get("/v1/donors/1/export", "desk").status);
  EXPECT_EQ(404, get("/v1/donors/1/export", "neighbour").status);
  EXPECT_EQ(409, get("/v1/donors/1/export?request=1").status) << "closed";
}

TEST_F(WebTest, data_subjects_requests_are_due_by_kind_and_overdue_ones_are_counted) {
  EXPECT_EQ("/note",
            post("/v1/subject-requests", R"({"kind":"access","how":"desk"})").string_at("/field"));
  auto entered = post("/v1/subject-requests",
                      R"({"kind":"access","how":"letter","note":"ông Ba ở Minh Tân",
                          "received_at":"2026-11-10T09:00:00+07:00"})",
                      "desk");
  ASSERT_EQ(201, entered.status) << entered.text;
  EXPECT_EQ("2026-11-20T17:00:00.000Z", entered.string_at("/due_at")) << "ten days, to the last";
  EXPECT_EQ(true, entered.at("/overdue"));
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(201, post("/v1/subject-requests", asked).status);
  EXPECT_EQ(2u, get("/v1/subject-requests").at("/items").as_array().size());
  EXPECT_EQ(1u, get("/v1/subject-requests?overdue=true").at("/items").as_array().size());
  EXPECT_EQ(0u, get("/v1/subject-requests", "neighbour").at("/items").as_array().size());
  auto metrics = get("/metrics", "").text;
  EXPECT_NE(std::string::npos, metrics.find("muster_subject_requests_open{overdue=\"true\"} 1"))
      << metrics;
  EXPECT_NE(std::string::npos, metrics.find("muster_subject_requests_open{overdue=\"false\"} 1"));
  auto extended = post("/v1/subject-requests/1/extend", "{}");
  EXPECT_EQ("2026-11-30T17:00:00.000Z", extended.string_at("/due_at"));
  EXPECT_EQ(409, post("/v1/subject-requests/1/extend", "{}").status);
  auto closed =
      post("/v1/subject-requests/1/close", R"({"outcome":"refused","donor":1})", "coordinator");
  EXPECT_EQ("refused", closed.string_at("/outcome")) << closed.text;
  EXPECT_EQ(1, closed.number_at("/donor"));
  EXPECT_EQ(409, post("/v1/subject-requests/1/close", R"({"outcome":"done"})").status);
  EXPECT_EQ(404, post("/v1/subject-requests/2/close", R"({"outcome":"done"})", "neighbour").status);
}

TEST_F(WebTest, retention_says_what_would_go) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(200, write_sms("0912345678", "xin chao").status);
  auto young = get("/v1/retention");
  ASSERT_EQ(200, young.status) << young.text;
  EXPECT_EQ(4u, young.at("/rules").as_array().size());
  EXPECT_EQ(0u, young.at("/proposed").as_array().size());
  ASSERT_EQ(200, post("/v1/replies/1/resolve", "{}").status);
  clock_.set(clock_.now() + Days(1200));
  auto old = get("/v1/retention");
  EXPECT_EQ("reply_texts", old.string_at("/rules/3/rule"));
  EXPECT_EQ(1, old.number_at("/rules/3/rows"));
  EXPECT_EQ(1, old.number_at("/proposed/0/donor"));
  EXPECT_EQ(0u, get("/v1/retention", "neighbour").at("/proposed").as_array().size());
}

}  // namespace
}  // namespace muster
