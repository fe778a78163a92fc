// SPDX-License-Identifier: Apache-2.0
// The lines that an import refused, from the file that was imported, with why and how to mend it:
// to be mended and imported again. UTF-8 with a byte order mark whatever the file was in, its
// separator, its cells as they were read; so a cell of several lines stays one. Pure; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "muster/engine/import_result.hpp"

namespace muster {

// `bytes` is the file and `encoding` what it was read in; `rejects` by line. Empty without any.
std::string import_rejects_csv(std::string_view bytes, CsvEncoding encoding,
                               const std::vector<ImportReject>& rejects,
                               const std::vector<std::string>& texts);

}  // namespace muster
