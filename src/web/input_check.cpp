// SPDX-License-Identifier: Apache-2.0
#include "input_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "muster/base/instant.hpp"
#include "muster/base/nearest.hpp"
#include "muster/domain/blood_group.hpp"

namespace muster {
namespace {

namespace json = boost::json;

constexpr std::size_t items_most = 1'000;

std::string_view view(const json::value& value) {
  return {value.get_string().data(), value.get_string().size()};
}

Result<void> wrong(const std::string& at, std::string message) {
  return invalid(at, std::move(message));
}

Result<void> check_choice(const Field& field, const json::value& value, const std::string& at) {
  auto choices = choices_of(field);
  if (value.is_string() && std::ranges::find(choices, view(value)) != choices.end()) return {};
  return wrong(at, fmt::format("must be one of: {}", fmt::join(choices, ", ")));
}

// A text that a parser of base or domain must understand.
Result<void> check_text(const Field& field, const json::value& value, const std::string& at) {
  if (!value.is_string()) return wrong(at, "must be a text, in quotes");
  auto text = view(value);
  switch (field.type) {
    case FieldType::instant:
      if (parse_instant(text)) return {};
      return wrong(at, "must be a time with its offset, like 2026-12-01T08:30:00+07:00");
    case FieldType::day:
      if (parse_day(text)) return {};
      return wrong(at, "must be a day like 2026-12-01");
    case FieldType::time:
      if (parse_minute_of_day(text)) return {};
      return wrong(at, "must be a time of day like 08:00");
    case FieldType::duration:
      if (parse_duration(text)) return {};
      return wrong(at, "must be a duration like 90m, 2h or 1d");
    case FieldType::group:
      if (parse_blood_group(text)) return {};
      return wrong(at, "must be a blood group like O-, AB+, or ? when nobody knows");
    default: return {};
  }
}

Result<void> check_number(const Field& field, const json::value& value, const std::string& at) {
  if (!value.is_int64()) return wrong(at, "must be a whole number");
  if (field.type == FieldType::id && value.get_int64() < 1)
    return wrong(at, "must be the number of a row: 1 and up");
  if (value.get_int64() > 2'000'000'000 || value.get_int64() < -2'000'000'000)
    return wrong(at, "is out of all bounds");
  return {};
}

Result<void> check_item(const Field& field, const json::value& value, const std::string& at) {
  if (field.type == FieldType::choices) return check_choice(field, value, at);
  if (field.type == FieldType::texts) return check_text(field, value, at);
  if (!value.is_object()) return wrong(at, "must be an object");
  return check_object(schema(field.of), value.get_object(), at);
}

Result<void> check_array(const Field& field, const json::value& value, const std::string& at) {
  if (!value.is_array()) return wrong(at, "must be an array");
  const auto& items = value.get_array();
  if (items.size() > items_most) return wrong(at, fmt::format("has over {} items", items_most));
  for (std::size_t i = 0; i < items.size(); ++i)
    if (auto ok = check_item(field, items[i], fmt::format("{}/{}", at, i)); !ok) return ok;
  return {};
}

Result<void> check_value(const Field& field, const json::value& value, const std::string& at) {
  switch (field.type) {
    case FieldType::choice: return check_choice(field, value, at);
    case FieldType::integer:
    case FieldType::id: return check_number(field, value, at);
    case FieldType::boolean:
      return value.is_bool() ? Result<void>() : wrong(at, "must be true or false");
    case FieldType::choices:
    case FieldType::texts:
    case FieldType::objects: return check_array(field, value, at);
    case FieldType::object:
      if (!value.is_object()) return wrong(at, "must be an object");
      return check_object(schema(field.of), value.get_object(), at);
    case FieldType::counts:
    case FieldType::anything: return {};
    default: return check_text(field, value, at);
  }
}

Result<void> unknown(const Schema& schema, std::string_view name, const std::string& at) {
  std::vector<std::string_view> known;
  for (const auto& field : schema.fields) known.push_back(field.name);
  return wrong(fmt::format("{}/{}", at, name), "is not known here" + nearest_hint(name, known));
}

}  // namespace

std::vector<std::string_view> choices_of(const Field& field) {
  std::vector<std::string_view> choices;
  auto rest = field.of;
  while (!rest.empty()) {
    auto end = std::min(rest.find('|'), rest.size());
    choices.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return choices;
}

Result<void> check_object(const Schema& schema, const json::object& values, const std::string& at) {
  for (const auto& member : values) {
    std::string_view name(member.key().data(), member.key().size());
    const auto* field = schema.field(name);
    if (!field) return unknown(schema, name, at);
    if (member.value().is_null()) continue;
    auto ok = check_value(*field, member.value(), fmt::format("{}/{}", at, name));
    if (!ok) return ok;
  }
  for (const auto& field : schema.fields) {
    if (field.need == Need::optional) continue;
    const auto* value = values.if_contains(field.name);
    if (!value || value->is_null())
      return wrong(fmt::format("{}/{}", at, field.name), fmt::format("is needed: {}", field.about));
  }
  return {};
}

}  // namespace muster
