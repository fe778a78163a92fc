// SPDX-License-Identifier: Apache-2.0
// At most so many texts in so long: pure. A window slides: what left exactly one window ago counts
// no more.
#pragma once
#include <optional>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/message.hpp"

namespace muster {

struct FrequencyCap {
  int count = 0;  // 0: without limit
  Millis window = Days(30);
};

// A cap and the instants at which what it counts left, in any order, those in the future of no
// window too.
struct CapUse {
  FrequencyCap cap;
  std::vector<Instant> sent;
};

// The first instant at which one more may leave; none: now.
std::optional<Instant> frees_at(const CapUse& use, Instant now);
// Of several caps the one that binds longest.
std::optional<Instant> frees_at(const std::vector<CapUse>& uses, Instant now);

// The limits on one donor and on one address. Those a day are the law's (Decree 91/2020/ND-CP: an
// advertiser may send three texts a number in 24 hours; one call and one e-mail are from memory and
// not verified against the decree's text).
struct FrequencyCaps {
  FrequencyCap reminders{4, Days(30)};
  FrequencyCap campaigns{4, Days(30)};
  FrequencyCap overall{6, Days(30)};  // reminders and campaigns together
  FrequencyCap campaign_sms{3, Hours(24)};
  FrequencyCap campaign_email{1, Hours(24)};
  FrequencyCap campaign_calls{1, Hours(24)};

  // Of the donor, for that purpose alone. Pages have limits of their own (wave.hpp).
  FrequencyCap of(Purpose purpose) const;
  // Of the address, for campaigns on that channel.
  FrequencyCap campaign_on(Channel channel) const;
};

}  // namespace muster
