// SPDX-License-Identifier: Apache-2.0
#include "contact_settings.hpp"

#include <fmt/format.h>

namespace muster {
namespace {

DayWindow window(TomlTable& table, std::string_view key, DayWindow otherwise) {
  auto text = table.text(key);
  if (text.empty()) return otherwise;
  auto dash = text.find('-');
  auto from = parse_minute_of_day(text.substr(0, dash));
  auto to = dash == std::string::npos ? from : parse_minute_of_day(text.substr(dash + 1));
  if (!from || !to || dash == std::string::npos) {
    table.problem(key, fmt::format("'{}' is not a window: write it as 08:00-20:00", text));
    return otherwise;
  }
  return {*from, *to};
}

void read_hours(TomlTable& root, ContactHours& hours) {
  auto table = root.table("hours");
  hours.reminders = window(table, "reminders", hours.reminders);
  hours.campaigns = window(table, "campaigns", hours.campaigns);
  hours.voice = window(table, "voice", hours.voice);
  hours.night = window(table, "night", hours.night);
  table.finish();
}

FrequencyCap in_days(TomlTable& table, std::string_view count, std::string_view days,
                     FrequencyCap otherwise) {
  FrequencyCap cap;
  cap.count = static_cast<int>(table.integer(count, otherwise.count, 0, 100));
  auto usual = std::chrono::floor<Days>(otherwise.window).count();
  cap.window = Days(table.integer(days, usual, 1, 366));
  return cap;
}

FrequencyCap a_day(TomlTable& table, std::string_view count, FrequencyCap otherwise) {
  otherwise.count = static_cast<int>(table.integer(count, otherwise.count, 0, 100));
  return otherwise;
}

void read_caps(TomlTable& root, FrequencyCaps& caps) {
  auto table = root.table("caps");
  caps.reminders = in_days(table, "reminders", "reminders_days", caps.reminders);
  caps.campaigns = in_days(table, "campaigns", "campaigns_days", caps.campaigns);
  caps.overall = in_days(table, "overall", "overall_days", caps.overall);
  caps.campaign_sms = a_day(table, "campaign_sms_a_day", caps.campaign_sms);
  caps.campaign_email = a_day(table, "campaign_email_a_day", caps.campaign_email);
  caps.campaign_calls = a_day(table, "campaign_calls_a_day", caps.campaign_calls);
  table.finish();
}

void read_do_not_call(TomlTable& root, DncPolicy& policy) {
  auto table = root.table("do_not_call");
  policy.reminders = table.flag("reminders", policy.reminders);
  policy.warn_after =
      std::chrono::floor<Days>(table.duration("warn_after", Millis(policy.warn_after)));
  table.finish();
}

}  // namespace

void read_contact_settings(TomlTable& root, Settings& settings) {
  read_hours(root, settings.hours);
  read_caps(root, settings.caps);
  read_do_not_call(root, settings.do_not_call);
}

}  // namespace muster
