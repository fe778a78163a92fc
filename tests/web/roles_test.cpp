// SPDX-License-Identifier: Apache-2.0
// The documented matrix of roles, every route by every role, against what the routes do. A route
// without a row here fails.
#include <set>

#include "../../src/web/route.hpp"
#include "world.hpp"

namespace muster {
namespace {

// a admin, c coordinator, p approver, d desk, k caller, v viewer; * without a token.
struct Row {
  const char* method;
  const char* path;
  const char* roles;
};

constexpr Row matrix[] = {
    {"GET", "/", "*"},
    {"GET", "/healthz", "*"},
    {"GET", "/readyz", "*"},
    {"GET", "/metrics", "*"},
    {"GET", "/v1/openapi.json", "*"},
    {"GET", "/hooks/{gateway}/{secret}/{name}", "*"},
    {"POST", "/hooks/{gateway}/{secret}/{name}", "*"},
    {"PUT", "/hooks/{gateway}/{secret}/{name}", "*"},
    {"POST", "/v1/requests", "ack"},
    {"GET", "/v1/requests", "acpdkv"},
    {"GET", "/v1/requests/{id}", "acpdkv"},
    {"GET", "/v1/requests/{id}/pages", "acpdkv"},
    {"GET", "/v1/requests/{id}/answers", "acpd"},
    {"POST", "/v1/requests/{id}/arrivals", "acdk"},
    {"POST", "/v1/requests/{id}/close", "ack"},
    {"GET", "/v1/requests/{id}/stream", "acpdkv"},
    {"GET", "/v1/donors", "acpd"},
    {"POST", "/v1/donors", "acd"},
    {"GET", "/v1/donors/{id}", "acpd"},
    {"GET", "/v1/donors/{id}/timeline", "acpd"},
    {"GET", "/v1/donors/{id}/eligibility", "acpd"},
    {"POST", "/v1/donors/{id}/addresses", "acd"},
    {"POST", "/v1/donors/{id}/donations", "acd"},
    {"POST", "/v1/donors/{id}/deferrals", "acd"},
    {"POST", "/v1/donors/{id}/consents", "acd"},
    {"GET", "/v1/donors/{id}/donations", "acpd"},
    {"GET", "/v1/donors/{id}/deferrals", "acd"},
    {"POST", "/v1/donations/{id}", "acd"},
    {"POST", "/v1/donations/{id}/withdraw", "acd"},
    {"POST", "/v1/deferrals/{id}", "acd"},
    {"POST", "/v1/deferrals/{id}/withdraw", "acd"},
    {"GET", "/v1/holds", "acd"},
    {"POST", "/v1/donors/{id}/stop", "acd"},
    {"POST", "/v1/donors/{id}", "acd"},
    {"GET", "/v1/donors/{id}/addresses", "acpd"},
    {"POST", "/v1/addresses/{id}", "acd"},
    {"DELETE", "/v1/addresses/{id}", "acd"},
    {"POST", "/v1/addresses/{id}/code", "acd"},
    {"POST", "/v1/addresses/{id}/verify", "acd"},
    {"POST", "/v1/clubs/{code}/where", "ac"},
    {"GET", "/v1/duplicates", "ac"},
    {"POST", "/v1/duplicates/dismiss", "ac"},
    {"POST", "/v1/donors/{id}/merge", "ac"},
    {"POST", "/v1/donors/{id}/unmerge", "ac"},
    {"GET", "/v1/donors/{id}/consents", "acpd"},
    {"POST", "/v1/donors/{id}/start", "acd"},
    {"POST", "/v1/donors/{id}/snooze", "acd"},
    {"DELETE", "/v1/donors/{id}/snooze", "acd"},
    {"GET", "/v1/organisations/{code}/hours", "acpdv"},
    {"POST", "/v1/organisations/{code}/hours", "ac"},
    {"DELETE", "/v1/organisations/{code}/hours", "ac"},
    {"GET", "/v1/blackouts", "acpdv"},
    {"POST", "/v1/blackouts", "ac"},
    {"DELETE", "/v1/blackouts/{id}", "ac"},
    {"GET", "/v1/bypasses", "acpd"},
    {"POST", "/v1/bypasses", "ap"},
    {"POST", "/v1/bypasses/{id}/end", "ap"},
    {"GET", "/v1/addresses", "acpd"},
    {"POST", "/v1/addresses/{id}/restore", "acd"},
    {"GET", "/v1/dnc", "acpdv"},
    {"POST", "/v1/dnc", "a"},
    {"POST", "/v1/imports", "ac"},
    {"GET", "/v1/imports/{id}", "ac"},
    {"GET", "/v1/exports", "ac"},
    {"POST", "/v1/donors/{id}/erase", "ac"},
    {"GET", "/v1/donors/{id}/export", "ac"},
    {"GET", "/v1/subject-requests", "acd"},
    {"POST", "/v1/subject-requests", "acd"},
    {"POST", "/v1/subject-requests/{id}/extend", "ac"},
    {"POST", "/v1/subject-requests/{id}/close", "ac"},
    {"GET", "/v1/retention", "ac"},
    {"GET", "/v1/organisations", "acpdkv"},
    {"POST", "/v1/organisations", "a"},
    {"GET", "/v1/sessions", "acpdkv"},
    {"POST", "/v1/sessions", "ac"},
    {"GET", "/v1/sessions/{id}", "acpdkv"},
    {"GET", "/v1/sessions/{id}/bookings", "acpd"},
    {"POST", "/v1/sessions/{id}/bookings", "acd"},
    {"GET", "/v1/series", "acpdv"},
    {"GET", "/v1/clubs", "acpdkv"},
    {"POST", "/v1/clubs", "ac"},
    {"GET", "/v1/clubs/{code}", "acpdkv"},
    {"GET", "/v1/clubs/{code}/members", "acpd"},
    {"POST", "/v1/clubs/{code}/members", "ac"},
    {"DELETE", "/v1/clubs/{code}/members/{donor}", "ac"},
    {"GET", "/v1/clubs/{code}/rota", "acpd"},
    {"POST", "/v1/clubs/{code}/rota", "ac"},
    {"DELETE", "/v1/clubs/{code}/rota", "ac"},
    {"GET", "/v1/clubs/{code}/readiness", "acpdkv"},
    {"GET", "/v1/messages", "acpdv"},
    {"GET", "/v1/messages/{id}", "acpdv"},
    {"GET", "/v1/replies", "acpd"},
    {"POST", "/v1/replies/{id}/resolve", "acd"},
    {"GET", "/v1/gateways", "acpdv"},
    {"GET", "/v1/halt", "acpdkv"},
    {"GET", "/v1/tokens", "a"},
    {"POST", "/v1/tokens", "a"},
    {"DELETE", "/v1/tokens/{name}", "a"},
    {"GET", "/v1/journal", "a"},
    {"GET", "/v1/journal/verify", "a"},
    {"GET", "/v1/clock", "acpdkv"},
    {"POST", "/v1/clock/forward", "a"},
};

constexpr std::pair<const char*, char> letters[] = {{"admin", 'a'},    {"coordinator", 'c'},
                                                    {"approver", 'p'}, {"desk", 'd'},
                                                    {"caller", 'k'},   {"viewer", 'v'}};

std::string target_of(std::string path) {
  if (path == "/v1/dnc") return "/v1/dnc?on=2026-11-01";
  for (auto [from, to] : {std::pair<std::string, std::string>{"{id}", "1"},
                          {"{code}", "nowhere"},
                          {"{donor}", "1"},
                          {"{name}", "nobody"}})
    if (auto at = path.find(from); at != std::string::npos) path.replace(at, from.size(), to);
  return path;
}

TEST_F(WebTest, every_route_has_a_row_in_the_matrix) {
  std::set<std::string> documented;
  for (const auto& row : matrix) documented.insert(fmt::format("{} {}", row.method, row.path));
  EXPECT_EQ(std::size(matrix), documented.size());
  for (const auto* route : all_routes())
    EXPECT_EQ(1u, documented.erase(fmt::format("{} {}", route->method, route->path)))
        << route->method << " " << route->path;
  EXPECT_EQ(std::set<std::string>(), documented) << "rows of routes that are gone";
}

TEST_F(WebTest, every_route_answers_every_role_as_documented) {
  demo_ = true;
  make_router();
  for (const auto& row : matrix) {
    std::string roles = row.roles;
    if (roles == "*") continue;
    SCOPED_TRACE(fmt::format("{} {}", row.method, row.path));
    std::string body = std::string(row.method) == "POST" ? "{}" : "";
    EXPECT_EQ(401, send(row.method, target_of(row.path), body, "").status);
    for (auto [role, letter] : letters) {
      bool may = roles.find(letter) != std::string::npos;
      auto reply = send(row.method, target_of(row.path), body, role);
      // One register, one chain: theirs only who see the whole house.
      bool whole_house = std::string(row.path).starts_with("/v1/journal") ||
                         (std::string(row.path) == "/v1/dnc" && std::string(row.method) == "POST");
      if (may && !whole_house)
        EXPECT_NE(403, reply.status) << role << ": " << reply.text;
      else
        EXPECT_EQ(403, reply.status) << role << ": " << reply.text;
    }
  }
}

TEST_F(WebTest, open_routes_ask_for_no_token) {
  for (auto path : {"/", "/healthz", "/readyz", "/metrics", "/v1/openapi.json"})
    EXPECT_EQ(200, get(path, "").status) << path;
}

TEST_F(WebTest, the_journal_is_for_the_whole_house) {
  EXPECT_EQ(200, get("/v1/journal", "province").status);
  EXPECT_EQ(true, get("/v1/journal/verify", "province").at("/holds"));
}

// What belongs to one committee does not exist for its neighbour.
TEST_F(WebTest, the_neighbour_finds_nothing) {
  add_club(2);
  ASSERT_EQ(201, open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                  "needed_in_minutes":120})")
                     .status);
  auto session = post("/v1/sessions", R"({"code":"s-1","venue":"Nha van hoa",
      "starts_at":"2026-12-01T08:00:00+07:00","ends_at":"2026-12-01T11:00:00+07:00"})");
  ASSERT_EQ(201, session.status) << session.text;
  ASSERT_EQ(201, post("/v1/blackouts", R"({"name":"feast","first":"2026-12-01"})").status);
  ASSERT_EQ(201, post("/v1/bypasses", R"({"reason":"accident"})").status);
  const std::pair<const char*, const char*> hidden[] = {
      {"GET /v1/requests/1", ""},
      {"GET /v1/requests/K1", ""},
      {"GET /v1/requests/1/pages", ""},
      {"GET /v1/requests/1/answers", ""},
      {"GET /v1/requests/1/stream", ""},
      {"POST /v1/requests/1/close", R"({"reason":"cancelled"})"},
      {"POST /v1/requests/1/arrivals", R"({"donor":1,"outcome":"usable"})"},
      {"GET /v1/donors/1", ""},
      {"GET /v1/donors/1/timeline", ""},
      {"GET /v1/donors/1/eligibility", ""},
      {"POST /v1/donors/1/stop", "{}"},
      {"POST /v1/donors/1/stop", R"({"channel":"voice"})"},
      {"GET /v1/donors/1/consents", ""},
      {"POST /v1/donors/1/start", R"({"reason":"x"})"},
      {"POST /v1/donors/1/snooze", R"({"until":"2026-12-31"})"},
      {"DELETE /v1/donors/1/snooze", ""},
      {"GET /v1/organisations/kinh-mon/hours", ""},
      {"POST /v1/organisations/kinh-mon/hours",
       R"({"purpose":"reminders","from":"09:00","to":"19:00"})"},
      {"DELETE /v1/organisations/kinh-mon/hours?purpose=reminders", ""},
      {"DELETE /v1/blackouts/1", ""},
      {"POST /v1/bypasses/1/end", "{}"},
      {"POST /v1/bypasses", R"({"club":"rapid","reason":"x"})"},
      {"POST /v1/bypasses", R"({"organisation":"kinh-mon","reason":"x"})"},
      {"POST /v1/blackouts", R"({"organisation":"kinh-mon","name":"x","first":"2026-12-01"})"},
      {"POST /v1/addresses/1/restore", R"({"reason":"x"})"},
      {"POST /v1/donors/1/donations", R"({"product":"plasma","on":"2026-11-01"})"},
      {"POST /v1/donors/1/deferrals", R"({"reason":"tattoo","event":"2026-11-01"})"},
      {"POST /v1/donors/1/consents", R"({"purposes":["reminders"],"how":"x","proof":"x"})"},
      {"POST /v1/donors/1/addresses", R"({"address":"0912345678"})"},
      {"POST /v1/donors/1", R"({"commune":"x"})"},
      {"GET /v1/donors/1/addresses", ""},
      {"POST /v1/addresses/1", R"({"position":1})"},
      {"DELETE /v1/addresses/1", ""},
      {"POST /v1/addresses/1/code", ""},
      {"POST /v1/addresses/1/verify", R"({"how":"seen"})"},
      {"POST /v1/clubs/rapid/where", R"({"where":"20.98,106.54"})"},
      {"POST /v1/duplicates/dismiss", R"({"first":1,"second":2})"},
      {"POST /v1/donors/1/merge", R"({"other":2})"},
      {"POST /v1/donors/2/unmerge", ""},
      {"GET /v1/sessions/1", ""},
      {"GET /v1/sessions/1/bookings?donor=1", ""},
      {"POST /v1/sessions/1/bookings", R"({"donor":1})"},
      {"GET /v1/clubs/rapid", ""},
      {"GET /v1/clubs/rapid/members", ""},
      {"GET /v1/clubs/rapid/rota", ""},
      {"GET /v1/clubs/rapid/readiness", ""},
      {"POST /v1/clubs/rapid/members", R"({"donor":1})"},
      {"DELETE /v1/clubs/rapid/members/1", ""},
      {"DELETE /v1/tokens/desk", ""},
      {"POST /v1/tokens", R"({"name":"mine","role":"admin","organisation":"kinh-mon"})"},
      {"POST /v1/organisations", R"({"code":"x-1","name":"x","parent":"kinh-mon"})"},
      {"POST /v1/donors", R"({"name":"x","organisation":"kinh-mon"})"},
  };
  for (const auto& [call, body] : hidden) {
    std::string line = call;
    auto blank = line.find(' ');
    auto reply = send(line.substr(0, blank), line.substr(blank + 1), body, "neighbour");
    EXPECT_EQ(404, reply.status) << call << ": " << reply.text;
  }
  for (auto list :
       {"/v1/requests", "/v1/donors", "/v1/clubs", "/v1/sessions", "/v1/messages", "/v1/replies",
        "/v1/donors?phone=0910000001", "/v1/blackouts", "/v1/bypasses", "/v1/addresses"})
    EXPECT_EQ(0u, get(list, "neighbour").at("/items").as_array().size()) << list;
  EXPECT_EQ(404, open_request(R"({"club":"rapid","group":"O-","product":"red_cells","units":1,
                                  "needed_in_minutes":120})",
                              "k", "neighbour")
                     .status);
  EXPECT_EQ(1u, get("/v1/requests", "province").at("/items").as_array().size());
}

}  // namespace
}  // namespace muster
