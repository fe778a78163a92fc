// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/duplicates.hpp"

#include <fmt/format.h>

#include "merge_fields.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/duplicates.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/sessions.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

// Which of two bookings of one session says more: what happened before what was only planned.
int rank(BookingState state) {
  switch (state) {
    case BookingState::given: return 5;
    case BookingState::deferred: return 4;
    case BookingState::arrived: return 3;
    case BookingState::booked: return 2;
    case BookingState::no_show: return 1;
    case BookingState::cancelled: return 0;
  }
  return 0;
}

class Merging {
 public:
  Merging(Tx& tx, MergeRow row, Instant now) : tx_(tx), row_(std::move(row)), now_(now) {}

  void fields(DonorRow kept, const DonorRow& other) {
    const auto group = kept;
    for (auto field : fill(kept, other))
      tx_.merges().note(row_.id, "filled", 0,
                        field == "group" ? fmt::format("group:{}:{}:{}", to_string(group.group),
                                                       static_cast<int>(group.typing),
                                                       group.typed_on ? to_string(*group.typed_on)
                                                                      : std::string())
                                         : std::string(field));
    tx_.donors().update(kept, now_);
    auto until = merged_snooze(kept.snoozed_until, other.snoozed_until);
    if (until == kept.snoozed_until) return;
    tx_.merges().note(row_.id, "snooze", to_millis(kept.snoozed_until.value_or(Instant{})),
                      std::to_string(to_millis(*until)));
    tx_.donors().snooze(row_.kept, until, now_);
  }

  // The kept one's address says what both knew: verified by either, suppressed by either, in use if
  // either used it.
  void addresses() {
    for (const auto& [mine, theirs] : tx_.merges().same_addresses(row_)) {
      auto kept = tx_.contact_points().find(mine);
      auto other = tx_.contact_points().find(theirs);
      if (kept->removed_at && !other->removed_at && tx_.contact_points().restore(mine)) {
        note_address(mine, "restored");
        kept->verified_at.reset();
      }
      if (!kept->verified_at && other->verified_at &&
          tx_.contact_points().verify(mine, other->verified_how, *other->verified_at))
        note_address(mine, "verified");
      if (other->suppressed_at && !kept->suppressed_at &&
          tx_.contact_points().suppress(mine, other->suppressed_reason, *other->suppressed_at))
        note_address(mine, "suppressed");
      // One person on this number: an answer from it must not look like that of a family.
      if (tx_.contact_points().remove(theirs, now_)) note_address(theirs, "removed");
    }
  }

  // One place is taken, not two, and what holds the donor still does.
  void bookings() {
    for (auto session : tx_.merges().same_sessions(row_)) {
      auto kept = tx_.sessions().booking(session, row_.kept)->state;
      auto other = tx_.sessions().booking(session, row_.other)->state;
      auto both = rank(other) > rank(kept) ? other : kept;
      tx_.merges().note(row_.id, "booking_twice", session.value(),
                        fmt::format("{},{},{}", name(kept), name(other), name(both)));
      tx_.sessions().book(session, row_.kept, both, now_);
      tx_.sessions().book(session, row_.other, BookingState::cancelled, now_);
    }
  }

 private:
  void note_address(ContactPointId id, std::string_view what) {
    tx_.merges().note(row_.id, "address", id.value(), what);
  }

  Tx& tx_;
  MergeRow row_;
  Instant now_;
};

class Undoing {
 public:
  Undoing(Tx& tx, MergeRow row, Instant now) : tx_(tx), row_(std::move(row)), now_(now) {}

  void addresses() {
    for (const auto& note : tx_.merges().notes(row_.id, "address"))
      tx_.merges().address_back(ContactPointId(note.row), note.detail, now_);
  }

  void bookings() {
    for (const auto& note : tx_.merges().notes(row_.id, "booking_twice")) {
      auto first = note.detail.find(',');
      auto second = note.detail.find(',', first + 1);
      auto kept = parse_booking_state(note.detail.substr(0, first));
      auto other = parse_booking_state(note.detail.substr(first + 1, second - first - 1));
      auto both = parse_booking_state(note.detail.substr(second + 1));
      SessionId session(note.row);
      auto stands = tx_.sessions().booking(session, row_.kept);
      if (stands && stands->state == both) tx_.sessions().book(session, row_.kept, *kept, now_);
      tx_.sessions().book(session, row_.other, *other, now_);
    }
  }

  void fields(const DonorRow& other) {
    auto kept = *tx_.donors().find(row_.kept);
    for (const auto& note : tx_.merges().notes(row_.id, "filled")) {
      if (note.detail.starts_with("group:"))
        group_back(kept, other, note.detail);
      else
        empty_again(kept, other, note.detail);
    }
    tx_.donors().update(kept, now_);
    for (const auto& note : tx_.merges().notes(row_.id, "snooze")) {
      if (!kept.snoozed_until || std::to_string(to_millis(*kept.snoozed_until)) != note.detail)
        continue;
      std::optional<Instant> before;
      if (note.row != 0) before = from_millis(note.row);
      tx_.donors().snooze(row_.kept, before, now_);
    }
  }

 private:
  // "group:O-:1:2026-11-01"
  static void group_back(DonorRow& kept, const DonorRow& other, const std::string& detail) {
    if (kept.group != other.group || kept.typing != other.typing) return;
    auto first = detail.find(':', 6);
    kept.group = parse_blood_group(detail.substr(6, first - 6)).value_or(BloodGroup());
    kept.typing = static_cast<TypingSource>(detail.at(first + 1) - '0');
    auto day = parse_day(detail.substr(std::min(first + 3, detail.size())));
    kept.typed_on.reset();
    if (day) kept.typed_on = *day;
  }

  Tx& tx_;
  MergeRow row_;
  Instant now_;
};

Result<void> may_merge(Tx& tx, const DonorRow& kept, const DonorRow& other) {
  if (kept.id == other.id) return invalid("/other", "is the same donor: name two");
  if (auto why = contradiction(kept, other); !why.empty())
    return conflict(why + ": find out which is right and edit the other record first");
  if (auto request = tx.merges().asked_twice(kept.id, other.id))
    return conflict(
        fmt::format("both were asked in request {}, which is not over: close it first, then merge",
                    request->value()));
  return {};
}

}  // namespace

Result<DonorsMerged> merge_donors(Tx& tx, const Settings& settings, const Principal& who,
                                  DonorId keep, DonorId other_id, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto kept = donor_of(tx, who, keep);
  if (!kept) return kept.error();
  auto other = donor_of(tx, who, other_id);
  if (!other) return Error(other.error().kind(), other.error().message(), "/other");
  if (auto may = may_merge(tx, *kept, *other); !may) return may.error();
  MergeRow row;
  row.organisation = kept->organisation;
  row.kept = keep;
  row.other = other_id;
  row.at = now;
  row.by = who.actor;
  DonorsMerged done;
  // What their reminders were about to say, the kept one's say.
  tx.messages().drop_queued_steps(other_id, Reason::answered, now);
  done.merge = row = tx.merges().begin(row);
  Merging merging(tx, row, now);
  merging.fields(*kept, *other);
  merging.addresses();
  merging.bookings();
  tx.merges().settle_members(row, now);
  tx.merges().settle_steps(row, now);
  done.moved = tx.merges().move(row);
  tx.merges().settle_consents(row);
  for (auto [id, into] : {std::pair(keep, other_id), std::pair(other_id, keep)})
    journal(tx, who, "donor", id.value(), id == keep ? "took_in" : "merged",
            {{"merge", row.id.value()}, {"donor", into.value()}}, now);
  replan(tx, settings, keep, now);
  done.kept = *tx.donors().find(keep);
  return done;
}

Result<DonorRow> unmerge_donor(Tx& tx, const Settings& settings, const Principal& who,
                               DonorId other, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto row = donor_to_show(tx, who, other);
  if (!row) return row.error();
  auto merge = tx.merges().of(other);
  if (!merge) return conflict(fmt::format("donor {} was not merged", other.value()));
  auto kept = donor_of(tx, who, merge->kept);
  if (!kept) return kept.error();
  Undoing undoing(tx, *merge, now);
  tx.merges().move_back(*merge);
  tx.merges().settle_members_back(*merge);
  tx.merges().settle_steps_back(*merge);
  tx.merges().settle_consents_back(*merge);
  tx.merges().end(*merge, who.actor, now);
  undoing.addresses();
  undoing.bookings();
  undoing.fields(*row);
  for (auto id : {merge->kept, other})
    journal(tx, who, "donor", id.value(), "unmerged", {{"merge", merge->id.value()}}, now);
  replan(tx, settings, merge->kept, now);
  replan(tx, settings, other, now);
  return *tx.donors().find(other);
}

Result<bool> dismiss_duplicate(Tx& tx, const Settings&, const Principal& who, DonorId a, DonorId b,
                               Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto first = donor_of(tx, who, a);
  if (!first) return Error(first.error().kind(), first.error().message(), "/first");
  auto second = donor_of(tx, who, b);
  if (!second) return Error(second.error().kind(), second.error().message(), "/second");
  if (a == b) return invalid("/second", "is the same donor: name two");
  bool fresh = tx.duplicates().dismiss(a, b, first->organisation, who.actor, now);
  if (fresh) journal(tx, who, "donor", a.value(), "distinct_from", {{"donor", b.value()}}, now);
  return fresh;
}

}  // namespace muster
