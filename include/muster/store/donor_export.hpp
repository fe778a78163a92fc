// SPDX-License-Identifier: Apache-2.0
// Everything the tables hold about one donor, with what is sealed opened: read table by table and
// column by column, so that a new column is in it by itself. Part of a Tx: valid only inside its
// job.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Null, a whole number, text. Bytes (indexes, digests) are no information about a person and left
// out.
using ExportValue = std::variant<std::monostate, std::int64_t, std::string>;
using ExportRow = std::vector<std::pair<std::string, ExportValue>>;  // column, value
struct ExportTable {
  std::string name;
  std::vector<ExportRow> rows;
};

// The tables it reads by the donor's id. A test holds them against the schema.
std::vector<std::string_view> exported_tables();

class DonorExport {
 public:
  explicit DonorExport(Tx& tx) : tx_(tx) {}

  // The donor first; then those tables, and what hangs on their rows: attempts, stops, the journal.
  std::vector<ExportTable> of(DonorId donor);

 private:
  ExportTable read(std::string_view table, const std::string& where, DonorId donor);
  Tx& tx_;
};

}  // namespace muster
