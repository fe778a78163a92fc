// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "muster/http/server.hpp"

namespace muster {
namespace {

QuickHandler says(std::string text) {
  return [text](const HttpExchange&) {
    HttpResponse response;
    response.body = text;
    return response;
  };
}

Router sample() {
  Router router;
  router.add_quick("GET", "/", says("root"));
  router.add_quick("GET", "/v1/donors", says("list"));
  router.add_quick("POST", "/v1/donors", says("create"), 5000);
  router.add_quick("GET", "/v1/donors/{id}", says("donor"));
  router.add_quick("GET", "/v1/donors/{id}/timeline", says("timeline"));
  router.add_quick("GET", "/v1/donors/me", says("me"));
  router.add_quick("DELETE", "/v1/donors/{donor}", says("erase"));
  router.add_quick("POST", "/hooks/{gateway}/{secret}/{name}", says("hook"));
  router.add_quick("GET", "/static/{file...}", says("file"));
  router.add_quick("GET", "/v1/donors/", says("slash"));
  return router;
}

std::string show(const Pairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) out += name + "=" + value + ";";
  return out;
}

struct Case {
  std::string method, path;
  int status;
  std::string answer, parameters;
};

class RouterMatch : public testing::TestWithParam<Case> {};

TEST_P(RouterMatch, FindsTheRoute) {
  auto router = sample();
  Pairs parameters = {{"stale", "1"}};
  auto match = router.match(GetParam().method, GetParam().path, parameters);
  EXPECT_EQ(match.status, GetParam().status);
  if (match.status == 200) {
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.route->quick(HttpExchange()).body, GetParam().answer);
    EXPECT_EQ(show(parameters), GetParam().parameters);
  } else {
    EXPECT_EQ(match.allow, GetParam().answer);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, RouterMatch,
    testing::Values(
        Case{"GET", "/", 200, "root", ""}, Case{"HEAD", "/", 200, "root", ""},
        Case{"GET", "/v1/donors", 200, "list", ""}, Case{"POST", "/v1/donors", 200, "create", ""},
        Case{"GET", "/v1/donors/", 200, "slash", ""},
        Case{"GET", "/v1/donors/d-1", 200, "donor", "id=d-1;"},
        Case{"GET", "/v1/donors/d%201%2Fx", 200, "donor", "id=d 1/x;"},
        Case{"GET", "/v1/donors/me", 200, "me", ""},
        Case{"DELETE", "/v1/donors/me", 200, "erase", "donor=me;"},
        Case{"DELETE", "/v1/donors/7", 200, "erase", "donor=7;"},
        Case{"GET", "/v1/donors/me/timeline", 200, "timeline", "id=me;"},
        Case{"POST", "/hooks/kannel/s3cret/dlr", 200, "hook",
             "gateway=kannel;secret=s3cret;name=dlr;"},
        Case{"GET", "/static/css/a.css", 200, "file", "file=css/a.css;"},
        Case{"GET", "/static/", 404, "", ""}, Case{"GET", "/static", 404, "", ""},
        Case{"GET", "/v1/donor", 404, "", ""}, Case{"GET", "/v1/donors/7/", 404, "", ""},
        Case{"GET", "/v1//donors", 404, "", ""}, Case{"GET", "", 404, "", ""},
        Case{"GET", "v1/donors", 404, "", ""},
        Case{"PATCH", "/v1/donors", 405, "GET, HEAD, POST", ""},
        Case{"PUT", "/v1/donors/me", 405, "DELETE, GET, HEAD", ""},
        Case{"GET", "/hooks/a/b/c", 405, "POST", ""}, Case{"HEAD", "/hooks/a/b/c", 405, "POST", ""},
        Case{"TRACE", "/", 405, "GET, HEAD", ""}, Case{"OPTIONS", "/", 405, "GET, HEAD", ""},
        Case{"BREW", "/", 501, "", ""}, Case{"get", "/", 501, "", ""}));

TEST(Router, ARouteMayRaiseTheBodyLimit) {
  auto router = sample();
  Pairs parameters;
  EXPECT_EQ(router.match("POST", "/v1/donors", parameters).route->body_bytes, 5000u);
  EXPECT_EQ(router.match("GET", "/v1/donors", parameters).route->body_bytes, std::nullopt);
}

TEST(Router, ErrorsComeFromTheProblemFunction) {
  Router router;
  EXPECT_EQ(router.error(404, "nothing here").body, "nothing here\n");
  router.problem([](int status, std::string detail) {
    HttpResponse response;
    response.status = status;
    response.body = "<" + detail + ">";
    return response;
  });
  EXPECT_EQ(router.error(404, "nothing here").body, "<nothing here>");
}

TEST(Router, TheSameRouteTwiceIsABug) {
  EXPECT_DEATH(
      {
        auto router = sample();
        router.add_quick("GET", "/v1/donors/{other}", says("x"));
      },
      "");
}

}  // namespace
}  // namespace muster
