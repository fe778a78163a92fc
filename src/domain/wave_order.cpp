// SPDX-License-Identifier: Apache-2.0
#include "wave_order.hpp"

#include <algorithm>
#include <unordered_set>

namespace muster {
namespace {

constexpr BloodGroup o_negative{Abo::o, RhD::negative};

// A group that no laboratory confirmed may turn out wrong at the desk, when there is no time left.
int typing_class(int tier, TypingSource typing) {
  if (tier == tier_unknown_donor) return typed_by_nobody;
  return typing == TypingSource::laboratory ? typed_by_laboratory : typed_by_word;
}

}  // namespace

// splitmix64 (Steele, Lea, Flood 2014)
std::uint64_t tie_break(std::uint64_t seed, DonorId donor) {
  auto z = seed + 0x9E3779B97F4A7C15ULL * static_cast<std::uint64_t>(donor.value());
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

std::string_view typing_text(int typing_class) {
  if (typing_class == typed_by_laboratory) return "group typed by a laboratory";
  return typing_class == typed_by_word ? "group not confirmed by a laboratory" : "group not known";
}

Ranked rank(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
            const Candidate& candidate) {
  Ranked ranked;
  ranked.candidate = &candidate;
  ranked.tier =
      table.tier(view.terms.product, view.terms.whom(), candidate.group, view.terms.rhd_policy);
  const bool cells =
      view.terms.product != Product::platelets && view.terms.product != Product::plasma;
  ranked.emergency_choice =
      cells && ranked.tier >= tier_rhd_mismatch && ranked.tier < tier_unknown_donor;
  ranked.typing_class = typing_class(ranked.tier, candidate.typing);
  ranked.proven = ranked.typing_class == typed_by_laboratory ||
                  (ranked.typing_class == typed_by_word && policy.count_told);
  ranked.spared = cells && candidate.group == o_negative && ranked.tier != tier_identical;
  ranked.hash = tie_break(view.seed, candidate.donor);
  return ranked;
}

std::vector<Ranked> order(const WavePolicy& policy, const CompatibilityTable& table,
                          const WaveView& view, Instant now, bool night,
                          std::map<std::string, int, std::less<>>& excluded) {
  std::unordered_set<DonorId> seen;
  for (const auto& page : view.pages) seen.insert(page.donor);
  std::vector<Ranked> ranked;
  for (const auto& candidate : view.candidates) {
    auto why = exclusion(table, view.terms, candidate, now, night);
    if (!seen.insert(candidate.donor).second) why = Exclusion::already_paged;
    if (why == Exclusion::none)
      ranked.push_back(rank(policy, table, view, candidate));
    else
      ++excluded[std::string(name(why))];
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.key() < b.key(); });
  return ranked;
}

}  // namespace muster
