// SPDX-License-Identifier: Apache-2.0
// What every answer has in common: problem documents, headers, hooks, the OpenAPI document.
#include <boost/json.hpp>
#include <set>

#include "../../src/web/problem.hpp"
#include "../../src/web/route.hpp"
#include "world.hpp"

namespace muster {
namespace {

namespace json = boost::json;

TEST(Problem, each_kind_has_its_status_and_its_headers) {
  const std::pair<ErrorKind, int> statuses[] = {{ErrorKind::internal, 500},
                                                {ErrorKind::invalid, 400},
                                                {ErrorKind::not_found, 404},
                                                {ErrorKind::conflict, 409},
                                                {ErrorKind::unauthorised, 401},
                                                {ErrorKind::forbidden, 403},
                                                {ErrorKind::too_large, 413},
                                                {ErrorKind::precondition, 428},
                                                {ErrorKind::busy, 503},
                                                {ErrorKind::unavailable, 503},
                                                {ErrorKind::io, 503}};
  for (auto [kind, status] : statuses) {
    auto response = problem(Error(kind, "what is wrong", "units"));
    EXPECT_EQ(status, response.status);
    EXPECT_EQ(status, status_of(kind));
    EXPECT_EQ("application/problem+json", header(response.headers, "Content-Type"));
    EXPECT_EQ(status == 503, has_header(response.headers, "Retry-After"));
    EXPECT_EQ(status == 401 || status == 403, has_header(response.headers, "WWW-Authenticate"));
    auto body = json::parse(response.body);
    EXPECT_EQ("/units", json::value_to<std::string>(body.at("field")));
    EXPECT_EQ(status == 503, body.at("retryable").as_bool());
  }
  auto inside = problem(Error(ErrorKind::internal, "SQL logic error near 'x'"));
  EXPECT_EQ(std::string::npos, inside.body.find("SQL"));
}

TEST_F(WebTest, every_answer_is_guarded_by_headers) {
  for (auto path : {"/", "/healthz", "/metrics", "/v1/openapi.json", "/v1/clubs", "/v1/nothing"}) {
    auto reply = get(path);
    EXPECT_EQ("no-store", header(reply.headers, "Cache-Control")) << path;
    EXPECT_EQ("nosniff", header(reply.headers, "X-Content-Type-Options")) << path;
    auto policy = header(reply.headers, "Content-Security-Policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'")) << path;
  }
  auto home = get("/", "");
  for (auto forbidden : {"<script", "style=", "onclick", "<style"})
    EXPECT_EQ(std::string::npos, home.text.find(forbidden)) << forbidden;
  EXPECT_NE(std::string::npos, home.text.find("lang=\"vi\""));
  EXPECT_EQ(404, get("/v1/nothing").status);
  EXPECT_EQ(405, send("PATCH", "/v1/donors", "{}").status);
}

TEST_F(WebTest, bodies_that_are_no_json_are_refused) {
  for (auto body : {"{", "[]", "null", "\"x\"", "{\"name\":\"x\"} {}", "name=x",
                    "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}"})
    EXPECT_EQ(400, post("/v1/donors", body).status) << body;
  auto form = send("POST", "/v1/donors", "{\"name\":\"x\"}", "admin",
                   {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(415, form.status);
  EXPECT_EQ(201, send("POST", "/v1/donors", "{\"name\":\"x\"}", "admin",
                      {{"Content-Type", "application/json; charset=utf-8"}})
                     .status);
  for (auto query : {"?limit=0", "?limit=201", "?limit=x", "?cursor=x", "?cursor=-1", "?nmae=x",
                     "?limit=1&limit=2", "?name=a&phone=0912345678"})
    EXPECT_EQ(400, get(std::string("/v1/donors") + query).status) << query;
  auto typo = get("/v1/donors?nmae=x");
  EXPECT_EQ("?nmae", typo.string_at("/field"));
  EXPECT_NE(std::string::npos, typo.string_at("/detail").find("'name'"));
}

TEST_F(WebTest, forged_hooks_change_nothing) {
  add_club(1);
  std::string secret = "sandbox-hooks-0123456789";
  std::string body = R"({"id":"r1","from":"+84910000001","to":"HIENMAU","text":"TC"})";
  auto forged = send("POST", "/hooks/sandbox/" + secret + "/replies", body, "",
                     {{"webhook-id", "1"},
                      {"webhook-timestamp", std::to_string(to_millis(clock_.now()) / 1000)},
                      {"webhook-signature", "v1,AAAA"}});
  EXPECT_EQ(401, forged.status);
  EXPECT_EQ(404, hook("replies", body, "another-secret").status);
  EXPECT_EQ(404, hook("nothing", body, secret).status);
  EXPECT_EQ(400, hook("replies", "{", secret).status);
  EXPECT_EQ(405, send("HEAD", "/hooks/sandbox/" + secret + "/replies", {}, "").status);
  EXPECT_TRUE(get("/v1/donors/1").at("/addresses/0/stopped").is_null());
  EXPECT_EQ(200, hook("replies", body, secret).status);
  EXPECT_EQ("all", get("/v1/donors/1").string_at("/addresses/0/stopped"));
  // The same reply again is one reply.
  EXPECT_EQ(200, hook("replies", body, secret).status);
  EXPECT_EQ(1u, get("/v1/replies?all=true", "province").at("/items").as_array().size());
  auto metrics = get("/metrics", "").text;
  EXPECT_NE(std::string::npos, metrics.find("hook"));
}

TEST_F(WebTest, the_document_describes_every_route) {
  auto reply = get("/v1/openapi.json", "");
  ASSERT_TRUE(reply.body.is_object()) << reply.text;
  EXPECT_EQ("3.1.0", reply.string_at("/openapi"));
  const auto& paths = reply.body.at("paths").as_object();
  for (const auto* route : all_routes()) {
    std::string method(route->method);
    for (auto& c : method) c = static_cast<char>(std::tolower(c));
    const auto* path = paths.if_contains(route->path);
    ASSERT_TRUE(path) << route->path;
    const auto* operation = path->as_object().if_contains(method);
    ASSERT_TRUE(operation) << method << route->path;
    EXPECT_FALSE(operation->at("summary").as_string().empty());
    EXPECT_TRUE(operation->at("responses").as_object().contains("default"));
    EXPECT_NE(route->roles.open(), operation->as_object().contains("x-roles")) << route->path;
    EXPECT_EQ(1, (route->read != nullptr) + (route->write != nullptr) + (route->special != nullptr))
        << route->path;
  }
}

// Every "$ref" leads somewhere.
void collect(const json::value& value, std::set<std::string>& references) {
  if (value.is_array())
    for (const auto& item : value.get_array()) collect(item, references);
  if (!value.is_object()) return;
  for (const auto& member : value.get_object()) {
    if (member.key() == "$ref")
      references.insert(json::value_to<std::string>(member.value()));
    else
      collect(member.value(), references);
  }
}

TEST_F(WebTest, the_document_has_no_dangling_reference) {
  auto reply = get("/v1/openapi.json", "");
  std::set<std::string> references;
  collect(reply.body, references);
  EXPECT_GT(references.size(), 30u);
  for (const auto& reference : references) {
    std::string prefix = "#/components/schemas/";
    ASSERT_TRUE(reference.starts_with(prefix)) << reference;
    EXPECT_FALSE(reply.at(reference.substr(1)).is_null()) << reference;
  }
}

}  // namespace
}  // namespace muster
