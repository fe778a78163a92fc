// SPDX-License-Identifier: Apache-2.0
#include "reply_evidence.hpp"

#include <algorithm>

namespace muster {
namespace {

using Kind = ReplyToken::Kind;

// One step of the text: a phrase, a time, a number, a mark, or a word nobody knows.
struct Step {
  enum class Type : std::uint8_t { phrase, time, number, code, clause_end, question_mark, unknown };
  Type type = Type::unknown;
  Atom atom = Atom::filler;
  ReplyTime time;
  int number = 0;
  std::string code;

  bool is(Atom wanted) const { return type == Type::phrase && atom == wanted; }
  bool ends_clause() const {
    return type == Type::clause_end || type == Type::question_mark || is(Atom::because) ||
           is(Atom::contrast);
  }
  bool silent() const { return type == Type::code || is(Atom::filler) || is(Atom::reserved); }
  bool affirms() const {
    return is(Atom::yes) || is(Atom::go) || is(Atom::able) || is(Atom::assent);
  }
};

std::vector<Step> read_steps(const std::vector<ReplyToken>& tokens, const ReplyLexicon& lexicon,
                             std::optional<MinuteOfDay> now) {
  std::vector<Step> steps;
  for (std::size_t at = 0; at < tokens.size();) {
    const ReplyToken& token = tokens[at];
    Step step;
    std::size_t used = 1;
    if (auto time = read_reply_time(tokens, at, now)) {
      step.type = Step::Type::time;
      step.time = *time;
      used = time->words;
    } else if (const auto match =
                   token.kind == Kind::word ? lexicon.match(tokens, at) : std::nullopt) {
      step.type = Step::Type::phrase;
      step.atom = match->atom;
      used = match->words;
    } else if (token.kind == Kind::number) {
      step.type = Step::Type::number;
      step.number = token.value;
    } else if (token.kind == Kind::code) {
      step.type = Step::Type::code;
      step.code = token.key;
    } else if (token.key == "?") {
      step.type = Step::Type::question_mark;
    } else if (token.key == ".") {
      step.type = Step::Type::clause_end;
    }
    steps.push_back(std::move(step));
    at += used;
  }
  return steps;
}

class Gatherer {
 public:
  Gatherer(const std::vector<Step>& steps, bool negation_asks)
      : steps_(steps), negation_asks_(negation_asks) {}

  Evidence gather() {
    for (at_ = 0; at_ < steps_.size(); ++at_) take(steps_[at_]);
    return std::move(found_);
  }

 private:
  int place() const { return static_cast<int>(at_); }

  void take(const Step& step) {
    if (step.ends_clause()) {
      negated_ = false;
      clause_affirms_ = false;
      clause_going_ = 0;
    } else if (!step.silent()) {
      ++found_.meaningful;
    }
    switch (step.type) {
      case Step::Type::phrase: return take_phrase(step.atom);
      case Step::Type::time: return take_time(step.time);
      case Step::Type::number: return take_number(step.number);
      case Step::Type::code: return take_code(step.code);
      case Step::Type::question_mark: ++found_.question_marks; return;
      case Step::Type::unknown: ++found_.unknown; return;
      case Step::Type::clause_end: return;
    }
  }

  void take_phrase(Atom atom) {
    if (atom == Atom::negation || atom == Atom::not_yet) return negate(atom);
    ++found_.seen[static_cast<std::size_t>(atom)];
    if (atom == Atom::defer || atom == Atom::tomorrow || atom == Atom::another_day) {
      found_.last_delay = place();
    }
    if (atom == Atom::excuse) {
      found_.last_refusal = place();
      // "không … bận": not busy. After a verb it is a reason: "không đi được bận rồi".
      if (negated_ && !verb_found_) ++found_.seen[static_cast<std::size_t>(Atom::unsure)];
    }
    if (steps_[at_].affirms() || atom == Atom::act) clause_affirms_ = true;
    if (negated_) return refuse(atom);
    if (atom == Atom::yes) ++found_.yes;
    if (atom == Atom::assent) ++found_.assent;
    if (atom != Atom::go && atom != Atom::able) return;
    ++found_.going;
    ++clause_going_;
  }

  // A verb or a yes in the reach of a negation.
  void refuse(Atom atom) {
    const bool firm = atom == Atom::go || atom == Atom::able || atom == Atom::act;
    const bool soft = atom == Atom::yes || atom == Atom::assent || atom == Atom::lone_yes;
    if (!firm && !soft) return;
    verb_found_ = true;
    ++(firm ? found_.firm_refusal : found_.soft_refusal);
    found_.last_refusal = place();
    if (atom == Atom::able) {  // "đi không được": the verb before it is refused too
      found_.going -= clause_going_;
      clause_going_ = 0;
    }
  }

  // A negation with nothing behind it asks if something was said before it ("đi được không"), else
  // it is the answer ("dạ không ạ").
  void negate(Atom atom) {
    if (negated_ && !verb_found_) return;  // "không không"
    if (!stands_alone()) {
      negated_ = true;
      verb_found_ = false;
      return;
    }
    if (clause_affirms_ && negation_asks_) {
      ++found_.asked_by_tail;
    } else if (atom == Atom::not_yet) {
      ++found_.not_yet;
    } else {
      ++found_.firm_refusal;
      found_.last_refusal = place();
    }
  }

  bool stands_alone() const {
    for (std::size_t i = at_ + 1; i < steps_.size(); ++i) {
      const Step& step = steps_[i];
      if (step.ends_clause()) return true;
      const bool again = step.is(Atom::negation) || step.is(Atom::not_yet);
      if (!step.silent() && !again && !step.is(Atom::tail_question)) return false;
    }
    return true;
  }

  void take_time(const ReplyTime& time) {
    if (negated_) {
      verb_found_ = true;
      ++found_.soft_refusal;
      found_.last_refusal = place();
      return;
    }
    if (time.duration) ++found_.duration;
    if (!found_.eta_minutes) found_.eta_minutes = time.minutes;
  }

  // "CÓ 20": after a yes a number is minutes.
  void take_number(int number) {
    if (follows_affirmation() && !negated_ && !number_taken_ && number >= 1) {
      number_taken_ = true;
      if (number <= kLongestEta && !found_.eta_minutes) found_.eta_minutes = number;
      return;
    }
    if (found_.meaningful == 1) found_.lone_number = number;
    ++found_.numbers;
  }

  bool follows_affirmation() const {
    for (std::size_t i = at_; i > 0; --i) {
      const Step& step = steps_[i - 1];
      if (step.affirms()) return true;
      if (!step.silent() && step.type != Step::Type::clause_end) return false;
    }
    return false;
  }

  void take_code(const std::string& code) {
    if (found_.code.empty()) found_.code = code;
    if (found_.codes == 0 || found_.code != code) ++found_.codes;
  }

  const std::vector<Step>& steps_;
  bool negation_asks_;
  std::size_t at_ = 0;
  bool negated_ = false;
  bool verb_found_ = false;
  bool clause_affirms_ = false;
  int clause_going_ = 0;
  bool number_taken_ = false;
  Evidence found_;
};

}  // namespace

Evidence gather_evidence(const std::vector<ReplyToken>& tokens, const ReplyLexicon& lexicon,
                         std::optional<MinuteOfDay> now) {
  const std::vector<Step> steps = read_steps(tokens, lexicon, now);
  return Gatherer(steps, lexicon.final_negation_asks()).gather();
}

}  // namespace muster
