// SPDX-License-Identifier: Apache-2.0
// One text to one contact point, its states and the only legal steps between them.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/instant.hpp"

namespace muster {

enum class Channel : std::uint8_t { sms, voice, email, zalo };
std::string_view name(Channel channel);
std::optional<Channel> parse_channel(std::string_view text);

// Priority class, most urgent first; the order of the enumerators is the order of sending.
enum class SendLane : std::uint8_t { emergency, reply, transactional, reminder, campaign };
inline constexpr std::array all_lanes = {SendLane::emergency, SendLane::reply,
                                         SendLane::transactional, SendLane::reminder,
                                         SendLane::campaign};
std::string_view name(SendLane lane);
// What nobody waits for: it gives way to pages and to answers.
constexpr bool is_routine(SendLane lane) { return lane >= SendLane::reminder; }
std::optional<SendLane> parse_lane(std::string_view text);

enum class MessageState : std::uint8_t {
  queued,       // waits for its due time, quiet hours or a free place
  sending,      // attempt committed, bytes may be on the wire
  accepted,     // the gateway took it
  retry,        // not taken, to be tried again at `due`
  rejected,     // the gateway refused for good
  unknown,      // nobody can say whether the gateway took it; listed for a person
  delivered,
  undelivered,
  dropped,      // never sent, with the reason of its verdict
};
std::string_view name(MessageState state);
std::optional<MessageState> parse_message_state(std::string_view text);

// Receipts only move forward: delivered and undelivered are final, and a late `accepted` changes
// nothing.
bool may_follow(MessageState from, MessageState to);
bool is_final(MessageState state);

// What one attempt came to. Not an error: a value the sender asks.
enum class SendStatus : std::uint8_t { accepted, retry, rejected, unknown };

struct Outcome {
  SendStatus status = SendStatus::unknown;
  std::string provider_id;            // the gateway's id, if it gave one
  std::string code;                   // the gateway's code, for people
  std::string reason;                 // ours: "throttled", "bad_number", "timeout", ...
  std::optional<Millis> retry_after;  // as the gateway asked
  bool address_dead = false;          // suppress the contact point (F45)
  bool opted_out = false;             // the carrier or provider says STOP
};

}  // namespace muster
