// SPDX-License-Identifier: Apache-2.0
// The ledger over the API: corrections keep what was said, holds are listed.
#include "world.hpp"

namespace muster {
namespace {

constexpr const char* lan = R"({"name":"Nguyễn Thị Lan","birth":"1990-03-04"})";

TEST_F(WebTest, a_donation_is_corrected_and_withdrawn_and_nothing_is_lost) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto entered =
      post("/v1/donors/1/donations",
           R"({"product":"whole_blood","on":"2026-09-10","volume_ml":350,"units":2})", "desk");
  ASSERT_EQ(201, entered.status) << entered.text;
  auto corrected =
      post("/v1/donations/1", R"({"on":"2026-09-20","note":"the list says 20"})", "desk");
  ASSERT_EQ(200, corrected.status) << corrected.text;
  EXPECT_EQ("2026-09-20", corrected.string_at("/on"));
  EXPECT_EQ(350, corrected.number_at("/volume_ml"));
  EXPECT_EQ("2026-12-13", corrected.string_at("/eligible_on/whole_blood"));
  EXPECT_EQ("2026-09-10", corrected.string_at("/earlier/0/on"));
  EXPECT_EQ("the list says 20", corrected.string_at("/earlier/0/note"));
  auto withdrawn = post("/v1/donations/1/withdraw", R"({"note":"it was her sister"})", "desk");
  ASSERT_EQ(200, withdrawn.status) << withdrawn.text;
  EXPECT_EQ("withdrawn", withdrawn.string_at("/state"));
  auto list = get("/v1/donors/1/donations", "desk");
  EXPECT_EQ(1u, list.at("/items").as_array().size());
  EXPECT_EQ(2u, list.at("/items/0/earlier").as_array().size());
  EXPECT_EQ(409, post("/v1/donations/1/withdraw", R"({"note":"again"})", "desk").status);
}

TEST_F(WebTest, bad_corrections_are_refused_by_field) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  for (auto day : {"2026-06-01", "2026-09-10"})
    ASSERT_EQ(201, post("/v1/donors/1/donations",
                        std::string(R"({"product":"whole_blood","on":")") + day + "\"}")
                       .status);
  struct Bad {
    const char* body;
    int status;
    const char* field;
  };
  const Bad cases[] = {
      {R"({"on":"2026-09-11"})", 400, "/note"},
      {R"({"on":"2026-09-11","note":" "})", 400, "/note"},
      {R"({"on":"2027-09-11","note":"x"})", 400, "/on"},
      {R"({"on":"1980-09-11","note":"x"})", 400, "/on"},
      {R"({"units":9,"note":"x"})", 400, "/units"},
      {R"({"volume_ml":5000,"note":"x"})", 400, "/volume_ml"},
      {R"({"outcome":"lost","note":"x"})", 400, "/outcome"},
      {R"({"on":"2026-09-10","note":"x"})", 409, "/on"},
  };
  for (const auto& bad : cases) {
    auto reply = post("/v1/donations/1", bad.body);
    EXPECT_EQ(bad.status, reply.status) << bad.body << reply.text;
    EXPECT_EQ(bad.field, reply.string_at("/field")) << bad.body << reply.text;
  }
  EXPECT_EQ(404, post("/v1/donations/99", R"({"note":"x"})").status);
}

TEST_F(WebTest, a_deferral_is_corrected_by_the_rule_for_its_reason) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(201,
            post("/v1/donors/1/deferrals", R"({"reason":"tattoo","event":"2026-08-01"})").status);
  auto corrected =
      post("/v1/deferrals/1", R"({"event":"2026-09-01","note":"a month later"})", "desk");
  ASSERT_EQ(200, corrected.status) << corrected.text;
  EXPECT_EQ("2027-03-01", corrected.string_at("/until"));
  EXPECT_EQ("2027-02-01", corrected.string_at("/earlier/0/until"));
  EXPECT_EQ(200, post("/v1/deferrals/1/withdraw", R"({"note":"it washes off"})").status);
  EXPECT_EQ("withdrawn", get("/v1/donors/1/deferrals", "desk").string_at("/items/0/state"));
}

TEST_F(WebTest, what_is_not_entered_is_listed) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(201, post("/v1/donors/1/donations",
                      R"({"product":"whole_blood","on":"2026-11-01","outcome":"outcome_pending"})")
                     .status);
  auto holds = get("/v1/holds", "desk");
  ASSERT_EQ(200, holds.status) << holds.text;
  ASSERT_EQ(1u, holds.at("/items").as_array().size());
  EXPECT_EQ("Nguyễn Thị Lan", holds.string_at("/items/0/name"));
  EXPECT_EQ("2026-11-01", holds.string_at("/items/0/since"));
  EXPECT_EQ(0u, get("/v1/holds?days=100", "desk").at("/items").as_array().size());
  ASSERT_EQ(
      201, post("/v1/donors/1/donations", R"({"product":"whole_blood","on":"2026-11-01"})").status);
  EXPECT_EQ(0u, get("/v1/holds", "desk").at("/items").as_array().size());
}

}  // namespace
}  // namespace muster
