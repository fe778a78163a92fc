// SPDX-License-Identifier: Apache-2.0
#include "muster/base/clock.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

namespace muster {

std::optional<Instant> Clock::earliest() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.begin()->first;
}

void Clock::wake_due() {
  std::vector<Alarm*> due;
  for (auto it = waiting_.begin(); it != waiting_.end() && it->first <= now(); ++it)
    due.push_back(it->second);
  for (auto* alarm : due) alarm->ring();
}

void Clock::add(Instant until, Alarm& alarm) {
  waiting_.emplace(until, &alarm);
  rearm();
}

void Clock::remove(Instant until, Alarm& alarm) {
  auto [first, last] = waiting_.equal_range(until);
  auto found = std::find_if(first, last, [&](const auto& entry) { return entry.second == &alarm; });
  if (found != last) waiting_.erase(found);
}

Alarm::~Alarm() {
  if (until_) clock_.remove(*until_, *this);
}

asio::awaitable<void> Alarm::wait(Instant until) {
  auto cancellation = co_await asio::this_coro::cancellation_state;
  if (!rung_ && clock_.now() < until) {
    until_ = until;
    timer_.expires_at(asio::steady_timer::time_point::max());
    clock_.add(until, *this);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    clock_.remove(until, *this);
    until_.reset();
  }
  rung_ = false;
  if (cancellation.cancelled() != asio::cancellation_type::none)
    throw boost::system::system_error(asio::error::operation_aborted);
}

void Alarm::ring() {
  rung_ = true;
  timer_.cancel();
}

Instant SystemClock::now() const {
  return std::chrono::floor<Millis>(std::chrono::system_clock::now()) + offset_;
}

void SystemClock::forward(Millis by) {
  offset_ += by;
  armed_.reset();
  wake_due();
  rearm();
}

void SystemClock::rearm() {
  auto next = earliest();
  if (!next || (armed_ && *armed_ <= *next)) return;
  armed_ = next;
  auto sleep = std::clamp<Millis>(*next - now(), Millis(0), Seconds(30));
  timer_.expires_after(sleep);
  timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    armed_.reset();
    wake_due();
    rearm();
  });
}

void VirtualClock::set(Instant now) {
  now_ = now;
  wake_due();
}

}  // namespace muster
