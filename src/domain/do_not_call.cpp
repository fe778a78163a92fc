// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/do_not_call.hpp"

namespace muster {

std::string_view name(DncChannel channel) {
  switch (channel) {
    case DncChannel::sms: return "sms";
    case DncChannel::voice: return "voice";
    case DncChannel::both: return "both";
  }
  return "both";
}

std::optional<DncChannel> parse_dnc_channel(std::string_view text) {
  for (auto channel : {DncChannel::sms, DncChannel::voice, DncChannel::both})
    if (name(channel) == text) return channel;
  return std::nullopt;
}

bool dnc_forbids(const DncPolicy& policy, DncChannel entry, std::optional<Purpose> purpose,
                 Channel channel) {
  bool asked = purpose == Purpose::campaigns || (purpose == Purpose::reminders && policy.reminders);
  if (!asked || channel == Channel::email) return false;
  if (entry == DncChannel::both) return true;
  return (entry == DncChannel::voice) == (channel == Channel::voice);
}

bool dnc_stale(const DncPolicy& policy, std::optional<Day> listed_on, Day today) {
  return !listed_on || today - *listed_on > policy.warn_after;
}

}  // namespace muster
