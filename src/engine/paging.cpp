// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/paging.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "muster/base/nearest.hpp"
#include "muster/base/random.hpp"
#include "muster/engine/holds.hpp"
#include "muster/engine/page_log.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/service_text.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/stops.hpp"
#include "wave_view.hpp"

namespace muster {
namespace {

void journal(Tx& tx, std::string_view actor, const RequestRow& row, std::string_view what,
             Instant now) {
  auto data = fmt::format(R"({{"code":"{}","units":{},"usable":{},"state":"{}"}})", row.code,
                          row.units, row.usable, name(row.state));
  tx.journal().append(actor, "request", row.id.value(), what, data, now);
}

// A code of four digits that no other page of the request has: it is read out at the desk.
std::string arrival_code(Tx& tx, RequestId request) {
  auto code = tx.random().digits(4);
  while (tx.pages().find_arrival(request, code)) code = tx.random().digits(4);
  return code;
}

bool committed_elsewhere(Tx& tx, const PageRow& page) {
  for (const auto& other : tx.pages().open_of(page.donor))
    if (other.request != page.request && is_commitment(other.state)) return true;
  return false;
}

// A bypass stands in the page and the message of whoever is asked because of it.
void ask_all(Tx& tx, const Settings& settings, const RequestRow& request, const WaveView& view,
             const WavePlan& plan, Instant now) {
  std::unordered_set<DonorId> lifted;
  for (const auto& candidate : view.candidates)
    if (candidate.bypassed) lifted.insert(candidate.donor);
  auto bypass = lifted.empty() ? std::nullopt : bypass_of(tx, request, now);
  auto because = bypass ? bypass->id : BypassId();
  for (const auto& ask : plan.asks)
    send_page(tx, settings, request, ask, plan.wave, now,
              lifted.contains(ask.donor) ? because : BypassId());
}

// With the code that was meant: whoever opens a request is in a hurry.
Error no_such_club(Tx& tx, const Principal& who, std::string_view code) {
  const auto clubs = tx.clubs().all(who);
  std::vector<std::string_view> known;
  for (const auto& club : clubs) known.push_back(club.code);
  auto text = fmt::format("there is no club '{}'{}", code, nearest_hint(code, known));
  return Error(ErrorKind::not_found, std::move(text), "club");
}

ServiceText page_text(const PageRow& page, std::string_view kind, std::string dedupe) {
  ServiceText text;
  text.donor = page.donor;
  text.kind = kind;
  text.dedupe = std::move(dedupe);
  text.request = page.request;
  return text;
}

}  // namespace

Result<RequestRow> open_request(Tx& tx, const Settings& settings, const Principal& who,
                                const NewRequest& wanted, Instant now) {
  auto club = tx.clubs().find(std::string_view(wanted.club));
  if (!club || !tx.organisations().visible(who, club->organisation))
    return no_such_club(tx, who, wanted.club);
  auto terms = RequestTerms{"",
                            wanted.group,
                            wanted.product,
                            wanted.units,
                            wanted.needed_by,
                            arrival_deadline(wanted.needed_by, settings.request_limits.screening),
                            wanted.recipient,
                            wanted.rhd_policy,
                            !wanted.allow_o_positive.empty()};
  auto wrong = validate_request(terms, settings.request_limits, now, settings.compatibility);
  if (!wrong.empty()) return invalid(wrong.front().field, wrong.front().message);
  RequestRow row;
  row.organisation = club->organisation;
  row.club = club->id;
  row.group = wanted.group;
  row.product = wanted.product;
  row.units = wanted.units;
  row.needed_by = wanted.needed_by;
  row.arrive_by = terms.arrive_by;
  row.place = wanted.place.empty() ? club->place : wanted.place;
  row.contact = wanted.contact.empty() ? club->contact : wanted.contact;
  row.opened_at = now;
  row.opened_by = who.actor;
  row.recipient = wanted.recipient;
  row.rhd_policy = wanted.rhd_policy;
  row.lift_caps = wanted.lift_caps;
  row.allow_o_positive = wanted.allow_o_positive;
  row.seed = tx.random().next() >> 1;
  row = tx.requests().insert(std::move(row));
  journal(tx, who.actor, row, "opened", now);
  if (!row.lift_caps.empty()) journal(tx, who.actor, row, "caps_lifted", now);
  if (!row.allow_o_positive.empty()) journal(tx, who.actor, row, "o_positive_opened", now);
  // The first wave in this very transaction: a commit less on the way to the first page.
  return plan_request(tx, settings, row.id, now);
}

Result<RequestRow> close_request(Tx& tx, const Principal& who, RequestId id, CloseReason reason,
                                 Instant now) {
  auto row = tx.requests().find(id);
  if (!row || !tx.organisations().visible(who, row->organisation))
    return not_found("there is no such request");
  if (row->closed_at)
    return conflict(fmt::format("request {} is closed already: {}", row->code, row->close_reason));
  tx.requests().close(id, name(reason), who.actor, now);
  tx.messages().drop_queued_pages(id, Reason::request_closed, now);
  row = tx.requests().find(id);
  journal(tx, who.actor, *row, "closed", now);
  return *row;
}

Result<RequestRow> plan_request(Tx& tx, const Settings& settings, RequestId id, Instant now) {
  auto row = tx.requests().find(id);
  if (!row) return not_found("there is no such request");
  if (row->closed_at) return *row;
  mark_silent(tx, settings, *row, now);
  auto view = wave_view(tx, settings, *row, now);
  row->state = supply_state(row->units, row->usable, row->state == RequestState::covered);
  if (auto reason = due_close(view.terms, row->state, now))
    return close_request(tx, system_principal(), id, *reason, now);
  auto plan = plan_wave(settings.wave, settings.compatibility, view, now,
                        night_at(tx, settings, *row, now));
  ask_all(tx, settings, *row, view, plan, now);
  for (const auto& reserve : plan.promote) {
    auto page = tx.pages().find(id, reserve.donor);
    if (!page) continue;
    // Told only now: the time they named with their yes has passed, perhaps.
    page->eta_at = now + Minutes(reserve.travel_minutes);
    if (!move_page(tx, *page, PageState::accepted_go, "system", now)) continue;
    queue_text(tx, settings,
               page_text(*page, "page_go", fmt::format("promote-{}", page->id.value())), now);
  }
  row->state = supply_state(row->units, row->usable, plan.covered);
  if (plan.new_wave) row->last_wave_at = now;
  row->waves = std::max(row->waves, plan.wave);
  row->next_at = plan.next ? std::min(*plan.next, row->arrive_by) : row->arrive_by;
  row->note =
      plan_words(plan, settings.compatibility, view.terms, static_cast<int>(view.pages.size()));
  tx.requests().planned(*row);
  if (!plan.asks.empty() || plan.new_wave) journal(tx, "system", *row, "planned", now);
  return *row;
}

Result<PageRow> desk(Tx& tx, const Settings& settings, const Principal& who, const DeskEntry& entry,
                     Instant now) {
  auto request = tx.requests().find(entry.request);
  if (!request || !tx.organisations().visible(who, request->organisation))
    return not_found("there is no such request");
  auto page = entry.arrival_code.empty()
                  ? tx.pages().find(entry.request, entry.donor)
                  : tx.pages().find_arrival(entry.request, entry.arrival_code);
  if (!page)
    return Error(ErrorKind::not_found,
                 entry.arrival_code.empty()
                     ? "that donor was not asked in this request"
                     : "no donor of this request has that arrival code: read it again",
                 entry.arrival_code.empty() ? "donor" : "code");
  auto to = entry.finding == DeskFinding::no_show ? PageState::no_show : PageState::arrived;
  if (page->state == to) return *page;  // said twice: counted once
  page->arrived_at = entry.finding == DeskFinding::no_show ? page->arrived_at : std::optional(now);
  if (!move_page(tx, *page, to, who.actor, now))
    return conflict(
        fmt::format("that page is {}: it cannot become {}", name(page->state), name(to)));
  if (entry.finding == DeskFinding::deferred) {
    page = tx.pages().find(page->id);
    move_page(tx, *page, PageState::deferred, who.actor, now);
  }
  if (entry.finding != DeskFinding::no_show)
    hold_arrival(tx, settings, *request, page->donor, who.actor, now);
  if (entry.finding == DeskFinding::usable && !request->closed_at) {
    tx.requests().add_usable(entry.request, 1);
    // Decided in this very transaction: the caller sees "filled" at once.
    if (auto planned = plan_request(tx, settings, entry.request, now); !planned)
      return planned.error();
  }
  return *tx.pages().find(page->id);
}

namespace {

// The minutes that a yes names. Asked whether they can be in time, a bare yes says that they can.
std::optional<int> minutes_said(const RequestRow& request, const PageRow& page,
                                const ReplyReading& reading, Instant now) {
  if (reading.eta_minutes) return reading.eta_minutes;
  bool asked = is_commitment(page.state) && page.eta_at && *page.eta_at > request.arrive_by;
  if (!asked || now >= request.arrive_by) return std::nullopt;
  return static_cast<int>(std::chrono::floor<Minutes>(request.arrive_by - now).count());
}

// Without minutes: the time they named before, else as long as the way usually takes.
Instant expected_at(Tx& tx, const Settings& settings, const RequestRow& request,
                    const PageRow& page, std::optional<int> minutes, Instant now) {
  if (minutes) return now + Minutes(*minutes);
  if (is_commitment(page.state) && page.eta_at) return *page.eta_at;
  return now + Minutes(travel_of(tx, settings, request, page.donor, now));
}

}  // namespace

PageAnswer answer_page(Tx& tx, const Settings& settings, const RequestRow& request, PageRow page,
                       const ReplyReading& reading, ReplyId reply, Instant now) {
  bool open = !request.closed_at;
  auto minutes = minutes_said(request, page, reading, now);
  auto eta_at = expected_at(tx, settings, request, page, minutes, now);
  auto makes = Called::reserve;
  if (open && reading.intent == Intent::yes)
    makes = called(settings.wave, settings.compatibility, wave_view(tx, settings, request, now),
                   page.donor, eta_at, now, night_at(tx, settings, request, now));
  // Promised elsewhere: nobody can be at two desks, and which one they mean is not ours to guess
  // (I14).
  bool elsewhere = reading.intent == Intent::yes && open && !is_commitment(page.state) &&
                   committed_elsewhere(tx, page);
  auto intent = elsewhere ? Intent::unclear : reading.intent;
  auto answered = answer(page.state, intent, minutes, open, makes);
  auto from = page.state;
  if (answered.state != from || answered.eta_minutes) {
    if (answered.state != from && !may_follow(from, answered.state))
      return {fmt::format("page_is_{}", name(from)), true};
    page.state = answered.state;
    page.answered_at = now;
    if (is_commitment(page.state)) {
      if (page.arrival_code.empty()) page.arrival_code = arrival_code(tx, request.id);
      page.eta_at = eta_at;
    }
    tx.pages().update(page, from, now);
    auto data = fmt::format(R"({{"request":{},"donor":{},"from":"{}","to":"{}","reply":{}}})",
                            page.request.value(), page.donor.value(), name(from), name(page.state),
                            reply.value());
    tx.journal().append(fmt::format("donor:{}", page.donor.value()), "page", page.id.value(),
                        "answered", data, now);
  }
  if (answered.replan) tx.requests().replan(request.id, now);
  if (!answered.text.empty()) {
    auto text = page_text(page, answered.text, fmt::format("reply-{}", reply.value()));
    text.reply = reply;
    queue_text(tx, settings, text, now);
  }
  return {fmt::format("page_{}", name(page.state)), answered.to_person};
}

Result<bool> stand_down(Tx& tx, const Settings& settings, int limit, Instant now) {
  auto pages = tx.pages().without_stand_down(limit);
  bool left = static_cast<int>(pages.size()) == limit;
  for (auto& page : pages) {
    auto message = tx.messages().find_dedupe(page_dedupe(page.request, page.donor));
    // Under way: whether it left decides whether the closing text is owed.
    if (message && message->state == MessageState::sending) {
      left = true;
      continue;
    }
    bool may_have_left = message && tx.attempts().may_have_left(message->id);
    bool owed = owed_stand_down(page.state, may_have_left);
    auto from = page.state;
    page.stand_down = true;
    page.left_before_close =
        message && message->changed_at >= tx.requests().find(page.request)->closed_at.value();
    if (owed && may_follow(from, PageState::stood_down)) page.state = PageState::stood_down;
    tx.pages().update(page, from, now);
    if (!owed) continue;
    auto text =
        page_text(page, "stand_down",
                  fmt::format("stand-down-{}-{}", page.request.value(), page.donor.value()));
    text.contact_point = message->contact_point;
    text.lane = SendLane::emergency;
    text.purpose = Purpose::emergency;
    queue_text(tx, settings, text, now);
  }
  tx.requests().finish_stand_downs();
  return left;
}

}  // namespace muster
