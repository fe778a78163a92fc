// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/contact_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/engine/registry.hpp"
#include "muster/store/organisations.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Days blackout_most{90};
constexpr Days blackout_ahead{366 * 3};

std::string words(const DayWindow& window) {
  return fmt::format("{}-{}", to_string(window.from), to_string(window.to));
}

// Of the organisation and those below it, the first that the wanted hours would leave no minute of
// the day, with the hours of all above it.
std::optional<OrganisationRow> left_without(Tx& tx, const Settings& settings,
                                            const OrganisationRow& top,
                                            const NarrowedHours& wanted) {
  for (auto& organisation : tx.organisations().all()) {
    if (!organisation.path.starts_with(top.path)) continue;
    std::vector<DayWindow> windows = {window_of(settings.hours, wanted.kind), wanted.window};
    for (const auto& row : tx.contact_rules().hours_of(organisation.id))
      if (row.organisation != top.id && row.hours.kind == wanted.kind)
        windows.push_back(row.hours.window);
    if (open_minutes(windows) == 0) return std::move(organisation);
  }
  return std::nullopt;
}

Zone zone_of(const OrganisationRow& organisation) {
  auto zone = Zone::named(organisation.zone);
  return zone ? *zone : Zone::utc();
}

boost::json::array names_of(Consents purposes) {
  boost::json::array names;
  for (auto purpose : all_purposes)
    if (purposes.has(purpose)) names.emplace_back(name(purpose));
  return names;
}

}  // namespace

Recall routine_recall() {
  Recall recall;
  recall.scope = StopScope::reminders_and_campaigns();
  return recall;
}

Result<HoursRow> set_hours(Tx& tx, const Settings& settings, const Principal& who,
                           const std::string& code, const NarrowedHours& wanted, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto organisation = organisation_for(tx, who, code);
  if (!organisation) return organisation.error();
  auto legal = window_of(settings.hours, wanted.kind);
  if (wanted.window.from == wanted.window.to)
    return invalid("/to", "the hours are empty: to must differ from from");
  if (!within(wanted.window, legal))
    return invalid("/from", fmt::format("{} is wider than the hours of the house, {}: an "
                                        "organisation may only narrow them",
                                        words(wanted.window), words(legal)));
  if (auto none = left_without(tx, settings, *organisation, wanted))
    return invalid("/from",
                   fmt::format("{} leaves no minute of the day for '{}' with the hours set "
                               "above and below: nothing would ever go",
                               words(wanted.window), none->code));
  tx.contact_rules().set_hours(organisation->id, wanted, who.actor, now);
  boost::json::object data = {{"kind", name(wanted.kind)}, {"hours", words(wanted.window)}};
  journal(tx, who, "organisation", organisation->id.value(), "hours_set", data, now);
  HoursRow row;
  row.organisation = organisation->id;
  row.hours = wanted;
  row.changed_at = now;
  row.changed_by = who.actor;
  return row;
}

Result<void> remove_hours(Tx& tx, const Principal& who, const std::string& code, HoursKind kind,
                          Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto organisation = organisation_for(tx, who, code);
  if (!organisation) return organisation.error();
  if (!tx.contact_rules().remove_hours(organisation->id, kind))
    return not_found("this organisation has no hours of its own for that");
  boost::json::object data = {{"kind", name(kind)}};
  journal(tx, who, "organisation", organisation->id.value(), "hours_removed", data, now);
  return {};
}

Result<BlackoutRow> add_blackout(Tx& tx, const Principal& who, const NewBlackout& wanted,
                                 Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto organisation = organisation_for(tx, who, wanted.organisation);
  if (!organisation) return organisation.error();
  BlackoutRow row;
  FieldChecks check;
  row.organisation = organisation->id;
  row.name = check.text("/name", wanted.name, 80, true);
  row.days.first = wanted.first;
  row.days.last = wanted.last.value_or(wanted.first);
  auto today = zone_of(*organisation).day_of(now);
  if (row.days.last < row.days.first)
    check.refuse("/last", "lies before the first day");
  else if (row.days.last - row.days.first >= blackout_most)
    check.refuse("/last", "a blackout is at most 90 days: use consents or a halt for more");
  if (row.days.last < today) check.refuse("/last", "is over already");
  if (row.days.first > today + blackout_ahead)
    check.refuse("/first", "lies more than three years ahead");
  for (auto purpose : wanted.purposes) {
    row.days.purposes.give(purpose);
    if (purpose == Purpose::emergency || purpose == Purpose::emergency_night)
      check.refuse("/purposes", "a blackout never keeps emergency pages back");
  }
  if (wanted.purposes.empty()) row.days.purposes = StopScope::reminders_and_campaigns().purposes;
  if (!check.ok()) return check.error();
  row.added_at = now;
  row.added_by = who.actor;
  row.id = tx.contact_rules().add_blackout(row);
  boost::json::object data = {{"organisation", organisation->code},
                              {"first", to_string(row.days.first)},
                              {"last", to_string(row.days.last)},
                              {"purposes", names_of(row.days.purposes)}};
  journal(tx, who, "blackout", row.id.value(), "added", data, now);
  return row;
}

Result<BlackoutRow> remove_blackout(Tx& tx, const Principal& who, BlackoutId id, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto row = tx.contact_rules().find_blackout(id);
  if (!row || !tx.organisations().visible(who, row->organisation))
    return not_found("there is no such blackout");
  if (!tx.contact_rules().remove_blackout(id, who.actor, now))
    return conflict("this blackout was removed already");
  journal(tx, who, "blackout", id.value(), "removed", {}, now);
  return std::move(*row);
}

}  // namespace muster
