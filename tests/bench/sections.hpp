// SPDX-License-Identifier: Apache-2.0
// What ./dev bench can measure, by name. Each section throws when the site fails it.
#pragma once
#include "report.hpp"
#include "town.hpp"

namespace muster::bench {

struct Size {
  int rounds = 3;
  int messages = 50'000;  // the queue of the drains; the big queue is twice as long
  int steps = 1'000'000;
  int donors = 1'000'000;  // of the register
};

void drain(Town& town, const Size& size, Report& report);
void latency20(Town& town, const Size& size, Report& report);
void slowsync(Town& town, const Size& size, Report& report);
void memory(Town& town, const Size& size, Report& report);
void page(Town& town, const Size& size, Report& report);
void idle(Town& town, const Size& size, Report& report);
void import(Town& town, const Size& size, Report& report);
void registry(Town& town, const Size& size, Report& report);
void sandbox(Town& town, const Size& size, Report& report);

}  // namespace muster::bench
