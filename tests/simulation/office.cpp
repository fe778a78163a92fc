// SPDX-License-Identifier: Apache-2.0
#include "office.hpp"

#include <fmt/format.h>

#include "muster/engine/do_not_call.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/contact_points.hpp"

namespace muster::simulation {
namespace {

Recall nothing() { return {}; }

}  // namespace

// The system sees the whole house, so it may all of this; the journal has another name.
Principal Office::desk() const {
  auto who = system_principal();
  who.organisation = world_->home();
  who.actor = "token:desk";
  return who;
}

template <class Job>
bool Office::enter(Job job, const Recall& recall) {
  bool entered = world_->change_unsettled(std::move(job)).has_value();
  if (entered && world_->up()) {
    world_->process().pages().recall(recall);
    world_->process().texts().recall(recall);
  }
  world_->settle();
  return entered;
}

bool Office::stops(const std::string& alias) {
  auto settings = world_->settings();
  auto now = world_->now();
  auto id = world_->id(alias);
  auto job = [settings, who = desk(), id, now](Tx& tx) {
    return stop_donor(tx, *settings, who, id, "by phone", now);
  };
  auto stopped = world_->change_unsettled(job);
  if (stopped)
    for (const auto& index : stopped->address_indexes) {
      world_->process().pages().revoke_address(index);
      world_->process().texts().revoke_address(index);
    }
  world_->settle();
  return stopped.has_value();
}

bool Office::stops(const std::string& alias, std::vector<Purpose> purposes,
                   std::optional<Channel> channel) {
  NewStop wanted;
  wanted.purposes = std::move(purposes);
  wanted.channel = channel;
  wanted.how = "by phone";
  auto now = world_->now();
  auto id = world_->id(alias);
  auto job = [wanted, who = desk(), id, now](Tx& tx) {
    return stop_in_part(tx, who, id, wanted, now);
  };
  auto stopped = world_->change_unsettled(job);
  if (stopped) {
    auto recall = recall_of(id, stopped->scope);
    world_->process().pages().recall(recall);
    world_->process().texts().recall(recall);
  }
  world_->settle();
  return stopped.has_value();
}

bool Office::lifts_stops(const std::string& alias) {
  NewStart wanted;
  wanted.reason = "asked at the desk";
  auto job = [wanted, who = desk(), id = world_->id(alias), now = world_->now()](Tx& tx) {
    return start_donor(tx, who, id, wanted, now);
  };
  return enter(job, nothing());
}

bool Office::gives(const std::string& alias, std::vector<Purpose> purposes) {
  NewConsent wanted;
  wanted.purposes = std::move(purposes);
  wanted.how = "desk";
  wanted.proof = "form 7";
  wanted.text_shown = "v3";
  auto settings = world_->settings();
  auto job = [settings, wanted, who = desk(), id = world_->id(alias), now = world_->now()](Tx& tx) {
    return give_consent(tx, *settings, who, id, wanted, now);
  };
  return enter(job, nothing());
}

bool Office::withdraws(const std::string& alias, std::vector<Purpose> purposes) {
  auto settings = world_->settings();
  auto id = world_->id(alias);
  auto job = [settings, purposes, who = desk(), id, now = world_->now()](Tx& tx) {
    return withdraw_consent(tx, *settings, who, id, purposes, "by phone", now);
  };
  return enter(job, recall_of(id, purposes));
}

bool Office::snoozes(const std::string& alias, std::string_view until) {
  auto day = parse_day(until).value();
  auto id = world_->id(alias);
  auto job = [day, who = desk(), id, now = world_->now()](Tx& tx) {
    return snooze_donor(tx, who, id, day, now);
  };
  auto scope = StopScope::all();
  scope.services = false;
  return enter(job, recall_of(id, scope));
}

bool Office::wakes(const std::string& alias) {
  auto job = [who = desk(), id = world_->id(alias), now = world_->now()](Tx& tx) {
    return snooze_donor(tx, who, id, std::nullopt, now);
  };
  return enter(job, nothing());
}

bool Office::lists(const std::vector<std::string>& numbers, DncChannel channel, bool replace) {
  DncImport wanted;
  wanted.channel = channel;
  wanted.source = "register";
  wanted.replace = replace;
  wanted.on = Zone::utc().day_of(world_->now());
  auto job = [wanted, numbers, who = desk(), now = world_->now()](Tx& tx) -> Result<bool> {
    auto list = begin_do_not_call(tx, who, wanted, now);
    if (!list) return list.error();
    auto added = add_do_not_call(tx, *list, wanted.channel, numbers);
    if (!added) return added.error();
    auto ended = end_do_not_call(tx, who, *list, wanted, *added, now);
    if (!ended) return ended.error();
    return true;
  };
  return enter(job, routine_recall());
}

bool Office::narrows(HoursKind kind, std::string_view from, std::string_view to) {
  NarrowedHours hours;
  hours.kind = kind;
  hours.window = {parse_minute_of_day(from).value(), parse_minute_of_day(to).value()};
  auto settings = world_->settings();
  auto job = [settings, hours, who = desk(), now = world_->now()](Tx& tx) {
    return set_hours(tx, *settings, who, "", hours, now);
  };
  return enter(job, routine_recall());
}

bool Office::blacks_out(std::string_view first, std::string_view last,
                        std::vector<Purpose> purposes) {
  NewBlackout wanted;
  wanted.name = "feast";
  wanted.first = parse_day(first).value();
  wanted.last = parse_day(last).value();
  wanted.purposes = std::move(purposes);
  auto job = [wanted, who = desk(), now = world_->now()](Tx& tx) {
    return add_blackout(tx, who, wanted, now);
  };
  return enter(job, routine_recall());
}

bool Office::opens_bypass(Millis lasts) {
  NewBypass wanted;
  wanted.reason = "bus accident";
  wanted.expires_at = world_->now() + lasts;
  auto job = [wanted, who = desk(), now = world_->now()](Tx& tx) {
    return open_bypass(tx, who, wanted, now);
  };
  return enter(job, nothing());
}

bool Office::ends_bypass(BypassId id) {
  Recall recall;
  recall.scope.purposes.give(Purpose::emergency);
  auto job = [id, who = desk(), now = world_->now()](Tx& tx) {
    return end_bypass(tx, who, id, now);
  };
  return enter(job, recall);
}

std::vector<BypassRow> Office::bypasses() {
  auto job = [](Tx& tx) -> Result<std::vector<BypassRow>> {
    return tx.bypasses().list(system_principal(), {}, 100);
  };
  return world_->look(job);
}

bool Office::invites(const std::string& alias, Channel channel) {
  auto job = [id = world_->id(alias), channel, now = world_->now()](Tx& tx) -> Result<bool> {
    auto donor = *tx.donors().find(id);
    auto upcoming = tx.sessions().upcoming({}, now, 10);
    auto points = tx.contact_points().of_donor(id);
    std::erase_if(points, [&](const auto& point) { return point.channel != channel; });
    if (points.empty() || upcoming.empty()) return false;
    MessageRow row;
    row.organisation = donor.organisation;
    row.donor = id;
    row.contact_point = points.front().id;
    row.channel = channel;
    row.lane = SendLane::campaign;
    row.purpose = Purpose::campaigns;
    row.kind = "reminder_invite";
    row.session = upcoming.front().session.id;
    row.not_after = upcoming.front().session.starts_at;
    row.dedupe = fmt::format("campaign-{}-{}-{}", id.value(), to_millis(now), name(channel));
    row.due_at = row.created_at = now;
    tx.messages().insert(row);
    return true;
  };
  auto queued = world_->change(job);
  return queued && *queued;
}

}  // namespace muster::simulation
