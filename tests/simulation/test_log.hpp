// SPDX-License-Identifier: Apache-2.0
// The daemon's log in a simulation: counts `error` lines (a person must act: a simulated run has
// none) and keeps the last lines for the report of a failure.
#pragma once
#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "muster/base/log.hpp"

namespace muster::simulation {

class TestSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  static constexpr std::size_t kept = 40;
  const std::deque<std::string>& lines() const { return lines_; }
  const std::vector<std::string>& errors() const { return errors_; }
  void note(std::string line) {
    lines_.push_back(std::move(line));
    if (lines_.size() > kept) lines_.pop_front();
  }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::string line(message.payload.data(), message.payload.size());
    if (message.level >= spdlog::level::err) errors_.push_back(line);
    note(std::move(line));
  }
  void flush_() override {}

 private:
  std::deque<std::string> lines_;
  std::vector<std::string> errors_;
};

class TestLog {
 public:
  TestLog()
      : sink_(std::make_shared<TestSink>()),
        logger_(std::make_shared<spdlog::logger>("simulation", sink_)) {
    logger_->set_level(spdlog::level::info);
  }
  Log log() const { return Log(logger_); }
  TestSink& sink() const { return *sink_; }

 private:
  std::shared_ptr<TestSink> sink_;
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace muster::simulation
