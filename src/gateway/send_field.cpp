// SPDX-License-Identifier: Apache-2.0
#include "send_field.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace muster {
namespace {

void read_when(TomlTable& table, SendField& field) {
  std::string when = table.text("when");
  if (when.empty()) return;
  if (when == "gsm7") {
    field.only = SmsEncoding::gsm7;
  } else if (when == "ucs2") {
    field.only = SmsEncoding::ucs2;
  } else if ((field.needs = parse_slot(when)) == Slot::none) {
    table.problem("when", fmt::format("must be gsm7, ucs2 or what the text must bring ({}); not "
                                      "'{}'",
                                      fmt::join(slot_names(), ", "), when));
  }
}

bool is_number(const std::string& text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

void check_type(TomlTable& table, const SendField& field) {
  if (!field.value.constant() || field.type == SendField::Type::text) return;
  const std::string& text = field.value.head();
  bool fits =
      field.type == SendField::Type::number ? is_number(text) : text == "true" || text == "false";
  if (!fits) table.problem("value", fmt::format("'{}' is not a {}", text, table.text("as")));
}

}  // namespace

std::optional<std::string> SendField::render(const SlotValues& values,
                                             std::optional<SmsEncoding> encoding) const {
  if (only && only != encoding) return std::nullopt;
  if (needs != Slot::none && values[needs].empty()) return std::nullopt;
  std::string out;
  if (!value.render(values, out)) return std::nullopt;
  return out;
}

TextTemplate read_template(TomlTable& table, std::string_view key, const Constants& constants,
                           bool optional) {
  std::string source = optional ? table.text(key) : table.required_text(key);
  Result<TextTemplate> made = TextTemplate::compile(source, constants);
  if (made) return std::move(*made);
  table.problem(key, made.error().message());
  return {};
}

std::vector<SendField> read_send_fields(TomlTable& table, std::string_view key,
                                        const Constants& constants) {
  std::vector<SendField> fields;
  for (TomlTable& entry : table.tables(key)) {
    SendField field;
    field.at = entry.required_text("at");
    field.value = read_template(entry, "value", constants);
    std::string type = entry.one_of("as", {"text", "number", "boolean"}, "text");
    if (type == "number") field.type = SendField::Type::number;
    if (type == "boolean") field.type = SendField::Type::boolean;
    read_when(entry, field);
    check_type(entry, field);
    entry.finish();
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace muster
