// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/readiness.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/engine/registry.hpp"
#include "wave_view.hpp"

namespace muster {
namespace {

// Without a time of need there is enough of it for everybody, so that distance excludes nobody.
constexpr Millis ample = Hours(24);

RequestRow supposed_request(const Settings& settings, const ClubRow& club,
                            const ReadinessQuestion& question, Instant at) {
  RequestRow request;
  request.organisation = club.organisation;
  request.club = club.id;
  request.group = question.group.value_or(BloodGroup());
  request.product = question.product;
  request.units = 1;
  request.needed_by = at + question.needed_in.value_or(ample);
  request.arrive_by = question.needed_in
                          ? arrival_deadline(request.needed_by, settings.request_limits.screening)
                          : request.needed_by;
  return request;
}

std::vector<std::string> advice_for(const ClubReadiness& found) {
  std::vector<std::string> lines;
  if (found.without_consent > 0)
    lines.push_back(fmt::format(
        "{} members have not consented to be called in an emergency and will not be asked. If they "
        "signed: muster donor consent DONOR --purposes emergency,emergency_night --how list "
        "--proof \"where it lies\", or muster import consents FILE",
        found.without_consent));
  if (found.without_verified > 0)
    lines.push_back(fmt::format(
        "{} members have no verified number and will not be asked. An answer to any text of ours "
        "verifies it; numbers that were called back: muster import donors FILE --verified "
        "\"called back\"",
        found.without_verified));
  return lines;
}

}  // namespace

Result<ClubReadiness> readiness(Tx& tx, const Settings& settings, const Principal& who,
                                const ReadinessQuestion& question, Instant at) {
  auto club = club_of(tx, who, question.club);
  if (!club) return club.error();
  auto request = supposed_request(settings, *club, question, at);
  auto view = wave_view(tx, settings, request, at);
  ClubReadiness found;
  found.club = std::move(*club);
  found.night = night_at(tx, settings, request, at);
  found.members = static_cast<int>(view.candidates.size());
  for (const auto& candidate : view.candidates) {
    found.on_call += candidate.on_call;
    found.without_consent += !candidate.consent_emergency;
    found.without_verified += !candidate.verified;
    auto terms = view.terms;
    if (!question.group) terms.group = candidate.group;
    auto why = exclusion(settings.compatibility, terms, candidate, at, found.night);
    if (why == Exclusion::none)
      found.ready.push_back({candidate.donor, candidate.group, candidate.typing, candidate.on_call,
                             candidate.travel_minutes});
    else
      ++found.excluded[std::string(name(why))];
  }
  found.advice = advice_for(found);
  std::ranges::sort(found.ready, [](const ReadyDonor& a, const ReadyDonor& b) {
    return a.on_call != b.on_call ? a.on_call : a.donor < b.donor;
  });
  return found;
}

}  // namespace muster
