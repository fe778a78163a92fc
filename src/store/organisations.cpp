// SPDX-License-Identifier: Apache-2.0
#include "muster/store/organisations.hpp"

#include <fmt/format.h>

#include "muster/base/assert.hpp"
#include "sql.hpp"

namespace muster {
namespace {

OrganisationRow read(const Rows& rows) {
  OrganisationRow row;
  row.id = rows.id<OrganisationId>(0);
  row.parent = rows.id<OrganisationId>(1);
  row.path = rows.text(2);
  row.code = rows.text(3);
  row.name = rows.text(4);
  row.zone = rows.text(5);
  row.hotline = rows.text(6);
  return row;
}

std::optional<OrganisationRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

}  // namespace

OrganisationId Organisations::add(OrganisationRow row) {
  row.id = OrganisationId(tx_.sql().next_id("organisation"));
  std::string above = "/";
  if (row.parent) {
    const auto parent = find(row.parent);
    MUSTER_ASSERT(parent);
    above = parent->path;
  }
  row.path = fmt::format("{}{}/", above, row.id.value());
  tx_.sql().run(
      "insert into organisation (id, parent_id, path, code, name, zone, hotline) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      row.id, row.parent, row.path, row.code, row.name, row.zone, row.hotline);
  return row.id;
}

const OrganisationRow* Organisations::look(OrganisationId id) {
  if (const auto known = known_.find(id); known != known_.end()) return &known->second;
  auto found =
      first(tx_.sql().query("select id, parent_id, path, code, name, zone, hotline "
                            "from organisation where id = ?",
                            id));
  if (!found) return nullptr;
  return &known_.emplace(id, std::move(*found)).first->second;
}

std::optional<OrganisationRow> Organisations::find(OrganisationId id) {
  if (const auto* known = look(id)) return *known;
  return std::nullopt;
}

std::optional<OrganisationRow> Organisations::find(std::string_view code) {
  return first(
      tx_.sql().query("select id, parent_id, path, code, name, zone, hotline from organisation "
                      "where code = ?",
                      code));
}

std::vector<OrganisationRow> Organisations::all() {
  // A parent's path is the beginning of its child's.
  auto rows = tx_.sql().query(
      "select id, parent_id, path, code, name, zone, hotline from organisation order by path");
  std::vector<OrganisationRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

bool Organisations::visible(const Principal& principal, OrganisationId id) {
  auto rows = tx_.sql().query("select path from organisation where id = ?", id);
  return rows.next() && principal.sees(rows.text(0));
}

}  // namespace muster
