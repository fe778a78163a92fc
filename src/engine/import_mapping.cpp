// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/import_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "muster/base/nearest.hpp"
#include "muster/domain/folding.hpp"

namespace muster {
namespace {

constexpr std::string_view ignored = "ignore";

std::vector<std::string_view> field_names(bool with_ignore) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < import_field_count; ++i)
    names.push_back(name(static_cast<ImportField>(i)));
  if (with_ignore) names.push_back(ignored);
  return names;
}

// Which person a line is about is for the line to say.
bool tells_the_person(ImportField field) {
  return field == ImportField::name || field == ImportField::phone || field == ImportField::email ||
         field == ImportField::birth || field == ImportField::external_id;
}

void read_columns(TomlTable columns, ImportMapping& mapping) {
  for (const auto& header : columns.keys()) {
    const std::string text = columns.text(header);
    const auto field = parse_import_field(text);
    if (!field && text != ignored) {
      columns.problem(
          header, fmt::format("'{}' is no field{}", text, nearest_hint(text, field_names(true))));
      continue;
    }
    const auto [at, fresh] = mapping.columns.try_emplace(fold_key(header), field);
    if (!fresh && at->second != field)
      columns.problem(header, "reads the same as another header here: keep one of the two");
  }
}

void read_values(TomlTable values, ImportMapping& mapping) {
  for (const auto& key : values.keys()) {
    const auto field = parse_import_field(key);
    if (!field)
      values.problem(key, "is no field" + nearest_hint(key, field_names(false)));
    else if (tells_the_person(*field))
      values.problem(key, "is each line's own: name its column under [columns]");
    else
      mapping.values[*field] = values.text(key);
  }
}

}  // namespace

ImportMapping read_import_mapping(const TomlFile& file, Problems& problems) {
  ImportMapping mapping;
  TomlTable root = file.root(problems);
  const std::string order = root.one_of("dates", {"dmy", "mdy", "ymd"}, "dmy");
  mapping.dates = order == "mdy"   ? DateOrder::mdy
                  : order == "ymd" ? DateOrder::ymd
                                   : DateOrder::dmy;
  read_columns(root.table("columns"), mapping);
  read_values(root.table("values"), mapping);
  root.finish();
  return mapping;
}

}  // namespace muster
