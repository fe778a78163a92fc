// SPDX-License-Identifier: Apache-2.0
// One donor's call in one request: its states, the legal steps between them, and what a reply does
// to it. Pure values and functions, any thread.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "muster/domain/message.hpp"
#include "muster/domain/reply.hpp"

namespace muster {

enum class PageState : std::uint8_t {
  queued,            // no gateway has it yet
  sent,              // a gateway has it, or may have it
  undelivered,       // every channel tried says it did not arrive
  silent,            // no answer for a wave interval; may still come, with or without an answer
  unclear,           // answered, and a person has to read it
  declined,          // said no before ever saying yes
  accepted_go,       // said yes and was told to come
  accepted_reserve,  // said yes and was told to stay reachable
  arrived,           // confirmed at the desk
  used,              // gave
  deferred,          // came and could not give
  no_show,           // said yes, was told to come, and the desk gave them up
  released,          // freed: changed their mind, stopped, not theirs, sent home, or never left
  stood_down,        // the closing text is queued or sent
};
inline constexpr std::array all_page_states = {
    PageState::queued,   PageState::sent,      PageState::undelivered, PageState::silent,
    PageState::unclear,  PageState::declined,  PageState::accepted_go, PageState::accepted_reserve,
    PageState::arrived,  PageState::used,      PageState::deferred,    PageState::no_show,
    PageState::released, PageState::stood_down};
std::string_view name(PageState state);
std::optional<PageState> parse_page_state(std::string_view text);

// Staying in a state is no step: false for from == to.
bool may_follow(PageState from, PageState to);

// Has promised and is not here yet: keeps the donor out of every other request.
bool is_commitment(PageState state);

// Nobody knows whether they come: asked (or about to be), and neither yes nor no.
bool is_unanswered(PageState state);

// Asking them brought nobody and will not: the next donor is pulled in their place.
bool is_lost(PageState state);

// What becomes of a page when one of its messages does: a gateway has it or may have it, or it will
// not arrive this way. An answer stands, whatever a late receipt says. A page dropped because its
// request was closed is `released` by whoever closed it, not here.
PageState after_message(PageState now, MessageState message);

// Is the closing text owed? To each donor whose page was accepted, delivered or unknown at a
// gateway and who has not declined, been released, arrived or stopped; the silent and the no-shows
// too, they may be driving. `message_may_have_left`: an attempt of this page is accepted,
// delivered, unknown or in flight.
bool owed_stand_down(PageState state, bool message_may_have_left);

// What a yes makes of a donor: told to come, told to stay reachable, or asked whether they can be
// there sooner, because they would come after the deadline.
enum class Called : std::uint8_t { go, reserve, too_late };

// What a reply comes to. `text` is the kind of the text sent back, empty for none: "page_go",
// "page_reserve", "page_too_late", "page_declined", "page_late", "page_changed_mind",
// "unclear_noted".
struct Answered {
  PageState state = PageState::unclear;
  std::string_view text;
  std::optional<int> eta_minutes;  // a new one to store; empty: keep the old one
  bool replan = false;  // the supply changed: ask the planner at once
  bool to_person = false;  // goes into the queue of unclear replies
};

// `eta` in minutes from now as the reply gave it. `called`: what a yes makes of this donor now. A
// yes after a no counts while the request is open; a no after a yes frees the place at once; a yes
// after the close changes nothing and gets a courteous answer. Whoever has promised keeps the
// promise with words that are no clear no: "already there" and "already gave" read alike, and a
// person looks. A stop is confirmed by whoever applies it.
Answered answer(PageState now, Intent intent, std::optional<int> eta, bool request_open,
                Called called);

}  // namespace muster
