// SPDX-License-Identifier: Apache-2.0
#include "muster/base/result.hpp"

#include <cstdio>
#include <cstdlib>

#include "muster/base/assert.hpp"

namespace muster {

bool Error::callers_fault() const {
  switch (kind_) {
    case ErrorKind::invalid:
    case ErrorKind::not_found:
    case ErrorKind::conflict:
    case ErrorKind::unauthorised:
    case ErrorKind::forbidden:
    case ErrorKind::too_large:
    case ErrorKind::precondition: return true;
    case ErrorKind::internal:
    case ErrorKind::busy:
    case ErrorKind::unavailable:
    case ErrorKind::io: return false;
  }
  return false;
}

std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::internal: return "internal";
    case ErrorKind::invalid: return "invalid";
    case ErrorKind::not_found: return "not_found";
    case ErrorKind::conflict: return "conflict";
    case ErrorKind::unauthorised: return "unauthorised";
    case ErrorKind::forbidden: return "forbidden";
    case ErrorKind::too_large: return "too_large";
    case ErrorKind::precondition: return "precondition";
    case ErrorKind::busy: return "busy";
    case ErrorKind::unavailable: return "unavailable";
    case ErrorKind::io: return "io";
  }
  return "internal";
}

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  assertion_failed(error.text().c_str(), where.file_name(), static_cast<int>(where.line()));
}

// The line goes straight to stderr: the logger's queue would die with the process.
void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "level=error event=assertion_failed at=%s:%d condition=\"%s\"\n", file, line,
               condition);
  std::abort();
}

}  // namespace muster
