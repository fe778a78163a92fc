// SPDX-License-Identifier: Apache-2.0
// What goes by itself, and when. Pure.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"

namespace muster {

enum class RetentionRule : std::uint8_t {
  request_bytes,    // of attempts whose outcome nobody knows: number and text as they went out
  provider_ids,     // what leads from an attempt to the provider's own record of it
  message_details,  // the one value a text needed
  reply_texts,
};
inline constexpr std::array all_retention_rules = {
    RetentionRule::request_bytes, RetentionRule::provider_ids, RetentionRule::message_details,
    RetentionRule::reply_texts};
std::string_view name(RetentionRule rule);

struct RetentionPolicy {
  std::array<Days, all_retention_rules.size()> keep = {Days(7), Days(90), Days(400), Days(400)};
  MinuteOfDay at{180};  // of the day, in `zone`
  Zone zone = Zone::utc();
  // Donors without any consent and without a sign of life for so long are proposed for erasure.
  int inactive_months = 36;
  bool erase_inactive = false;  // they are erased by the daily job, not only proposed

  Instant before(RetentionRule rule, Instant now) const {
    return now - keep[static_cast<std::size_t>(rule)];
  }
};

// The day before which the last sign of life must lie.
Day inactive_before(const RetentionPolicy& policy, Instant now);
// The next daily run after one that was finished then; in the past when one was missed.
Instant next_run(const RetentionPolicy& policy, std::optional<Instant> finished, Instant now);

}  // namespace muster
