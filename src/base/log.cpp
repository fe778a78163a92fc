// SPDX-License-Identifier: Apache-2.0
#include "muster/base/log.hpp"

#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>

namespace muster {

Log stderr_log(std::string_view level) {
  // The pool lives as long as the logger; `overrun_oldest` keeps the loop from ever waiting for a
  // slow terminal.
  auto pool = std::make_shared<spdlog::details::thread_pool>(8192, 1);
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  struct Async {
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
  };
  auto both = std::make_shared<Async>();
  both->pool = pool;
  both->logger = std::make_shared<spdlog::async_logger>(
      "muster", sink, pool, spdlog::async_overflow_policy::overrun_oldest);
  both->logger->set_pattern("time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v",
                            spdlog::pattern_time_type::utc);
  both->logger->set_level(spdlog::level::from_str(std::string(level)));
  both->logger->flush_on(spdlog::level::warn);
  return Log(std::shared_ptr<spdlog::logger>(both, both->logger.get()));
}

void Log::write(LogLevel level, fmt::string_view format, fmt::format_args args) const {
  constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info,
                                                  spdlog::level::warn, spdlog::level::err};
  auto wanted = levels[static_cast<std::size_t>(level)];
  if (!logger_->should_log(wanted)) return;
  auto line = fmt::vformat(format, args);
  logger_->log(wanted, spdlog::string_view_t(line));
}

void Log::flush() const { logger_->flush(); }

Log null_log() {
  return Log(
      std::make_shared<spdlog::logger>("null", std::make_shared<spdlog::sinks::null_sink_mt>()));
}

std::string mask(std::string_view address) {
  auto at = address.find('@');
  if (at != std::string_view::npos)
    return fmt::format("{}**{}", address.substr(0, std::min<std::size_t>(at, 1)),
                       address.substr(at));
  if (address.size() < 8) return "****";
  return fmt::format("{}****{}", address.substr(0, 4), address.substr(address.size() - 3));
}

std::string quoted(std::string_view value) {
  bool plain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7f;
  });
  if (plain) return std::string(value);
  std::string out = "\"";
  for (char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace muster
