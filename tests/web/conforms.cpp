// SPDX-License-Identifier: Apache-2.0
#include "conforms.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "../../src/web/route.hpp"

namespace muster {
namespace {

namespace json = boost::json;

void expect_object(const Schema& shape, const json::value& value, const std::string& at);

void expect_value(const Field& field, const json::value& value, const std::string& at) {
  if (value.is_null()) {
    EXPECT_TRUE(field.need == Need::optional || field.type == FieldType::anything)
        << at << " is null";
    return;
  }
  switch (field.type) {
    case FieldType::object: return expect_object(schema(field.of), value, at);
    case FieldType::objects:
      ASSERT_TRUE(value.is_array()) << at;
      for (const auto& item : value.get_array()) expect_object(schema(field.of), item, at + "/*");
      return;
    case FieldType::texts: EXPECT_TRUE(value.is_array()) << at; return;
    case FieldType::counts: EXPECT_TRUE(value.is_object()) << at; return;
    case FieldType::integer:
    case FieldType::id: EXPECT_TRUE(value.is_int64() || value.is_uint64()) << at; return;
    case FieldType::boolean: EXPECT_TRUE(value.is_bool()) << at; return;
    case FieldType::anything: return;
    default: EXPECT_TRUE(value.is_string()) << at; return;
  }
}

void expect_object(const Schema& shape, const json::value& value, const std::string& at) {
  ASSERT_TRUE(value.is_object()) << at;
  const auto& object = value.get_object();
  for (const auto& field : shape.fields) {
    const auto* found = object.if_contains(field.name);
    bool may_lack = shape.name == "problem" && field.need == Need::optional;
    ASSERT_TRUE(found || may_lack) << at << "/" << field.name << " is missing";
    if (found) expect_value(field, *found, fmt::format("{}/{}", at, field.name));
  }
  for (const auto& member : object)
    EXPECT_TRUE(shape.field({member.key().data(), member.key().size()}))
        << at << "/" << member.key() << " is not in the schema " << shape.name;
}

bool is_of(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    auto a = pattern.substr(0, pattern.find('/', 1));
    auto b = path.substr(0, path.find('/', 1));
    if (a != b && !a.starts_with("/{")) return false;
    pattern.remove_prefix(a.size());
    path.remove_prefix(b.size());
  }
  return pattern.empty() && path.empty();
}

const Route* route_of(const std::string& method, const std::string& path) {
  const Route* found = nullptr;
  for (const auto* route : all_routes()) {
    if (route->method != method || !is_of(route->path, path)) continue;
    if (route->path == path) return route;
    found = route;
  }
  return found;
}

}  // namespace

void expect_conforms(const std::string& method, const std::string& path, int status,
                     const std::string& text, const json::value& body) {
  auto at = fmt::format("{} {} ({})", method, path, status);
  const auto* route = route_of(method, path);
  if (!route || path.starts_with("/hooks/")) return;
  if (status >= 400) {
    if (!text.empty() && !path.ends_with("z")) expect_object(schema("problem"), body, at);
    return;
  }
  EXPECT_EQ(route->status, status) << at;
  if (route->answer.empty()) {
    EXPECT_EQ("", text) << at;
  } else if (route->answer.ends_with("[]")) {
    ASSERT_TRUE(body.is_object() && body.get_object().contains("next")) << at;
    auto item = route->answer.substr(0, route->answer.size() - 2);
    for (const auto& one : body.at("items").as_array()) expect_object(schema(item), one, at);
  } else if (route->answer.find('/') == std::string_view::npos) {
    expect_object(schema(route->answer), body, at);
  }
}

}  // namespace muster
