// SPDX-License-Identifier: Apache-2.0
#include "hooks.hpp"

namespace muster::sandbox {
namespace {

constexpr std::size_t workers_max = 16;
constexpr std::size_t waiting_max = 500'000;
constexpr int tries_max = 40;  // with the pauses below, over half an hour

Millis pause_after(int tries) {
  return std::min<Millis>(Millis(250) * (1 << std::min(tries, 10)), Minutes(1));
}

}  // namespace

Hooks::Hooks(asio::io_context& loop, Clock& clock, HookSigner signer, Log log, Settled settled)
    : loop_(loop),
      clock_(clock),
      signer_(std::move(signer)),
      log_(std::move(log)),
      settled_(std::move(settled)),
      tasks_(loop.get_executor()),
      alarm_(loop.get_executor(), clock) {}

void Hooks::start() { tasks_.spawn("hooks", run()); }

asio::awaitable<void> Hooks::stop() {
  clear();
  tasks_.cancel();
  co_await tasks_.join();
}

void Hooks::clear() {
  later_.clear();
  ready_.clear();
  taken_ = 0;
  given_up_ = 0;
}

void Hooks::send_at(Instant due, Hook hook) {
  if (waiting() >= waiting_max) {
    ++given_up_;
    return settled_(hook, false);
  }
  bool earliest = later_.empty() || due < later_.begin()->first;
  later_.emplace(due, std::move(hook));
  if (earliest) alarm_.ring();
}

asio::awaitable<void> Hooks::run() {
  while (true) {
    take_due();
    auto next = later_.empty() ? clock_.now() + Hours(24) : later_.begin()->first;
    co_await alarm_.wait(next);
  }
}

void Hooks::take_due() {
  auto now = clock_.now();
  while (!later_.empty() && later_.begin()->first <= now) {
    ready_.push_back(std::move(later_.begin()->second));
    later_.erase(later_.begin());
  }
  employ();
}

void Hooks::employ() {
  while (active_ < workers_max && active_ < ready_.size()) {
    ++active_;
    tasks_.spawn("hook", work());
  }
}

asio::awaitable<void> Hooks::work() {
  try {
    co_await work_off();
  } catch (const boost::system::system_error&) {
    // Cancelled: we are stopping.
  }
  --active_;
}

asio::awaitable<void> Hooks::work_off() {
  HookConnection connection(loop_);
  while (!ready_.empty()) {
    auto hook = std::move(ready_.front());
    ready_.pop_front();
    auto headers = headers_of(hook);
    auto answer = co_await connection.post(hook.url, std::move(headers), hook.body);
    settle(std::move(hook), answer);
  }
}

Headers Hooks::headers_of(const Hook& hook) const {
  auto seconds = std::chrono::floor<Seconds>(clock_.now().time_since_epoch()).count();
  auto timestamp = std::to_string(seconds);
  Headers headers;
  headers.emplace_back("webhook-id", hook.id);
  headers.emplace_back("webhook-timestamp", timestamp);
  headers.emplace_back("webhook-signature", signer_.sign(hook.id, timestamp, hook.body));
  return headers;
}

void Hooks::settle(Hook hook, const HookAnswer& answer) {
  bool taken = answer.status >= 200 && answer.status < 300;
  if (taken != !failing_) {
    failing_ = !taken;
    if (taken)
      log_.info("event=hooks_taken_again");
    else
      log_.warn("event=hook_refused id={} status={} error={} tries={}", hook.id, answer.status,
                quoted(answer.error), hook.tries + 1);
  }
  ++hook.tries;
  if (taken) {
    ++taken_;
    return settled_(hook, true);
  }
  // 410 says: never again. The rest may be a daemon that restarts, or a clock not moved yet.
  if (answer.status == 410 || answer.never || hook.tries >= tries_max) {
    ++given_up_;
    log_.warn("event=hook_given_up id={} status={} tries={}", hook.id, answer.status, hook.tries);
    return settled_(hook, false);
  }
  auto pause = pause_after(hook.tries);
  if (answer.retry_after) pause = std::max<Millis>(pause, *answer.retry_after);
  send_at(clock_.now() + pause, std::move(hook));
}

}  // namespace muster::sandbox
