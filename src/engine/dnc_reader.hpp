// SPDX-License-Identifier: Apache-2.0
// The numbers of a Do-Not-Call file. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "muster/domain/phone.hpp"

namespace muster {

struct DncNumbers {
  std::vector<std::string> numbers;   // E.164, as they come
  std::vector<std::int64_t> refused;  // lines without a number that the plan knows
  std::int64_t lines = 0;             // with something in them, without a header
};

// The column is the first cell of the first line that has a number in it; a line before that one is
// the header.
DncNumbers read_dnc_numbers(std::string_view bytes, const NumberingPlans& plans,
                            std::string_view country);

}  // namespace muster
