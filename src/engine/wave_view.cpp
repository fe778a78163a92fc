// SPDX-License-Identifier: Apache-2.0
#include "wave_view.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "muster/engine/page_log.hpp"
#include "muster/store/bypasses.hpp"
#include "muster/store/candidates.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/organisations.hpp"
#include "travel_times.hpp"

namespace muster {
namespace {

Candidate candidate_of(const CandidateRow& row, Product wanted, Day today, Instant now) {
  Candidate candidate;
  candidate.donor = row.donor;
  candidate.group = row.group;
  candidate.typing = row.typing;
  candidate.consent_emergency = row.consents.has(Purpose::emergency);
  candidate.consent_night = row.consents.has(Purpose::emergency_night);
  auto gives = gives_for(row.eligibility, wanted, today);
  candidate.eligible = gives.has_value();
  candidate.gives = gives.value_or(wanted);
  candidate.hold = row.eligibility.hold;
  candidate.verified = row.has_verified;
  candidate.outside_window = !row.contact_point && row.window_closed;
  candidate.stopped = row.has_verified && !row.contact_point && !row.window_closed;
  // The donor's own "not now": for this call it counts like a stop.
  candidate.snoozed = row.snoozed_until && *row.snoozed_until > now;
  return candidate;
}

Zone club_zone(Tx& tx, const RequestRow& request) {
  return Zone::named(tx.clubs().find(request.club)->zone).value();
}

PageView page_view(const PageRow& row) {
  PageView view;
  view.donor = row.donor;
  view.state = row.state;
  view.paged_at = row.asked_at;
  view.eta_at = row.eta_at;
  view.wave = row.wave;
  view.stands_for = row.stands_for;
  return view;
}

}  // namespace

WaveView wave_view(Tx& tx, const Settings& settings, const RequestRow& request, Instant now) {
  WaveView view;
  view.terms = {request.code,      request.group,      request.product,
                request.units,     request.needed_by,  request.arrive_by,
                request.recipient, request.rhd_policy, !request.allow_o_positive.empty()};
  view.usable_arrivals = request.usable;
  view.last_wave = request.last_wave_at.value_or(Instant{});
  view.waves_so_far = request.waves;
  view.seed = request.seed;
  for (const auto& page : tx.pages().of_request(request.id)) view.pages.push_back(page_view(page));

  auto club = tx.clubs().find(request.club);
  auto zone = Zone::named(club->zone).value();
  auto rota = tx.clubs().rota(request.club);
  auto on_call = on_call_now(rota, now, zone);
  std::unordered_set<DonorId> busy;
  for (const auto& other : tx.candidates().elsewhere(request.club, request.id))
    // Asked about a moment ahead: what is open now is over by then.
    if (now < other.arrive_by && keeps_busy(settings.wave, other.state, other.asked_at, now))
      busy.insert(other.donor);
  auto paged = tx.candidates().paged_before(request.club, request.id, request.group.rhd,
                                            settings.page_caps, now);
  auto before = paged.begin();  // both lists are in the order of donors

  bool bypassed = bypass_of(tx, request, now).has_value();
  bool night = is_night(settings.hours, now, zone);
  auto today = zone.day_of(now);
  TravelTimes travel(settings, club->where, night);
  PageTime when{settings.contacts, now, zone};
  for (const auto& row : tx.candidates().of_club(request.club, when)) {
    auto candidate = candidate_of(row, request.product, today, now);
    candidate.travel_minutes = travel.of(Home{row.travel_minutes, row.place, row.commune});
    candidate.on_call = std::binary_search(on_call.begin(), on_call.end(), row.donor);
    candidate.busy = busy.contains(row.donor);
    while (before != paged.end() && before->donor < row.donor) ++before;
    if (before != paged.end() && before->donor == row.donor) {
      candidate.capped = paged_too_often(settings.page_caps, candidate.on_call, before->paged, now);
      candidate.last_paged = before->paged.last.value_or(Instant{});
    }
    if (candidate.capped && !request.lift_caps.empty()) {
      candidate.cap_lifted = true;
      candidate.capped = false;
    }
    if (bypassed) candidate.bypassed = lift(candidate, night);
    view.candidates.push_back(candidate);
  }
  return view;
}

std::optional<Bypass> bypass_of(Tx& tx, const RequestRow& request, Instant now) {
  auto bypasses = tx.bypasses().in_force(now);
  if (bypasses.empty()) return std::nullopt;
  auto organisation = tx.organisations().find(request.organisation);
  if (!organisation) return std::nullopt;
  const auto* bypass = covering(bypasses, organisation->path, request.club, now);
  return bypass ? std::optional(*bypass) : std::nullopt;
}

bool night_at(Tx& tx, const Settings& settings, const RequestRow& request, Instant now) {
  return is_night(settings.hours, now, club_zone(tx, request));
}

void mark_silent(Tx& tx, const Settings& settings, const RequestRow& request, Instant now) {
  for (const auto& page : tx.pages().of_request(request.id))
    if (fallen_silent(settings.wave, page_view(page), now))
      move_page(tx, page, PageState::silent, "system", now);
}

void send_page(Tx& tx, const Settings& settings, const RequestRow& request, const Ask& ask,
               int wave, Instant now, BypassId bypass) {
  auto donor = tx.donors().find(ask.donor);
  PageTime when{settings.contacts, now, club_zone(tx, request)};
  auto point = tx.candidates().contact_point(ask.donor, when);
  if (!donor || !point) return;
  PageRow page;
  page.organisation = request.organisation;
  page.request = request.id;
  page.donor = ask.donor;
  page.wave = wave;
  page.why = ask.why;
  if (bypass) page.why += fmt::format("; bypass {}", bypass.value());
  page.asked_at = now;
  page.stands_for = ask.stands_for;
  if (!tx.pages().insert(page)) return;
  MessageRow message;
  message.organisation = request.organisation;
  message.donor = ask.donor;
  message.contact_point = point->first;
  message.channel = point->second;
  message.lane = SendLane::emergency;
  message.purpose = Purpose::emergency;
  message.kind = "emergency_page";
  message.dedupe = page_dedupe(request.id, ask.donor);
  message.due_at = now;
  message.created_at = now;
  message.not_after = request.arrive_by;
  message.request = request.id;
  message.bypass = bypass;
  tx.messages().insert(message);
}

int travel_of(Tx& tx, const Settings& settings, const RequestRow& request, DonorId donor,
              Instant now) {
  auto club = tx.clubs().find(request.club);
  TravelTimes travel(settings, club->where, night_at(tx, settings, request, now));
  auto row = tx.donors().find(donor);
  return travel.of(row ? Home{row->travel_minutes, row->place, row->commune} : Home{});
}

std::string page_dedupe(RequestId request, DonorId donor) {
  return fmt::format("page-{}-{}", request.value(), donor.value());
}

}  // namespace muster
