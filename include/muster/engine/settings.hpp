// SPDX-License-Identifier: Apache-2.0
// Everything the configuration decides, read and checked as a whole. Immutable: a reload makes a
// new one, and whoever holds the old one finishes with it. Any thread.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/compatibility.hpp"
#include "muster/domain/contact.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/domain/do_not_call.hpp"
#include "muster/domain/frequency.hpp"
#include "muster/domain/phone.hpp"
#include "muster/domain/places.hpp"
#include "muster/domain/quiet_hours.hpp"
#include "muster/domain/request.hpp"
#include "muster/domain/retention.hpp"
#include "muster/domain/series.hpp"
#include "muster/domain/subject_request.hpp"
#include "muster/domain/travel.hpp"
#include "muster/domain/wave.hpp"
#include "muster/domain/wording.hpp"
#include "muster/gateway/gateway.hpp"

namespace muster {

// Which gateway serves which addresses, the most specific prefix first.
struct RouteRule {
  Channel channel = Channel::sms;
  std::string prefix;   // "+84", "" for all
  std::string gateway;  // name of a gateway file
};

struct Settings {
  std::string public_url;  // "https://muster.example.org"; what gateways and donors reach
  std::string country = "VN";
  std::string fallback_language = "vi";
  ContactHours hours;
  FrequencyCaps caps;
  DncPolicy do_not_call;
  RequestLimits request_limits;
  WavePolicy wave;
  PageCaps page_caps;
  RetentionPolicy retention;
  SubjectTerms subject_terms;
  int reserve_in_flight = 8;  // places of each gateway that only emergencies use
  std::vector<SendLane> halted;
  VerificationRules contacts;
  TravelModel travel;
  Places places;

  RuleSet rules;
  // Their code and a digest of their file: when it changes, everybody is planned anew.
  std::string rules_version;
  CompatibilityTable compatibility = lifeblood_compatibility();
  NumberingPlans numbering;
  Wording wording;
  std::vector<Series> series;
  std::vector<Gateway> gateways;
  std::vector<RouteRule> routes;

  const Gateway* gateway(std::string_view name) const;
  // nullptr: no route serves that address.
  const Gateway* route(Channel channel, std::string_view address) const;
  const Series* find_series(std::string_view code) const;
};

// The current settings; a reload swaps them whole. Loop thread; jobs capture the pointer.
class SettingsHolder {
 public:
  explicit SettingsHolder(std::shared_ptr<const Settings> settings)
      : current_(std::move(settings)) {}
  std::shared_ptr<const Settings> get() const { return current_; }
  void set(std::shared_ptr<const Settings> settings) { current_ = std::move(settings); }

 private:
  std::shared_ptr<const Settings> current_;
};

}  // namespace muster
