// SPDX-License-Identifier: Apache-2.0
// Emergency requests over the API: created once, watched, confirmed at the desk, closed.
#include "world.hpp"

namespace muster {
namespace {

constexpr const char* two_units = R"({"club":"rapid","group":"O-","product":"red_cells","units":2,
                                      "needed_in_minutes":120})";

TEST_F(WebTest, a_club_that_is_not_there_is_told_with_the_one_that_is) {
  add_club(1);
  auto wrong = open_request(R"({"club":"rapids","group":"O-","product":"red_cells","units":1,
      "needed_in_minutes":90})");
  EXPECT_EQ(404, wrong.status);
  EXPECT_NE(boost::json::serialize(wrong.body).find("did you mean 'rapid'?"), std::string::npos);
}

TEST_F(WebTest, a_request_needs_a_key) {
  add_club(2);
  auto reply = post("/v1/requests", two_units, "caller");
  EXPECT_EQ(428, reply.status);
  EXPECT_NE(std::string::npos, reply.string_at("/detail").find("Idempotency-Key"));
  EXPECT_EQ(400, open_request(two_units, "a b").status);
  EXPECT_EQ(400, open_request(two_units, std::string(256, 'x')).status);
  EXPECT_EQ(0u, get("/v1/requests").at("/items").as_array().size());
}

TEST_F(WebTest, the_same_key_and_body_replays_the_first_answer) {
  add_club(2);
  auto first = open_request(two_units);
  ASSERT_EQ(201, first.status) << first.text;
  EXPECT_EQ("K1", first.string_at("/code"));
  EXPECT_EQ("2026-11-22T05:00:00.000Z", first.string_at("/needed_by"));
  EXPECT_EQ("token:caller", first.string_at("/opened_by"));
  clock_.set(clock_.now() + Minutes(3));
  auto again = open_request(two_units);
  EXPECT_EQ(201, again.status);
  EXPECT_EQ(first.text, again.text);
  EXPECT_EQ(1u, get("/v1/requests").at("/items").as_array().size());
}

TEST_F(WebTest, the_same_key_with_another_body_is_a_conflict) {
  add_club(2);
  ASSERT_EQ(201, open_request(two_units).status);
  auto other = open_request(R"({"club":"rapid","group":"A+","product":"red_cells","units":2,
                                "needed_in_minutes":120})");
  EXPECT_EQ(409, other.status);
  EXPECT_EQ(1u, get("/v1/requests").at("/items").as_array().size());
  // Keys of others are others' keys.
  EXPECT_EQ(201, open_request(two_units, "key-1", "coordinator").status);
}

TEST_F(WebTest, a_refused_request_leaves_its_key_free) {
  add_club(2);
  EXPECT_EQ(400, open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":0,
                                  "needed_in_minutes":120})")
                     .status);
  EXPECT_EQ(201, open_request(two_units).status);
}

struct BadRequest {
  const char* body;
  int status;
  const char* field;
};

TEST_F(WebTest, what_is_wrong_is_told_by_field) {
  add_club(1);
  const BadRequest cases[] = {
      {R"({"club":"rapid","group":"O-","product":"red_cells","needed_in_minutes":9})", 400,
       "/units"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":"2",
           "needed_in_minutes":9})",
       400, "/units"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2.5,
           "needed_in_minutes":9})",
       400, "/units"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":99,
           "needed_in_minutes":9})",
       400, "/units"},
      {R"({"club":"rapid","group":"C-","product":"red_cells","units":2,
           "needed_in_minutes":9})",
       400, "/group"},
      {R"({"club":"rapid","group":"O-","product":"blood","units":2,
           "needed_in_minutes":9})",
       400, "/product"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2,"needed_in_minutes":90,
           "place":"Bệnh viện Đa khoa tỉnh Hải Dương"})",
       400, "/place"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2,"needed_in_minutes":90,
           "contact":"0220 3822 115"})",
       400, "/contact"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2})", 400, "/needed_by"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2,"needed_in_minutes":9,
           "needed_by":"2026-11-22T05:00:00Z"})",
       400, "/needed_by"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2,
           "needed_by":"15:00"})",
       400, "/needed_by"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2,
           "needed_by":"2026-11-21T05:00:00Z"})",
       400, "/needed_by"},
      {R"({"club":"rapid","group":"O-","product":"red_cells","units":2,"needed_in_minutes":9,
           "unit":3})",
       400, "/unit"},
      {R"({"club":"nowhere","group":"O-","product":"red_cells","units":2,
           "needed_in_minutes":9})",
       404, "/club"},
  };
  for (const auto& bad : cases) {
    auto reply = open_request(bad.body);
    EXPECT_EQ(bad.status, reply.status) << bad.body << reply.text;
    EXPECT_EQ(bad.field, reply.string_at("/field")) << bad.body << reply.text;
  }
}

TEST_F(WebTest, from_the_call_to_the_stand_down) {
  add_club(4);
  ASSERT_EQ(201, open_request(two_units).status);
  page(RequestId(1));
  auto asked = get("/v1/requests/K1/pages", "coordinator");
  ASSERT_EQ(4u, asked.at("/items").as_array().size());
  EXPECT_EQ("sent", asked.string_at("/items/0/state"));
  EXPECT_EQ("An", asked.string_at("/items/0/given_name"));
  EXPECT_NE("", asked.string_at("/items/0/why"));
  EXPECT_EQ("emergency_page", asked.string_at("/items/0/messages/0/kind"));

  ASSERT_EQ(200, write_sms("+84910000001", "CO 20").status);
  ASSERT_EQ(200, write_sms("+84910000002", "KHONG").status);
  // Callers see who comes and when, by given name, and nobody else.
  auto coming = get("/v1/requests/1/pages", "caller");
  ASSERT_EQ(1u, coming.at("/items").as_array().size()) << coming.text;
  EXPECT_EQ("accepted_go", coming.string_at("/items/0/state"));
  EXPECT_EQ("An", coming.string_at("/items/0/given_name"));
  EXPECT_EQ("2026-11-22T03:20:00.000Z", coming.string_at("/items/0/eta_at"));
  EXPECT_TRUE(coming.at("/items/0/donor").is_null());
  EXPECT_EQ(std::string::npos, coming.text.find("0910"));
  auto code = coming.string_at("/items/0/arrival_code");
  EXPECT_EQ(4u, code.size());
  // Viewers see states and no person.
  EXPECT_EQ(std::string::npos, get("/v1/requests/1/pages", "viewer").text.find("\"An\""));

  auto answers = get("/v1/requests/1/answers", "coordinator");
  ASSERT_EQ(2u, answers.at("/items").as_array().size());
  EXPECT_EQ("CO 20", answers.string_at("/items/0/text"));
  EXPECT_EQ("yes", answers.string_at("/items/0/intent"));
  EXPECT_EQ(20, answers.number_at("/items/0/eta_minutes"));

  auto by_donor = R"({"donor":1,"outcome":"usable"})";
  EXPECT_EQ(403, post("/v1/requests/1/arrivals", by_donor, "caller").status);
  EXPECT_EQ(400, post("/v1/requests/1/arrivals", R"({"outcome":"usable"})", "caller").status);
  EXPECT_EQ(404, post("/v1/requests/1/arrivals", R"({"code":"x","outcome":"usable"})").status);
  auto arrived = post("/v1/requests/1/arrivals",
                      fmt::format(R"({{"code":"{}","outcome":"usable"}})", code), "caller");
  ASSERT_EQ(200, arrived.status) << arrived.text;
  EXPECT_EQ("arrived", arrived.string_at("/page/state"));
  EXPECT_TRUE(arrived.at("/page/donor").is_null());
  EXPECT_EQ(1, arrived.number_at("/request/usable"));

  auto closed = post("/v1/requests/K1/close", R"({"reason":"cancelled"})", "caller");
  ASSERT_EQ(200, closed.status);
  EXPECT_EQ("closed", closed.string_at("/state"));
  EXPECT_EQ(409, post("/v1/requests/1/close", R"({"reason":"cancelled"})", "caller").status);
  // A day later nobody's name is left for callers.
  clock_.set(clock_.now() + Hours(25));
  EXPECT_EQ(0u, get("/v1/requests/1/pages", "caller").at("/items").as_array().size());
}

TEST_F(WebTest, requests_come_newest_first_in_pages) {
  add_club(1);
  for (int i = 0; i < 5; ++i) ASSERT_EQ(201, open_request(two_units, std::to_string(i)).status);
  auto first = get("/v1/requests?limit=2", "caller");
  EXPECT_EQ("K5", first.string_at("/items/0/code"));
  auto second = get("/v1/requests?limit=2&cursor=" + first.string_at("/next"), "caller");
  EXPECT_EQ("K3", second.string_at("/items/0/code"));
  auto third = get("/v1/requests?limit=2&cursor=" + second.string_at("/next"), "caller");
  EXPECT_EQ(1u, third.at("/items").as_array().size());
  EXPECT_TRUE(third.at("/next").is_null());
}

}  // namespace
}  // namespace muster
