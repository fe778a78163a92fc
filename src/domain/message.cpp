// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/message.hpp"

namespace muster {

std::string_view name(Channel channel) {
  switch (channel) {
    case Channel::sms: return "sms";
    case Channel::voice: return "voice";
    case Channel::email: return "email";
    case Channel::zalo: return "zalo";
  }
  return "sms";
}

std::optional<Channel> parse_channel(std::string_view text) {
  for (auto channel : {Channel::sms, Channel::voice, Channel::email, Channel::zalo})
    if (name(channel) == text) return channel;
  return std::nullopt;
}

std::string_view name(SendLane lane) {
  switch (lane) {
    case SendLane::emergency: return "emergency";
    case SendLane::reply: return "reply";
    case SendLane::transactional: return "transactional";
    case SendLane::reminder: return "reminder";
    case SendLane::campaign: return "campaign";
  }
  return "campaign";
}

std::optional<SendLane> parse_lane(std::string_view text) {
  for (auto lane : all_lanes)
    if (name(lane) == text) return lane;
  return std::nullopt;
}

namespace {
constexpr std::array all_states = {
    MessageState::queued,    MessageState::sending,     MessageState::accepted,
    MessageState::retry,     MessageState::rejected,    MessageState::unknown,
    MessageState::delivered, MessageState::undelivered, MessageState::dropped};
}

std::string_view name(MessageState state) {
  switch (state) {
    case MessageState::queued: return "queued";
    case MessageState::sending: return "sending";
    case MessageState::accepted: return "accepted";
    case MessageState::retry: return "retry";
    case MessageState::rejected: return "rejected";
    case MessageState::unknown: return "unknown";
    case MessageState::delivered: return "delivered";
    case MessageState::undelivered: return "undelivered";
    case MessageState::dropped: return "dropped";
  }
  return "unknown";
}

std::optional<MessageState> parse_message_state(std::string_view text) {
  for (auto state : all_states)
    if (name(state) == text) return state;
  return std::nullopt;
}

bool may_follow(MessageState from, MessageState to) {
  using S = MessageState;
  switch (from) {
    case S::queued: return to == S::sending || to == S::dropped;
    // A receipt for a try that nobody answered: it has arrived, so it does not go again.
    case S::retry:
      return to == S::sending || to == S::dropped || to == S::accepted || to == S::delivered ||
             to == S::undelivered;
    // A receipt may overtake the answer to the request that it is about.
    case S::sending:
      return to == S::accepted || to == S::retry || to == S::rejected || to == S::unknown ||
             to == S::delivered || to == S::undelivered;
    case S::accepted: return to == S::delivered || to == S::undelivered;
    // Nobody knew; a receipt proves that the gateway had it, an emergency page goes again.
    case S::unknown:
      return to == S::accepted || to == S::delivered || to == S::undelivered || to == S::sending;
    case S::rejected:
    case S::delivered:
    case S::undelivered:
    case S::dropped: return false;
  }
  return false;
}

bool is_final(MessageState state) {
  return state == MessageState::rejected || state == MessageState::delivered ||
         state == MessageState::undelivered || state == MessageState::dropped;
}

}  // namespace muster
