// SPDX-License-Identifier: Apache-2.0
// One text on its way to a virtual phone, or back from it; and how a request's body becomes one.
#pragma once
#include <boost/json/parser.hpp>
#include <cstdint>
#include <string>

#include "muster/base/instant.hpp"
#include "muster/base/result.hpp"

namespace muster::sandbox {

enum class Status : std::uint8_t { queued, delivered, undelivered, sending, sent, failed };
std::string_view name(Status status);

struct Message {
  std::uint64_t id = 0;  // "sb-<id>" outside; also the order of arrival
  bool reply = false;    // typed on the phone: to us, not to it
  Status status = Status::queued;
  Instant received_at;
  std::string key;
  std::string to;
  std::string from;
  std::string text;
  std::string subject;
  std::string channel;
  std::string receipt_url;

  // The phone it belongs to.
  const std::string& phone() const { return reply ? from : to; }
};

std::string public_id(std::uint64_t id);

// Reads the body of POST /v1/messages. Fields it does not know are skipped. Keeps its buffer
// between calls.
class BodyReader {
 public:
  // Error: invalid, with the field; a number nobody can have is "/to".
  Result<Message> read(std::string_view body);

 private:
  unsigned char temporary_[4096];
  unsigned char values_[16 * 1024];
};

}  // namespace muster::sandbox
