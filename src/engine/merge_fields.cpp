// SPDX-License-Identifier: Apache-2.0
#include "merge_fields.hpp"

#include "muster/domain/merge.hpp"

namespace muster {
namespace {

struct FilledField {
  std::string_view name;
  bool (*take)(DonorRow& kept, const DonorRow& other);
  void (*back)(DonorRow& kept, const DonorRow& other);
};

#define FILLED(field)                                              \
  {#field,                                                         \
   [](DonorRow& kept, const DonorRow& other) {                     \
     if (kept.field != DonorRow().field) return false;             \
     kept.field = other.field;                                     \
     return kept.field != DonorRow().field;                        \
   },                                                              \
   [](DonorRow& kept, const DonorRow& other) {                     \
     if (kept.field == other.field) kept.field = DonorRow().field; \
   }}

constexpr FilledField fields[] = {FILLED(sex),   FILLED(birth),          FILLED(commune),
                                  FILLED(zone),  FILLED(travel_minutes), FILLED(phenotype),
                                  FILLED(place), FILLED(weight_kg)};

// The other's group when it says more, or the same by a better source.
bool better_group(const DonorRow& kept, const DonorRow& other) {
  auto known = [](BloodGroup group) {
    return (group.abo != Abo::unknown) + (group.rhd != RhD::unknown);
  };
  if (known(other.group) != known(kept.group)) return known(other.group) > known(kept.group);
  return known(other.group) > 0 && other.typing > kept.typing;
}

}  // namespace

std::string contradiction(const DonorRow& a, const DonorRow& b) {
  if (!agree(a.group.abo, b.group.abo, Abo::unknown) ||
      !agree(a.group.rhd, b.group.rhd, RhD::unknown))
    return "their blood groups differ";
  if (!agree(a.sex, b.sex, Sex::unknown)) return "their sex differs";
  if (!agree(a.birth, b.birth, std::optional<Day>())) return "their dates of birth differ";
  return {};
}

std::vector<std::string_view> fill(DonorRow& kept, const DonorRow& other) {
  std::vector<std::string_view> filled;
  for (const auto& field : fields)
    if (field.take(kept, other)) filled.push_back(field.name);
  if (better_group(kept, other)) {
    kept.group = other.group;
    kept.typing = other.typing;
    kept.typed_on = other.typed_on;
    filled.push_back("group");
  }
  return filled;
}

void empty_again(DonorRow& kept, const DonorRow& other, std::string_view field) {
  for (const auto& known : fields)
    if (known.name == field) known.back(kept, other);
}

}  // namespace muster
