// SPDX-License-Identifier: Apache-2.0
// The throttles of all gateways, shared by the dispatchers. Loop thread only.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "muster/domain/throttle.hpp"
#include "muster/engine/settings.hpp"

namespace muster {

class Throttles {
 public:
  // After a reload: new limits; what is on the wire still counts.
  void apply(const Settings& settings);
  Throttle& of(std::string_view gateway);
  void finished(std::string_view gateway);
  // Called with the gateway's name whenever a place became free at it.
  using Wake = std::function<void(std::string_view)>;
  void on_free(Wake wake) { wake_.push_back(std::move(wake)); }
  int in_flight() const;
  const std::map<std::string, Throttle, std::less<>>& all() const { return throttles_; }

 private:
  std::map<std::string, Throttle, std::less<>> throttles_;
  std::vector<Wake> wake_;
};

}  // namespace muster
