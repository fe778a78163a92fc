// SPDX-License-Identifier: Apache-2.0
#include "input.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/stream_parser.hpp>
#include <charconv>

#include "input_check.hpp"

namespace muster {
namespace {

namespace json = boost::json;

std::string string_of(const json::value& value) {
  return {value.get_string().data(), value.get_string().size()};
}

// A query has only texts: those that stand for something else become it, as far as they can.
json::value query_value(const Field& field, const std::string& text) {
  if (field.type == FieldType::integer || field.type == FieldType::id) {
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  if (field.type == FieldType::boolean) {
    if (text == "true" || text == "1" || text.empty()) return true;
    if (text == "false" || text == "0") return false;
  }
  if (field.type != FieldType::choices && field.type != FieldType::texts) return json::string(text);
  json::array items;
  std::size_t begin = 0;
  while (begin <= text.size() && !text.empty()) {
    auto end = std::min(text.find(',', begin), text.size());
    items.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return items;
}

}  // namespace

Result<Input> Input::of_body(const Schema& schema, std::string_view body) {
  json::parse_options options;
  options.max_depth = 8;
  boost::system::error_code error;
  json::stream_parser parser({}, options);
  auto read = parser.write_some(body.data(), body.size(), error);
  if (!error) parser.finish(error);
  if (!error && body.find_first_not_of(" \t\r\n", read) != std::string_view::npos)
    error = json::error::extra_data;
  if (error)
    return invalid("", fmt::format("the body is no JSON: {} at byte {}", error.message(), read));
  auto value = parser.release();
  if (!value.is_object()) return invalid("", "the body must be one JSON object");
  if (auto ok = check_object(schema, value.get_object(), ""); !ok) return ok.error();
  return Input(std::move(value.get_object()));
}

Result<Input> Input::of_query(const Schema& schema, const Pairs& query) {
  json::object values;
  for (const auto& [name, text] : query) {
    const auto* field = schema.field(name);
    if (values.contains(name)) return invalid("?" + name, "is there twice");
    values[name] = field ? query_value(*field, text) : json::value(text);
  }
  if (auto ok = check_object(schema, values, ""); !ok) {
    auto field = ok.error().field();
    if (field.starts_with('/')) field[0] = '?';
    return Error(ok.error().kind(), ok.error().message(), field);
  }
  return Input(std::move(values));
}

const json::value* Input::find(std::string_view name) const {
  const auto* value = values_.if_contains(name);
  return value && !value->is_null() ? value : nullptr;
}

std::string Input::text(std::string_view name, std::string_view otherwise) const {
  const auto* value = find(name);
  return value ? string_of(*value) : std::string(otherwise);
}

std::int64_t Input::integer(std::string_view name, std::int64_t otherwise) const {
  const auto* value = find(name);
  return value ? value->get_int64() : otherwise;
}

bool Input::flag(std::string_view name, bool otherwise) const {
  const auto* value = find(name);
  return value ? value->get_bool() : otherwise;
}

std::optional<Instant> Input::instant(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  return parse_instant(text(name)).value();
}

std::optional<Day> Input::day(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  return parse_day(text(name)).value();
}

std::optional<MinuteOfDay> Input::minute(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  return parse_minute_of_day(text(name)).value();
}

BloodGroup Input::group(std::string_view name) const {
  return has(name) ? parse_blood_group(text(name)).value() : BloodGroup();
}

std::vector<std::string> Input::texts(std::string_view name) const {
  std::vector<std::string> found;
  if (const auto* value = find(name))
    for (const auto& item : value->get_array()) found.push_back(string_of(item));
  return found;
}

std::vector<Input> Input::objects(std::string_view name) const {
  std::vector<Input> found;
  if (const auto* value = find(name))
    for (const auto& item : value->get_array()) found.push_back(Input(item.get_object()));
  return found;
}

}  // namespace muster
