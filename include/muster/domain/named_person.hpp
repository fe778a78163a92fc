// SPDX-License-Identifier: Apache-2.0
// Who of a family is meant when several share a telephone and the answer names one: "Lan có",
// "chị Nguyễn Thị Lan đến được". Folded, so accents do not matter. Many given names are words of
// answers too ("Mai": tomorrow, "Nam": five or year, "Dung": stop): such a name counts only with
// the name before it or a word of address. Nobody, or more than one: a person decides. Pure.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

struct NamedPerson {
  std::size_t index = 0;  // in `full_names`
  std::string rest;       // the text without the name: what they say
};

std::optional<NamedPerson> named_person(std::string_view text,
                                        const std::vector<std::string>& full_names);

}  // namespace muster
