// SPDX-License-Identifier: Apache-2.0
#include "muster/base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

namespace muster {
namespace {

// Longer names are no slips of a key; the limit also bounds the cost for hostile input.
constexpr std::size_t longest_name = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Optimal string alignment: three rows of the usual table.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t replace = last[j - 1] + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replace});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t fewest = longest_name;
  if (word.size() > longest_name) return best;
  for (std::string_view name : known) {
    if (name.size() > longest_name) continue;
    std::size_t cost = edits(word, name);
    if (cost <= std::max<std::size_t>(1, name.size() / 3) && cost < fewest) {
      best = name;
      fewest = cost;
    }
  }
  return best;
}

std::string nearest_hint(std::string_view word, const std::vector<std::string_view>& known) {
  if (std::string_view near = nearest(word, known); !near.empty())
    return fmt::format("; did you mean '{}'?", near);
  if (known.empty()) return {};
  return fmt::format("; known here: {}", fmt::join(known, ", "));
}

}  // namespace muster
