// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/readiness.hpp"

#include <algorithm>

#include "muster/engine/registry.hpp"
#include "wave_view.hpp"

namespace muster {
namespace {

// Time enough for everybody, so that distance excludes nobody.
constexpr Millis ample = Hours(24);

RequestRow supposed_request(const ClubRow& club, const ReadinessQuestion& question, Instant at) {
  RequestRow request;
  request.organisation = club.organisation;
  request.club = club.id;
  request.group = question.group.value_or(BloodGroup());
  request.product = question.product;
  request.units = 1;
  request.needed_by = at + ample;
  request.arrive_by = at + ample;
  return request;
}

}  // namespace

Result<ClubReadiness> readiness(Tx& tx, const Settings& settings, const Principal& who,
                                const ReadinessQuestion& question, Instant at) {
  auto club = club_of(tx, who, question.club);
  if (!club) return club.error();
  auto request = supposed_request(*club, question, at);
  auto view = wave_view(tx, settings, request, at);
  ClubReadiness found;
  found.club = std::move(*club);
  found.night = night_at(tx, settings, request, at);
  found.members = static_cast<int>(view.candidates.size());
  for (const auto& candidate : view.candidates) {
    found.on_call += candidate.on_call;
    auto terms = view.terms;
    if (!question.group) terms.group = candidate.group;
    auto why = exclusion(settings.compatibility, terms, candidate, at, found.night);
    if (why == Exclusion::none)
      found.ready.push_back({candidate.donor, candidate.group, candidate.typing, candidate.on_call,
                             candidate.travel_minutes});
    else
      ++found.excluded[std::string(name(why))];
  }
  std::ranges::sort(found.ready, [](const ReadyDonor& a, const ReadyDonor& b) {
    return a.on_call != b.on_call ? a.on_call : a.donor < b.donor;
  });
  return found;
}

}  // namespace muster
