// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/quiet_hours.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Zone zone(std::string_view name) { return Zone::named(name).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }

struct Case {
  Purpose purpose;
  Channel channel;
  const char* zone;
  const char* now;
  const char* allowed;
};

class NextAllowed : public testing::TestWithParam<Case> {};

TEST_P(NextAllowed, IsTheFirstInstantInsideTheHours) {
  auto c = GetParam();
  auto next = next_allowed(ContactHours{}, c.purpose, c.channel, at(c.now), zone(c.zone));
  EXPECT_EQ(to_string(next), to_string(at(c.allowed))) << c.now;
  // Deciding again at that time must allow it.
  EXPECT_EQ(next_allowed(ContactHours{}, c.purpose, c.channel, next, zone(c.zone)), next);
}

constexpr auto vn = "Asia/Ho_Chi_Minh";
constexpr auto reminders = Purpose::reminders;
constexpr auto campaigns = Purpose::campaigns;
constexpr auto sms = Channel::sms;
constexpr auto voice = Channel::voice;

INSTANTIATE_TEST_SUITE_P(
    Boundaries, NextAllowed,
    testing::Values(
        Case{reminders, sms, vn, "2026-03-10T07:59:59.999+07:00", "2026-03-10T08:00:00+07:00"},
        Case{reminders, sms, vn, "2026-03-10T08:00:00+07:00", "2026-03-10T08:00:00+07:00"},
        Case{reminders, sms, vn, "2026-03-10T19:59:59.999+07:00", "2026-03-10T19:59:59.999+07:00"},
        Case{reminders, sms, vn, "2026-03-10T20:00:00+07:00", "2026-03-11T08:00:00+07:00"},
        Case{reminders, sms, vn, "2026-03-10T23:59:59.999+07:00", "2026-03-11T08:00:00+07:00"},
        Case{reminders, sms, vn, "2026-03-11T00:00:00+07:00", "2026-03-11T08:00:00+07:00"},
        Case{campaigns, sms, vn, "2026-03-10T06:59:59.999+07:00", "2026-03-10T07:00:00+07:00"},
        Case{campaigns, sms, vn, "2026-03-10T21:59:59.999+07:00", "2026-03-10T21:59:59.999+07:00"},
        Case{campaigns, sms, vn, "2026-03-10T22:00:00+07:00", "2026-03-11T07:00:00+07:00"},
        Case{campaigns, voice, vn, "2026-03-10T07:30:00+07:00", "2026-03-10T08:00:00+07:00"},
        Case{reminders, voice, vn, "2026-03-10T16:59:59.999+07:00",
             "2026-03-10T16:59:59.999+07:00"},
        Case{reminders, voice, vn, "2026-03-10T17:00:00+07:00", "2026-03-11T08:00:00+07:00"}));

INSTANTIATE_TEST_SUITE_P(
    Pages, NextAllowed,
    testing::Values(Case{Purpose::emergency, sms, vn, "2026-03-10T03:00:00+07:00",
                         "2026-03-10T03:00:00+07:00"},
                    Case{Purpose::emergency, voice, vn, "2026-03-10T23:00:00+07:00",
                         "2026-03-10T23:00:00+07:00"}));

// The nights on which the clocks change: 29 March and 25 October 2026 in Berlin.
INSTANTIATE_TEST_SUITE_P(
    Dst, NextAllowed,
    testing::Values(Case{reminders, sms, "Europe/Berlin", "2026-03-28T20:00:00+01:00",
                         "2026-03-29T08:00:00+02:00"},
                    Case{reminders, sms, "Europe/Berlin", "2026-03-29T07:59:59.999+02:00",
                         "2026-03-29T08:00:00+02:00"},
                    Case{reminders, sms, "Europe/Berlin", "2026-10-24T20:00:00+02:00",
                         "2026-10-25T08:00:00+01:00"},
                    Case{reminders, sms, "Europe/Berlin", "2026-10-25T07:30:00+01:00",
                         "2026-10-25T08:00:00+01:00"},
                    Case{reminders, sms, "Australia/Lord_Howe", "2026-10-03T21:00:00+10:30",
                         "2026-10-04T08:00:00+11:00"},
                    Case{reminders, sms, "America/St_Johns", "2026-03-08T01:00:00-03:30",
                         "2026-03-08T08:00:00-02:30"}));

TEST(DayWindow, OverMidnight) {
  DayWindow night{Hours(22), Hours(6)};
  EXPECT_FALSE(night.contains(Hours(22) - Minutes(1)));
  EXPECT_TRUE(night.contains(Hours(22)));
  EXPECT_TRUE(night.contains(Hours(0)));
  EXPECT_TRUE(night.contains(Hours(6) - Minutes(1)));
  EXPECT_FALSE(night.contains(Hours(6)));
  EXPECT_FALSE((DayWindow{Hours(9), Hours(9)}.contains(Hours(9))));
  EXPECT_TRUE((DayWindow{}.contains(Minutes(1439))));
}

TEST(NextAllowed, OpensTheSameEveningWhenTheWindowPassesMidnight) {
  ContactHours hours;
  hours.reminders = {Hours(20), Hours(2)};
  auto z = zone(vn);
  auto noon = at("2026-03-10T12:00:00+07:00");
  EXPECT_EQ(next_allowed(hours, reminders, sms, noon, z), at("2026-03-10T20:00:00+07:00"));
  auto past_midnight = at("2026-03-11T01:59:00+07:00");
  EXPECT_EQ(next_allowed(hours, reminders, sms, past_midnight, z), past_midnight);
}

// A site whose hours for reminders and for calls do not overlap: no call, at any minute of the day.
TEST(NextAllowed, NeverCallsWhenTheHoursDoNotOverlap) {
  ContactHours hours;
  hours.reminders = {Hours(18), Hours(20)};
  auto start = at("2026-03-10T00:00:00+07:00");
  for (int minute = 0; minute < 1440; minute += 15) {
    auto now = start + Minutes(minute);
    EXPECT_GT(next_allowed(hours, reminders, voice, now, zone(vn)), now) << minute;
  }
}

// Hours of the night crossed with those for calls leave two pieces; each begins at its own minute.
TEST(NextAllowed, KeepsBothWindowsWhenOnePassesMidnight) {
  ContactHours hours;
  hours.reminders = {Hours(16), Hours(10)};
  auto z = zone(vn);
  auto expect = [&](const char* now, const char* allowed) {
    EXPECT_EQ(to_string(next_allowed(hours, reminders, voice, at(now), z)), to_string(at(allowed)));
  };
  expect("2026-03-10T03:00:00+07:00", "2026-03-10T08:00:00+07:00");
  expect("2026-03-10T09:59:00+07:00", "2026-03-10T09:59:00+07:00");
  expect("2026-03-10T10:00:00+07:00", "2026-03-10T16:00:00+07:00");
  expect("2026-03-10T17:00:00+07:00", "2026-03-11T08:00:00+07:00");
}

TEST(IsNight, IsOfTheDonorsZone) {
  auto instant = at("2026-03-10T22:00:00+07:00");
  EXPECT_TRUE(is_night(ContactHours{}, instant, zone(vn)));
  EXPECT_FALSE(is_night(ContactHours{}, instant, zone("Europe/Berlin")));
  EXPECT_FALSE(is_night(ContactHours{}, instant - Millis(1), zone(vn)));
  EXPECT_TRUE(is_night(ContactHours{}, at("2026-03-11T05:59:59.999+07:00"), zone(vn)));
  EXPECT_FALSE(is_night(ContactHours{}, at("2026-03-11T06:00:00+07:00"), zone(vn)));
}

}  // namespace
}  // namespace muster
