// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/page.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace muster {
namespace {

using S = PageState;
using I = Intent;

constexpr std::array all_intents = {I::yes,      I::no,       I::stop,    I::start,
                                    I::cancel,   I::later,    I::already, I::wrong_number,
                                    I::deceased, I::question, I::unclear};

// Every legal step; all others are illegal.
const std::map<S, std::set<S>> legal = {
    {S::queued,
     {S::sent, S::undelivered, S::unclear, S::declined, S::accepted_go, S::accepted_reserve,
      S::arrived, S::released, S::stood_down}},
    {S::sent,
     {S::undelivered, S::silent, S::unclear, S::declined, S::accepted_go, S::accepted_reserve,
      S::arrived, S::released, S::stood_down}},
    {S::undelivered,
     {S::sent, S::unclear, S::declined, S::accepted_go, S::accepted_reserve, S::arrived,
      S::released, S::stood_down}},
    {S::silent,
     {S::undelivered, S::unclear, S::declined, S::accepted_go, S::accepted_reserve, S::arrived,
      S::released, S::stood_down}},
    {S::unclear,
     {S::declined, S::accepted_go, S::accepted_reserve, S::arrived, S::released, S::stood_down}},
    {S::declined, {S::accepted_go, S::accepted_reserve, S::arrived}},
    {S::accepted_go, {S::arrived, S::no_show, S::released, S::stood_down}},
    {S::accepted_reserve, {S::accepted_go, S::arrived, S::released, S::stood_down}},
    {S::arrived, {S::used, S::deferred, S::released}},
    {S::used, {}},
    {S::deferred, {}},
    {S::no_show, {S::arrived, S::accepted_go, S::accepted_reserve, S::released, S::stood_down}},
    {S::released, {S::accepted_go, S::accepted_reserve, S::arrived}},
    {S::stood_down, {S::arrived}},
};

TEST(PageState, EveryStepIsLegalOrNot) {
  for (auto from : all_page_states)
    for (auto to : all_page_states)
      EXPECT_EQ(may_follow(from, to), legal.at(from).contains(to))
          << name(from) << " -> " << name(to);
}

TEST(PageState, NamesAreDistinctAndReadBack) {
  std::set<std::string_view> seen;
  for (auto state : all_page_states) {
    EXPECT_TRUE(seen.insert(name(state)).second) << name(state);
    EXPECT_EQ(parse_page_state(name(state)), state);
  }
  EXPECT_EQ(seen.size(), 14u);
  EXPECT_FALSE(parse_page_state("accepted"));
}

TEST(PageState, Predicates) {
  const std::set<S> commitments = {S::accepted_go, S::accepted_reserve};
  const std::set<S> unanswered = {S::queued, S::sent, S::silent, S::unclear};
  const std::set<S> lost = {S::undelivered, S::declined, S::deferred, S::no_show, S::released};
  for (auto state : all_page_states) {
    EXPECT_EQ(is_commitment(state), commitments.contains(state)) << name(state);
    EXPECT_EQ(is_unanswered(state), unanswered.contains(state)) << name(state);
    EXPECT_EQ(is_lost(state), lost.contains(state)) << name(state);
  }
}

TEST(StandDown, IsOwedToWhoMayBeOnTheirWay) {
  const std::set<S> always = {S::sent,        S::silent,           S::unclear,
                              S::accepted_go, S::accepted_reserve, S::no_show};
  const std::set<S> if_left = {S::queued, S::undelivered};
  for (auto state : all_page_states) {
    EXPECT_EQ(owed_stand_down(state, false), always.contains(state)) << name(state);
    EXPECT_EQ(owed_stand_down(state, true), always.contains(state) || if_left.contains(state))
        << name(state);
    // Whoever is owed one can get it, and then is owed none: exactly once.
    if (owed_stand_down(state, true)) {
      EXPECT_TRUE(may_follow(state, S::stood_down)) << name(state);
    }
  }
  EXPECT_FALSE(owed_stand_down(S::stood_down, true));
}

TEST(AfterMessage, MovesOnlyPagesWithoutAnAnswer) {
  using M = MessageState;
  const std::set<M> there = {M::accepted, M::unknown, M::delivered};
  const std::set<M> failed = {M::rejected, M::undelivered, M::dropped};
  for (auto now : all_page_states)
    for (int i = 0; i <= static_cast<int>(M::dropped); ++i) {
      auto message = static_cast<M>(i);
      auto expected = now;
      if (there.contains(message) && (now == S::queued || now == S::undelivered))
        expected = S::sent;
      bool waits = now == S::queued || now == S::sent || now == S::silent;
      if (failed.contains(message) && waits) expected = S::undelivered;
      auto after = after_message(now, message);
      EXPECT_EQ(after, expected) << name(now) << " " << name(message);
      EXPECT_TRUE(after == now || may_follow(now, after)) << name(now) << " " << name(message);
    }
}

struct Case {
  S now;
  I intent;
  std::optional<int> eta;
  bool open;
  Called called;
  S state;
  std::string_view text;
  bool replan;
};

constexpr auto go = Called::go;
constexpr auto wait = Called::reserve;
constexpr auto late = Called::too_late;

const std::vector<Case> cases = {
    // A yes.
    {S::sent, I::yes, 20, true, go, S::accepted_go, "page_go", true},
    {S::sent, I::yes, {}, true, wait, S::accepted_reserve, "page_reserve", true},
    {S::silent, I::yes, {}, true, go, S::accepted_go, "page_go", true},
    {S::undelivered, I::yes, {}, true, go, S::accepted_go, "page_go", true},
    {S::queued, I::yes, {}, true, go, S::accepted_go, "page_go", true},
    {S::unclear, I::yes, {}, true, go, S::accepted_go, "page_go", true},
    {S::no_show, I::yes, 5, true, go, S::accepted_go, "page_go", true},
    // A yes after a no.
    {S::declined, I::yes, {}, true, go, S::accepted_go, "page_go", true},
    {S::declined, I::yes, {}, true, wait, S::accepted_reserve, "page_reserve", true},
    {S::released, I::yes, 15, true, go, S::accepted_go, "page_go", true},
    // A yes again: a new time counts, a mere repetition needs no answer.
    {S::accepted_go, I::yes, 35, true, go, S::accepted_go, "page_go", true},
    {S::accepted_go, I::yes, 35, true, wait, S::accepted_go, "page_go", true},
    {S::accepted_go, I::yes, {}, true, wait, S::accepted_go, "", false},
    {S::accepted_reserve, I::yes, {}, true, wait, S::accepted_reserve, "", false},
    {S::accepted_reserve, I::yes, 10, true, wait, S::accepted_reserve, "page_reserve", true},
    {S::accepted_reserve, I::yes, {}, true, go, S::accepted_go, "page_go", true},
    // A yes too late.
    {S::silent, I::yes, 10, false, go, S::silent, "page_late", false},
    {S::stood_down, I::yes, {}, false, wait, S::stood_down, "page_late", false},
    {S::declined, I::yes, {}, false, go, S::declined, "page_late", false},
    // A yes that brings them after the deadline: asked whether they can be sooner.
    {S::sent, I::yes, 95, true, late, S::accepted_reserve, "page_too_late", true},
    {S::declined, I::yes, {}, true, late, S::accepted_reserve, "page_too_late", true},
    {S::accepted_go, I::yes, 95, true, late, S::accepted_go, "page_too_late", true},
    {S::accepted_reserve, I::yes, 95, true, late, S::accepted_reserve, "page_too_late", true},
    {S::arrived, I::yes, 95, true, late, S::arrived, "", false},
    {S::silent, I::yes, 95, false, late, S::silent, "page_late", false},
    // They are here.
    {S::arrived, I::yes, 5, true, go, S::arrived, "", false},
    {S::used, I::yes, {}, false, go, S::used, "", false},
    // A no.
    {S::sent, I::no, {}, true, go, S::declined, "page_declined", true},
    {S::silent, I::no, {}, true, wait, S::declined, "page_declined", true},
    {S::declined, I::no, {}, true, go, S::declined, "", false},
    {S::sent, I::cancel, {}, true, go, S::declined, "page_declined", true},
    {S::sent, I::already, {}, true, go, S::declined, "page_declined", true},
    // A no after a yes frees the place at once.
    {S::accepted_go, I::no, {}, true, wait, S::released, "page_changed_mind", true},
    {S::accepted_reserve, I::cancel, {}, true, wait, S::released, "page_changed_mind", true},
    {S::no_show, I::no, {}, true, go, S::released, "page_changed_mind", true},
    {S::accepted_go, I::no, {}, false, go, S::released, "", false},
    {S::silent, I::no, {}, false, go, S::declined, "", false},
    {S::arrived, I::no, {}, true, go, S::arrived, "", false},
    // "I am here already" and "I gave already" read alike: whoever promised keeps the promise.
    {S::accepted_go, I::already, {}, true, go, S::accepted_go, "unclear_noted", false},
    {S::accepted_reserve, I::already, {}, true, wait, S::accepted_reserve, "unclear_noted", false},
    {S::accepted_go, I::unclear, {}, true, go, S::accepted_go, "unclear_noted", false},
    // A stop: whoever applies it confirms it.
    {S::accepted_go, I::stop, {}, true, wait, S::released, "", true},
    {S::sent, I::stop, {}, true, go, S::released, "", true},
    {S::declined, I::stop, {}, true, go, S::declined, "", false},
    {S::stood_down, I::stop, {}, false, go, S::stood_down, "", false},
    // For a person.
    {S::sent, I::unclear, {}, true, go, S::unclear, "unclear_noted", false},
    {S::silent, I::later, {}, true, go, S::unclear, "unclear_noted", false},
    {S::sent, I::question, {}, false, go, S::sent, "unclear_noted", false},
    {S::unclear, I::unclear, {}, true, go, S::unclear, "", false},
    {S::accepted_go, I::later, {}, true, go, S::accepted_go, "unclear_noted", false},
    {S::sent, I::wrong_number, {}, true, go, S::released, "", true},
    {S::accepted_go, I::deceased, {}, true, go, S::released, "", true},
    {S::sent, I::start, {}, true, go, S::sent, "", false},
};

TEST(Answer, Table) {
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& c = cases[i];
    auto answered = answer(c.now, c.intent, c.eta, c.open, c.called);
    EXPECT_EQ(name(answered.state), name(c.state)) << "case " << i << " " << name(c.now);
    EXPECT_EQ(answered.text, c.text) << "case " << i << " " << name(c.now);
    EXPECT_EQ(answered.replan, c.replan) << "case " << i << " " << name(c.now);
  }
}

template <class Check>
void for_every_answer(Check check) {
  for (auto now : all_page_states)
    for (auto intent : all_intents)
      for (bool open : {false, true})
        for (auto called : {go, wait, late})
          for (auto eta : {std::optional<int>(), std::optional<int>(20)}) {
            SCOPED_TRACE(std::string(name(now)) + " " + std::to_string(static_cast<int>(intent)) +
                         (open ? " open " : " closed ") + std::to_string(static_cast<int>(called)));
            check(now, intent, open, eta, answer(now, intent, eta, open, called));
          }
}

TEST(Answer, IsALegalStep) {
  for_every_answer([](S now, I, bool, std::optional<int>, const Answered& a) {
    EXPECT_TRUE(a.state == now || may_follow(now, a.state)) << name(a.state);
  });
}

TEST(Answer, OnlyAYesMakesAYes) {
  for_every_answer([](S now, I intent, bool open, std::optional<int>, const Answered& a) {
    if (is_commitment(a.state) && !is_commitment(now)) {
      EXPECT_EQ(intent, I::yes);
      EXPECT_TRUE(open);
    }
    if (a.text == "page_go") {
      EXPECT_EQ(a.state, S::accepted_go);
    }
    if (a.text == "page_reserve") {
      EXPECT_EQ(a.state, S::accepted_reserve);
    }
  });
}

TEST(Answer, KeepsTheTimeOfAYesAndNoOther) {
  for_every_answer([](S, I intent, bool, std::optional<int> eta, const Answered& a) {
    if (a.eta_minutes) {
      EXPECT_EQ(intent, I::yes);
      EXPECT_EQ(a.eta_minutes, eta);
    }
  });
  EXPECT_EQ(answer(S::sent, I::yes, 20, true, go).eta_minutes, 20);
  EXPECT_EQ(answer(S::accepted_go, I::yes, 45, true, wait).eta_minutes, 45);
  EXPECT_FALSE(answer(S::silent, I::yes, 20, false, go).eta_minutes);
}

// After a stop or a wrong number nobody is told anything by the page, and nothing is promised.
TEST(Answer, AStopFreesAndIsSilent) {
  for_every_answer([](S, I intent, bool, std::optional<int>, const Answered& a) {
    if (intent != I::stop && intent != I::wrong_number && intent != I::deceased) return;
    EXPECT_EQ(a.text, "");
    EXPECT_FALSE(is_commitment(a.state));
    EXPECT_FALSE(owed_stand_down(a.state, true));
  });
}

TEST(Answer, WhatNobodyUnderstandsGoesToAPerson) {
  for_every_answer([](S now, I intent, bool, std::optional<int>, const Answered& a) {
    bool person = (intent == I::already && is_commitment(now)) || intent == I::later ||
                  intent == I::question || intent == I::unclear || intent == I::wrong_number ||
                  intent == I::deceased;
    EXPECT_EQ(a.to_person, person);
  });
}

TEST(Answer, NothingPlansAfterTheClose) {
  for_every_answer([](S, I, bool open, std::optional<int>, const Answered& a) {
    EXPECT_TRUE(open || !a.replan);
  });
}

}  // namespace
}  // namespace muster
