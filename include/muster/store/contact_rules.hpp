// SPDX-License-Identifier: Apache-2.0
// When an organisation wants its donors left alone: hours narrower than the configuration's, and
// days on which nothing goes. Both hold for all below it in the tree. Part of a Tx: valid only
// inside its job.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/quiet_hours.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct HoursRow {
  OrganisationId organisation;
  NarrowedHours hours;
  Instant changed_at{};
  std::string changed_by;
};

struct BlackoutRow {
  BlackoutId id;
  OrganisationId organisation;
  std::string name;
  Blackout days;
  Instant added_at{};
  std::string added_by;
  std::optional<Instant> removed_at;
};

// What binds a message to a donor of one organisation.
struct ContactRules {
  std::vector<NarrowedHours> narrowed;
  std::vector<Blackout> blackouts;
};

class ContactRuleTable {
 public:
  explicit ContactRuleTable(Tx& tx) : tx_(tx) {}

  // Replaces the organisation's hours of that kind.
  void set_hours(OrganisationId organisation, const NarrowedHours& hours, std::string_view by,
                 Instant now);
  bool remove_hours(OrganisationId organisation, HoursKind kind);
  // Those of the organisation itself and of all above it, from the root down.
  std::vector<HoursRow> hours_of(OrganisationId organisation);

  BlackoutId add_blackout(const BlackoutRow& row);
  std::optional<BlackoutRow> find_blackout(BlackoutId id);
  bool remove_blackout(BlackoutId id, std::string_view by, Instant now);
  // In force and not over on that day: the principal's own, those above and those below; by day.
  std::vector<BlackoutRow> blackouts(const Principal& who, Day from);

  // Hours and blackouts of the organisation and all above it. Read once a job for each.
  const ContactRules& of(OrganisationId organisation);
  // A new job begins: what was read for the last one may have changed.
  void forget() { known_.clear(); }

 private:
  Tx& tx_;
  std::map<OrganisationId, ContactRules> known_;
};

}  // namespace muster
