// SPDX-License-Identifier: Apache-2.0
// The one place that knows what time it is, and the one way to wait for a time. Loop thread only.
// An Alarm belongs to one service: it waits for an instant, or until another service rings it. On a
// VirtualClock nothing sleeps: whoever drives it jumps to the earliest alarm, so a year runs in
// seconds.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <optional>

#include "muster/base/instant.hpp"

namespace muster {

namespace asio = boost::asio;

class Alarm;

class Clock {
 public:
  virtual ~Clock() = default;
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  virtual Instant now() const = 0;
  // The earliest instant anybody waits for.
  std::optional<Instant> earliest() const;

 protected:
  // Wakes every alarm whose instant has come.
  void wake_due();
  // The earliest waiter changed.
  virtual void rearm() = 0;

 private:
  friend class Alarm;
  void add(Instant until, Alarm& alarm);
  void remove(Instant until, Alarm& alarm);
  std::multimap<Instant, Alarm*> waiting_;
};

class Alarm {
 public:
  Alarm(const asio::any_io_executor& executor, Clock& clock) : clock_(clock), timer_(executor) {}
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  // Resumes at `until` or when rung, whichever is first. A ring before the wait is not lost.
  // Throws system_error(operation_aborted) when the task is cancelled.
  asio::awaitable<void> wait(Instant until);
  void ring();

 private:
  Clock& clock_;
  asio::steady_timer timer_;  // never runs out: cancelled to wake
  std::optional<Instant> until_;
  bool rung_ = false;
};

// Wall-clock time. Sleeps at most 30 s at a time, so that a suspended machine and a stepped clock
// are seen. `forward` moves it (the demo clock, F28); who may call that is decided above.
class SystemClock final : public Clock {
 public:
  explicit SystemClock(asio::io_context& loop) : timer_(loop) {}
  Instant now() const override;
  void forward(Millis by);
  Millis offset() const { return offset_; }

 private:
  void rearm() override;
  asio::steady_timer timer_;
  Millis offset_{0};
  std::optional<Instant> armed_;
};

class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  // Sets the time (never backwards unless `step`) and wakes who is due.
  void set(Instant now);

 private:
  void rearm() override {}
  Instant now_;
};

}  // namespace muster
