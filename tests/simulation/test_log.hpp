// SPDX-License-Identifier: Apache-2.0
// The daemon's log in a simulation: counts `error` lines (a person must act: a simulated run has
// none) and keeps the last lines for the report of a failure.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "muster/base/log.hpp"

namespace muster::simulation {

class TestSink {
 public:
  static constexpr std::size_t kept = 40;
  const std::deque<std::string>& lines() const { return lines_; }
  const std::vector<std::string>& errors() const { return errors_; }
  void note(std::string line) {
    lines_.push_back(std::move(line));
    if (lines_.size() > kept) lines_.pop_front();
  }
  void take(std::string line, bool error) {
    if (error) errors_.push_back(line);
    note(std::move(line));
  }

 private:
  std::deque<std::string> lines_;
  std::vector<std::string> errors_;
};

class TestLog {
 public:
  TestLog();
  Log log() const { return Log(logger_); }
  TestSink& sink() const { return *sink_; }

 private:
  std::shared_ptr<TestSink> sink_;
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace muster::simulation
