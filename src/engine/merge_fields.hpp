// SPDX-License-Identifier: Apache-2.0
// What the kept record takes from the other because it lacks it, and gives back. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "muster/store/donors.hpp"

namespace muster {

// Why they cannot be one person as they stand; empty: they can.
std::string contradiction(const DonorRow& a, const DonorRow& b);

// Fills what `kept` lacks; the names of the fields that changed.
std::vector<std::string_view> fill(DonorRow& kept, const DonorRow& other);
// Empties the field if it is still what came from the other.
void empty_again(DonorRow& kept, const DonorRow& other, std::string_view field);

}  // namespace muster
