// SPDX-License-Identifier: Apache-2.0
// A donor's telephone as a scenario sees it: w.phone("an").gets("reminder_invite").saying("An");
// .says("CÓ"). A text is expected within half a minute of virtual time.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "fake_gateway.hpp"

namespace muster::simulation {

class World;

// A text that came, for further questions.
class Heard {
 public:
  Heard(std::string text, Instant at) : text_(std::move(text)), at_(at) {}
  const Heard& saying(const std::string& part) const;
  const Heard& not_saying(const std::string& part) const;
  const Heard& arriving_at(Instant at) const;  // to the second
  const std::string& text() const { return text_; }
  Instant when() const { return at_; }

 private:
  std::string text_;
  Instant at_;
};

class Phone {
 public:
  Phone(World& world, std::string number) : world_(&world), number_(std::move(number)) {}

  // The next unread text is of that kind ("emergency_page").
  Heard gets(const std::string& kind);
  // The next unread text has these words.
  Heard expects(const std::string& part);
  // Nothing unread, now and in the next half minute.
  void hears_nothing();
  void says(const std::string& text);
  // The provider repeats the donor's last reply, under the same id.
  void says_again();
  // How many texts of that kind ever came.
  int count(const std::string& kind) const;
  const std::string& number() const { return number_; }
  std::size_t unread() const { return unread_.size(); }

  void receive(const Delivery& delivery) {
    unread_.push_back(delivery);
    all_.push_back(delivery);
  }
  void forget_unread() { unread_.clear(); }

 private:
  std::optional<Delivery> next();

  World* world_;
  std::string number_;
  std::deque<Delivery> unread_;
  std::vector<Delivery> all_;
  std::string last_reply_;
};

}  // namespace muster::simulation
