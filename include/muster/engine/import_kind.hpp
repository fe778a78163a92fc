// SPDX-License-Identifier: Apache-2.0
// What lists can be of, and what their columns can hold. A new kind is a name here and a file
// src/engine/import_<kind>.cpp with its headings, how a row of it is read, and how it is entered.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace muster {

enum class ImportKind : std::uint8_t { donors, donations, deferrals, consents };
inline constexpr std::array all_import_kinds = {ImportKind::donors, ImportKind::donations,
                                                ImportKind::deferrals, ImportKind::consents};
std::string_view name(ImportKind kind);
std::optional<ImportKind> parse_import_kind(std::string_view text);

enum class ImportField : std::uint8_t {
  name,
  phone,
  email,
  group,
  rhd,
  birth,
  sex,
  last_donation,
  product,
  volume,
  external_id,
  commune,
  language,
  organisation,  // code, of another organisation than the import's
  on,            // the day of a donation, of a deferral's event, of a consent
  outcome,
  units,
  certificate,
  reason,
  until,
  purposes,
  how,
  proof,
  withdrawn
};
inline constexpr std::size_t import_field_count = 24;
// As mapping files write it: "last_donation".
std::string_view name(ImportField field);
std::optional<ImportField> parse_import_field(std::string_view text);

}  // namespace muster
