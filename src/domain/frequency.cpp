// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/frequency.hpp"

#include <algorithm>
#include <functional>

namespace muster {

std::optional<Instant> frees_at(const CapUse& use, Instant now) {
  if (use.cap.count <= 0) return std::nullopt;
  std::vector<Instant> counted;
  for (auto at : use.sent)
    if (at > now - use.cap.window) counted.push_back(at);
  auto count = static_cast<std::size_t>(use.cap.count);
  if (counted.size() < count) return std::nullopt;
  // One more fits when all but count - 1 of them have left the window.
  std::ranges::sort(counted, std::greater<>());
  return counted[count - 1] + use.cap.window;
}

std::optional<Instant> frees_at(const std::vector<CapUse>& uses, Instant now) {
  std::optional<Instant> latest;
  for (const auto& use : uses)
    if (auto at = frees_at(use, now)) latest = latest ? std::max(*latest, *at) : at;
  return latest;
}

FrequencyCap FrequencyCaps::of(Purpose purpose) const {
  if (purpose == Purpose::reminders) return reminders;
  if (purpose == Purpose::campaigns) return campaigns;
  return {};
}

FrequencyCap FrequencyCaps::campaign_on(Channel channel) const {
  switch (channel) {
    case Channel::voice: return campaign_calls;
    case Channel::email: return campaign_email;
    // A message of a messenger is an advertising text like one by SMS.
    case Channel::sms:
    case Channel::zalo: return campaign_sms;
  }
  return campaign_sms;
}

}  // namespace muster
