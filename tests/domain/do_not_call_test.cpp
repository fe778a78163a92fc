// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/do_not_call.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

using enum Purpose;

struct Case {
  DncChannel entry;
  std::optional<Purpose> purpose;
  Channel channel;
  bool forbids;       // by default
  bool with_reminders;  // when reminders keep to the register too
};

constexpr auto sms = Channel::sms;
constexpr auto voice = Channel::voice;

TEST(DoNotCall, KeepsCampaignsAndIfSoSetReminders) {
  const std::vector<Case> cases = {
      {DncChannel::both, campaigns, sms, true, true},
      {DncChannel::both, campaigns, voice, true, true},
      {DncChannel::both, campaigns, Channel::zalo, true, true},
      {DncChannel::both, campaigns, Channel::email, false, false},
      {DncChannel::sms, campaigns, sms, true, true},
      {DncChannel::sms, campaigns, voice, false, false},
      {DncChannel::sms, campaigns, Channel::zalo, true, true},
      {DncChannel::voice, campaigns, sms, false, false},
      {DncChannel::voice, campaigns, voice, true, true},
      {DncChannel::both, reminders, sms, false, true},
      {DncChannel::voice, reminders, sms, false, false},
      {DncChannel::both, emergency, sms, false, false},
      {DncChannel::both, emergency, voice, false, false},
      {DncChannel::both, emergency_night, voice, false, false},
      {DncChannel::both, {}, sms, false, false},
  };
  for (const auto& c : cases) {
    auto what = testing::Message()
                << name(c.entry) << " " << (c.purpose ? name(*c.purpose) : "service") << " "
                << name(c.channel);
    DncPolicy policy;
    EXPECT_EQ(dnc_forbids(policy, c.entry, c.purpose, c.channel), c.forbids) << what;
    policy.reminders = true;
    EXPECT_EQ(dnc_forbids(policy, c.entry, c.purpose, c.channel), c.with_reminders) << what;
  }
}

TEST(DoNotCall, IsOldAfterItsDays) {
  DncPolicy policy;
  auto today = parse_day("2026-03-31").value();
  EXPECT_TRUE(dnc_stale(policy, {}, today)) << "there is none";
  EXPECT_FALSE(dnc_stale(policy, today, today));
  EXPECT_FALSE(dnc_stale(policy, today - Days(30), today));
  EXPECT_TRUE(dnc_stale(policy, today - Days(31), today));
}

TEST(DoNotCall, ChannelsReadBack) {
  for (auto channel : {DncChannel::sms, DncChannel::voice, DncChannel::both})
    EXPECT_EQ(parse_dnc_channel(name(channel)), channel);
  EXPECT_FALSE(parse_dnc_channel("email"));
}

}  // namespace
}  // namespace muster
