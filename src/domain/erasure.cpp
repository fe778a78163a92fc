// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/erasure.hpp"

#include <array>
#include <utility>

namespace muster {
namespace {

constexpr int years_together = 5;

constexpr std::array<std::pair<ErasureReason, std::string_view>, 5> reasons = {{
    {ErasureReason::requested, "requested"},
    {ErasureReason::consent_withdrawn, "consent_withdrawn"},
    {ErasureReason::inactive, "inactive"},
    {ErasureReason::deceased, "deceased"},
    {ErasureReason::mistake, "mistake"},
}};

}  // namespace

std::string_view name(ErasureReason reason) {
  return reasons[static_cast<std::size_t>(reason)].second;
}

std::optional<ErasureReason> parse_erasure_reason(std::string_view text) {
  for (const auto& [reason, word] : reasons)
    if (word == text) return reason;
  return std::nullopt;
}

LedgerTraits anonymous(const LedgerTraits& exact) {
  LedgerTraits kept;
  if (exact.birth) {
    int year = static_cast<int>(std::chrono::year_month_day(*exact.birth).year());
    year -= ((year % years_together) + years_together) % years_together;
    kept.birth = Day(std::chrono::year(year) / 1 / 1);
  }
  kept.group = exact.group;
  if (kept.group.rhd == RhD::negative) kept.group = {};
  return kept;
}

}  // namespace muster
