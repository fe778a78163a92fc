// SPDX-License-Identifier: Apache-2.0
#include "schema.hpp"

#include "muster/base/assert.hpp"

namespace muster {

const Field* Schema::field(std::string_view wanted) const {
  for (const auto& candidate : fields)
    if (candidate.name == wanted) return &candidate;
  return nullptr;
}

std::vector<std::span<const Schema>> all_input_schemas() {
  return {input_schemas(), ledger_input_schemas(), contact_input_schemas(), consent_inputs(),
          privacy_input_schemas()};
}

std::vector<std::span<const Schema>> all_answer_schemas() {
  return {people_schemas(), ledger_schemas(),  contact_schemas(), consent_schemas(),
          list_schemas(),   privacy_schemas(), house_schemas()};
}

const Schema& schema(std::string_view name) {
  const Schema* found = nullptr;
  for (const auto& all : {all_input_schemas(), all_answer_schemas()})
    for (auto schemas : all)
      for (const auto& candidate : schemas) {
        if (candidate.name != name) continue;
        MUSTER_ASSERT(!found);  // two of one name: whose fields would be checked?
        found = &candidate;
      }
  MUSTER_ASSERT(found);
  return *found;
}

}  // namespace muster
