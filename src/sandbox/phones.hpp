// SPDX-License-Identifier: Apache-2.0
// The virtual phones and what they hold. Bounded: the oldest texts go when there are too many, and
// with its last text the phone. Loop thread.
#pragma once
#include <deque>
#include <functional>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

#include "message.hpp"

namespace muster::sandbox {

struct Keep {
  std::size_t a_phone = 200;
  std::size_t messages = 200'000;
};

struct Phone {
  std::string number;
  std::deque<std::uint64_t> messages;  // oldest first
};

class Phones {
 public:
  explicit Phones(Keep keep) : keep_(keep) {}

  // Gives it the next id.
  const Message& add(Message message);
  std::uint64_t next_id() const { return first_ + messages_.size(); }
  // nullptr when it has gone.
  const Message* find(std::uint64_t id) const;
  void set_status(std::uint64_t id, Status status);
  // The last text to that number that says where receipts go.
  const Message* last_with_url(const std::string& number) const;

  // Newest activity first; those whose number contains `search`.
  std::vector<const Phone*> newest(std::string_view search, std::size_t limit) const;
  const Phone* phone(const std::string& number) const;
  // In order of arrival, after that id; of all phones when `to` is empty.
  std::vector<const Message*> list(const std::string& to, std::uint64_t after,
                                   std::size_t limit) const;
  std::size_t phone_count() const { return phones_.size(); }
  std::size_t message_count() const { return messages_.size(); }
  // Changes with every change; a page that has seen it need not ask for more.
  std::uint64_t version() const { return version_; }
  void clear();

 private:
  using Order = std::list<Phone>;
  Order::iterator phone_of(const std::string& number);
  void drop_oldest();

  Keep keep_;
  std::deque<Message> messages_;
  std::uint64_t first_ = 1;  // the id of messages_[0]
  std::uint64_t version_ = 1;
  Order phones_;  // newest activity first
  std::unordered_map<std::string_view, Order::iterator> by_number_;  // views of Phone::number
};

}  // namespace muster::sandbox
