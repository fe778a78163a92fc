// SPDX-License-Identifier: Apache-2.0
// A yes is only read when every word of the text is accounted for and none speaks against it; the
// other intents tolerate words nobody knows where a wrong reading does less harm than a missed one.
#include "muster/domain/reply.hpp"

#include "reply_evidence.hpp"

namespace muster {
namespace {

bool asks(const Evidence& e) {
  if (e.count(Atom::question) > 0 || e.asked_by_tail > 0) return true;
  return e.count(Atom::tail_question) > 0 && !e.refused();
}

// Restores a consent, so only when the text says nothing else.
bool only_start(const Evidence& e) {
  return e.count(Atom::start) > 0 && e.unknown == 0 && e.meaningful == e.count(Atom::start);
}

std::optional<Intent> about_the_number(const Evidence& e) {
  if (e.count(Atom::wrong_number) > 0) return Intent::wrong_number;
  if (e.count(Atom::deceased) > 0) return Intent::deceased;
  if (e.count(Atom::lost) > 0) {
    const bool plain =
        e.unknown + e.count(Atom::act) == 0 && !e.coming() && !asks(e) && e.question_marks == 0;
    return plain ? Intent::deceased : Intent::unclear;
  }
  return std::nullopt;
}

std::optional<Intent> take_back(const Evidence& e) {
  const int bare = e.count(Atom::bare_cancel);
  if (e.count(Atom::cancel) + bare == 0) return std::nullopt;
  const bool doubtful = e.coming() || e.count(Atom::unsure) > 0 || e.count(Atom::start) > 0;
  const bool perhaps_a_name = e.count(Atom::cancel) == 0 && e.unknown > 0;
  return doubtful || perhaps_a_name ? Intent::unclear : Intent::cancel;
}

std::optional<Intent> not_this_time(const Evidence& e) {
  if (e.count(Atom::already) > 0) {
    const bool doubtful = e.yes + e.duration > 0 || e.count(Atom::unsure) > 0;
    return doubtful ? Intent::unclear : Intent::already;
  }
  const int delays = e.count(Atom::defer) + e.count(Atom::tomorrow) + e.count(Atom::another_day);
  if (delays > 0) {
    if (e.refused() && e.last_refusal > e.last_delay) return std::nullopt;  // "mai bận rồi"
    if (e.yes + e.duration > 0) return Intent::unclear;
    // "mai em đến" may answer an invitation for tomorrow.
    if (e.going > 0 && e.count(Atom::defer) == 0) return Intent::unclear;
    const bool perhaps_a_name = e.count(Atom::tomorrow) == delays;
    if (e.unknown > 0 && perhaps_a_name) return Intent::unclear;
    return Intent::later;
  }
  return std::nullopt;
}

bool says_no(const Evidence& e) {
  if (!e.refused() || e.coming() || e.count(Atom::unsure) > 0) return false;
  if (e.firm_refusal + e.count(Atom::excuse) > 0) return true;
  return e.unknown == 0;
}

bool says_yes(const Evidence& e) {
  const int against = e.unknown + e.numbers + e.firm_refusal + e.soft_refusal + e.not_yet +
                      e.asked_by_tail + e.question_marks;
  if (against > 0) return false;
  for (const Atom atom : {Atom::lone_stop, Atom::start, Atom::cancel, Atom::bare_cancel, Atom::lost,
                          Atom::already, Atom::defer, Atom::tomorrow, Atom::another_day,
                          Atom::question, Atom::tail_question, Atom::lone_yes, Atom::lone_no,
                          Atom::excuse, Atom::unsure, Atom::reserved, Atom::contrast}) {
    if (e.count(atom) > 0) return false;
  }
  return e.coming() || e.assent > 0;
}

// One key or letter as the whole text, as the invitation offers it.
std::optional<Intent> single_sign(const Evidence& e) {
  if (e.meaningful != 1 || e.question_marks > 0) return std::nullopt;
  if (e.count(Atom::lone_stop) > 0) return Intent::stop;
  if (e.count(Atom::lone_yes) > 0) return Intent::yes;
  if (e.count(Atom::lone_no) > 0) return Intent::no;
  if (e.lone_number == 1) return Intent::yes;
  if (e.lone_number == 0 || e.lone_number == 2) return Intent::no;
  return std::nullopt;
}

Intent decide(const Evidence& e) {
  // A stop is heard anywhere in a text: it costs us a donor, to miss it costs the donor's trust.
  if (e.count(Atom::stop) > 0) return Intent::stop;
  if (only_start(e)) return Intent::start;
  if (const auto intent = about_the_number(e)) return *intent;
  if (e.codes > 1) return Intent::unclear;  // two requests in one text
  if (const auto intent = single_sign(e)) return *intent;
  const bool plain_already = e.count(Atom::already) > 0 && !asks(e);
  if (!plain_already && (asks(e) || e.question_marks > 0)) return Intent::question;
  if (const auto intent = take_back(e)) return *intent;
  if (const auto intent = not_this_time(e)) return *intent;
  if (says_no(e)) return Intent::no;
  return says_yes(e) ? Intent::yes : Intent::unclear;
}

}  // namespace

std::string_view name(Intent intent) {
  switch (intent) {
    case Intent::yes: return "yes";
    case Intent::no: return "no";
    case Intent::stop: return "stop";
    case Intent::start: return "start";
    case Intent::cancel: return "cancel";
    case Intent::later: return "later";
    case Intent::already: return "already";
    case Intent::wrong_number: return "wrong_number";
    case Intent::deceased: return "deceased";
    case Intent::question: return "question";
    case Intent::unclear: return "unclear";
  }
  return "unclear";
}

ReplyReading classify_reply(std::string_view text, const ReplyContext& context) {
  const ReplyLexicon& lexicon = ReplyLexicon::of(context.language);
  Evidence evidence = gather_evidence(read_tokens(text, lexicon), lexicon, context.now);
  ReplyReading reading;
  reading.intent = decide(evidence);
  if (reading.intent == Intent::yes) reading.eta_minutes = evidence.eta_minutes;
  reading.request_code = std::move(evidence.code);
  return reading;
}

}  // namespace muster
