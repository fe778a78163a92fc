// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/contacts.hpp"

#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {

Result<ContactPointRow> contact_point_of(Tx& tx, const Principal& who, ContactPointId id) {
  auto row = tx.contact_points().find(id);
  auto donor = row ? tx.donors().find(row->donor) : std::nullopt;
  if (!donor || donor->erased_at || donor->merged_into || row->removed_at ||
      !tx.organisations().visible(who, donor->organisation))
    return not_found("there is no such address");
  return std::move(*row);
}

Result<ContactPointRow> edit_contact_point(Tx& tx, const Settings&, const Principal& who,
                                           ContactPointId id, const AddressEdit& edit,
                                           Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto row = contact_point_of(tx, who, id);
  if (!row) return row.error();
  FieldChecks check;
  if (edit.position) check.number("/position", *edit.position, 0, 20);
  if (edit.from.has_value() != edit.to.has_value())
    check.refuse("/from", "give from and to, or neither");
  std::optional<DayWindow> window;
  if (edit.from && edit.to) {
    window = address_window(*edit.from, *edit.to);
    if (!window) check.refuse("/to", "is too near to `from`: give a window of 15m or more");
    if (edit.at_any_time) check.refuse("/at_any_time", "and a window exclude each other");
  }
  if (!check.ok()) return check.error();
  boost::json::array changed;
  if (edit.position && tx.contact_points().reorder(id, *edit.position))
    changed.emplace_back("position");
  if ((window || edit.at_any_time) && tx.contact_points().set_window(id, window))
    changed.emplace_back("window");
  if (!changed.empty())
    journal(tx, who, "contact_point", id.value(), "edited",
            {{"donor", row->donor.value()}, {"fields", std::move(changed)}}, now);
  return *tx.contact_points().find(id);
}

Result<ContactPointRow> remove_contact_point(Tx& tx, const Settings&, const Principal& who,
                                             ContactPointId id, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto row = contact_point_of(tx, who, id);
  if (!row) return row.error();
  tx.contact_points().remove(id, now);
  journal(tx, who, "contact_point", id.value(), "removed", {{"donor", row->donor.value()}}, now);
  return *tx.contact_points().find(id);
}

}  // namespace muster
