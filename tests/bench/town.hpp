// SPDX-License-Identifier: Apache-2.0
// The site that is measured: a committee with a club of 200 and as many donors as a section wants,
// whose states are made once and put back before each round. The driver's thread.
#pragma once
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "site.hpp"

namespace muster::bench {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start);

class Town {
 public:
  Town();

  e2e::Site& site() { return site_; }
  // Puts back a state in which nobody is known.
  void empty();
  // Puts back a state with so many reminders that are due and not sent. Made with the reminder lane
  // halted: what is halted is not claimed.
  void queued(int reminders);
  // Puts back a state with so many steps in the future; the first donor's is due in `first`.
  void scheduled(int steps);
  // Makes the first donor's step due now. The daemon must not run.
  void first_step_due();
  // A fresh sandbox without receipts.
  void sandbox(int latency_ms);
  // `connections`: how many reminders may be at the gateway at once. Halted: none is sent.
  void start(int connections, bool halted = false);
  // Ends the daemon, however it stands.
  void stop();
  std::int64_t accepted() { return count_of("accepted"); }
  // Runs until `reminders` texts have come, and says how many came a second from the first on.
  double drain_rate(int reminders, std::int64_t before);
  // Imports `count` people after the first `from`, who may give again and signed for everything.
  void import(int from, int count);
  // The same with the rows of the bare loop: one consent, and nothing that is due.
  void import_plain(int count);

 private:
  std::int64_t count_of(const char* name);
  bool put_back(const std::string& state);
  void keep(const std::string& state);
  static std::string lines(int from, int count, int donated_days_ago);
  void import_lines(const std::string& csv, const std::string& purposes);
  void add_session();
  void add_club();
  void await_queued(int reminders);

  e2e::Site site_;
};

// A line "Name:  number ..." of /proc/PID/status, or the sum over all threads of the process.
std::int64_t status_of(pid_t pid, const std::string& name);
std::int64_t sum_over_threads(pid_t pid, const std::string& name);
// What the process has worked so far, on all its threads.
double cpu_seconds(pid_t pid);

}  // namespace muster::bench
