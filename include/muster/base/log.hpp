// SPDX-License-Identifier: Apache-2.0
// Log lines are key=value, one a state change, with ids. `error` means a person must act. Numbers
// and tokens are masked by the caller with the helpers here. Logging never blocks the loop: the
// sink has its own thread and drops the oldest lines, counted, when full.
#pragma once
#include <fmt/core.h>

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace muster {

enum class LogLevel : unsigned char { debug, info, warn, error };

class Log {
 public:
  explicit Log(std::shared_ptr<spdlog::logger> logger) : logger_(std::move(logger)) {}

  template <class... Args>
  void debug(fmt::format_string<Args...> format, Args&&... args) const {
    write(LogLevel::debug, format, fmt::make_format_args(args...));
  }
  template <class... Args>
  void info(fmt::format_string<Args...> format, Args&&... args) const {
    write(LogLevel::info, format, fmt::make_format_args(args...));
  }
  template <class... Args>
  void warn(fmt::format_string<Args...> format, Args&&... args) const {
    write(LogLevel::warn, format, fmt::make_format_args(args...));
  }
  template <class... Args>
  void error(fmt::format_string<Args...> format, Args&&... args) const {
    write(LogLevel::error, format, fmt::make_format_args(args...));
  }
  void flush() const;

 private:
  // Not a template: spdlog's own would compile all of fmt into every unit that logs.
  void write(LogLevel level, fmt::string_view format, fmt::format_args args) const;
  std::shared_ptr<spdlog::logger> logger_;
};

// To stderr (journald picks it up): "level=info event=...". `level` is debug, info, warn or error.
Log stderr_log(std::string_view level);
// Discards everything; for tests that do not look.
Log null_log();

// "+84912345678" -> "+849****678"; "lan@example.org" -> "l**@example.org".
std::string mask(std::string_view address);
// Quotes a value that has blanks, quotes or control characters, so that one event stays one line.
std::string quoted(std::string_view value);

}  // namespace muster
