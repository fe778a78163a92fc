// SPDX-License-Identifier: Apache-2.0
// Whose blood a recipient may get, and in which order donors are asked. The tables are
// Lifeblood's (lifeblood.com.au, component compatibility); a site's blood bank has the last word.
// Pure, any thread, no allocation.
#pragma once
#include <optional>

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

// RhD-positive red cells for a RhD-negative recipient: never, or as the emergency choice of FACTS
// B1.
enum class RhdPolicy : std::uint8_t { strict, emergency };

struct Recipient {
  BloodGroup group;
  Sex sex = Sex::unknown;
  std::optional<int> age;  // completed years
  bool anti_d = false;
  bool chronically_transfused = false;
};

// Lifeblood: males over 18 and females over 50 without anti-D, not chronically transfused. Unknown
// sex or age: no.
bool may_get_rhd_positive(const Recipient& recipient);

// Red cells and granulocytes by ABO and RhD, whole blood only of the identical ABO, plasma the
// reverse of red cells with RhD ignored, platelets from every ABO. A recipient of unknown ABO gets
// group O cells, AB plasma, A or O platelets, no whole blood; unknown RhD counts as negative. A
// donor of unknown group is never compatible.
bool compatible(Product product, BloodGroup recipient, BloodGroup donor);
bool compatible(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy);

// Lower is asked first.
// red_cells, granulocytes: 0 identical; 1 same ABO, negative for positive; 2 other compatible
// non-O; 3 O+; 4 O-. whole_blood: 0 identical; 1 negative for positive. plasma, platelets: the
// preference of Lifeblood's component compatibility table.
int tier(Product product, BloodGroup recipient, BloodGroup donor);
int tier(Product product, const Recipient& recipient, BloodGroup donor, RhdPolicy policy);

}  // namespace muster
