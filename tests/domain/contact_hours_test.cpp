// SPDX-License-Identifier: Apache-2.0
// Hours an organisation narrows, and days on which nothing goes.
#include <gtest/gtest.h>

#include "muster/domain/quiet_hours.hpp"

namespace muster {
namespace {

using enum Purpose;

constexpr auto vn = "Asia/Ho_Chi_Minh";
constexpr auto sms = Channel::sms;
constexpr auto voice = Channel::voice;

Zone zone(std::string_view name) { return Zone::named(name).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }

Blackout days(const char* first, const char* last, std::vector<Purpose> purposes) {
  Blackout blackout;
  blackout.first = parse_day(first).value();
  blackout.last = parse_day(last).value();
  for (auto purpose : purposes) blackout.purposes.give(purpose);
  return blackout;
}

struct Case {
  const char* what;
  std::vector<NarrowedHours> narrowed;
  std::vector<Blackout> blackouts;
  Purpose purpose;
  Channel channel;
  const char* zone;
  const char* now;
  const char* allowed;
};

const NarrowedHours office{HoursKind::reminders, {Hours(9), Hours(19)}};
const NarrowedHours evening{HoursKind::reminders, {Hours(12), Hours(23)}};
const NarrowedHours few_calls{HoursKind::voice, {Hours(10), Hours(11)}};
const Blackout tet = days("2027-02-05", "2027-02-11", {reminders, campaigns});
const Blackout feast = days("2027-02-12", "2027-02-12", {reminders});

const std::vector<Case> cases = {
    {"narrowed: before",
     {office},
     {},
     reminders,
     sms,
     vn,
     "2026-03-10T08:30:00+07:00",
     "2026-03-10T09:00:00+07:00"},
    {"narrowed: after",
     {office},
     {},
     reminders,
     sms,
     vn,
     "2026-03-10T19:00:00+07:00",
     "2026-03-11T09:00:00+07:00"},
    {"narrowed: within",
     {office},
     {},
     reminders,
     sms,
     vn,
     "2026-03-10T18:59:59+07:00",
     "2026-03-10T18:59:59+07:00"},
    {"of another purpose",
     {office},
     {},
     campaigns,
     sms,
     vn,
     "2026-03-10T08:30:00+07:00",
     "2026-03-10T08:30:00+07:00"},
    {"never wider than the house",
     {evening},
     {},
     reminders,
     sms,
     vn,
     "2026-03-10T20:30:00+07:00",
     "2026-03-11T12:00:00+07:00"},
    {"two organisations",
     {office, evening},
     {},
     reminders,
     sms,
     vn,
     "2026-03-10T08:30:00+07:00",
     "2026-03-10T12:00:00+07:00"},
    {"calls narrowed",
     {few_calls},
     {},
     campaigns,
     voice,
     vn,
     "2026-03-10T12:00:00+07:00",
     "2026-03-11T10:00:00+07:00"},
    {"calls narrowed leave texts",
     {few_calls},
     {},
     campaigns,
     sms,
     vn,
     "2026-03-10T12:00:00+07:00",
     "2026-03-10T12:00:00+07:00"},
    {"pages have no hours",
     {office},
     {},
     emergency,
     sms,
     vn,
     "2026-03-10T03:00:00+07:00",
     "2026-03-10T03:00:00+07:00"},
    {"blackout",
     {},
     {tet},
     reminders,
     sms,
     vn,
     "2027-02-06T10:00:00+07:00",
     "2027-02-12T08:00:00+07:00"},
    {"the evening before is free",
     {},
     {tet},
     reminders,
     sms,
     vn,
     "2027-02-04T19:59:00+07:00",
     "2027-02-04T19:59:00+07:00"},
    {"the night before is not",
     {},
     {tet},
     reminders,
     sms,
     vn,
     "2027-02-04T20:00:00+07:00",
     "2027-02-12T08:00:00+07:00"},
    {"its last second",
     {},
     {tet},
     campaigns,
     sms,
     vn,
     "2027-02-11T23:59:59+07:00",
     "2027-02-12T07:00:00+07:00"},
    {"two that touch",
     {},
     {tet, feast},
     reminders,
     sms,
     vn,
     "2027-02-06T10:00:00+07:00",
     "2027-02-13T08:00:00+07:00"},
    {"the second is of reminders only",
     {},
     {tet, feast},
     campaigns,
     sms,
     vn,
     "2027-02-06T10:00:00+07:00",
     "2027-02-12T07:00:00+07:00"},
    {"with narrowed hours",
     {office},
     {tet},
     reminders,
     sms,
     vn,
     "2027-02-06T10:00:00+07:00",
     "2027-02-12T09:00:00+07:00"},
    {"never of pages",
     {},
     {tet},
     emergency,
     sms,
     vn,
     "2027-02-06T10:00:00+07:00",
     "2027-02-06T10:00:00+07:00"},
    {"in the donor's own days",
     {},
     {tet},
     reminders,
     sms,
     "America/New_York",
     "2027-02-05T12:00:00+07:00",
     "2027-02-12T08:00:00-05:00"},
    {"over the night the clocks change",
     {},
     {days("2026-10-24", "2026-10-25", {reminders})},
     reminders,
     sms,
     "Europe/Berlin",
     "2026-10-24T10:00:00+02:00",
     "2026-10-26T08:00:00+01:00"},
    {"one that ends with that night",
     {},
     {days("2026-03-28", "2026-03-28", {reminders})},
     reminders,
     sms,
     "Europe/Berlin",
     "2026-03-28T10:00:00+01:00",
     "2026-03-29T08:00:00+02:00"},
};

TEST(SendHours, TheFirstAllowedInstant) {
  for (const auto& c : cases) {
    auto hours = send_hours(ContactHours{}, c.narrowed, c.blackouts, c.purpose, c.channel);
    auto next = next_allowed(hours, at(c.now), zone(c.zone));
    EXPECT_EQ(to_string(next), to_string(at(c.allowed))) << c.what;
    EXPECT_TRUE(may_leave(hours, next, zone(c.zone))) << c.what;
    EXPECT_EQ(may_leave(hours, at(c.now), zone(c.zone)), next == at(c.now)) << c.what;
    EXPECT_EQ(next_allowed(hours, next, zone(c.zone)), next) << c.what;
  }
}

// 01:00 to 02:00 comes twice on that night in Berlin: 02:30 is open in its second pass too.
TEST(SendHours, AnHourThatComesTwiceOpensTwice) {
  ContactHours hours;
  hours.reminders = {Hours(2) + Minutes(30), Hours(3)};
  auto made = send_hours(hours, {}, {}, reminders, sms);
  auto berlin = zone("Europe/Berlin");
  auto between = at("2026-10-25T02:10:00+01:00");  // the second pass
  EXPECT_FALSE(may_leave(made, between, berlin));
  EXPECT_EQ(next_allowed(made, between, berlin), at("2026-10-25T02:30:00+01:00"));
}

// By brute force over every minute of a week with a change of the clocks.
TEST(SendHours, NoAllowedMinuteIsPassedOver) {
  auto berlin = zone("Europe/Berlin");
  ContactHours hours;
  hours.reminders = {Hours(20), Hours(3)};
  auto made = send_hours(hours, {{HoursKind::reminders, {Hours(1), Hours(22)}}},
                         {days("2026-10-26", "2026-10-27", {reminders})}, reminders, sms);
  auto start = at("2026-10-23T00:00:00+02:00");
  std::optional<Instant> expected;
  for (int minute = 7 * 1440; minute >= 0; --minute) {
    auto now = start + Minutes(minute);
    if (may_leave(made, now, berlin)) expected = now;
    if (!expected) continue;
    ASSERT_EQ(to_string(next_allowed(made, now, berlin)), to_string(*expected)) << to_string(now);
  }
}

TEST(SendHours, WithinAndOpenMinutes) {
  EXPECT_TRUE(within({Hours(9), Hours(19)}, {Hours(8), Hours(20)}));
  EXPECT_TRUE(within({Hours(8), Hours(20)}, {Hours(8), Hours(20)}));
  EXPECT_FALSE(within({Hours(8), Hours(20) + Minutes(1)}, {Hours(8), Hours(20)}));
  EXPECT_FALSE(within({Hours(19), Hours(9)}, {Hours(8), Hours(20)}));
  EXPECT_TRUE(within({Hours(23), Hours(1)}, {Hours(22), Hours(6)}));
  EXPECT_EQ(open_minutes({}), 1440);
  EXPECT_EQ(open_minutes({{Hours(8), Hours(20)}, {Hours(19), Hours(23)}}), 60);
  EXPECT_EQ(open_minutes({{Hours(8), Hours(9)}, {Hours(9), Hours(10)}}), 0);
}

TEST(HoursKind, NamesReadBack) {
  for (auto kind : all_hours_kinds) EXPECT_EQ(parse_hours_kind(name(kind)), kind);
  EXPECT_FALSE(parse_hours_kind("night"));
}

}  // namespace
}  // namespace muster
