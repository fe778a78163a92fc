// SPDX-License-Identifier: Apache-2.0
#include "print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace muster {
namespace {

namespace json = boost::json;

// What a terminal shows for these bytes: one place a code point that is no combining mark; good for
// Vietnamese in NFC.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool is_plain(const json::value& value) {
  if (value.is_object()) return false;
  if (!value.is_array()) return true;
  return std::all_of(value.as_array().begin(), value.as_array().end(),
                     [](const json::value& item) { return !item.is_structured(); });
}

std::string cell(const json::value& value) {
  if (value.is_null()) return "-";
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_bool()) return value.as_bool() ? "yes" : "no";
  if (!value.is_array()) return json::serialize(value);
  std::string joined;
  for (const auto& item : value.as_array()) joined += (joined.empty() ? "" : ",") + cell(item);
  return joined.empty() ? "-" : joined;
}

std::string padded(const std::string& text, std::size_t to) {
  auto wide = width(text);
  return text + std::string(to > wide ? to - wide : 0, ' ');
}

std::string table(const json::array& items, std::vector<std::string_view> columns) {
  if (items.empty()) return "(none)\n";
  if (!items.front().is_object()) {
    std::string lines;
    for (const auto& item : items) lines += cell(item) + "\n";
    return lines;
  }
  if (columns.empty())
    for (const auto& [key, value] : items.front().as_object())
      if (is_plain(value)) columns.push_back(key);
  std::vector<std::vector<std::string>> rows(1);
  for (auto column : columns) rows[0].emplace_back(column);
  for (const auto& item : items) {
    auto& row = rows.emplace_back();
    for (auto column : columns) {
      const auto* value = item.as_object().if_contains(column);
      row.push_back(value ? cell(*value) : "-");
    }
  }
  std::string out;
  std::vector<std::size_t> widths(columns.size(), 0);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += i + 1 < row.size() ? padded(row[i], widths[i] + 2) : row[i];
    out += line + "\n";
  }
  return out;
}

std::string lines(const json::object& object, int depth) {
  std::size_t wide = 0;
  for (const auto& [key, value] : object)
    if (is_plain(value)) wide = std::max(wide, key.size());
  std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  std::string out;
  for (const auto& [key, value] : object)
    if (is_plain(value)) out += indent + padded(std::string(key), wide + 2) + cell(value) + "\n";
  for (const auto& [key, value] : object) {
    if (is_plain(value)) continue;
    out += fmt::format("{}{}:\n", indent, std::string_view(key));
    out += value.is_object() ? lines(value.as_object(), depth + 1) : table(value.as_array(), {});
  }
  return out;
}

}  // namespace

std::string readable(const json::value& value, const std::vector<std::string_view>& columns) {
  if (value.is_array()) return table(value.as_array(), columns);
  if (!value.is_object()) return cell(value) + "\n";
  const auto& object = value.as_object();
  const auto* items = object.if_contains("items");
  if (!items || !items->is_array()) return lines(object, 0);
  auto out = table(items->as_array(), columns);
  if (const auto* next = object.if_contains("next"); next && !next->is_null())
    out += fmt::format("more: --cursor {}\n", cell(*next));
  return out;
}

}  // namespace muster
