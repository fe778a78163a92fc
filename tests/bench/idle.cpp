// SPDX-License-Identifier: Apache-2.0
// What the daemon does while there is nothing to do, how soon it sends after a restart, and how
// long an import takes.
#include <fmt/format.h>

#include <stdexcept>
#include <thread>

#include "reference.hpp"
#include "sections.hpp"

namespace muster::bench {
namespace {

constexpr std::chrono::seconds watched{10};

double wakeups_a_second(pid_t pid) {
  auto before = sum_over_threads(pid, "voluntary_ctxt_switches");
  std::this_thread::sleep_for(watched);
  auto after = sum_over_threads(pid, "voluntary_ctxt_switches");
  return static_cast<double>(after - before) / static_cast<double>(watched.count());
}

struct Restart {
  double ready = 0;
  double sent = 0;
};

Restart restart(Town& town) {
  town.first_step_due();
  auto before = town.accepted();
  Restart found;
  auto start = Clock::now();
  town.start(64);
  if (e2e::http("GET", town.site().url() + "/readyz").status != 200)
    throw std::runtime_error("not ready: " + town.site().daemon().log());
  found.ready = seconds_since(start);
  if (!e2e::eventually(20, [&] { return town.accepted() > before; }))
    throw std::runtime_error("nothing was sent: " + town.site().daemon().log());
  found.sent = seconds_since(start);
  return found;
}

}  // namespace

void idle(Town& town, const Size& size, Report& report) {
  town.scheduled(size.steps);
  std::vector<double> wakeups;
  std::vector<double> ready;
  std::vector<double> sent;
  for (int round = 0; round < size.rounds; ++round) {
    town.scheduled(size.steps);
    town.sandbox(0);
    town.start(64);
    std::this_thread::sleep_for(std::chrono::seconds(2));
    wakeups.push_back(wakeups_a_second(town.site().daemon().pid()));
    town.site().stop();
    auto found = restart(town);
    ready.push_back(found.ready);
    sent.push_back(found.sent);
    town.site().stop();
  }
  auto name = fmt::format("{} scheduled steps", size.steps);
  report.at_most("wakes of an idle daemon, " + name, median(wakeups), 1, "1/s");
  report.at_most("restart to ready, " + name, median(ready), 0.5, "s");
  report.at_most("restart to the first text, " + name, median(sent), 0.5, "s");
}

void import(Town& town, const Size& size, Report& report) {
  auto donors = size.messages * 2;
  std::vector<double> reference;
  std::vector<double> ours;
  std::vector<double> ratios;
  for (int round = 0; round < size.rounds; ++round) {
    town.empty();
    town.sandbox(0);
    town.start(1);
    auto start = Clock::now();
    town.import_plain(donors);
    ours.push_back(seconds_since(start));
    town.site().stop();
    auto folder = town.site().folder();
    reference.push_back(import_reference(folder, folder / "store/muster.sqlite"));
    ratios.push_back(ours.back() / reference.back());
    fmt::print("# round {}: bare loop {:.1f} s, muster {:.1f} s\n", round + 1, reference.back(),
               ours.back());
  }
  auto name = fmt::format("{} donors", donors);
  report.say("bare SQLite loop, " + name, median(reference), "s");
  report.say("muster import, " + name, median(ours), "s");
  report.at_most("import / bare loop", median(ratios), 3, "");
}

}  // namespace muster::bench
