// SPDX-License-Identifier: Apache-2.0
#include "phones.hpp"

#include <algorithm>

namespace muster::sandbox {

const Message& Phones::add(Message message) {
  message.id = next_id();
  auto phone = phone_of(message.phone());
  phones_.splice(phones_.begin(), phones_, phone);
  phone->messages.push_back(message.id);
  if (phone->messages.size() > keep_.a_phone) phone->messages.pop_front();
  messages_.push_back(std::move(message));
  ++version_;
  if (messages_.size() > keep_.messages) drop_oldest();
  return messages_.back();
}

Phones::Order::iterator Phones::phone_of(const std::string& number) {
  auto known = by_number_.find(number);
  if (known != by_number_.end()) return known->second;
  phones_.emplace_front().number = number;
  by_number_.emplace(phones_.front().number, phones_.begin());
  return phones_.begin();
}

void Phones::drop_oldest() {
  auto known = by_number_.find(messages_.front().phone());
  if (known != by_number_.end()) {
    auto phone = known->second;
    if (!phone->messages.empty() && phone->messages.front() == first_) phone->messages.pop_front();
    if (phone->messages.empty()) {
      by_number_.erase(known);
      phones_.erase(phone);
    }
  }
  messages_.pop_front();
  ++first_;
}

const Message* Phones::find(std::uint64_t id) const {
  return id < first_ || id >= next_id() ? nullptr : &messages_[id - first_];
}

void Phones::set_status(std::uint64_t id, Status status) {
  if (!find(id)) return;
  messages_[id - first_].status = status;
  ++version_;
}

const Message* Phones::last_with_url(const std::string& number) const {
  const auto* known = phone(number);
  if (!known) return nullptr;
  for (auto id = known->messages.rbegin(); id != known->messages.rend(); ++id) {
    const auto* message = find(*id);
    if (message && !message->reply && !message->receipt_url.empty()) return message;
  }
  return nullptr;
}

const Phone* Phones::phone(const std::string& number) const {
  auto known = by_number_.find(number);
  return known == by_number_.end() ? nullptr : &*known->second;
}

std::vector<const Phone*> Phones::newest(std::string_view search, std::size_t limit) const {
  std::vector<const Phone*> found;
  for (const auto& phone : phones_) {
    if (found.size() >= limit) break;
    if (phone.number.find(search) != std::string::npos) found.push_back(&phone);
  }
  return found;
}

std::vector<const Message*> Phones::list(const std::string& to, std::uint64_t after,
                                         std::size_t limit) const {
  std::vector<const Message*> found;
  if (to.empty()) {
    for (auto id = std::max(after + 1, first_); id < next_id() && found.size() < limit; ++id)
      found.push_back(find(id));
    return found;
  }
  const auto* known = phone(to);
  if (!known) return found;
  for (auto id : known->messages)
    if (id > after && found.size() < limit && find(id)) found.push_back(find(id));
  return found;
}

// Ids go on: a test that compares ids before and after sees no id twice.
void Phones::clear() {
  first_ = next_id();
  messages_.clear();
  by_number_.clear();
  phones_.clear();
  ++version_;
}

}  // namespace muster::sandbox
