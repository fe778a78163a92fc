// SPDX-License-Identifier: Apache-2.0
// A day and a half in a town of forty donors, made of one seed: who they are, what they answer,
// what fails when. The checkers of the World do the judging.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "world.hpp"

namespace muster::simulation {

class RandomDay {
 public:
  // `settings` of the keyed and of the unkeyed gateway: compiled once for all seeds.
  RandomDay(std::uint64_t seed, std::shared_ptr<const Settings> keyed,
            std::shared_ptr<const Settings> unkeyed);
  // The hash of the whole course.
  std::uint64_t run();
  // What happened, to see that the days are not empty ones.
  std::map<std::string, int> texts() const;  // by kind
  int requests() const { return requests_; }
  int kills() const { return kills_; }
  // What the desk entered, by kind, and the pages that went because of a bypass.
  const std::map<std::string, int>& desk() const { return desk_; }

 private:
  void populate();
  void one_donor(int number);
  void one_club();
  void some_sessions();
  void plan_requests();
  void plan_weather();
  void plan_kills();
  void plan_spontaneous_replies();
  void plan_office_work();
  void office_work(const std::string& alias);
  // random_consents.cpp
  void plan_consent_work();
  void plan_campaign();
  void consent_work(const std::string& alias);
  void house_work();
  std::vector<Purpose> some_purposes();

  void on_text(const Delivery& delivery);
  void reply_later(const std::string& number, const std::string& text, Millis after);
  void desk_later(RequestId request, const std::string& number, Millis after);
  void at_the_desk(Emergency request, const std::string& number);

  bool chance(double share) { return pick_.uniform() < share; }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(pick_.below(bound)); }
  template <class List>
  auto one_of(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
  }
  Instant some_time(Millis within) {
    return world_.now() + Millis(static_cast<Millis::rep>(
                              pick_.below(static_cast<std::uint64_t>(within.count()))));
  }

  std::uint64_t seed_;
  SeededRandom pick_;
  World world_;
  std::vector<std::string> aliases_;
  std::vector<std::string> numbers_;
  int requests_ = 0;
  int kills_ = 0;
  std::map<std::string, int> desk_;
};

}  // namespace muster::simulation
