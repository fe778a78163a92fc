// SPDX-License-Identifier: Apache-2.0
// The lines that the bench prints: a figure, its mark, and whether it is met.
#pragma once
#include <string>
#include <vector>

namespace muster::bench {

double median(std::vector<double> values);
double worst(const std::vector<double>& values);

class Report {
 public:
  // `marks`: whether a missed mark counts, or only what could not be measured at all.
  explicit Report(bool marks) : marks_(marks) {}
  // A figure without a mark.
  void say(const std::string& what, double value, const std::string& unit);
  void at_least(const std::string& what, double value, double mark, const std::string& unit);
  void at_most(const std::string& what, double value, double mark, const std::string& unit);
  // What could not be measured is missed.
  void failed(const std::string& what, const std::string& why);
  int missed() const { return missed_; }

 private:
  void line(const std::string& what, double value, const std::string& unit, const std::string& mark,
            bool met);
  bool marks_;
  int missed_ = 0;
};

}  // namespace muster::bench
