// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {

Result<OrganisationRow> add_organisation(Tx& tx, const Settings&, const Principal& who,
                                         const NewOrganisation& wanted, Instant now) {
  if (auto may = allow(who, {Role::admin}); !may) return may.error();
  OrganisationRow row;
  if (!wanted.parent.empty() || who.role != Role::system) {
    auto parent = organisation_for(tx, who, wanted.parent);
    if (!parent) return Error(parent.error().kind(), parent.error().message(), "/parent");
    row.parent = parent->id;
  }
  FieldChecks check;
  row.code = check.code("/code", wanted.code);
  row.name = check.text("/name", wanted.name, 120, true);
  row.zone = check.zone("/zone", wanted.zone, "Asia/Ho_Chi_Minh");
  row.hotline = check.text("/hotline", wanted.hotline, 20);
  if (!check.ok()) return check.error();
  if (tx.organisations().find(std::string_view(row.code)))
    return Error(ErrorKind::conflict, fmt::format("the code '{}' is taken", row.code), "/code");
  row.id = tx.organisations().add(row);
  boost::json::object data = {{"code", row.code}, {"parent", row.parent.value()}};
  journal(tx, who, "organisation", row.id.value(), "added", data, now);
  return *tx.organisations().find(row.id);
}

}  // namespace muster
