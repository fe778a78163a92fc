// SPDX-License-Identifier: Apache-2.0
#include "document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "json_template.hpp"
#include "muster/base/nearest.hpp"

namespace muster {
namespace {

std::optional<std::string> scalar(const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::string: return std::string(value.get_string());
    case boost::json::kind::int64: return std::to_string(value.get_int64());
    case boost::json::kind::uint64: return std::to_string(value.get_uint64());
    case boost::json::kind::double_: return fmt::format("{}", value.get_double());
    case boost::json::kind::bool_: return std::string(value.get_bool() ? "true" : "false");
    default: return std::nullopt;
  }
}

bool fits_pattern(std::string_view value, std::string_view pattern) {
  if (pattern.ends_with('*'))
    return !value.empty() && value.starts_with(pattern.substr(0, pattern.size() - 1));
  return value == pattern;
}

}  // namespace

Result<FieldSource> FieldSource::parse(std::string_view source, Format format) {
  FieldSource made;
  auto prefixed = [&](std::string_view prefix, Kind kind) {
    if (!source.starts_with(prefix)) return false;
    made.kind_ = kind;
    made.name_ = source.substr(prefix.size());
    return true;
  };
  if (prefixed("header:", Kind::header) || prefixed("query:", Kind::query)) {
    if (made.name_.empty()) return invalid({}, fmt::format("'{}' names nothing", source));
    return made;
  }
  made.name_ = source;
  if (source == "body") return made;
  if (format == Format::json) {
    made.kind_ = Kind::pointer;
    Result<std::vector<std::string>> steps = parse_pointer(source);
    if (!steps) return steps.error();
    if (steps->empty()) return invalid({}, "points at the whole document; name a place in it");
    return made;
  }
  if (format == Format::text)
    return invalid(
        {}, fmt::format("'{}' has no place in a text; use \"body\" or \"header:Name\"", source));
  if (source.empty() || source.front() == '/')
    return invalid({}, fmt::format("'{}' must be a parameter's name; JSON pointers need format = "
                                   "\"json\"",
                                   source));
  made.kind_ = Kind::parameter;
  return made;
}

std::optional<std::string> FieldSource::read(const Document& document) const {
  constexpr std::size_t longest_body_code = 64;
  std::string_view found;
  switch (kind_) {
    case Kind::pointer: {
      boost::json::error_code error;
      const auto* at = document.json ? document.json->find_pointer(name_, error) : nullptr;
      std::optional<std::string> text = at ? scalar(*at) : std::nullopt;
      return text && text->empty() ? std::nullopt : text;
    }
    case Kind::parameter:
      if (document.parameters) found = muster::find(*document.parameters, name_);
      break;
    case Kind::query:
      if (document.query) found = muster::find(*document.query, name_);
      break;
    case Kind::header:
      if (document.headers) found = header(*document.headers, name_);
      break;
    case Kind::body: found = document.body.substr(0, longest_body_code); break;
  }
  if (found.empty()) return std::nullopt;
  return std::string(found);
}

FieldSet FieldSet::read(TomlTable table, Format format, std::vector<std::string_view> standard) {
  FieldSet made;
  for (const std::string& name : table.keys()) {
    bool known = std::find(standard.begin(), standard.end(), name) != standard.end();
    Result<FieldSource> source = FieldSource::parse(table.text(name), format);
    if (!source)
      table.problem(name, source.error().message());
    else
      made.fields_.push_back(Field{name, std::move(*source), known});
  }
  made.standard_ = std::move(standard);
  return made;
}

const FieldSet::Field* FieldSet::find(std::string_view name) const {
  for (const Field& field : fields_)
    if (field.name == name) return &field;
  return nullptr;
}

std::optional<std::string> FieldSet::value(std::string_view name, const Document& document) const {
  const Field* field = find(name);
  return field ? field->source.read(document) : std::nullopt;
}

bool FieldSet::needs_json() const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [](const Field& field) { return field.source.needs_json(); });
}

void FieldSet::report_unused(TomlTable table) const {
  if (misnamed_) return;
  for (const Field& field : fields_)
    if (!field.used)
      table.problem(field.name, "has no meaning of its own and no rule matches it" +
                                    nearest_hint(field.name, standard_));
}

Match Match::read(TomlTable& rule, FieldSet& fields) {
  Match made;
  TomlTable table = rule.table("match");
  for (const std::string& name : table.keys()) {
    Condition condition{name, table.texts(name)};
    if (condition.patterns.empty())
      table.problem(name, "needs at least one value: " + name + " = [\"...\"]");
    bool declared = false;
    std::vector<std::string_view> known;
    for (FieldSet::Field& field : fields.fields_) {
      known.push_back(field.name);
      if (field.name != name) continue;
      field.used = true;
      declared = true;
    }
    if (!declared) {
      fields.misnamed_ = true;
      table.problem(name, "no such field is declared above" + nearest_hint(name, known));
    }
    made.conditions_.push_back(std::move(condition));
  }
  return made;
}

bool Match::fits(const FieldSet& fields, const Document& document) const {
  return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
    std::optional<std::string> value = fields.value(condition.field, document);
    return value && std::any_of(condition.patterns.begin(), condition.patterns.end(),
                                [&](const std::string& p) { return fits_pattern(*value, p); });
  });
}

}  // namespace muster
