// SPDX-License-Identifier: Apache-2.0
#include "muster/base/instant.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Zone zone(const char* name) { return Zone::named(name).value(); }

TEST(Instant, ReadsAndWritesRfc3339) {
  struct Case {
    const char* text;
    const char* written;
  };
  for (auto [text, written] : {Case{"2026-12-01T08:30:00+07:00", "2026-12-01T01:30:00.000Z"},
                               Case{"2026-12-01T01:30:00Z", "2026-12-01T01:30:00.000Z"},
                               Case{"2026-12-01T01:30:00.250Z", "2026-12-01T01:30:00.250Z"},
                               Case{"2024-02-29T23:59-03:30", "2024-03-01T03:29:00.000Z"},
                               Case{"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"}}) {
    auto read = parse_instant(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(to_string(*read), written);
  }
  for (auto text : {"", "2026-12-01", "2026-12-01T25:00:00Z", "2026-02-30T00:00:00Z",
                    "2026-12-01T08:30:00", "2026-12-01T08:30:00+7", "x2026-12-01T08:30:00Z"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(Instant, ReadsDaysMinutesAndDurations) {
  EXPECT_EQ(to_string(parse_day("2024-02-29").value()), "2024-02-29");
  for (auto text : {"2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-0x"})
    EXPECT_FALSE(parse_day(text)) << text;
  EXPECT_EQ(parse_minute_of_day("7:30").value(), Minutes(450));
  EXPECT_EQ(parse_minute_of_day("24:00").value(), Minutes(1440));
  for (auto text : {"24:01", "7:60", "730", ":30", "07:3"})
    EXPECT_FALSE(parse_minute_of_day(text)) << text;
  EXPECT_EQ(parse_duration("90m").value(), Minutes(90));
  EXPECT_EQ(parse_duration("250ms").value(), Millis(250));
  EXPECT_EQ(to_string(Millis(Hours(36))), "36h");
  EXPECT_EQ(to_string(Millis(Days(2))), "2d");
  for (auto text : {"90", "m", "-5m", "5 m", "5min"}) EXPECT_FALSE(parse_duration(text)) << text;
}

TEST(Zone, RefusesWhatIsNoZone) { EXPECT_FALSE(Zone::named("Asia/Nowhere")); }

TEST(Zone, KeepsTheLocalHourThroughAChangeOfClocks) {
  auto berlin = zone("Europe/Berlin");
  auto day = parse_day("2026-03-29").value();  // 02:00 becomes 03:00
  EXPECT_EQ(to_string(berlin.at(day, Hours(1))), "2026-03-29T00:00:00.000Z");
  // A time that does not exist moves forward by the gap.
  EXPECT_EQ(to_string(berlin.at(day, Minutes(150))), "2026-03-29T01:30:00.000Z");
  EXPECT_EQ(berlin.minute_of(berlin.at(day, Minutes(150))), Minutes(210));
  // A time that exists twice is its first pass.
  auto autumn = parse_day("2026-10-25").value();
  EXPECT_EQ(to_string(berlin.at(autumn, Minutes(150))), "2026-10-25T00:30:00.000Z");
}

TEST(Zone, NamesTheLocalDay) {
  auto hanoi = zone("Asia/Ho_Chi_Minh");
  EXPECT_EQ(to_string(hanoi.day_of(parse_instant("2026-11-30T17:00:00Z").value())), "2026-12-01");
  EXPECT_EQ(to_string(hanoi.day_of(parse_instant("2026-11-30T16:59:59.999Z").value())),
            "2026-11-30");
  EXPECT_EQ(hanoi.minute_of(parse_instant("2026-11-30T17:00:00Z").value()), Minutes(0));
}

}  // namespace
}  // namespace muster
