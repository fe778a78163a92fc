// SPDX-License-Identifier: Apache-2.0
// Demo: made-up people. Vietnamese names, the blood groups of a Vietnamese population (O 45 %, A 20
// %, B 30 %, AB 5 %, RhD- 0.05 %), histories of giving. No real person's data. Seeded: the same
// town each time.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/base/random.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/product.hpp"

namespace muster {

struct DemoPerson {
  std::string name;
  Sex sex = Sex::female;
  Day birth{};
  BloodGroup group;
  std::string phone;  // national, "0901000001"
  int travel_minutes = 0;
  std::vector<Day> donations;  // oldest first, 84 days apart or more
  bool consents = false;  // signed the committee's list
};

// `number` makes the telephone number; `group` overrides chance.
DemoPerson make_person(Random& random, int number, Day today, std::optional<BloodGroup> group);

}  // namespace muster
