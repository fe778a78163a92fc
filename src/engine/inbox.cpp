// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/inbox.hpp"

#include <fmt/format.h>

#include "muster/base/bytes.hpp"
#include "muster/base/sealing.hpp"
#include "muster/domain/named_person.hpp"
#include "muster/engine/contacts.hpp"
#include "muster/engine/page_log.hpp"
#include "muster/engine/paging.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/service_text.hpp"
#include "muster/engine/stops.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/stops.hpp"
#include "reminder_answer.hpp"

namespace muster {
namespace {

constexpr Millis question_stays_open = Days(14);
constexpr Millis late_answer_within = Days(2);

// One reply on its way through. Fills `row` as it learns more.
class Incoming {
 public:
  Incoming(Tx& tx, const Settings& settings, const ReplyEvent& event, Instant now)
      : tx_(tx), settings_(settings), event_(event), now_(now) {}

  Result<ReplyTaken> take(const std::string& gateway) {
    address_ = address_of(event_.from);
    row_.gateway = gateway;
    row_.external_id = event_.external_id;
    row_.address_index = tx_.sealer().blind_index(address_);
    row_.text = event_.text;
    row_.received_at = now_;
    for (auto& point : tx_.contact_points().by_address(std::nullopt, address_))
      points_.push_back(std::move(point));
    read(event_.text);
    // The id is needed by what the reply sets off, so the row goes in first and its fate is written
    // after.
    auto id = tx_.replies().insert(row_);
    if (!id) return ReplyTaken{};
    row_.id = *id;
    apply();
    tx_.replies().conclude(row_);
    auto data = fmt::format(R"({{"intent":"{}","why":"{}","state":"{}"}})", row_.intent, row_.why,
                            name(row_.state));
    auto actor =
        row_.donor ? fmt::format("donor:{}", row_.donor.value()) : std::string("unknown_number");
    tx_.journal().append(actor, "reply", row_.id.value(), "received", data, now_);
    return ReplyTaken{row_.id,
                      row_.intent,
                      row_.address_index,
                      stopped_,
                      row_.state == ReplyState::needs_person,
                      row_.donor};
  }

 private:
  std::string address_of(const std::string& from) const {
    if (from.find('@') != std::string::npos) return from;
    auto phone = normalise_phone(settings_.numbering, settings_.country, from);
    return phone ? phone->e164 : from;
  }

  void read(const std::string& text) {
    ReplyContext context;
    context.language = settings_.fallback_language;
    if (!points_.empty()) {
      if (auto donor = tx_.donors().find(points_.front().donor)) {
        context.language = donor->language;
        context.now = zone_of(tx_, *donor).minute_of(now_);
        row_.organisation = donor->organisation;
      }
    }
    reading_ = classify_reply(text, context);
    row_.intent = name(reading_.intent);
    row_.eta_minutes = reading_.eta_minutes;
  }

  void to_person(std::string why) {
    row_.state = ReplyState::needs_person;
    row_.why = std::move(why);
  }
  void done(std::string what) { row_.why = std::move(what); }

  void apply() {
    if (reading_.intent == Intent::stop) return stop();
    if (points_.empty()) return to_person("unknown_number");
    if (reading_.intent == Intent::start) return start();
    if (auto code = take_code(tx_, settings_, event_.text, points_, now_))
      return take_verification(*code);
    if (!pick_donor()) return;
    if (reading_.intent == Intent::stop) return stop();
    if (reading_.intent == Intent::wrong_number) return wrong_number();
    if (reading_.intent == Intent::deceased) return deceased();
    // Whoever answers has shown that the number is theirs (F11).
    tx_.contact_points().verify(point_->id, "answered", now_);
    tx_.contact_points().reached(point_->id, now_);
    if (answer_request()) return;
    answer_reminder();
  }

  void stop() {
    bool fresh = false;
    if (points_.empty()) {
      fresh = tx_.stops().stop(row_.address_index, Channel::sms, StopScope::all(), "reply", now_);
      done("stopped_unknown_number");
    } else {
      fresh = apply_stop(tx_, points_.front(), "reply", now_);
      row_.donor = points_.size() == 1 ? points_.front().donor : DonorId();
      done("stopped");
    }
    stopped_ = true;
    if (fresh && !points_.empty())
      text(points_.front(), "stop_confirmed", fmt::format("stop-{}", row_.id.value()));
  }

  void start() {
    bool lifted = lift_stop(tx_, points_.front(), "reply", now_);
    row_.donor = points_.size() == 1 ? points_.front().donor : DonorId();
    done(lifted ? "stop_lifted" : "nothing_to_lift");
    if (lifted) text(points_.front(), "start_confirmed", fmt::format("reply-{}", row_.id.value()));
  }

  void text(const ContactPointRow& point, std::string_view kind, std::string dedupe) {
    ServiceText text;
    text.donor = point.donor;
    text.contact_point = point.id;
    text.kind = kind;
    text.dedupe = std::move(dedupe);
    text.reply = row_.id;
    queue_text(tx_, settings_, text, now_);
  }

  // The code that was sent to this number came back from it.
  void take_verification(const CodeReply& code) {
    row_.donor = code.address->donor;
    if (code.check != CodeCheck::verified) return to_person("wrong_verification_code");
    tx_.contact_points().reached(code.address->id, now_);
    done("address_verified");
  }

  bool is_asked(const ContactPointRow& point) {
    return !tx_.pages().open_of(point.donor).empty() ||
           tx_.messages().last_question(point.donor, now_ - question_stays_open);
  }

  // Families share telephones: the one whom the reply names, else the one who was asked, else a
  // person decides.
  bool pick_donor() {
    // Once each, also when one number is there for texts and for calls.
    std::vector<const ContactPointRow*> people;
    for (const auto& point : points_)
      if (people.empty() || people.back()->donor != point.donor) people.push_back(&point);
    if (people.size() == 1) {
      point_ = people.front();
    } else if (!pick_named(people)) {
      std::erase_if(people, [this](const auto* point) { return !is_asked(*point); });
      if (people.size() != 1) {
        to_person("several_people_on_number");
        return false;
      }
      point_ = people.front();
    }
    row_.donor = point_->donor;
    if (auto donor = tx_.donors().find(row_.donor)) row_.organisation = donor->organisation;
    return true;
  }

  // Without the name, the rest says what they want: "Lan có".
  bool pick_named(const std::vector<const ContactPointRow*>& people) {
    std::vector<std::string> names;
    for (const auto* point : people) names.push_back(tx_.donors().find(point->donor)->name);
    auto named = named_person(event_.text, names);
    if (!named) return false;
    point_ = people[named->index];
    read(named->rest);
    return true;
  }

  void release_pages(DonorId donor) {
    auto actor = fmt::format("donor:{}", donor.value());
    for (const auto& page : tx_.pages().open_of(donor))
      move_page(tx_, page, PageState::released, actor, now_);
  }

  void wrong_number() {
    tx_.contact_points().suppress(point_->id, "wrong_number", now_);
    tx_.messages().drop_queued_to(point_->address_index, Reason::address_suppressed, now_);
    release_pages(row_.donor);
    stopped_ = true;  // what is leased to it comes back
    to_person("wrong_number");
  }

  // Nothing more goes to the family; a person says a word and closes the record.
  void deceased() {
    for (const auto& point : tx_.contact_points().of_donor(row_.donor)) {
      tx_.contact_points().suppress(point.id, "deceased", now_);
      tx_.messages().drop_queued_to(point.address_index, Reason::address_suppressed, now_);
    }
    release_pages(row_.donor);
    to_person("deceased");
  }

  // Whether the reply is about a page.
  bool answer_request() {
    auto open = tx_.pages().open_of(row_.donor);
    if (!reading_.request_code.empty()) return answer_code(open);
    if (open.size() == 1) return answer(*tx_.requests().find(open.front().request), open.front());
    if (open.size() > 1) return ask_which(open);
    auto question = tx_.messages().last_question(row_.donor, now_ - late_answer_within);
    if (!question || question->kind != "emergency_page") return false;
    auto page = tx_.pages().find(question->request, row_.donor);
    return page && answer(*tx_.requests().find(question->request), *page);
  }

  bool answer_code(const std::vector<PageRow>& open) {
    auto request = tx_.requests().find_open(reading_.request_code);
    if (!request) request = tx_.requests().find_newest(reading_.request_code);
    auto page = request ? tx_.pages().find(request->id, row_.donor) : std::nullopt;
    if (page) return answer(*request, *page);
    // A code this donor was never given: forged or mistyped, it changes nothing. It is asked back,
    // and a person sees it.
    if (open.empty())
      text(*point_, "unclear_noted", fmt::format("reply-{}", row_.id.value()));
    else
      ask_which(open);
    if (open.size() == 1) row_.request = open.front().request;
    to_person("wrong_code");
    return true;
  }

  bool answer(const RequestRow& request, const PageRow& page) {
    row_.request = request.id;
    auto answered = answer_page(tx_, settings_, request, page, reading_, row_.id, now_);
    answered.to_person ? to_person(answered.done) : done(answered.done);
    return true;
  }

  bool ask_which(const std::vector<PageRow>& open) {
    std::string codes;
    for (const auto& page : open)
      codes += (codes.empty() ? "" : ", ") + tx_.requests().find(page.request)->code;
    ServiceText which;
    which.donor = row_.donor;
    which.contact_point = point_->id;
    which.kind = "page_which_code";
    which.dedupe = fmt::format("reply-{}", row_.id.value());
    which.reply = row_.id;
    which.detail = codes;
    queue_text(tx_, settings_, which, now_);
    done("asked_which_code");
    return true;
  }

  void answer_reminder() {
    auto question = tx_.messages().last_question(row_.donor, now_ - question_stays_open);
    if (question) row_.message = question->id;
    ReminderReply reply{row_.donor, point_->id, row_.id, question, reading_};
    auto taken = muster::answer_reminder(tx_, settings_, reply, now_);
    taken.to_person ? to_person(taken.done) : done(taken.done);
  }

  Tx& tx_;
  const Settings& settings_;
  const ReplyEvent& event_;
  Instant now_;
  std::string address_;
  std::vector<ContactPointRow> points_;
  const ContactPointRow* point_ = nullptr;
  ReplyReading reading_;
  ReplyRow row_;
  bool stopped_ = false;
};

}  // namespace

Result<ReplyTaken> take_reply(Tx& tx, const Settings& settings, const std::string& gateway,
                              const ReplyEvent& event, Instant now) {
  return Incoming(tx, settings, event, now).take(gateway);
}

}  // namespace muster
