// SPDX-License-Identifier: Apache-2.0
// Retry-After (RFC 9110, section 10.2.3): seconds, or a date. Pure.
#pragma once
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"

namespace muster {

// `date` is the Date header of the same answer: a date is read against the server's own clock, so
// ours need not agree with it. Nothing when unreadable; at most a day.
std::optional<Millis> parse_retry_after(std::string_view value, std::string_view date);
// "Sun, 06 Nov 1994 08:49:37 GMT"; the obsolete forms of RFC 9110 are not read.
std::optional<Instant> parse_http_date(std::string_view text);

}  // namespace muster
