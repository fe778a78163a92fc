// SPDX-License-Identifier: Apache-2.0
// What people at the desk set about consent, stops, hours and bypasses, as the API does it: one
// job, and after its COMMIT what is leased against it is called back.
#pragma once
#include <string>
#include <vector>

#include "muster/engine/contact_rules.hpp"
#include "muster/engine/donor_stops.hpp"
#include "world.hpp"

namespace muster::simulation {

class Office {
 public:
  explicit Office(World& world) : world_(&world) {}

  // Each returns whether the desk could enter it.
  bool stops(const std::string& alias);  // everything, on all their numbers
  bool stops(const std::string& alias, std::vector<Purpose> purposes,
             std::optional<Channel> channel = {});
  bool lifts_stops(const std::string& alias);
  bool gives(const std::string& alias, std::vector<Purpose> purposes);
  bool withdraws(const std::string& alias, std::vector<Purpose> purposes);
  bool snoozes(const std::string& alias, std::string_view until);
  bool wakes(const std::string& alias);
  // E.164 numbers, on the Do-Not-Call register.
  bool lists(const std::vector<std::string>& numbers, DncChannel channel = DncChannel::both,
             bool replace = false);
  bool narrows(HoursKind kind, std::string_view from, std::string_view to);
  bool blacks_out(std::string_view first, std::string_view last,
                  std::vector<Purpose> purposes = {});
  bool opens_bypass(Millis lasts);
  bool ends_bypass(BypassId id);
  std::vector<BypassRow> bypasses();
  // An invitation of a campaign, due now; false: they have no address.
  bool invites(const std::string& alias, Channel channel = Channel::sms);

 private:
  Principal desk() const;
  template <class Job>
  bool enter(Job job, const Recall& recall);
  World* world_;
};

}  // namespace muster::simulation
