// SPDX-License-Identifier: Apache-2.0
// Expected failures as values. Every error kind answers three questions: is a retry of use, whose
// fault is it, and what does the user read. A broken invariant is not an Error: it asserts
// (assert.hpp).
#pragma once
#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

enum class ErrorKind : std::uint8_t {
  internal,      // our fault
  invalid,       // the input is wrong: field and cure are in the message
  not_found,
  conflict,      // the state does not allow it, or another body under the same key
  unauthorised,  // who are you
  forbidden,     // not for you
  too_large,
  precondition,  // a required header is missing (HTTP 428)
  busy,          // a queue is full: try again
  unavailable,   // a part is down: try again
  io,            // the disk or a file
};

// `field` is a path into what the user gave: "/donors/3/phone", "gateways/kannel.toml:12 send.url".
class Error {
 public:
  Error() = default;
  Error(ErrorKind kind, std::string message, std::string field = {})
      : kind_(kind), message_(std::move(message)), field_(std::move(field)) {}

  ErrorKind kind() const { return kind_; }
  const std::string& message() const { return message_; }
  const std::string& field() const { return field_; }
  // May the same call succeed later without a change by its caller?
  bool retryable() const { return kind_ == ErrorKind::busy || kind_ == ErrorKind::unavailable; }
  // Must the one who asked change something?
  bool callers_fault() const;
  // "field: message", for a terminal or a log.
  std::string text() const { return field_.empty() ? message_ : field_ + ": " + message_; }

 private:
  ErrorKind kind_ = ErrorKind::internal;
  std::string message_;
  std::string field_;
};

std::string_view name(ErrorKind kind);

template <class T>
using Result = boost::system::result<T, Error>;

// Makes Result<T>::value() usable where an error is a broken invariant: aborts with the text.
[[noreturn]] void throw_exception_from_error(const Error& error,
                                             const boost::source_location& where);

inline Error invalid(std::string field, std::string message) {
  return Error(ErrorKind::invalid, std::move(message), std::move(field));
}
inline Error not_found(std::string message) {
  return Error(ErrorKind::not_found, std::move(message));
}
inline Error conflict(std::string message) {
  return Error(ErrorKind::conflict, std::move(message));
}

}  // namespace muster
