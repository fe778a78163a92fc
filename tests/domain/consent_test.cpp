// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/consent.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(Consents, NothingIsConsentedToBySilence) {
  Consents consents;
  EXPECT_TRUE(consents.none());
  for (auto purpose : all_purposes) EXPECT_FALSE(consents.has(purpose)) << name(purpose);
}

TEST(Consents, EachPurposeStandsAlone) {
  for (auto given : all_purposes) {
    Consents consents;
    consents.give(given);
    for (auto asked : all_purposes)
      EXPECT_EQ(consents.has(asked), asked == given) << name(given) << " " << name(asked);
    consents.withdraw(given);
    EXPECT_TRUE(consents.none());
  }
}

TEST(Consents, WithdrawingLeavesTheOthers) {
  auto consents = Consents::of_bits(0xF);
  consents.withdraw(Purpose::emergency);
  EXPECT_TRUE(consents.has(Purpose::reminders));
  EXPECT_TRUE(consents.has(Purpose::emergency_night));
  EXPECT_FALSE(consents.has(Purpose::emergency));
}

TEST(Consents, BitsReadBackAndUnknownBitsGiveNothing) {
  for (std::uint32_t bits = 0; bits < 16; ++bits) EXPECT_EQ(Consents::of_bits(bits).bits(), bits);
  EXPECT_TRUE(Consents::of_bits(0x10).none());
}

TEST(Purpose, NamesReadBack) {
  for (auto purpose : all_purposes) EXPECT_EQ(parse_purpose(name(purpose)), purpose);
  EXPECT_FALSE(parse_purpose("marketing"));
}

TEST(Stop, BySmsBindsEverythingAndByEmailOnlyWhatIsRoutine) {
  for (auto purpose : all_purposes) {
    bool routine = purpose == Purpose::reminders || purpose == Purpose::campaigns;
    EXPECT_TRUE(stop_forbids(StopScope::all, purpose)) << name(purpose);
    EXPECT_EQ(stop_forbids(StopScope::reminders_and_campaigns, purpose), routine) << name(purpose);
  }
  EXPECT_TRUE(stop_forbids(StopScope::all, std::nullopt));
  EXPECT_FALSE(stop_forbids(StopScope::reminders_and_campaigns, std::nullopt));
}

}  // namespace
}  // namespace muster
