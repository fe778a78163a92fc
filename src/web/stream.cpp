// SPDX-License-Identifier: Apache-2.0
// The live board: one snapshot of a request at each change. A revoked token ends it.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "api.hpp"
#include "problem.hpp"
#include "run_job.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

constexpr Seconds keep_alive{10};

class RequestStream {
 public:
  RequestStream(std::shared_ptr<Web> web, Call call, std::string authorization)
      : web_(std::move(web)),
        call_(std::move(call)),
        authorization_(std::move(authorization)),
        timer_(web_->engine().executor) {}
  ~RequestStream() { web_->leave(timer_); }
  RequestStream(const RequestStream&) = delete;
  RequestStream& operator=(const RequestStream&) = delete;

  bool listen() { return web_->listen(timer_); }

  static asio::awaitable<Result<Done>> snapshot(std::shared_ptr<RequestStream> self) {
    self->call_.now = self->web_->engine().clock.now();
    auto job = [call = self->call_](Tx& tx) {
      return run_job(tx, call, snapshot_job, 200, CreationKey());
    };
    co_return co_await self->web_->engine().store.read(job);
  }

  static asio::awaitable<std::optional<std::string>> next(std::shared_ptr<RequestStream> self) {
    while (true) {
      auto seen = self->web_->changes();
      auto who = co_await self->web_->authenticate(self->authorization_);
      if (!who) co_return std::nullopt;
      auto now = co_await snapshot(self);
      if (!now) co_return std::nullopt;
      if (now->body != self->last_) {
        self->last_ = std::move(now->body);
        co_return self->last_;
      }
      if (seen != self->web_->changes()) continue;
      self->timer_.expires_after(keep_alive);
      auto [rung] = co_await self->timer_.async_wait(asio::as_tuple(asio::use_awaitable));
      if (!rung) co_return std::string();
    }
  }

 private:
  std::shared_ptr<Web> web_;
  Call call_;
  std::string authorization_;
  asio::steady_timer timer_;
  std::string last_;
};

}  // namespace

asio::awaitable<HttpReply> stream_request(std::shared_ptr<Web> web, Call call,
                                          HttpExchange exchange) {
  std::string authorization(header(exchange.request.headers, "Authorization"));
  auto stream = std::make_shared<RequestStream>(web, std::move(call), std::move(authorization));
  auto first = co_await RequestStream::snapshot(stream);
  if (!first) co_return problem(first.error());
  if (!stream->listen()) co_return problem(503, "too many watch already; ask for it again soon");
  EventStream events;
  events.next = [stream] { return RequestStream::next(stream); };
  co_return std::move(events);
}

}  // namespace muster
