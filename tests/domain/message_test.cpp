// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/message.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace muster {
namespace {

using S = MessageState;
constexpr std::array states = {S::queued,  S::sending,   S::accepted,    S::retry,  S::rejected,
                               S::unknown, S::delivered, S::undelivered, S::dropped};

// Every legal step; all others are illegal.
const std::map<S, std::set<S>> legal = {
    {S::queued, {S::sending, S::dropped}},
    {S::sending, {S::accepted, S::retry, S::rejected, S::unknown, S::delivered, S::undelivered}},
    {S::accepted, {S::delivered, S::undelivered}},
    {S::retry, {S::sending, S::dropped, S::accepted, S::delivered, S::undelivered}},
    {S::unknown, {S::accepted, S::delivered, S::undelivered, S::sending}},
    {S::rejected, {}},
    {S::delivered, {}},
    {S::undelivered, {}},
    {S::dropped, {}},
};

TEST(MessageState, EveryStepIsLegalOrNot) {
  for (auto from : states)
    for (auto to : states)
      EXPECT_EQ(may_follow(from, to), legal.at(from).contains(to))
          << name(from) << " -> " << name(to);
}

TEST(MessageState, FinalStatesAreThoseThatNothingFollows) {
  for (auto state : states) EXPECT_EQ(is_final(state), legal.at(state).empty()) << name(state);
}

TEST(MessageState, NothingIsSentWithoutAnAttemptBeforeIt) {
  for (auto to : {S::accepted, S::delivered, S::undelivered, S::unknown, S::rejected})
    EXPECT_FALSE(may_follow(S::queued, to)) << name(to);
}

// The answer was lost, and the receipt came before the next try.
TEST(MessageState, AReceiptEndsTheWaitForAnotherTry) {
  for (auto to : {S::accepted, S::delivered, S::undelivered})
    EXPECT_TRUE(may_follow(S::retry, to)) << name(to);
  for (auto to : {S::queued, S::unknown, S::rejected})
    EXPECT_FALSE(may_follow(S::retry, to)) << name(to);
}

// Receipts come early, twice and in the wrong order (Kannel: 1 before 8).
TEST(MessageState, ReceiptsOfOneKindEndAlikeInEveryOrder) {
  auto apply = [](S state, const std::vector<S>& receipts) {
    for (auto receipt : receipts)
      if (may_follow(state, receipt)) state = receipt;
    return state;
  };
  EXPECT_EQ(apply(S::sending, {S::accepted, S::delivered, S::delivered}), S::delivered);
  EXPECT_EQ(apply(S::sending, {S::delivered, S::accepted, S::delivered}), S::delivered);
  EXPECT_EQ(apply(S::sending, {S::delivered, S::delivered, S::accepted}), S::delivered);
  EXPECT_EQ(apply(S::unknown, {S::undelivered, S::accepted}), S::undelivered);
  EXPECT_EQ(apply(S::unknown, {S::accepted, S::undelivered}), S::undelivered);
}

TEST(MessageNames, AreDistinctAndReadBack) {
  std::set<std::string_view> seen;
  for (auto state : states) {
    EXPECT_TRUE(seen.insert(name(state)).second) << name(state);
    EXPECT_EQ(parse_message_state(name(state)), state);
  }
  for (auto lane : all_lanes) EXPECT_EQ(parse_lane(name(lane)), lane);
  for (auto channel : {Channel::sms, Channel::voice, Channel::email, Channel::zalo})
    EXPECT_EQ(parse_channel(name(channel)), channel);
  EXPECT_FALSE(parse_message_state("Queued"));
  EXPECT_FALSE(parse_lane(""));
  EXPECT_FALSE(parse_channel("fax"));
}

TEST(SendLane, StandInOrderOfUrgency) {
  EXPECT_LT(SendLane::emergency, SendLane::reply);
  EXPECT_LT(SendLane::reply, SendLane::transactional);
  EXPECT_LT(SendLane::transactional, SendLane::reminder);
  EXPECT_LT(SendLane::reminder, SendLane::campaign);
}

}  // namespace
}  // namespace muster
