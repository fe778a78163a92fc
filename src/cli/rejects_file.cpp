// SPDX-License-Identifier: Apache-2.0
#include "rejects_file.hpp"

#include <boost/json/array.hpp>

#include "muster/engine/import_rejects.hpp"
#include "private_file.hpp"

namespace muster {

Result<bool> write_rejects(std::string_view bytes, CsvEncoding encoding,
                           const boost::json::object& rejects, const std::string& path) {
  std::vector<std::string> texts;
  for (const auto& text : rejects.at("texts").as_array()) texts.emplace_back(text.as_string());
  const auto& rows = rejects.at("rows").as_array();
  std::vector<ImportReject> refused;
  refused.reserve(rows.size() / 4);
  for (std::size_t i = 0; i + 3 < rows.size(); i += 4) {
    ImportReject reject;
    reject.line = rows[i].to_number<std::int64_t>();
    reject.column = rows[i + 1].to_number<int>();
    reject.reason = rows[i + 2].to_number<std::uint32_t>();
    reject.cure = rows[i + 3].to_number<std::uint32_t>();
    refused.push_back(reject);
  }
  const std::string csv = import_rejects_csv(bytes, encoding, refused, texts);
  if (csv.empty()) return false;
  auto file = PrivateFile::create(path);
  if (!file) return file.error();
  if (std::fwrite(csv.data(), 1, csv.size(), file->get()) != csv.size()) return file->failure();
  if (auto kept = file->keep(); !kept) return kept.error();
  return true;
}

}  // namespace muster
