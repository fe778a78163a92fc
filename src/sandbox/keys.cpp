// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

namespace muster::sandbox {

Keys::Seen* Keys::find(std::string_view key) {
  auto known = seen_.find(key);
  return known == seen_.end() ? nullptr : &known->second;
}

void Keys::add(std::string_view key, std::uint64_t id, std::size_t digest) {
  Seen seen;
  seen.id = id;
  seen.digest = digest;
  seen.deliveries = 1;
  auto [entry, fresh] = seen_.emplace(key, seen);
  if (!fresh) return;
  order_.push_back(entry->first);
  if (order_.size() <= most_) return;
  seen_.erase(seen_.find(order_.front()));
  order_.pop_front();
}

std::vector<std::string> Keys::delivered_twice(std::size_t limit) const {
  std::vector<std::string> keys;
  for (const auto& [key, seen] : seen_)
    if (seen.deliveries > 1 && keys.size() < limit) keys.push_back(key);
  return keys;
}

void Keys::clear() {
  order_.clear();
  seen_.clear();
}

}  // namespace muster::sandbox
