// SPDX-License-Identifier: Apache-2.0
#include "run_command.hpp"

#include <fmt/format.h>

#include <charconv>

#include "muster/base/instant.hpp"

namespace muster {
namespace {

namespace json = boost::json;

Result<json::value> integer_of(const Argument& argument, const std::string& text) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return invalid(std::string(argument.name), fmt::format("'{}' is not a whole number", text));
  return json::value(number);
}

json::array list_of(std::string_view text) {
  json::array items;
  while (!text.empty()) {
    auto end = text.find(',');
    if (end != 0) items.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return items;
}

Result<void> put_yes_no(const Argument& argument, const std::string& text, json::object& body) {
  bool yes = text == "yes" || text == "true";
  if (!yes && text != "no" && text != "false")
    return invalid(std::string(argument.name), fmt::format("'{}' is neither yes nor no", text));
  body[argument.field] = yes;
  return {};
}

Result<void> put_when(const Argument& argument, const std::string& text, json::object& body) {
  if (!text.starts_with('+')) {
    auto instant = parse_instant(text);
    if (!instant)
      return invalid(std::string(argument.name), "write +90m, or 2026-12-01T15:00:00+07:00");
    body["needed_by"] = to_string(*instant);
    return {};
  }
  auto duration = parse_duration(std::string_view(text).substr(1));
  if (!duration) return invalid(std::string(argument.name), duration.error().message());
  body["needed_in_minutes"] = std::chrono::floor<Minutes>(*duration).count();
  return {};
}

Result<void> put(const Argument& argument, const std::string& text, ApiCall& call,
                 json::object& body) {
  std::string field(argument.field);
  switch (argument.goes) {
    case Goes::path: {
      auto at = call.path.find("{" + field + "}");
      if (at != std::string::npos) call.path.replace(at, field.size() + 2, percent_encode(text));
      return {};
    }
    case Goes::query: call.query.emplace_back(field, text); return {};
    case Goes::body: body[field] = text; return {};
    case Goes::list: body[field] = list_of(text); return {};
    case Goes::yes_no: return put_yes_no(argument, text, body);
    case Goes::flag: body[field] = true; return {};
    case Goes::mark: call.query.emplace_back(field, "true"); return {};
    case Goes::when: return put_when(argument, text, body);
    case Goes::integer: {
      auto number = integer_of(argument, text);
      if (!number) return number.error();
      body[field] = *number;
      return {};
    }
  }
  return {};
}

}  // namespace

Result<ApiCall> call_of(const Command& command, const Given& given) {
  ApiCall call;
  call.method = command.method;
  call.path = command.path;
  json::object body;
  if (auto equals = command.fixed.find('='); equals != std::string_view::npos)
    body[command.fixed.substr(0, equals)] = command.fixed.substr(equals + 1);
  for (const auto& argument : command.arguments) {
    auto value = given.find(argument.name);
    if (value == given.end() || value->second.empty()) continue;
    if (auto done = put(argument, value->second, call, body); !done) return done.error();
  }
  if (command.method == "POST") call.body = json::serialize(body);
  return call;
}

}  // namespace muster
