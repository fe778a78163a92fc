// SPDX-License-Identifier: Apache-2.0
// The part of a random day in which minds are changed: stops, consents, pauses, hours, blackouts,
// the register and bypasses come between leases, receipts, emergencies and restarts.
#include "office.hpp"
#include "random_day.hpp"

namespace muster::simulation {
namespace {

constexpr Millis length = Hours(36);
constexpr int acts = 24;
constexpr int invitations = 60;
constexpr int invited = 12;  // donors of the campaign: few enough for its limits to bite

constexpr const char* days[] = {"2026-10-24", "2026-10-25", "2026-10-26"};
constexpr const char* opens[] = {"08:00", "09:30", "10:00"};
constexpr const char* closes[] = {"12:00", "16:00", "17:00"};

}  // namespace

void RandomDay::plan_consent_work() {
  for (int i = 0; i < acts; ++i) {
    auto alias = one_of(aliases_);
    world_.agenda().at(some_time(length), [this, alias] {
      if (world_.up()) consent_work(alias);
    });
  }
  for (int i = 0; i < 4; ++i)
    world_.agenda().at(some_time(length), [this] {
      if (world_.up()) house_work();
    });
}

void RandomDay::plan_campaign() {
  for (int i = 0; i < invitations; ++i) {
    auto alias = aliases_[below(invited)];
    world_.agenda().at(some_time(length), [this, alias] {
      if (world_.up() && Office(world_).invites(alias)) ++desk_["campaign"];
    });
  }
}

std::vector<Purpose> RandomDay::some_purposes() {
  std::vector<Purpose> purposes;
  for (auto purpose : {Purpose::reminders, Purpose::campaigns, Purpose::emergency})
    if (chance(0.4)) purposes.push_back(purpose);
  if (purposes.empty()) purposes.push_back(Purpose::campaigns);
  return purposes;
}

void RandomDay::consent_work(const std::string& alias) {
  Office office(world_);
  auto did = [this](const char* what, bool entered) { desk_[what] += entered; };
  switch (below(8)) {
    case 0: return did("stop", office.stops(alias));
    case 1:
    case 2: {
      auto purposes = some_purposes();
      auto channel = chance(0.5) ? std::optional(Channel::sms) : std::nullopt;
      return did("stop_in_part", office.stops(alias, purposes, channel));
    }
    case 3: return did("start", office.lifts_stops(alias));
    case 4:
    case 5: return did("withdraw", office.withdraws(alias, {one_of(all_purposes)}));
    case 6: return did("give", office.gives(alias, {one_of(all_purposes)}));
    default: break;
  }
  const auto* until = chance(0.5) ? "2026-10-27" : "2027-01-01";
  if (chance(0.6)) return did("snooze", office.snoozes(alias, until));
  did("wake", office.wakes(alias));
}

void RandomDay::house_work() {
  Office office(world_);
  auto did = [this](const char* what, bool entered) { desk_[what] += entered; };
  switch (below(6)) {
    case 0: {
      std::vector<std::string> numbers;
      for (int i = 0; i < 5 && !numbers_.empty(); ++i)
        numbers.push_back(
            normalise_phone(world_.settings()->numbering, "VN", one_of(numbers_)).value().e164);
      auto channel = chance(0.7) ? DncChannel::both : DncChannel::voice;
      return did("register", office.lists(numbers, channel, chance(0.3)));
    }
    case 1: {
      auto kind = chance(0.6) ? HoursKind::reminders : HoursKind::campaigns;
      return did("hours", office.narrows(kind, one_of(opens), one_of(closes)));
    }
    case 2: {
      const auto* day = one_of(days);
      auto purposes = chance(0.5) ? std::vector<Purpose>{} : std::vector{Purpose::campaigns};
      return did("blackout", office.blacks_out(day, day, purposes));
    }
    case 3:
    case 4: return did("bypass", office.opens_bypass(Hours(1 + static_cast<int>(below(23)))));
    default: break;
  }
  for (const auto& row : office.bypasses())
    if (!row.bypass.ended_at) did("bypass_ended", office.ends_bypass(row.bypass.id));
}

}  // namespace muster::simulation
