// SPDX-License-Identifier: Apache-2.0
// A series from its file's text (config/series/*.toml).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "muster/base/nearest.hpp"
#include "muster/domain/series.hpp"
#include "muster/domain/wording.hpp"

namespace muster {
namespace {

constexpr std::array anchors = {SeriesAnchor::eligible_on, SeriesAnchor::session,
                                SeriesAnchor::donation};
constexpr std::array conditions = {StepCondition::always, StepCondition::silent,
                                   StepCondition::coming};
constexpr std::array policies = {LatePolicy::send_late_within, LatePolicy::skip_and_list,
                                 LatePolicy::next_window, LatePolicy::expire};
// Never the emergency lane: its reserve is for pages.
constexpr std::array lanes = {SendLane::transactional, SendLane::reminder, SendLane::campaign};
// The emergency purposes have no hours of their own: a standing programme may not use them.
constexpr std::array purposes = {Purpose::reminders, Purpose::campaigns};

template <class Value, std::size_t size>
Value choose(TomlTable& table, std::string_view key, const std::array<Value, size>& values,
             Value otherwise) {
  std::vector<std::string_view> names;
  for (auto value : values) names.push_back(name(value));
  auto chosen = table.one_of(key, names, name(otherwise));
  auto found = std::find(names.begin(), names.end(), chosen);
  return found == names.end() ? otherwise : values[static_cast<std::size_t>(found - names.begin())];
}

// Part of unique keys and of cycle names, so blanks and capitals stay out.
std::string read_code(TomlTable& table) {
  auto code = table.required_text("code");
  auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (!code.empty() && (code.size() > 40 || !std::all_of(code.begin(), code.end(), allowed)))
    table.problem("code", "must be up to 40 of a-z, 0-9 and '-'");
  return code;
}

void check_text(TomlTable& table, std::string_view kind) {
  std::vector<std::string_view> known;
  for (const auto& text : text_kinds()) known.push_back(text.kind);
  if (kind.empty() || std::find(known.begin(), known.end(), kind) != known.end()) return;
  table.problem("text",
                fmt::format("there is no kind of text '{}'{}", kind, nearest_hint(kind, known)));
}

SeriesStep read_step(TomlTable& table, SeriesAnchor otherwise) {
  SeriesStep step;
  step.code = read_code(table);
  step.anchor = choose(table, "anchor", anchors, otherwise);
  step.offset_days = static_cast<int>(table.integer("offset_days", 0, -365, 1830));
  step.at = table.minute_of_day("at", step.at);
  if (step.at >= MinuteOfDay(1440)) table.problem("at", "must be 00:00 to 23:59");
  step.text = table.required_text("text");
  check_text(table, step.text);
  step.lane = choose(table, "lane", lanes, step.lane);
  step.when = choose(table, "when", conditions, step.when);
  step.late = choose(table, "late", policies, step.late);
  step.late_within = table.duration("late_within", step.late_within);
  bool dated = step.late == LatePolicy::send_late_within || step.late == LatePolicy::next_window;
  if (step.late == LatePolicy::send_late_within && step.late_within <= Millis(0))
    table.problem("late_within", "is missing; say how late the text is still of use, like \"12h\"");
  if (!dated && table.has("late_within"))
    table.problem("late_within", fmt::format("means nothing with late = \"{}\"; remove it or use "
                                             "\"send_late_within\"",
                                             name(step.late)));
  table.finish();
  return step;
}

void read_steps(TomlTable& root, SeriesAnchor anchor, Series& series) {
  std::set<std::string> codes;
  for (auto& table : root.tables("step")) {
    auto step = read_step(table, anchor);
    if (!step.code.empty() && !codes.insert(step.code).second)
      table.problem("code", fmt::format("'{}' is the code of an earlier step; one text would "
                                        "take the place of the other",
                                        step.code));
    series.steps.push_back(std::move(step));
  }
  if (series.steps.empty()) root.problem("step", "there are no steps; add a [[step]]");
}

}  // namespace

Series read_series(const TomlFile& file, Problems& problems) {
  Series series;
  auto root = file.root(problems);
  series.code = read_code(root);
  series.purpose = choose(root, "purpose", purposes, series.purpose);
  series.product = choose(root, "product", all_products, series.product);
  auto anchor = choose(root, "anchor", anchors, SeriesAnchor::eligible_on);
  series.needs_session = root.flag("needs_session", series.needs_session);
  series.session_lead = root.duration("session_lead", series.session_lead);
  series.session_horizon = root.duration("session_horizon", series.session_horizon);
  if (series.session_horizon <= series.session_lead)
    root.problem("session_horizon", fmt::format("must be longer than session_lead, {}",
                                                to_string(series.session_lead)));
  read_steps(root, anchor, series);
  root.finish();
  return series;
}

}  // namespace muster
