// SPDX-License-Identifier: Apache-2.0
// `text measure`, `phone normalise`, `reply classify`: one JSON line out for each line in, so that
// an operator's script can check texts, lists and replies without a daemon. They return the exit
// code.
#pragma once
#include <iosfwd>
#include <string_view>

#include "muster/domain/phone.hpp"

namespace muster {

// In: {"text": …}. Out: {"encoding", "units", "segments"}; a line that is not such JSON gives
// {"error"} and exit code 1 at the end, the others are still measured.
int measure_text(std::istream& in, std::ostream& out);

// In: a number as written. Out: {"raw", "e164" or null, "reason" or null}.
int normalise_phones(const NumberingPlans& plans, std::string_view country, std::istream& in,
                     std::ostream& out);

// In: a reply. Out: {"text", "intent", "eta_minutes" or null}. Without a clock "9h" gives no ETA.
int classify_replies(std::string_view language, std::istream& in, std::ostream& out);

}  // namespace muster
