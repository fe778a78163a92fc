// SPDX-License-Identifier: Apache-2.0
#include "seen_lines.hpp"

#include <utility>

namespace muster {
namespace {

constexpr std::size_t first_size = 1u << 10;

// FNV-1a, then the finish of MurmurHash3, as FNV's low bits alone would crowd.
std::uint64_t hash_of(std::string_view key) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDu;
  hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53u;
  hash ^= hash >> 33;
  return hash == 0 ? 1 : hash;
}

}  // namespace

SeenLines::Slot& SeenLines::slot(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
  return slots_[at];
}

void SeenLines::grow() {
  auto old =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? first_size : slots_.size() * 2));
  for (const Slot& one : old)
    if (one.hash != 0) slot(one.hash) = one;
}

SeenLines::Line SeenLines::first(std::string_view key, std::int64_t line,
                                 const std::optional<Day>& birth) {
  if (used_ * 4 >= slots_.size() * 3) grow();
  const std::uint64_t hash = hash_of(key);
  Slot& found = slot(hash);
  if (found.hash == 0) {
    found.hash = hash;
    found.line = static_cast<std::uint32_t>(line);
    if (birth) found.birth = static_cast<std::int32_t>(birth->time_since_epoch().count());
    ++used_;
  }
  Line seen;
  seen.line = found.line;
  if (found.birth != no_birth) seen.birth = Day(Days(found.birth));
  return seen;
}

}  // namespace muster
