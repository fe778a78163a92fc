// SPDX-License-Identifier: Apache-2.0
// "did you mean": the known name a person most likely meant. Pure, any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace muster {

// The known name with the fewest edits from `word` (insert, delete, replace, swap neighbours;
// letter case is free), if that is at most a third of its length and one at least; else empty.
// Ties: the earlier one.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

// "; did you mean 'port'?", or "; known here: host, port" when nothing is near, or "" when nothing
// is known.
std::string nearest_hint(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace muster
