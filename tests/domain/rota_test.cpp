// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/rota.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const DonorId an(1), binh(2), chi(3);

Zone zone(std::string_view name = "Asia/Ho_Chi_Minh") { return Zone::named(name).value(); }
Instant at(std::string_view text) { return parse_instant(text).value(); }
RotaShift shift(DonorId donor, int weekday, int from, int to) {
  return rota_shift(donor, weekday, Hours(from), Hours(to)).value();
}
Instant local(const char* day, Minutes minute, const Zone& z) {
  return z.at(parse_day(day).value(), minute);
}

// 2026-03-09 is a Monday.
TEST(OnCall, IsHalfOpen) {
  std::vector<RotaShift> rota = {shift(an, 1, 8, 12)};
  auto z = zone();
  EXPECT_FALSE(on_call(rota, an, at("2026-03-09T07:59:59.999+07:00"), z));
  EXPECT_TRUE(on_call(rota, an, at("2026-03-09T08:00:00+07:00"), z));
  EXPECT_TRUE(on_call(rota, an, at("2026-03-09T11:59:59.999+07:00"), z));
  EXPECT_FALSE(on_call(rota, an, at("2026-03-09T12:00:00+07:00"), z));
  EXPECT_FALSE(on_call(rota, an, at("2026-03-10T09:00:00+07:00"), z));
  EXPECT_TRUE(on_call(rota, an, at("2026-03-16T09:00:00+07:00"), z));
  EXPECT_FALSE(on_call(rota, binh, at("2026-03-09T09:00:00+07:00"), z));
}

TEST(OnCall, ANightBelongsToTheDayItBegins) {
  std::vector<RotaShift> rota = {shift(an, 7, 22, 6)};
  auto z = zone();
  EXPECT_FALSE(on_call(rota, an, at("2026-03-08T03:00:00+07:00"), z));  // Sunday early
  EXPECT_TRUE(on_call(rota, an, at("2026-03-08T22:00:00+07:00"), z));
  EXPECT_TRUE(on_call(rota, an, at("2026-03-09T05:59:00+07:00"), z));  // Monday early
  EXPECT_FALSE(on_call(rota, an, at("2026-03-09T06:00:00+07:00"), z));
}

TEST(OnCall, EqualTimesAreTwentyFourHoursAndMidnightIsTheEnd) {
  auto z = zone();
  std::vector<RotaShift> whole = {shift(an, 1, 7, 7)};
  EXPECT_FALSE(on_call(whole, an, at("2026-03-09T06:59:00+07:00"), z));
  EXPECT_TRUE(on_call(whole, an, at("2026-03-10T06:59:00+07:00"), z));
  EXPECT_FALSE(on_call(whole, an, at("2026-03-10T07:00:00+07:00"), z));
  std::vector<RotaShift> until_midnight = {shift(an, 1, 20, 24)};
  EXPECT_TRUE(on_call(until_midnight, an, at("2026-03-09T23:59:59.999+07:00"), z));
  EXPECT_FALSE(on_call(until_midnight, an, at("2026-03-10T00:00:00+07:00"), z));
  EXPECT_EQ(shift(an, 1, 20, 0).to, Hours(0));
  EXPECT_TRUE(on_call({shift(an, 1, 20, 0)}, an, at("2026-03-09T23:59:00+07:00"), z));
}

TEST(OnCallNow, EachOnceById) {
  std::vector<RotaShift> rota = {shift(chi, 1, 8, 12), shift(an, 1, 9, 11), shift(an, 7, 22, 10),
                                 shift(binh, 1, 13, 14)};
  EXPECT_EQ(on_call_now(rota, at("2026-03-09T09:30:00+07:00"), zone()),
            (std::vector<DonorId>{an, chi}));
  EXPECT_TRUE(on_call_now({}, at("2026-03-09T09:30:00+07:00"), zone()).empty());
}

// The clocks change on 29 March and 25 October 2026: the hours on the wall stay, their number not.
TEST(OnCall, KeepsLocalHoursWhenTheClocksChange) {
  auto z = zone("Europe/Berlin");
  std::vector<RotaShift> rota = {shift(an, 6, 22, 6)};
  EXPECT_TRUE(on_call(rota, an, at("2026-03-29T05:59:00+02:00"), z));
  EXPECT_FALSE(on_call(rota, an, at("2026-03-29T06:00:00+02:00"), z));
  EXPECT_TRUE(on_call(rota, an, at("2026-10-25T05:59:00+01:00"), z));
  EXPECT_FALSE(on_call(rota, an, at("2026-10-25T06:00:00+01:00"), z));
  auto span = [&](const char* from) {
    auto begin = at(from);
    return *next_change(rota, begin, z) - begin;
  };
  EXPECT_EQ(span("2026-03-28T22:00:00+01:00"), Hours(7));
  EXPECT_EQ(span("2026-10-24T22:00:00+02:00"), Hours(9));
  // All of 02:00-03:00 is skipped in spring: nobody is on call for a moment that never comes.
  std::vector<RotaShift> skipped = {shift(an, 7, 2, 3)};
  EXPECT_TRUE(on_call_now(skipped, at("2026-03-29T03:00:00+02:00"), z).empty());
}

TEST(NextChange, IsTheNextBeginOrEnd) {
  std::vector<RotaShift> rota = {shift(an, 1, 8, 12), shift(binh, 3, 22, 6)};
  auto z = zone();
  auto next = [&](const char* now) { return to_string(*next_change(rota, at(now), z)); };
  EXPECT_EQ(next("2026-03-09T07:00:00+07:00"), to_string(at("2026-03-09T08:00:00+07:00")));
  EXPECT_EQ(next("2026-03-09T08:00:00+07:00"), to_string(at("2026-03-09T12:00:00+07:00")));
  EXPECT_EQ(next("2026-03-09T12:00:00+07:00"), to_string(at("2026-03-11T22:00:00+07:00")));
  EXPECT_EQ(next("2026-03-12T01:00:00+07:00"), to_string(at("2026-03-12T06:00:00+07:00")));
  EXPECT_EQ(next("2026-03-12T06:00:00+07:00"), to_string(at("2026-03-16T08:00:00+07:00")));
  EXPECT_FALSE(next_change({}, at("2026-03-09T07:00:00+07:00"), z));
}

TEST(Gaps, OfAnEmptyRotaAreTheWholeWeek) {
  auto now = at("2026-03-09T07:00:00+07:00");
  EXPECT_EQ(gaps({}, now, zone()), (std::vector<Interval>{{now, now + Days(7)}}));
}

TEST(Gaps, OfAFullRotaAreNone) {
  std::vector<RotaShift> rota;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    rota.push_back(shift(an, weekday, 6, 22));
    rota.push_back(shift(binh, weekday, 22, 6));
  }
  for (const char* now :
       {"2026-03-09T07:00:00+07:00", "2026-03-09T06:00:00+07:00", "2026-03-14T23:30:00+07:00"})
    EXPECT_TRUE(gaps(rota, at(now), zone()).empty()) << now;
  auto berlin = zone("Europe/Berlin");
  EXPECT_TRUE(gaps(rota, at("2026-03-27T12:00:00+01:00"), berlin).empty());
  // Two at a time are wanted, and there is one: one gap, however often they change over.
  EXPECT_EQ(gaps(rota, at("2026-03-09T07:00:00+07:00"), zone(), 2).size(), 1u);
  rota.pop_back();  // Sunday night
  auto z = zone();
  EXPECT_EQ(gaps(rota, at("2026-03-09T07:00:00+07:00"), z),
            (std::vector<Interval>{
                {local("2026-03-15", Hours(22), z), local("2026-03-16", Hours(6), z)}}));
}

TEST(Gaps, CountPeopleAndNotShifts) {
  std::vector<RotaShift> rota = {shift(an, 1, 8, 12), shift(an, 1, 10, 14), shift(binh, 1, 12, 13)};
  auto z = zone();
  auto now = at("2026-03-09T08:00:00+07:00");
  auto found = gaps(rota, now, z, 2);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], (Interval{now, local("2026-03-09", Hours(12), z)}));
  EXPECT_EQ(found[1], (Interval{local("2026-03-09", Hours(13), z), now + Days(7)}));
}

TEST(Gaps, AreWhereNobodyIsOnCall) {
  std::vector<RotaShift> rota = {shift(an, 1, 8, 12), shift(binh, 2, 22, 6), shift(chi, 5, 9, 9)};
  auto z = zone();
  auto now = at("2026-03-09T10:00:00+07:00");
  auto found = gaps(rota, now, z);
  for (int minute = 0; minute < 7 * 1440; minute += 7) {
    auto t = now + Minutes(minute);
    bool in_gap = false;
    for (const auto& gap : found) in_gap = in_gap || (gap.from <= t && t < gap.to);
    ASSERT_EQ(in_gap, on_call_now(rota, t, z).empty()) << to_string(t);
  }
}

TEST(RotaShift, RefusesWhatIsNoTime) {
  auto field = [](int weekday, int from, int to) {
    auto made = rota_shift(an, weekday, Minutes(from), Minutes(to));
    return made ? std::string() : made.error().field();
  };
  EXPECT_EQ(field(1, 0, 1440), "");
  EXPECT_EQ(field(7, 1439, 0), "");
  EXPECT_EQ(field(0, 0, 60), "weekday");
  EXPECT_EQ(field(8, 0, 60), "weekday");
  EXPECT_EQ(field(1, -1, 60), "from");
  EXPECT_EQ(field(1, 1440, 60), "from");
  EXPECT_EQ(field(1, 0, 1441), "to");
  EXPECT_EQ(field(1, 0, -1), "to");
}

}  // namespace
}  // namespace muster
