// SPDX-License-Identifier: Apache-2.0
#include "import_kinds.hpp"

namespace muster {
namespace {

constexpr std::string_view kind_names[] = {"donors", "donations", "deferrals", "consents"};
constexpr std::string_view field_names[import_field_count] = {
    "name",     "phone",         "email",    "group",   "rh",          "birth",
    "sex",      "last_donation", "product",  "volume",  "external_id", "commune",
    "language", "organisation",  "on",       "outcome", "units",       "certificate",
    "reason",   "until",         "purposes", "how",     "proof",       "withdrawn"};

}  // namespace

std::string_view name(ImportKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<ImportKind> parse_import_kind(std::string_view text) {
  for (const auto kind : all_import_kinds)
    if (text == name(kind)) return kind;
  return std::nullopt;
}

std::string_view name(ImportField field) { return field_names[static_cast<std::size_t>(field)]; }

std::optional<ImportField> parse_import_field(std::string_view text) {
  for (std::size_t i = 0; i < import_field_count; ++i)
    if (text == field_names[i]) return static_cast<ImportField>(i);
  return std::nullopt;
}

const ImportKindParts& parts_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::donors: break;
    case ImportKind::donations: return donation_parts;
    case ImportKind::deferrals: return deferral_parts;
    case ImportKind::consents: return consent_parts;
  }
  return donor_parts;
}

}  // namespace muster
