// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/consent.hpp"

#include <gtest/gtest.h>

#include <vector>

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

constexpr auto sms = Channel::sms;
constexpr auto voice = Channel::voice;
constexpr auto email = Channel::email;

StopScope scope(std::vector<Purpose> purposes, std::optional<Channel> channel = {},
                bool services = false) {
  StopScope made;
  for (auto purpose : purposes) made.purposes.give(purpose);
  made.channel = channel;
  made.services = services;
  return made;
}

struct StopCase {
  const char* what;
  StopScope scope;
  Channel channel;
  std::optional<Purpose> purpose;  // none: a service text
  bool forbids;
};

using enum Purpose;

const std::vector<StopCase> stop_cases = {
    {"all, page", StopScope::all(), sms, emergency, true},
    {"all, page at night", StopScope::all(), voice, emergency_night, true},
    {"all, answer", StopScope::all(), sms, {}, true},
    {"all, on every channel", StopScope::all(), Channel::zalo, campaigns, true},
    {"one-click, reminder", StopScope::reminders_and_campaigns(), email, reminders, true},
    {"one-click, campaign", StopScope::reminders_and_campaigns(), email, campaigns, true},
    {"one-click, page", StopScope::reminders_and_campaigns(), email, emergency, false},
    {"one-click, answer", StopScope::reminders_and_campaigns(), email, {}, false},
    {"no campaigns by SMS, campaign by SMS", scope({campaigns}, sms), sms, campaigns, true},
    {"no campaigns by SMS, campaign by mail", scope({campaigns}, sms), email, campaigns, false},
    {"no campaigns by SMS, reminder", scope({campaigns}, sms), sms, reminders, false},
    {"no campaigns by SMS, page", scope({campaigns}, sms), sms, emergency, false},
    {"no calls, page by call", scope({reminders, campaigns, emergency}, voice), voice, emergency,
     true},
    {"no calls, page by SMS", scope({reminders, campaigns, emergency}, voice), sms, emergency,
     false},
    {"no calls at all, code by call", scope({reminders}, voice, true), voice, {}, true},
    {"no calls at all, code by SMS", scope({reminders}, voice, true), sms, {}, false},
    {"nothing is stopped", scope({}), sms, reminders, false},
};

TEST(Stop, ForbidsWhatItsScopeSays) {
  for (const auto& c : stop_cases) {
    EXPECT_EQ(stop_forbids(c.scope, c.channel, c.purpose), c.forbids) << c.what;
    Stops stops;
    EXPECT_FALSE(stops.forbid(c.channel, c.purpose)) << c.what;
    stops.add(scope({campaigns}, Channel::zalo));
    stops.add(c.scope);
    bool by_zalo = c.channel == Channel::zalo && c.purpose == campaigns;
    EXPECT_EQ(stops.forbid(c.channel, c.purpose), c.forbids || by_zalo) << c.what;
  }
}

// A stop that stands covers another exactly when it forbids all that the other would.
TEST(Stop, WiderMeansNothingIsMissing) {
  for (const auto& a : stop_cases)
    for (const auto& b : stop_cases) {
      bool wide = true;
      for (auto channel : {sms, voice, email, Channel::zalo}) {
        for (auto purpose : all_purposes)
          wide = wide && (!stop_forbids(b.scope, channel, purpose) ||
                          stop_forbids(a.scope, channel, purpose));
        wide = wide && (!stop_forbids(b.scope, channel, {}) || stop_forbids(a.scope, channel, {}));
      }
      // An empty scope forbids nothing, whatever its channel says.
      if (b.scope.purposes.none() && !b.scope.services) continue;
      EXPECT_EQ(at_least_as_wide(a.scope, b.scope), wide) << a.what << " / " << b.what;
    }
}

TEST(Stop, HasWords) {
  EXPECT_EQ(name(StopScope::all()), "all");
  EXPECT_EQ(name(StopScope::reminders_and_campaigns()), "reminders_and_campaigns");
  EXPECT_EQ(name(scope({campaigns}, sms)), "campaigns by sms");
  auto calls = StopScope::all();
  calls.channel = voice;
  EXPECT_EQ(name(calls), "all by voice");
  EXPECT_EQ(name(scope({reminders}, {}, true)), "reminders_and_services");
}

}  // namespace
}  // namespace muster
