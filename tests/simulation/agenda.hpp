// SPDX-License-Identifier: Apache-2.0
// What the outside world will do and when: gateways answer, receipts come, people type. Owned by
// the World; the order of equal instants is the order of entry, so one seed gives one course of
// events.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "muster/base/instant.hpp"

namespace muster::simulation {

class Agenda {
 public:
  using Event = std::function<void()>;

  void at(Instant when, Event event) {
    events_.emplace(std::pair(when, ++entered_), std::move(event));
  }
  std::optional<Instant> next() const {
    if (events_.empty()) return std::nullopt;
    return events_.begin()->first.first;
  }
  // Takes out the first one.
  Event pop() {
    auto first = events_.extract(events_.begin());
    return std::move(first.mapped());
  }
  bool empty() const { return events_.empty(); }

 private:
  std::map<std::pair<Instant, std::uint64_t>, Event> events_;
  std::uint64_t entered_ = 0;
};

}  // namespace muster::simulation
