// SPDX-License-Identifier: Apache-2.0
// Donors over the API: register, find, explain, the timeline, consent and stop.
#include <algorithm>

#include "world.hpp"

namespace muster {
namespace {

constexpr const char* lan = R"({"name":"Nguyễn Thị Lan","external_id":"KM-17","sex":"female",
    "birth":"1990-03-04","group":"O Rh âm","typing":"laboratory",
    "addresses":[{"address":"0912 345 678","verified":"desk"},{"address":"Lan@Example.org"}]})";

TEST_F(WebTest, a_donor_is_registered_and_found) {
  auto added = post("/v1/donors", lan, "desk");
  ASSERT_EQ(201, added.status) << added.text;
  EXPECT_EQ("Lan", added.string_at("/given_name"));
  EXPECT_EQ("O-", added.string_at("/group"));
  EXPECT_EQ("+84912345678", added.string_at("/addresses/0/address"));
  EXPECT_EQ("desk", added.string_at("/addresses/0/verified_how"));
  EXPECT_EQ("lan@example.org", added.string_at("/addresses/1/address"));
  EXPECT_EQ("email", added.string_at("/addresses/1/channel"));
  for (auto query :
       {"name=nguyen%20thi", "phone=0912345678", "phone=%2B84912345678", "external_id=KM-17", ""}) {
    auto found = get(std::string("/v1/donors?") + query, "desk");
    ASSERT_EQ(1u, found.at("/items").as_array().size()) << query << found.text;
    EXPECT_EQ(1, found.number_at("/items/0/id")) << query;
  }
  EXPECT_EQ(0u, get("/v1/donors?name=tran").at("/items").as_array().size());
  // Approvers decide about lists; they call nobody.
  auto masked = get("/v1/donors/1", "approver");
  EXPECT_EQ(std::string::npos, masked.text.find("912345678"));
  EXPECT_EQ(std::string::npos, masked.text.find("lan@"));
}

TEST_F(WebTest, a_creation_under_a_key_happens_once_and_keeps_no_number_in_clear) {
  Headers key = {{"Idempotency-Key", "d-1"}};
  auto first = send("POST", "/v1/donors", lan, "desk", key);
  auto again = send("POST", "/v1/donors", lan, "desk", key);
  EXPECT_EQ(201, again.status);
  EXPECT_EQ(first.text, again.text);
  EXPECT_EQ(1u, get("/v1/donors").at("/items").as_array().size());
  EXPECT_EQ(409, send("POST", "/v1/donors", R"({"name":"x"})", "desk", key).status);
  // Without the key the external id catches it.
  EXPECT_EQ(409, post("/v1/donors", lan, "desk").status);
}

struct BadDonor {
  const char* body;
  const char* field;
};

TEST_F(WebTest, bad_donors_are_refused_by_field) {
  const BadDonor cases[] = {
      {R"({"name":" "})", "/name"},
      {R"({"name":"x","phone":"09"})", "/phone"},
      {R"({"name":"x","birth":"2027-01-01"})", "/birth"},
      {R"({"name":"x","birth":"31/12/1990"})", "/birth"},
      {R"({"name":"x","zone":"Hanoi"})", "/zone"},
      {R"({"name":"x","typing":"laboratory"})", "/typing"},
      {R"({"name":"x","travel_minutes":-1})", "/travel_minutes"},
      {R"({"name":"x","addresses":[{"address":"0912345678"},{"address":"12"}]})",
       "/addresses/1/address"},
      {R"({"name":"x","addresses":[{"address":"a@b"}]})", "/addresses/0/address"},
      {R"({"name":"x","addresses":[{"addres":"0912345678"}]})", "/addresses/0/addres"},
      {R"({"name":"x","addresses":{}})", "/addresses"},
  };
  for (const auto& bad : cases) {
    auto reply = post("/v1/donors", bad.body);
    EXPECT_EQ(400, reply.status) << bad.body;
    EXPECT_EQ(bad.field, reply.string_at("/field")) << bad.body << reply.text;
    EXPECT_GT(reply.string_at("/detail").size(), 8u);
  }
  EXPECT_EQ(0u, get("/v1/donors").at("/items").as_array().size());
}

TEST_F(WebTest, eligibility_names_the_rule_the_article_and_the_date) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto entered = post("/v1/donors/1/donations",
                      R"({"product":"whole_blood","on":"2026-09-10","volume_ml":350})", "desk");
  ASSERT_EQ(201, entered.status) << entered.text;
  EXPECT_EQ("2026-12-03", entered.string_at("/eligible_on/whole_blood"));
  auto before = get("/v1/donors/1/eligibility?on=2026-12-01&product=whole_blood");
  EXPECT_EQ(false, before.at("/eligible"));
  EXPECT_EQ("interval", before.string_at("/rule"));
  EXPECT_EQ("2026-12-03", before.string_at("/eligible_on"));
  auto text = before.string_at("/explanation");
  EXPECT_NE(std::string::npos, text.find("not before 2026-12-03")) << text;
  EXPECT_NE(std::string::npos, text.find("84 days")) << text;
  EXPECT_NE(std::string::npos, text.find("Art. 6")) << text;
  EXPECT_EQ(true, get("/v1/donors/1/eligibility?on=2026-12-03").at("/eligible"));
  EXPECT_EQ(400, get("/v1/donors/1/eligibility?on=1.12.2026").status);
  EXPECT_EQ(404, get("/v1/donors/99/eligibility").status);
  EXPECT_EQ(404, get("/v1/donors/x/eligibility").status);

  auto again = post("/v1/donors/1/donations", R"({"product":"whole_blood","on":"2026-09-10"})");
  EXPECT_EQ(true, again.at("/known"));
  EXPECT_EQ(
      400, post("/v1/donors/1/donations", R"({"product":"whole_blood","on":"2026-11-23"})").status);
  EXPECT_EQ("/reason", post("/v1/donors/1/deferrals", R"({"reason":"bored","event":"2026-11-20"})")
                           .string_at("/field"));
}

std::vector<std::string> kinds_of(const Reply& timeline) {
  std::vector<std::string> kinds;
  for (const auto& item : timeline.at("/items").as_array())
    kinds.push_back(boost::json::value_to<std::string>(item.at("kind")));
  return kinds;
}

TEST_F(WebTest, the_timeline_has_it_all_in_order) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(
      201, post("/v1/donors/1/donations", R"({"product":"whole_blood","on":"2026-08-01"})").status);
  ASSERT_EQ(200, post("/v1/donors/1/consents",
                      R"({"purposes":["reminders"],"how":"list","proof":"folder 12",
                          "on":"2026-08-01"})")
                     .status);
  clock_.set(clock_.now() + Minutes(1));
  ASSERT_EQ(200, write_sms("0912345678", "có").status);
  clock_.set(clock_.now() + Minutes(1));
  ASSERT_EQ(200, write_sms("0912345678", "tu choi").status);
  auto timeline = get("/v1/donors/1/timeline", "desk");
  auto kinds = kinds_of(timeline);
  for (auto kind : {"registered", "donation", "consent", "step", "reply", "stop"})
    EXPECT_NE(kinds.end(), std::ranges::find(kinds, kind)) << kind << timeline.text;
  std::string last;
  std::vector<std::string> said;
  for (const auto& item : timeline.at("/items").as_array()) {
    auto at = boost::json::value_to<std::string>(item.at("at"));
    EXPECT_LE(last, at);
    last = at;
    if (item.at("kind") != "reply") continue;
    said.push_back(boost::json::value_to<std::string>(item.at("text")) + "=" +
                   boost::json::value_to<std::string>(item.at("intent")));
  }
  EXPECT_EQ((std::vector<std::string>{"có=yes", "tu choi=stop"}), said);
}

TEST_F(WebTest, consent_needs_a_proof_and_can_be_withdrawn) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto no_proof = post("/v1/donors/1/consents", R"({"purposes":["emergency"],"how":"desk"})");
  EXPECT_EQ("/proof", no_proof.string_at("/field"));
  EXPECT_EQ("/purposes/1", post("/v1/donors/1/consents",
                                R"({"purposes":["emergency","fun"],"how":"desk","proof":"x"})")
                               .string_at("/field"));
  auto given = post("/v1/donors/1/consents",
                    R"({"purposes":["emergency","reminders"],"how":"desk","proof":"form 7"})");
  EXPECT_EQ(2u, given.at("/consents").as_array().size());
  auto left = post("/v1/donors/1/consents",
                   R"({"action":"withdraw","purposes":["emergency"],"how":"by phone"})");
  EXPECT_EQ("reminders", left.string_at("/consents/0"));
  EXPECT_EQ(1u, left.at("/consents").as_array().size());
}

TEST_F(WebTest, a_stop_binds_every_address) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto stopped = post("/v1/donors/1/stop", "", "desk");
  ASSERT_EQ(200, stopped.status) << stopped.text;
  EXPECT_EQ(2, stopped.number_at("/fresh"));
  EXPECT_EQ("all", get("/v1/donors/1").string_at("/addresses/0/stopped"));
  EXPECT_EQ("all", get("/v1/donors/1").string_at("/addresses/1/stopped"));
  EXPECT_EQ(0, post("/v1/donors/1/stop", "{}").number_at("/fresh"));
  ASSERT_EQ(201, post("/v1/donors", R"({"name":"Không Máy"})").status);
  EXPECT_EQ(409, post("/v1/donors/2/stop", "{}").status);
}

TEST_F(WebTest, a_list_is_imported_with_its_errors) {
  std::string csv = "Họ tên,Điện thoại,Nhóm máu\nTrần Văn Bình,0912345678,A+\nLê Thị Hoa,12,B+\n";
  auto dry = send("POST", "/v1/imports?kind=donors&dry_run=true", csv, "coordinator",
                  {{"Content-Type", "text/csv"}});
  ASSERT_EQ(200, dry.status) << dry.text;
  EXPECT_EQ(true, dry.at("/dry_run"));
  EXPECT_EQ(0u, get("/v1/donors").at("/items").as_array().size());
  auto done = send("POST", "/v1/imports?consent=reminders,emergency&proof=folder%201&on=2026-11-01",
                   csv, "coordinator", {{"Content-Type", "text/csv"}});
  ASSERT_EQ(200, done.status) << done.text;
  EXPECT_EQ(1, done.number_at("/added"));
  EXPECT_EQ(1, done.number_at("/refused"));
  EXPECT_EQ(3, done.number_at("/problems/0/line"));
  EXPECT_EQ(2, done.number_at("/problems/0/column"));
  EXPECT_EQ(400, send("POST", "/v1/imports?consent=fun", csv).status);
  EXPECT_EQ(400, send("POST", "/v1/imports?kind=sheep", csv).status);
}

}  // namespace
}  // namespace muster
