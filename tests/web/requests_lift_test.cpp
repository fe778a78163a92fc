// SPDX-License-Identifier: Apache-2.0
// What a caller lifts for one request, with a reason; what the answer says first; who is ready.
#include <fmt/format.h>

#include "muster/store/pages.hpp"
#include "world.hpp"

namespace muster {
namespace {

struct Lift {
  const char* fields;
  int status;
  const char* field;
};

TEST_F(WebTest, a_rule_is_lifted_with_a_reason_or_not_at_all) {
  add_club(2);
  const Lift cases[] = {
      {R"("group":"O-","lift_caps":true)", 400, "/lift_caps_reason"},
      {R"("group":"O-","lift_caps":true,"lift_caps_reason":"  ")", 400, "/lift_caps_reason"},
      {R"("group":"O-","lift_caps_reason":"second bleeding")", 400, "/lift_caps_reason"},
      {R"("group":"?","allow_o_positive":true)", 400, "/allow_o_positive_reason"},
      {R"("group":"A-","rhd_policy":"emergency","allow_o_positive":true,
          "allow_o_positive_reason":"bleeding")",
       400, "/allow_o_positive"},
      {R"("group":"?","allow_o_positive":true,"allow_o_positive_reason":"bleeding")", 400,
       "/allow_o_positive"},
      {R"("group":"?","rhd_policy":"emergency","anti_d":true,"allow_o_positive":true,
          "allow_o_positive_reason":"bleeding")",
       400, "/allow_o_positive"},
      {R"("group":"?","rhd_policy":"emergency","allow_o_positive":true,
          "allow_o_positive_reason":"bleeding","lift_caps":true,
          "lift_caps_reason":"second bleeding")",
       201, ""},
  };
  int key = 0;
  for (const auto& c : cases) {
    auto body = fmt::format(
        R"({{"club":"rapid","product":"red_cells","units":1,"needed_in_minutes":120,{}}})",
        c.fields);
    auto answer = open_request(body, fmt::format("lift-{}", ++key));
    EXPECT_EQ(c.status, answer.status) << c.fields << answer.text;
    if (c.status != 201) {
      EXPECT_EQ(c.field, answer.string_at("/field")) << c.fields;
    }
  }
  auto opened = get("/v1/requests/1", "caller");
  EXPECT_EQ("bleeding", opened.string_at("/allow_o_positive_reason"));
  EXPECT_EQ("second bleeding", opened.string_at("/lift_caps_reason"));
  auto journal = get("/v1/journal?limit=200", "province").text;
  EXPECT_NE(std::string::npos, journal.find("caps_lifted"));
  EXPECT_NE(std::string::npos, journal.find("o_positive_opened"));
}

TEST_F(WebTest, the_answer_says_first_how_many_were_asked_and_could_be) {
  add_club(2);
  auto opened = open_request(
      R"({"club":"rapid","group":"O-","product":"red_cells","units":1,"needed_in_minutes":120})");
  ASSERT_EQ(201, opened.status) << opened.text;
  EXPECT_TRUE(opened.text.starts_with(R"({"note":"2 asked, 0 more could be asked;)"))
      << opened.text;
}

// Somebody an hour away is ready for a need in three hours and not for one in one; who is promised
// to a request of this morning is free again tomorrow.
TEST_F(WebTest, readiness_counts_whom_a_request_would_ask_then) {
  add_club(2);
  ASSERT_EQ(200, post("/v1/donors/1", R"({"travel_minutes":60})").status);
  auto ready = [&](const std::string& query) {
    auto answer = get("/v1/clubs/rapid/readiness?group=O-" + query, "coordinator");
    EXPECT_EQ(200, answer.status) << answer.text;
    return answer.number_at("/ready");
  };
  EXPECT_EQ(2, ready(""));
  EXPECT_EQ(2, ready("&needed_in_minutes=180"));
  EXPECT_EQ(1, ready("&needed_in_minutes=59"));
  EXPECT_EQ(400, get("/v1/clubs/rapid/readiness?needed_in_minutes=0", "coordinator").status);
  ASSERT_EQ(201, open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                  "needed_in_minutes":120})")
                     .status);
  EXPECT_EQ(0, ready(""));
  write([&](Tx& tx) {
    auto promised = *tx.pages().find(RequestId(1), DonorId(2));
    auto from = promised.state;
    promised.state = PageState::accepted_go;
    return tx.pages().update(promised, from, clock_.now());
  });
  EXPECT_EQ(1, ready("&at=2026-11-22T03:30:00Z")) << "promised to a request still open then";
  EXPECT_EQ(2, ready("&at=2026-11-23T03:00:00Z"));
}

}  // namespace
}  // namespace muster
