// SPDX-License-Identifier: Apache-2.0
#include "phone.hpp"

#include <gtest/gtest.h>

#include "world.hpp"

namespace muster::simulation {
namespace {

constexpr Millis patience{30'000};

}  // namespace

const Heard& Heard::saying(const std::string& part) const {
  EXPECT_NE(text_.find(part), std::string::npos) << "'" << text_ << "' has no '" << part << "'";
  return *this;
}

const Heard& Heard::not_saying(const std::string& part) const {
  EXPECT_EQ(text_.find(part), std::string::npos) << "'" << text_ << "' has '" << part << "'";
  return *this;
}

const Heard& Heard::arriving_at(Instant at) const {
  EXPECT_EQ(to_string(std::chrono::floor<Seconds>(at_)),
            to_string(std::chrono::floor<Seconds>(at)));
  return *this;
}

std::optional<Delivery> Phone::next() {
  auto until = world_->now() + patience;
  while (unread_.empty() && world_->step(until)) {}
  if (unread_.empty()) return std::nullopt;
  auto first = unread_.front();
  unread_.pop_front();
  return first;
}

Heard Phone::gets(const std::string& kind) {
  auto found = next();
  if (!found) {
    ADD_FAILURE() << to_string(world_->now()) << " " << number_ << " got no " << kind;
    return {"", world_->now()};
  }
  EXPECT_EQ(world_->kind_of(found->key), kind) << "'" << found->text << "'";
  return {found->text, found->at};
}

Heard Phone::expects(const std::string& part) {
  auto found = next();
  EXPECT_TRUE(found) << to_string(world_->now()) << " " << number_ << " got nothing, expected '"
                     << part << "'";
  Heard heard(found ? found->text : "", found ? found->at : world_->now());
  if (found) heard.saying(part);
  return heard;
}

void Phone::hears_nothing() {
  if (auto found = next())
    ADD_FAILURE() << to_string(found->at) << " " << number_ << " got '" << found->text << "' ("
                  << world_->kind_of(found->key) << ")";
}

void Phone::says(const std::string& text) {
  last_reply_ = world_->reply_body(number_, text);
  world_->reply_arrives(number_, last_reply_, text);
  world_->settle();
}

void Phone::says_again() {
  world_->reply_arrives(number_, last_reply_, "");
  world_->settle();
}

int Phone::count(const std::string& kind) const {
  int found = 0;
  for (const auto& delivery : all_)
    if (world_->kind_of(delivery.key) == kind) ++found;
  return found;
}

}  // namespace muster::simulation
