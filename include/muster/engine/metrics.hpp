// SPDX-License-Identifier: Apache-2.0
// Counters and gauges under the names that dashboards know. prometheus-cpp keeps
// them.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "muster/domain/message.hpp"
#include "muster/domain/page.hpp"

namespace muster {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void message(SendLane lane, Channel channel, MessageState state);
  void page(PageState state);
  void reply(std::string_view intent);
  // A page that a bypass let through.
  void bypassed(Channel channel);
  void hook_refused(std::string_view gateway, std::string_view why);
  void loop_turn_late();
  // Gauges, set just before a scrape.
  void write_queue(std::size_t jobs);
  void in_flight(std::string_view gateway, int count);
  void subject_requests(std::int64_t overdue, std::int64_t in_time);
  // The text format of Prometheus.
  std::string text() const;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace muster
