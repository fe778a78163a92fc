// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/contact.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

const Instant now = parse_instant("2026-11-22T03:00:00.000Z").value();

TEST(Contact, VerifiedByProofOrByHavingBeenReachedWithinAYear) {
  struct Case {
    std::optional<Instant> verified;
    std::optional<Instant> reached;
    bool counts;
  };
  const Case cases[] = {
      {{}, {}, false},
      {now - Days(2000), {}, true},
      {{}, now, true},
      {{}, now - Days(365) + Millis(1), true},
      {{}, now - Days(365), false},
      {now - Days(2000), now - Days(1000), true},
  };
  for (const auto& c : cases)
    EXPECT_EQ(c.counts, counts_as_verified(c.verified, c.reached, VerificationRules(), now));
  VerificationRules strict;
  strict.reached_counts_for = Days(30);
  EXPECT_FALSE(counts_as_verified({}, now - Days(31), strict, now));
}

TEST(Contact, APageSkipsAnAddressWhoseWindowIsClosed) {
  const std::optional<DayWindow> office = DayWindow{Hours(8), Hours(17)};
  const std::optional<DayWindow> night = DayWindow{Hours(22), Hours(6)};
  EXPECT_TRUE(page_may_use(std::nullopt, Hours(3)));
  EXPECT_TRUE(page_may_use(office, Hours(8)));
  EXPECT_FALSE(page_may_use(office, Hours(17)));
  EXPECT_FALSE(page_may_use(office, Hours(3)));
  EXPECT_TRUE(page_may_use(night, Hours(23)));
  EXPECT_TRUE(page_may_use(night, Hours(5)));
  EXPECT_FALSE(page_may_use(night, Hours(6)));
}

TEST(Contact, AWindowIsAQuarterOfAnHourOrMore) {
  EXPECT_TRUE(address_window(Hours(8), Hours(17)));
  EXPECT_TRUE(address_window(Hours(22), Hours(6)));
  EXPECT_TRUE(address_window(Hours(23) + Minutes(50), Minutes(5)));
  EXPECT_FALSE(address_window(Hours(8), Hours(8)));
  EXPECT_FALSE(address_window(Hours(8), Hours(8) + Minutes(14)));
  EXPECT_TRUE(address_window(Hours(8), Hours(8) + Minutes(15)));
}

// A routine text waits until its purpose and the address are both open.
TEST(Contact, ARoutineTextWaitsForTheWindowOfItsAddress) {
  auto zone = Zone::named("Asia/Ho_Chi_Minh").value();
  const ContactHours hours;
  auto at = [&](int hour) { return zone.at(zone.day_of(now), Hours(hour)); };
  auto next = [&](int hour, std::optional<DayWindow> own) {
    return next_allowed(hours, Purpose::reminders, Channel::sms, at(hour), zone, own);
  };
  const DayWindow evening{Hours(18), Hours(22)};
  EXPECT_EQ(at(18), next(10, evening));
  EXPECT_EQ(at(19), next(19, evening));
  EXPECT_EQ(at(18) + Days(1), next(20, evening)) << "reminders end at 20:00";
  EXPECT_EQ(at(10), next(10, std::nullopt));
  EXPECT_EQ(at(3), next_allowed(hours, Purpose::emergency, Channel::sms, at(3), zone, evening));
  // Windows that never meet ask again tomorrow.
  EXPECT_EQ(at(10) + Days(1), next(10, DayWindow{Hours(2), Hours(4)}));
}

TEST(Contact, ACodeIsSixDigitsAndNothingElse) {
  EXPECT_EQ("123456", read_code("123456"));
  EXPECT_EQ("123456", read_code(" 123 456\n"));
  for (auto text : {"12345", "1234567", "123456 ok", "mã 123456", "12345a", "", "-123456"})
    EXPECT_EQ("", read_code(text)) << text;
}

}  // namespace
}  // namespace muster
