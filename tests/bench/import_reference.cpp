// SPDX-License-Identifier: Apache-2.0
// The bare loop beside an import: the rows that the import wrote, once more into the same tables.
#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <vector>

#include "database.hpp"
#include "reference.hpp"

namespace muster::bench {
namespace {

constexpr int rows_a_commit = 250;  // as many donors as a chunk of the import

using Clock = std::chrono::steady_clock;
using Value = std::unique_ptr<sqlite3_value, void (*)(sqlite3_value*)>;

// One table's rows in memory, in the order of their donors.
struct Table {
  std::string name;
  std::string donor_column;
  std::vector<std::vector<Value>> rows;
  std::vector<std::int64_t> donors;
  std::size_t next = 0;
  sqlite3_stmt* insert = nullptr;
};

void load(Database& from, Table& table) {
  auto* all =
      from.prepare("select " + table.donor_column + ", * from " + table.name + " order by 1");
  while (sqlite3_step(all) == SQLITE_ROW) {
    table.donors.push_back(sqlite3_column_int64(all, 0));
    auto& row = table.rows.emplace_back();
    for (int i = 1; i < sqlite3_column_count(all); ++i)
      row.emplace_back(sqlite3_value_dup(sqlite3_column_value(all, i)), sqlite3_value_free);
  }
}

// The schema of the other database, without its rows.
void make_tables(Database& from, Database& to) {
  auto* schema =
      from.prepare("select sql from sqlite_schema where sql is not null order by type = 'index'");
  while (sqlite3_step(schema) == SQLITE_ROW)
    to.run(reinterpret_cast<const char*>(sqlite3_column_text(schema, 0)));
}

void prepare_insert(Database& database, Table& table) {
  std::string marks;
  for (std::size_t i = 0; i < table.rows.at(0).size(); ++i) marks += i == 0 ? "?" : ", ?";
  table.insert = database.prepare("insert into " + table.name + " values (" + marks + ")");
}

void write_donor(std::int64_t donor, Table& table) {
  for (; table.next < table.rows.size() && table.donors[table.next] == donor; ++table.next) {
    int position = 0;
    for (const auto& value : table.rows[table.next])
      sqlite3_bind_value(table.insert, ++position, value.get());
    step(table.insert);
  }
}

}  // namespace

double import_reference(const std::filesystem::path& folder,
                        const std::filesystem::path& imported) {
  std::vector<Table> tables;
  Database from(imported);
  for (const char* name :
       {"donor", "contact_point", "consent", "donation", "eligibility", "step"}) {
    auto& table = tables.emplace_back();
    table.name = name;
    table.donor_column = table.name == "donor" ? "id" : "donor_id";
    load(from, table);
  }
  Database database(fresh(folder / "import.db"));
  make_tables(from, database);
  for (auto& table : tables) prepare_insert(database, table);
  auto start = Clock::now();
  int written = 0;
  for (auto donor : tables.front().donors) {
    if (written % rows_a_commit == 0) database.run("begin immediate");
    for (auto& table : tables) write_donor(donor, table);
    if (++written % rows_a_commit == 0) database.run("commit");
  }
  if (written % rows_a_commit != 0) database.run("commit");
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace muster::bench
