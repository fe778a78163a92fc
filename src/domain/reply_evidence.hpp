// SPDX-License-Identifier: Apache-2.0
// What the words of one reply speak for, counted with the reach of each negation. Pure, any thread.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "reply_eta.hpp"
#include "reply_words.hpp"

namespace muster {

struct Evidence {
  // Outside the reach of a negation.
  int yes = 0;
  int assent = 0;
  int going = 0;  // go and able
  int duration = 0;  // "15p" alone means "coming in 15 minutes"
  // Negations.
  int firm_refusal = 0;  // alone, or with a verb of going
  int soft_refusal = 0;  // with "có": it may go on "không có tin nhắn nào"
  int not_yet = 0;
  int asked_by_tail = 0;  // "đi được không": the negation at the end asks
  // Everything else, by atom, and what no phrase explains.
  std::array<int, static_cast<std::size_t>(Atom::filler) + 1> seen{};
  int unknown = 0;
  int numbers = 0;
  int question_marks = 0;
  int codes = 0;
  std::string code;
  int last_refusal = -1;  // places, to tell "hôm nay bận, mai nhé" from "mai bận"
  int last_delay = -1;
  int meaningful = 0;  // atoms and numbers that are not filler
  std::optional<int> lone_number;
  std::optional<int> eta_minutes;

  int count(Atom atom) const { return seen[static_cast<std::size_t>(atom)]; }
  bool coming() const { return yes + going + duration > 0; }
  bool refused() const { return firm_refusal + soft_refusal + count(Atom::excuse) > 0; }
};

Evidence gather_evidence(const std::vector<ReplyToken>& tokens, const ReplyLexicon& lexicon,
                         std::optional<MinuteOfDay> now);

}  // namespace muster
