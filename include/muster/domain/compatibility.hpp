// SPDX-License-Identifier: Apache-2.0
// Whose blood a recipient may get, and in which order donors are asked: a table that a site may
// replace by its own file (config/compatibility.toml tells the schema). The one built in is
// Lifeblood's (lifeblood.com.au, component compatibility); a site's blood bank has the last word.
// Pure, any thread; lookups do not allocate.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/toml.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/product.hpp"

namespace muster {

// Tiers 0 to 4 are the table's order; the same donors with RhD-positive cells for a RhD-negative
// recipient, where that is allowed at all, come `tier_rhd_mismatch` later.
inline constexpr int tier_identical = 0;
inline constexpr int tier_rhd_mismatch = 5;
// The donor's group is not fully known, but could be a compatible one: a class of its own, after
// all typed donors.
inline constexpr int tier_unknown_donor = 10;
inline constexpr int tier_incompatible = 11;

// RhD-positive red cells for a RhD-negative recipient: never, or as the emergency choice of the
// table.
enum class RhdPolicy : std::uint8_t { strict, emergency };
std::string_view name(RhdPolicy policy);
std::optional<RhdPolicy> parse_rhd_policy(std::string_view text);

// What decides on RhD-positive cells.
struct RecipientFacts {
  Sex sex = Sex::unknown;
  std::optional<int> age;  // completed years
  bool anti_d = false;
  bool chronically_transfused = false;
  friend bool operator==(const RecipientFacts&, const RecipientFacts&) = default;
};

struct Recipient {
  BloodGroup group;
  RecipientFacts facts = {};
  // The caller opened RhD-positive cells by a word of their own, for a recipient of unknown group
  // who would get RhD-negative ones by age and sex.
  bool o_positive_opened = false;
};

// [recipient][donor]: the donor's tier, or below 0. Recipients: all_groups in their order, then of
// unknown group ("?"), then RhD-positive of unknown ABO ("Rh+"). Donors: all_groups.
using TierRows = std::array<std::array<std::int8_t, 8>, 10>;
inline constexpr std::int8_t no_tier = -1;
constexpr TierRows no_tiers() {
  TierRows rows{};
  for (auto& row : rows) row.fill(no_tier);
  return rows;
}

struct CompatibilityBlock {
  TierRows rows = no_tiers();
  // Donors whom the site takes as well, their antibodies being low (whole blood of group O, plasma
  // of A and B). Which of them are low in titre is the site's to know.
  bool low_titre = false;
  TierRows low_titre_rows = no_tiers();
  std::string source;
  bool verified = true;
  bool low_titre_verified = true;
  friend bool operator==(const CompatibilityBlock&, const CompatibilityBlock&) = default;
};

// Who must get RhD-negative cells even in an emergency: females and males up to these ages.
struct RhdRule {
  int female_negative_to = 50;
  int male_negative_to = 18;
  std::string source;
  bool verified = true;
  friend bool operator==(const RhdRule&, const RhdRule&) = default;
};

struct CompatibilityTable {
  std::string code;  // "lifeblood"
  std::array<CompatibilityBlock, 5> blocks;  // by Product
  RhdRule rhd;

  const CompatibilityBlock& block(Product product) const {
    return blocks[static_cast<std::size_t>(product)];
  }
  // The emergency choice: older than the rule's ages, without anti-D, not chronically transfused.
  // Unknown sex or age: no.
  bool may_get_rhd_positive(const RecipientFacts& recipient) const;
  // Lower is asked first. A recipient of unknown RhD counts as negative; who is of unknown ABO has
  // a row of their own. Whoever is of unknown group altogether and may get RhD-positive cells gets
  // O+ before O-: O- is kept for those who need it. A donor of unknown group is tier_unknown_donor
  // at best.
  int tier(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy) const;
  bool compatible(Product product, const Recipient& recipient, BloodGroup donor,
                  RhdPolicy policy) const {
    return tier(product, recipient, donor, policy) < tier_unknown_donor;
  }
  // Whether any group could give it.
  bool anyone(Product product, const Recipient& recipient, RhdPolicy policy) const;
  friend bool operator==(const CompatibilityTable&, const CompatibilityTable&) = default;
};

// What holds without a file; config/compatibility.toml says the same.
// red_cells, granulocytes: 0 identical; 1 same ABO, negative for positive; 2 other compatible
// non-O; 3 O+; 4 O-. whole_blood: 0 identical; 1 negative for positive. plasma, platelets: the
// preference of Lifeblood's component compatibility table.
const CompatibilityTable& lifeblood_compatibility();

// Errors go into `problems`; the value is meaningful only if none was added. Refuses what no site
// may do: cells with an antigen that the recipient lacks, plasma against one they have.
CompatibilityTable read_compatibility(const TomlFile& file, Problems& problems);
// "O-" ... "AB+", "?", "Rh+": the names of the rows.
std::string_view recipient_name(std::size_t row);

// By lifeblood_compatibility().
bool may_get_rhd_positive(const Recipient& recipient);
bool compatible(Product product, BloodGroup recipient, BloodGroup donor);
bool compatible(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy);
int tier(Product product, BloodGroup recipient, BloodGroup donor);
int tier(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy);

}  // namespace muster
