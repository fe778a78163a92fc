// SPDX-License-Identifier: Apache-2.0
#include "muster/store/donor_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "muster/base/sealing.hpp"
#include "sql.hpp"

namespace muster {
namespace {

struct Sealed {
  std::string_view table;
  std::string_view column;
};
// The context of each is "table.column".
constexpr std::array sealed = {
    Sealed{"contact_point", "address"},
    Sealed{"reply", "text"},
    Sealed{"subject_request", "note"},
};

bool is_sealed(std::string_view table, std::string_view column) {
  return std::any_of(sealed.begin(), sealed.end(),
                     [&](const Sealed& one) { return one.table == table && one.column == column; });
}

ExportValue value_of(const SQLite::Column& cell) {
  if (cell.isInteger()) return cell.getInt64();
  if (cell.isText()) return cell.getString();
  return std::monostate();
}

}  // namespace

std::vector<std::string_view> exported_tables() {
  return {"contact_point",
          "consent",
          "donation",
          "donation_version",
          "deferral",
          "deferral_version",
          "eligibility",
          "booking",
          "step",
          "member",
          "rota_shift",
          "message",
          "page",
          "reply",
          "subject_request",
          "stop",
          "verification",
          "donor_merge",
          "donor_distinct",
          "address_restored"};
}

// Which rows of a table are about the donor ?1.
static std::string rows_of(std::string_view table) {
  constexpr auto own_addresses = "(select {} from contact_point where donor_id = ?1)";
  if (table == "stop")
    return fmt::format("donor_id = ?1 or address_index in {} order by 1",
                       fmt::format(own_addresses, "address_index"));
  if (table == "verification" || table == "address_restored")
    return fmt::format("contact_point_id in {} order by 1", fmt::format(own_addresses, "id"));
  if (table == "donor_merge") return "kept_id = ?1 or other_id = ?1 order by 1";
  if (table == "donor_distinct") return "first_id = ?1 or second_id = ?1 order by 1, 2";
  return "donor_id = ?1 order by 1";
}

// Statements of their own: a person's data is asked for now and then, and `*` must show columns
// that came since.
ExportTable DonorExport::read(std::string_view table, const std::string& where, DonorId donor) {
  ExportTable out;
  out.name = table;
  SQLite::Statement rows(tx_.sql().database(),
                         fmt::format("select * from {} where {}", table, where));
  rows.bind(1, donor.value());
  while (rows.executeStep()) {
    auto& row = out.rows.emplace_back();
    for (int i = 0; i < rows.getColumnCount(); ++i) {
      const auto cell = rows.getColumn(i);
      std::string column = cell.getName();
      if (!cell.isBlob()) {
        row.emplace_back(std::move(column), value_of(cell));
        continue;
      }
      if (!is_sealed(table, column)) continue;
      auto opened = tx_.sealer().open(cell.getString(), fmt::format("{}.{}", table, column));
      row.emplace_back(std::move(column), opened ? ExportValue(std::move(*opened)) : ExportValue());
    }
  }
  return out;
}

std::vector<ExportTable> DonorExport::of(DonorId donor) {
  std::vector<ExportTable> tables = {read("donor", "id = ?1", donor)};
  for (auto table : exported_tables()) tables.push_back(read(table, rows_of(table), donor));
  tables.push_back(read("attempt",
                        "id in (select a.id from message m join attempt a on a.id > m.id * 65536 "
                        "and a.id < m.id * 65536 + 65536 where m.donor_id = ?1) order by id",
                        donor));
  auto own = [](std::string_view noun) {
    return fmt::format("(noun = '{0}' and noun_id in (select id from {0} where donor_id = ?1))",
                       noun);
  };
  // Who saw or changed what: an export is journalled, and so is every change.
  tables.push_back(
      read("journal",
           fmt::format("(noun = 'donor' and noun_id = ?1) or {} or {} or {} or {} "
                       "order by seq",
                       own("contact_point"), own("page"), own("reply"), own("subject_request")),
           donor));
  return tables;
}

}  // namespace muster
