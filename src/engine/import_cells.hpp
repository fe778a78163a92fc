// SPDX-License-Identifier: Apache-2.0
// Single cells as people type and spreadsheets export them. Errors: invalid, with the reason as
// message and the cure as field.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/base/result.hpp"
#include "muster/domain/product.hpp"
#include "muster/engine/import_mapping.hpp"

namespace muster {

// Without control characters and outer blanks, and without the apostrophe that our own export puts
// before a formula's first character.
std::string clean_cell(std::string_view cell);
// "", "-", "N/A", "không", "chưa hiến", ...: nothing was said.
bool is_blank_word(std::string_view cell);
// 25/12/2025, 5.1.2026, 2025-12-25, each also with a time of 00:00:00 behind it.
Result<Day> parse_list_day(std::string_view cell, DateOrder order = DateOrder::dmy);
// "45999", "45999.0": a spreadsheet's number of a day, when it is of this or the last century.
std::optional<Day> serial_day(std::string_view cell);
// "1985": a year and nothing else.
bool is_year(std::string_view cell);
// "350", "350 ml", "350ml"; in mL.
Result<int> parse_volume(std::string_view cell);
// In lower case. Only the form is checked.
Result<std::string> parse_email(std::string_view cell);
// "vi" or "en", from a code or the language's name in either.
Result<std::string> parse_language(std::string_view cell);

}  // namespace muster
