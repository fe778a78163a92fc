// SPDX-License-Identifier: Apache-2.0
// How fast a queue of reminders drains, against the reference loop at the same gateway in the same
// round.
#include <fmt/format.h>

#include "reference.hpp"
#include "sections.hpp"

namespace muster::bench {
namespace {

double drain_once(Town& town, int messages, int connections, double* work = nullptr) {
  town.queued(messages);
  auto before = town.accepted();
  town.start(connections);
  auto rate = town.drain_rate(messages, before);
  if (work) *work = cpu_seconds(town.site().daemon().pid()) / messages;
  town.site().stop();
  return rate;
}

void against_reference(Town& town, const Size& size, Report& report, int latency_ms,
                       int connections, double mark) {
  town.queued(size.messages);  // made before the first round, if it must be
  std::vector<double> reference;
  std::vector<double> ours;
  for (int round = 0; round < size.rounds; ++round) {
    town.sandbox(latency_ms);
    auto port = town.site().sandbox().port();
    reference.push_back(reference_rate(town.site().folder(), port, size.messages, connections));
    double work = 0;
    ours.push_back(drain_once(town, size.messages, connections, &work));
    fmt::print("# round {}: reference {:.0f}/s, muster {:.0f}/s, {:.0f} us of processor each\n",
               round + 1, reference.back(), ours.back(), work * 1e6);
  }
  auto name = fmt::format("{} in flight, {} ms", connections, latency_ms);
  report.say("reference loop, " + name, median(reference), "msg/s");
  report.say("muster draining, " + name, median(ours), "msg/s");
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours.size(); ++i) ratios.push_back(ours[i] / reference[i]);
  report.at_least("muster / reference, " + name, median(ratios), mark, "");
}

}  // namespace

void drain(Town& town, const Size& size, Report& report) {
  against_reference(town, size, report, 0, 64, 0.7);
}

void latency20(Town& town, const Size& size, Report& report) {
  against_reference(town, size, report, 20, 256, 0.9);
}

void slowsync(Town& town, const Size& size, Report& report) {
  auto library = e2e::binary("libslow_sync.so");
  std::vector<double> plain;
  std::vector<double> slow;
  town.queued(size.messages);
  for (int round = 0; round < size.rounds; ++round) {
    town.sandbox(0);
    plain.push_back(drain_once(town, size.messages, 64));
    town.site().environment["LD_PRELOAD"] = library;
    town.sandbox(0);
    slow.push_back(drain_once(town, size.messages, 64));
    town.site().environment.clear();
    fmt::print("# round {}: as it is {:.0f}/s, slowed {:.0f}/s\n", round + 1, plain.back(),
               slow.back());
  }
  report.say("muster draining, as the disk is", median(plain), "msg/s");
  report.say("muster draining, syncs 2 ms slower", median(slow), "msg/s");
  report.at_least("slowed / as it is", median(slow) / median(plain), 0.5, "");
}

void memory(Town& town, const Size& size, Report& report) {
  auto messages = size.messages * 2;
  std::vector<double> waiting;
  std::vector<double> draining;
  auto mib = [&](const char* name) {
    return static_cast<double>(status_of(town.site().daemon().pid(), name)) / 1024;
  };
  for (int round = 0; round < size.rounds; ++round) {
    town.queued(messages);
    town.sandbox(0);
    town.start(64, true);
    for (int i = 0; i < 50; ++i) e2e::nap();
    waiting.push_back(mib("VmRSS"));
    town.site().stop();
    town.start(64);
    town.drain_rate(messages, 0);
    draining.push_back(mib("VmHWM"));
    town.site().stop();
  }
  report.at_most(fmt::format("resident, {} queued", messages), median(waiting), 64, "MiB");
  report.at_most(fmt::format("resident at most while {} drain", messages), median(draining), 64,
                 "MiB");
}

void sandbox(Town& town, const Size& size, Report& report) {
  std::vector<double> one;
  std::vector<double> raw;
  std::vector<double> ratios;
  auto folder = town.site().folder();
  for (int round = 0; round < size.rounds; ++round) {
    town.sandbox(0);
    auto port = town.site().sandbox().port();
    one.push_back(reference_rate(folder, port, size.messages, 64));
    raw.push_back(raw_post_rate(port, size.messages, 64));
    ratios.push_back(raw.back() / one.back());
  }
  report.say("reference loop", median(one), "msg/s");
  report.say("plain sockets", median(raw), "msg/s");
  report.at_least("sandbox / reference", median(ratios), 2, "");
}

}  // namespace muster::bench
