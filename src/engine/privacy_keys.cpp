// SPDX-License-Identifier: Apache-2.0
#include "privacy_keys.hpp"

#include <string>

namespace muster {
namespace {

constexpr int days_most = 36'600;

void read_retention(TomlTable table, RetentionPolicy& policy) {
  if (auto at = parse_minute_of_day(table.text("at", "03:00")))
    policy.at = *at;
  else
    table.problem("at", "write it as 03:00");
  if (auto zone = Zone::named(table.text("zone", "Asia/Ho_Chi_Minh")))
    policy.zone = *zone;
  else
    table.problem("zone", "is no time zone: write it like Asia/Ho_Chi_Minh");
  for (auto rule : all_retention_rules) {
    auto& kept = policy.keep[static_cast<std::size_t>(rule)];
    auto key = std::string(name(rule)) + "_days";
    kept = Days(table.integer(key, kept.count(), 1, days_most));
  }
  policy.inactive_months = static_cast<int>(table.integer("inactive_months", 36, 0, 1200));
  policy.erase_inactive = table.flag("erase_inactive", false);
  table.finish();
}

void read_terms(TomlTable table, SubjectTerms& terms) {
  for (std::size_t i = 0; i < subject_right_count; ++i) {
    auto& term = terms.of[i];
    std::string right(name(static_cast<SubjectRight>(i)));
    term.days = static_cast<int>(table.integer(right + "_days", term.days, 1, 365));
    term.extension =
        static_cast<int>(table.integer(right + "_extension_days", term.extension, 0, 365));
  }
  table.finish();
}

}  // namespace

void read_privacy(TomlTable& root, Settings& settings) {
  read_retention(root.table("retention"), settings.retention);
  read_terms(root.table("subject_requests"), settings.subject_terms);
}

}  // namespace muster
