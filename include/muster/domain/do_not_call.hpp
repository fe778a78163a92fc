// SPDX-License-Identifier: Apache-2.0
// The public Do-Not-Call register (Decree 91/2020/ND-CP): whom advertising may not reach by text,
// by call, or by either. Pure.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"

namespace muster {

// As the register has it: DK DNC S, DK DNC V, DK DNC.
enum class DncChannel : std::uint8_t { sms, voice, both };
std::string_view name(DncChannel channel);
std::optional<DncChannel> parse_dnc_channel(std::string_view text);

struct DncPolicy {
  bool reminders = false;  // campaigns always
  Days warn_after{30};
};

// Whether an entry of the register keeps a message of this purpose from this channel. Pages never:
// who is in a club has agreed to be called, and the decree excepts what was agreed. E-mail has no
// register; a messenger counts as a text.
bool dnc_forbids(const DncPolicy& policy, DncChannel entry, std::optional<Purpose> purpose,
                 Channel channel);
// Is a register of that day too old to send campaigns by? None at all is.
bool dnc_stale(const DncPolicy& policy, std::optional<Day> listed_on, Day today);

}  // namespace muster
