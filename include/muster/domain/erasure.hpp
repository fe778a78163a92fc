// SPDX-License-Identifier: Apache-2.0
// What stays of a donor who is erased: enough to count, too little to find the person again (Law
// 91/2025/QH15; Recital 26 of the GDPR says what anonymous means). Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"

namespace muster {

// Why; the journal holds the word.
enum class ErasureReason : std::uint8_t {
  requested,          // by the donor
  consent_withdrawn,  // nothing to keep them for
  inactive,           // the retention rule
  deceased,
  mistake,  // should never have been entered
};
std::string_view name(ErasureReason reason);
std::optional<ErasureReason> parse_erasure_reason(std::string_view text);

struct LedgerTraits {
  std::optional<Day> birth;
  BloodGroup group;
};
// The first day of the five years they were born in: reports count by age, and a year of birth with
// a sex and a committee is one person too often. RhD negative becomes unknown: 40 to 70 in 100,000
// Vietnamese donors have it, so it names them.
LedgerTraits anonymous(const LedgerTraits& exact);

}  // namespace muster
