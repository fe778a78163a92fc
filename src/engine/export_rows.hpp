// SPDX-License-Identifier: Apache-2.0
// What an export lists: headers, and the rows of a page of donors. Inside a job that only reads.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/engine/import_kind.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

using ExportCell = std::variant<std::string, std::int64_t, Day>;  // an empty text is an empty cell
using ExportRow = std::vector<ExportCell>;

struct ExportPage {
  std::vector<ExportRow> rows;
  DonorId last;  // none: there are no more
};

inline constexpr int export_page_donors = 500;

// In the words that an import of the same kind knows.
std::vector<std::string> export_headers(ImportKind kind, std::string_view language);
ExportPage export_page(Tx& tx, const Principal& who, ImportKind kind, DonorId after);

}  // namespace muster
