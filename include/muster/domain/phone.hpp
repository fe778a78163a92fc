// SPDX-License-Identifier: Apache-2.0
// Telephone numbers to E.164 by numbering plans that are data (config/numbering/*.toml).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/result.hpp"
#include "muster/base/toml.hpp"

namespace muster {

enum class LineType : std::uint8_t { mobile, fixed, other };

struct NumberPattern {
  std::string prefix;  // national, after the trunk 0: "3", "52"
  int digits = 0;      // national significant digits in all
  LineType type = LineType::mobile;
  std::string network;  // a hint only: numbers move between networks
};

struct Renumbering {
  std::string from;  // old national prefix after 0: "162"
  std::string to;    // "32"
  int digits = 0;    // digits of the old national number after 0
};

struct NumberingPlan {
  std::string country;  // "VN"
  std::string calling_code;  // "84"
  std::string trunk;         // "0"
  std::vector<NumberPattern> patterns;
  std::vector<Renumbering> renumbering;
};

NumberingPlan read_numbering_plan(const TomlFile& file, Problems& problems);

struct PhoneNumber {
  std::string e164;  // "+84912345678"
  LineType type = LineType::mobile;
};

struct NumberingPlans {
  std::vector<NumberingPlan> plans;
  bool allow_unplanned = false;  // numbers of countries without a plan
};

// `country` is the plan that national numbers are read by. Accepts blanks, dots, dashes, "(+84)0",
// "0084", "84", old 11-digit mobiles, a spreadsheet's lost leading 0, its "8.4912345678E+10" with
// all digits there, and as a distinct error "8.49E+10", where they are lost. Error: invalid, with a
// reason code as field: "empty", "not_a_number", "too_short", "too_long", "unknown_prefix",
// "no_plan", "precision_lost".
Result<PhoneNumber> normalise_phone(const NumberingPlans& plans, std::string_view country,
                                    std::string_view raw);

}  // namespace muster
