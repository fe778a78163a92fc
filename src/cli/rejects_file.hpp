// SPDX-License-Identifier: Apache-2.0
// Writes what an import refused into a file of its own.
#pragma once
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "muster/base/csv_encoding.hpp"
#include "muster/base/result.hpp"

namespace muster {

// `bytes` is the file that was imported, `rejects` the answer's. Returns whether there was anything
// to write. Error: io.
Result<bool> write_rejects(std::string_view bytes, CsvEncoding encoding,
                           const boost::json::object& rejects, const std::string& path);

}  // namespace muster
