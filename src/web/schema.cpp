// SPDX-License-Identifier: Apache-2.0
#include "schema.hpp"

#include "muster/base/assert.hpp"

namespace muster {

const Field* Schema::field(std::string_view wanted) const {
  for (const auto& candidate : fields)
    if (candidate.name == wanted) return &candidate;
  return nullptr;
}

std::array<std::span<const Schema>, 4> all_schemas() {
  return {input_schemas(), people_schemas(), house_schemas(), list_schemas()};
}

const Schema& schema(std::string_view name) {
  const Schema* found = nullptr;
  for (auto schemas : all_schemas())
    for (const auto& candidate : schemas)
      if (candidate.name == name) found = &candidate;
  MUSTER_ASSERT(found);
  return *found;
}

}  // namespace muster
