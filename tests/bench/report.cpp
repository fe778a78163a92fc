// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace muster::bench {
namespace {

std::string figure(double value) {
  return value >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.3f}", value);
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double worst(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

void Report::line(const std::string& what, double value, const std::string& unit,
                  const std::string& mark, bool met) {
  auto text = fmt::format("{:<58} {:>10} {:<12} {}", what, figure(value), unit, mark);
  if (!mark.empty() && marks_) text += met ? " ok" : " MISSED";
  std::puts(text.c_str());
  std::fflush(stdout);
  if (!met && marks_) ++missed_;
}

void Report::say(const std::string& what, double value, const std::string& unit) {
  line(what, value, unit, {}, true);
}

void Report::at_least(const std::string& what, double value, double mark, const std::string& unit) {
  line(what, value, unit, fmt::format(">= {:g}", mark), value >= mark);
}

void Report::at_most(const std::string& what, double value, double mark, const std::string& unit) {
  line(what, value, unit, fmt::format("<= {:g}", mark), value <= mark);
}

void Report::failed(const std::string& what, const std::string& why) {
  std::puts(fmt::format("{:<58} MISSED: {}", what, why).c_str());
  std::fflush(stdout);
  ++missed_;
}

}  // namespace muster::bench
