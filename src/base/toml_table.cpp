// SPDX-License-Identifier: Apache-2.0
// The getters of TomlTable: each marks its key as known and turns a wrong type or value into a
// Problem.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>

#include "muster/base/nearest.hpp"
#include "muster/base/toml.hpp"

namespace muster {
namespace {

int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

std::string child(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "an array";
    case toml::node_type::string: return "text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number with a point";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::date: return "a date";
    case toml::node_type::time: return "a time";
    case toml::node_type::date_time: return "a date with a time";
    case toml::node_type::none: break;
  }
  return "nothing";
}

std::string wrong_type(std::string_view wanted, const toml::node& node) {
  return fmt::format("must be {}, not {}", wanted, type_name(node));
}

}  // namespace

TomlTable::TomlTable(const toml::table* table, std::string file, std::string path, int line,
                     Problems* problems)
    : table_(table),
      file_(std::move(file)),
      path_(std::move(path)),
      line_(line),
      problems_(problems) {}

std::string TomlTable::path() const { return path_; }
int TomlTable::line() const { return line_; }
bool TomlTable::has(std::string_view key) const { return table_ && table_->contains(key); }

void TomlTable::problem(std::string_view key, std::string message) {
  const toml::node* node = table_ && !key.empty() ? table_->get(key) : nullptr;
  problems_->push_back({file_, node ? line_of(node->source()) : line_,
                        key.empty() ? path_ : child(path_, key), std::move(message)});
}

const toml::node* TomlTable::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  return table_ ? table_->get(key) : nullptr;
}

std::string TomlTable::text(std::string_view key, std::string_view otherwise) {
  const toml::node* node = find(key);
  if (!node) return std::string(otherwise);
  if (const auto* value = node->as_string()) return value->get();
  problem(key, wrong_type("text in quotes", *node));
  return std::string(otherwise);
}

std::int64_t TomlTable::integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                std::int64_t most) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  const auto* value = node->as_integer();
  if (value && value->get() >= least && value->get() <= most) return value->get();
  problem(key, value ? fmt::format("must be {} to {}, not {}", least, most, value->get())
                     : wrong_type(fmt::format("a whole number from {} to {}", least, most), *node));
  return otherwise;
}

double TomlTable::number(std::string_view key, double otherwise, double least, double most) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  std::optional<double> value;
  if (node->is_number()) value = node->value<double>();
  // The comparison is false for nan too.
  if (value && *value >= least && *value <= most) return *value;
  problem(key, value ? fmt::format("must be {} to {}, not {}", least, most, *value)
                     : wrong_type(fmt::format("a number from {} to {}", least, most), *node));
  return otherwise;
}

bool TomlTable::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  problem(key, wrong_type("true or false, without quotes", *node));
  return otherwise;
}

Millis TomlTable::duration(std::string_view key, Millis otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  const auto* value = node->as_string();
  if (!value) {
    problem(key, wrong_type("a duration in quotes, like \"90m\" or \"45s\"", *node));
    return otherwise;
  }
  Result<Millis> parsed = parse_duration(value->get());
  if (parsed) return *parsed;
  problem(key, parsed.error().message());
  return otherwise;
}

MinuteOfDay TomlTable::minute_of_day(std::string_view key, MinuteOfDay otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  if (const auto* time = node->as_time()) {
    if (time->get().second == 0 && time->get().nanosecond == 0)
      return MinuteOfDay(time->get().hour * 60 + time->get().minute);
    problem(key, "must be hours and minutes, like \"08:00\"");
    return otherwise;
  }
  const auto* value = node->as_string();
  if (!value) {
    problem(key, wrong_type("a time of day in quotes, like \"08:00\"", *node));
    return otherwise;
  }
  Result<MinuteOfDay> parsed = parse_minute_of_day(value->get());
  if (parsed) return *parsed;
  problem(key, parsed.error().message());
  return otherwise;
}

std::optional<Day> TomlTable::day(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  if (const auto* date = node->as_date()) {
    std::chrono::year_month_day ymd{std::chrono::year(date->get().year),
                                    std::chrono::month(date->get().month),
                                    std::chrono::day(date->get().day)};
    if (ymd.ok()) return Day(ymd);
    problem(key, "there is no such day");
    return std::nullopt;
  }
  if (const auto* value = node->as_string()) {
    Result<Day> parsed = parse_day(value->get());
    if (parsed) return *parsed;
    problem(key, parsed.error().message());
    return std::nullopt;
  }
  problem(key, wrong_type("a date, like 2026-12-31", *node));
  return std::nullopt;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
  std::vector<std::string> found;
  const toml::node* node = find(key);
  if (!node) return found;
  const auto* array = node->as_array();
  if (!array) {
    problem(key, wrong_type("an array of texts, like [\"a\", \"b\"]", *node));
    return found;
  }
  for (const toml::node& element : *array) {
    if (const auto* value = element.as_string()) {
      found.push_back(value->get());
      continue;
    }
    problems_->push_back({file_, line_of(element.source()), child(path_, key),
                          wrong_type("an array of texts only", element)});
  }
  return found;
}

std::string TomlTable::required_text(std::string_view key) {
  const toml::node* node = find(key);
  if (!node) {
    problem(key, fmt::format("is missing; add {} = \"...\"", key));
    return {};
  }
  std::string value = text(key);
  if (value.empty() && node->is_string()) problem(key, "must not be empty");
  return value;
}

std::int64_t TomlTable::required_integer(std::string_view key, std::int64_t least,
                                         std::int64_t most) {
  if (!find(key))
    problem(key, fmt::format("is missing; add {} = a number from {} to {}", key, least, most));
  return integer(key, least, least, most);
}

std::string TomlTable::one_of(std::string_view key, std::vector<std::string_view> allowed,
                              std::string_view otherwise) {
  if (!find(key)) return std::string(otherwise);
  std::size_t before = problems_->size();
  std::string value = text(key, otherwise);
  if (problems_->size() > before) return value;
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
  std::string_view near = nearest(value, allowed);
  problem(key, fmt::format("must be one of {}; not '{}'{}", fmt::join(allowed, ", "), value,
                           near.empty() ? "" : fmt::format(", did you mean '{}'?", near)));
  return std::string(otherwise);
}

TomlTable TomlTable::table(std::string_view key) {
  const toml::node* node = find(key);
  const toml::table* found = node ? node->as_table() : nullptr;
  if (node && !found)
    problem(key, wrong_type(fmt::format("a table, written [{}]", child(path_, key)), *node));
  return TomlTable(found, file_, child(path_, key), found ? line_of(found->source()) : line_,
                   problems_);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  std::vector<TomlTable> found;
  const toml::node* node = find(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  if (!array) {
    problem(key, wrong_type(fmt::format("tables, each written [[{}]]", child(path_, key)), *node));
    return found;
  }
  for (const toml::node& element : *array) {
    std::string path = fmt::format("{}[{}]", child(path_, key), found.size() + 1);
    if (const toml::table* table = element.as_table())
      found.push_back(TomlTable(table, file_, path, line_of(element.source()), problems_));
    else
      problems_->push_back(
          {file_, line_of(element.source()), path, wrong_type("a table", element)});
  }
  return found;
}

std::vector<std::string> TomlTable::keys() {
  std::vector<std::string> found;
  if (!table_) return found;
  std::vector<const toml::key*> ordered;
  for (auto&& [key, node] : *table_) ordered.push_back(&key);
  std::sort(ordered.begin(), ordered.end(), [](const toml::key* a, const toml::key* b) {
    const auto& left = a->source().begin;
    const auto& right = b->source().begin;
    return left.line != right.line ? left.line < right.line : left.column < right.column;
  });
  for (const toml::key* key : ordered) {
    found.emplace_back(key->str());
    find(key->str());
  }
  return found;
}

void TomlTable::finish() {
  if (!table_) return;
  const std::vector<std::string> asked = known_;
  const std::vector<std::string_view> known(asked.begin(), asked.end());
  for (const std::string& key : keys()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    problem(key, "unknown key" + nearest_hint(key, known));
  }
}

}  // namespace muster
