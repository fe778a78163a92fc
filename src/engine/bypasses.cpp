// SPDX-License-Identifier: Apache-2.0
// Emergency bypasses, and addresses taken up again: a person answers for each.
#include <fmt/format.h>

#include "muster/engine/contact_rules.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/requests.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Millis usual_bypass = Hours(4);

void replan_covered(Tx& tx, const BypassRow& row, Instant now) {
  for (const auto& request : tx.requests().open()) {
    auto organisation = tx.organisations().find(request.organisation);
    if (organisation && covers(row.bypass, organisation->path, request.club, now))
      tx.requests().replan(request.id, now);
  }
}

}  // namespace

Result<BypassRow> open_bypass(Tx& tx, const Principal& who, const NewBypass& wanted, Instant now) {
  if (auto may = allow(who, {Role::admin, Role::approver}); !may) return may.error();
  auto organisation = organisation_for(tx, who, wanted.organisation);
  if (!organisation) return organisation.error();
  BypassRow row;
  row.organisation = organisation->id;
  row.bypass.organisation_path = organisation->path;
  if (!wanted.club.empty()) {
    auto club = club_of(tx, who, wanted.club);
    if (!club) return Error(club.error().kind(), club.error().message(), "/club");
    auto home = tx.organisations().find(club->organisation);
    if (!home || !home->path.starts_with(organisation->path))
      return invalid("/club", "is no club of that organisation");
    row.bypass.club = club->id;
  }
  FieldChecks check;
  row.reason = check.text("/reason", wanted.reason, 200, true);
  row.bypass.opened_at = now;
  row.bypass.expires_at = wanted.expires_at.value_or(now + usual_bypass);
  if (row.bypass.expires_at <= now) check.refuse("/expires_at", "lies in the past");
  if (row.bypass.expires_at > now + bypass_most)
    check.refuse("/expires_at", "is more than 24 hours ahead: open another one tomorrow");
  if (!check.ok()) return check.error();
  row.opened_by = who.actor;
  row.role = name(who.role);
  row.bypass.id = tx.bypasses().add(row);
  boost::json::object data = {{"organisation", organisation->code},
                              {"club", row.bypass.club.value()},
                              {"role", row.role},
                              {"expires_at", to_string(row.bypass.expires_at)}};
  journal(tx, who, "bypass", row.bypass.id.value(), "opened", data, now);
  replan_covered(tx, row, now);
  return row;
}

Result<BypassRow> end_bypass(Tx& tx, const Principal& who, BypassId id, Instant now) {
  if (auto may = allow(who, {Role::admin, Role::approver}); !may) return may.error();
  auto row = tx.bypasses().find(id);
  if (!row || !tx.organisations().visible(who, row->organisation))
    return not_found("there is no such bypass");
  if (!tx.bypasses().end(id, who.actor, now)) return conflict("this bypass is over already");
  journal(tx, who, "bypass", id.value(), "ended", {{"used", row->used}}, now);
  return *tx.bypasses().find(id);
}

Result<ContactPointRow> restore_address(Tx& tx, const Principal& who, ContactPointId id,
                                        const std::string& reason, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto point = tx.contact_points().find(id);
  if (!point || !tx.donors().visible(who, point->donor))
    return not_found("there is no such address");
  FieldChecks check;
  auto said = check.text("/reason", reason, 200, true);
  if (!check.ok()) return check.error();
  if (!tx.suppressions().restore(id, said, who.actor, now))
    return conflict("this address is not suppressed: texts go there");
  if (point->suppressed_reason == "wrong_number") tx.suppressions().unverify(id);
  journal(tx, who, "contact_point", id.value(), "restored", {{"was", point->suppressed_reason}},
          now);
  return *tx.contact_points().find(id);
}

}  // namespace muster
