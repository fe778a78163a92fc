// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/page.hpp"

#include <algorithm>
#include <initializer_list>

namespace muster {
namespace {

using S = PageState;

bool among(S state, std::initializer_list<S> states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

bool is_over(S state) { return among(state, {S::arrived, S::used, S::deferred}); }

// The steps a reply, the desk or the close can cause from every state in which the donor may still
// come.
bool ends_waiting(S to) {
  return among(to, {S::declined, S::accepted_go, S::accepted_reserve, S::arrived, S::released,
                    S::stood_down});
}

}  // namespace

std::string_view name(PageState state) {
  switch (state) {
    case S::queued: return "queued";
    case S::sent: return "sent";
    case S::undelivered: return "undelivered";
    case S::silent: return "silent";
    case S::unclear: return "unclear";
    case S::declined: return "declined";
    case S::accepted_go: return "accepted_go";
    case S::accepted_reserve: return "accepted_reserve";
    case S::arrived: return "arrived";
    case S::used: return "used";
    case S::deferred: return "deferred";
    case S::no_show: return "no_show";
    case S::released: return "released";
    case S::stood_down: return "stood_down";
  }
  return "queued";
}

std::optional<PageState> parse_page_state(std::string_view text) {
  for (auto state : all_page_states)
    if (name(state) == text) return state;
  return std::nullopt;
}

bool may_follow(PageState from, PageState to) {
  switch (from) {
    // A reply can overtake the gateway's answer to the request that carried the page.
    case S::queued: return ends_waiting(to) || among(to, {S::sent, S::undelivered, S::unclear});
    case S::sent: return ends_waiting(to) || among(to, {S::undelivered, S::silent, S::unclear});
    // The next gateway or channel, or a receipt that was wrong.
    case S::undelivered: return ends_waiting(to) || among(to, {S::sent, S::unclear});
    case S::silent: return ends_waiting(to) || among(to, {S::undelivered, S::unclear});
    case S::unclear: return ends_waiting(to);
    case S::declined: return among(to, {S::accepted_go, S::accepted_reserve, S::arrived});
    // Never back to reserve: they are on their way.
    case S::accepted_go: return among(to, {S::arrived, S::no_show, S::released, S::stood_down});
    case S::accepted_reserve:
      return among(to, {S::accepted_go, S::arrived, S::released, S::stood_down});
    case S::arrived: return among(to, {S::used, S::deferred, S::released});
    // The desk gives somebody up, and they come after all, or write that they are near.
    case S::no_show:
      return among(to,
                   {S::arrived, S::accepted_go, S::accepted_reserve, S::released, S::stood_down});
    case S::released: return among(to, {S::accepted_go, S::accepted_reserve, S::arrived});
    case S::stood_down: return to == S::arrived;
    case S::used:
    case S::deferred: return false;
  }
  return false;
}

bool is_commitment(PageState state) { return among(state, {S::accepted_go, S::accepted_reserve}); }

bool is_unanswered(PageState state) {
  return among(state, {S::queued, S::sent, S::silent, S::unclear});
}

bool is_lost(PageState state) {
  return among(state, {S::undelivered, S::declined, S::deferred, S::no_show, S::released});
}

PageState after_message(PageState now, MessageState message) {
  switch (message) {
    // Unknown counts as sent: they may have read it.
    case MessageState::accepted:
    case MessageState::unknown:
    case MessageState::delivered: return among(now, {S::queued, S::undelivered}) ? S::sent : now;
    case MessageState::rejected:
    case MessageState::undelivered:
    case MessageState::dropped:
      return among(now, {S::queued, S::sent, S::silent}) ? S::undelivered : now;
    case MessageState::queued:
    case MessageState::sending:
    case MessageState::retry: return now;
  }
  return now;
}

bool owed_stand_down(PageState state, bool message_may_have_left) {
  switch (state) {
    // Leased before the close, or undelivered on one channel and unknown on another.
    case S::queued:
    case S::undelivered: return message_may_have_left;
    case S::sent:
    case S::silent:
    case S::unclear:
    case S::accepted_go:
    case S::accepted_reserve:
    case S::no_show: return true;
    case S::declined:
    case S::arrived:
    case S::used:
    case S::deferred:
    case S::released:
    case S::stood_down: return false;
  }
  return false;
}

namespace {

Answered unchanged(S now) {
  Answered answered;
  answered.state = now;
  return answered;
}

Answered yes(S now, std::optional<int> eta, bool open, Called called) {
  auto answered = unchanged(now);
  if (is_over(now)) return answered;
  if (!open || now == S::stood_down) {
    answered.text = "page_late";
    return answered;
  }
  answered.eta_minutes = eta;
  // Not told to come, nor counted; whoever is on their way already is asked as well.
  if (called == Called::too_late) {
    if (!is_commitment(now)) answered.state = S::accepted_reserve;
    answered.text = "page_too_late";
    answered.replan = true;
    return answered;
  }
  const bool wait = called == Called::reserve;
  // On their way whatever the others do: only the time can change.
  if (now == S::accepted_go || (now == S::accepted_reserve && wait)) {
    if (eta) answered.text = now == S::accepted_go ? "page_go" : "page_reserve";
    answered.replan = eta.has_value();
    return answered;
  }
  answered.state = wait ? S::accepted_reserve : S::accepted_go;
  answered.text = wait ? "page_reserve" : "page_go";
  answered.replan = true;
  return answered;
}

// `waiting`: the state that a page without a yes goes to.
Answered not_coming(S now, S waiting, bool open) {
  auto answered = unchanged(now);
  if (is_over(now) || among(now, {S::declined, S::released, S::stood_down})) return answered;
  bool had_promised = is_commitment(now) || now == S::no_show;
  answered.state = had_promised ? S::released : waiting;
  answered.replan = open;
  return answered;
}

Answered no(S now, bool open) {
  auto answered = not_coming(now, S::declined, open);
  if (open && answered.state != now)
    answered.text = answered.state == S::released ? "page_changed_mind" : "page_declined";
  return answered;
}

Answered for_a_person(S now, bool open) {
  auto answered = unchanged(now);
  answered.to_person = true;
  // One note is enough: an answering machine would go on for ever.
  if (now != S::unclear) answered.text = "unclear_noted";
  bool waiting = among(now, {S::queued, S::sent, S::undelivered, S::silent});
  // After the close the state stays: the stand-down must still find it.
  if (waiting && open) answered.state = S::unclear;
  return answered;
}

}  // namespace

Answered answer(PageState now, Intent intent, std::optional<int> eta, bool request_open,
                Called called) {
  switch (intent) {
    case Intent::yes: return yes(now, eta, request_open, called);
    case Intent::already:
      if (is_commitment(now)) return for_a_person(now, request_open);
      return no(now, request_open);
    case Intent::no:
    case Intent::cancel: return no(now, request_open);
    case Intent::stop: return not_coming(now, S::released, request_open);
    // Whoever holds that phone is not the donor: nothing more goes there, and a person mends the
    // record.
    case Intent::wrong_number:
    case Intent::deceased: {
      auto answered = not_coming(now, S::released, request_open);
      answered.to_person = true;
      return answered;
    }
    case Intent::start: return unchanged(now);
    // "Later" may mean another day or in ten minutes: never a guess.
    case Intent::later:
    case Intent::question:
    case Intent::unclear: return for_a_person(now, request_open);
  }
  return for_a_person(now, request_open);
}

}  // namespace muster
