// SPDX-License-Identifier: Apache-2.0
// What the checkers share: the settings, what the gateway saw, and where a broken promise is told.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "fake_gateway.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/messages.hpp"

namespace muster::simulation {

// "<install id>-<message>-<number>"; the install id may hold dashes itself.
inline std::optional<MessageId> message_of(std::string_view key) {
  auto last = key.rfind('-');
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  auto before = key.rfind('-', last - 1);
  if (before == std::string_view::npos) return std::nullopt;
  auto id =
      std::strtoll(std::string(key.substr(before + 1, last - before - 1)).c_str(), nullptr, 10);
  return id > 0 ? std::optional(MessageId(id)) : std::nullopt;
}

class Witness {
 public:
  Witness(const Settings& settings, const FakeGateway& gateway, bool keyed)
      : settings_(settings), gateway_(gateway), keyed_(keyed) {}

  const Settings& settings() const { return settings_; }
  const FakeGateway& gateway() const { return gateway_; }
  bool keyed() const { return keyed_; }

  void broken(Instant now, const std::string& what) {
    // One broken promise seldom comes alone: the first ones tell the cause.
    if (++broken_ <= 5) ADD_FAILURE() << to_string(now) << " " << what;
  }
  bool intact() const { return broken_ == 0; }

  // Messages as last seen at rest.
  std::map<MessageId, MessageRow> messages;

 private:
  const Settings& settings_;
  const FakeGateway& gateway_;
  bool keyed_;
  int broken_ = 0;
};

}  // namespace muster::simulation
