// SPDX-License-Identifier: Apache-2.0
// The live board: a snapshot at each change, and the end when the token is revoked.
#include <boost/json/parse.hpp>

#include "world.hpp"

namespace muster {
namespace {

constexpr const char* one_unit = R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                     "needed_in_minutes":120})";

std::string state_of(const std::optional<std::string>& event) {
  auto request = boost::json::parse(event.value()).at("request");
  return boost::json::value_to<std::string>(request.at("state"));
}

TEST_F(WebTest, a_stream_tells_each_change_once) {
  add_club(1);
  ASSERT_EQ(201, open_request(one_unit).status);
  auto reply = get("/v1/requests/1/stream", "caller");
  ASSERT_TRUE(reply.events);
  auto events = std::move(*reply.events);
  EXPECT_EQ("open", state_of(run(events.next())));

  // Somebody listens while it closes.
  std::optional<std::optional<std::string>> next;
  loop_.start(events.next(), &next);
  loop_.poll();
  EXPECT_FALSE(next) << "nothing has changed";
  ASSERT_EQ(200, post("/v1/requests/1/close", R"({"reason":"cancelled"})").status);
  loop_.run_until([&] { return next.has_value(); });
  EXPECT_EQ("closed", state_of(*next));
}

TEST_F(WebTest, a_stream_of_nothing_is_not_found) {
  EXPECT_EQ(404, get("/v1/requests/1/stream", "caller").status);
}

TEST_F(WebTest, a_revoked_token_ends_its_stream) {
  add_club(1);
  ASSERT_EQ(201, open_request(one_unit).status);
  auto events = std::move(*get("/v1/requests/1/stream", "caller").events);
  run(events.next());
  ASSERT_EQ(200, send("DELETE", "/v1/tokens/caller").status);
  ASSERT_EQ(200, post("/v1/requests/1/close", R"({"reason":"cancelled"})").status);
  EXPECT_EQ(std::nullopt, run(events.next()));
}

}  // namespace
}  // namespace muster
