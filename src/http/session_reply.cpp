// SPDX-License-Identifier: Apache-2.0
// The answering half of a session: handlers, responses, event streams.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "response_head.hpp"
#include "session.hpp"

namespace muster {
namespace {

constexpr std::size_t copied_body = 16 * 1024;  // a bigger one is written from where it is
constexpr std::size_t batch = 64 * 1024;        // of pipelined answers

std::string event_text(std::string_view data) {
  if (data.empty()) return ":\n\n";
  std::string out;
  out.reserve(data.size() + 16);
  while (true) {
    auto end = data.find('\n');
    out.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == std::string_view::npos) break;
    data.remove_prefix(end + 1);
  }
  return out + "\n";
}

}  // namespace

// The connection ends after it: what follows on the wire can no longer be told apart.
bool Session::refuse(int status, std::string_view detail) {
  close_after_ = true;
  put(connections_->router().error(status, std::string(detail)));
  return flush(State::finishing);
}

bool Session::refuse_unmatched(const Router::Match& match) {
  std::string detail = match.status == 404   ? "there is nothing at this path"
                       : match.status == 405 ? "this path has no such method"
                                             : "this method is not known";
  if (!parser_.done()) close_after_ = true;
  auto response = connections_->router().error(match.status, std::move(detail));
  if (!match.allow.empty()) response.headers.emplace_back("Allow", match.allow);
  put(std::move(response));
  return flush(close_after_ ? State::finishing : State::head);
}

void Session::identify() {
  exchange_.tls = tls_;
  if (trusted_->empty()) {
    exchange_.peer = peer_.address;
    return;
  }
  const auto& headers = exchange_.request.headers;
  exchange_.peer = forwarded_for(headers, peer_.address, *trusted_);
  bool by_proxy = std::ranges::find(*trusted_, peer_.address) != trusted_->end();
  if (by_proxy && header(headers, "X-Forwarded-Proto") == "https") exchange_.tls = true;
}

bool Session::dispatch() {
  if (out_before_handler_) return spawn_handler();
  identify();
  std::optional<HttpResponse> response;
  try {
    if (route_->quick)
      response = route_->quick(exchange_);
    else if (route_->attempt)
      response = route_->attempt(exchange_);
  } catch (const std::exception& thrown) {
    response = failed(thrown.what());
  }
  if (!response) return spawn_handler();
  put(std::move(*response));
  auto next = close_after_ ? State::finishing : State::head;
  if (close_after_ || !big_.empty() || out_.size() > batch) return flush(next);
  state_ = next;
  return true;
}

// What is already answered leaves first: the handler may take its time.
bool Session::spawn_handler() {
  out_before_handler_ = !out_.empty();
  if (out_before_handler_ && !flush(State::ready)) return false;
  out_before_handler_ = false;
  state_ = State::handling;
  deadline_ = Instant::max();  // handlers have deadlines of their own
  connections_->handlers().spawn(
      "http", handle(shared_from_this(), &route_->handler, std::move(exchange_)));
  exchange_ = HttpExchange();
  return false;
}

HttpResponse Session::failed(std::string_view what) {
  connections_->log().error("event=http_handler_failed error={}", quoted(what));
  return connections_->router().error(500, "something went wrong here; it has been logged");
}

void Session::put(HttpResponse response) {
  if (stopping_) close_after_ = true;
  append_head(out_, response, !close_after_, connections_->date());
  if (head_only_ || !may_have_body(response.status)) return;
  if (response.body.size() <= copied_body)
    out_ += response.body;
  else
    big_ = std::move(response.body);
}

bool Session::flush(State next) {
  if (stream_->write(out_, big_, shared_from_this())) {
    out_.clear();
    big_ = std::string();
    state_ = next;
    return true;
  }
  resume_ = next;
  state_ = State::writing;
  expire_at(connections_->now() + connections_->limits().idle_timeout);
  return false;
}

void Session::on_written(boost::system::error_code error) {
  if (state_ == State::closed) return;
  if (error) return close();
  out_.clear();
  big_ = std::string();
  deadline_ = Instant::max();
  if (state_ == State::streaming) {
    writable_->cancel();
    return;
  }
  state_ = resume_;
  advance();
}

asio::awaitable<void> Session::handle(std::shared_ptr<Session> self, const HttpHandler* handler,
                                      HttpExchange exchange) {
  HttpReply result;
  std::string failure;
  try {
    result = co_await (*handler)(std::move(exchange));
  } catch (const std::exception& thrown) {
    failure = thrown.what();
  }
  if (self->state_ != State::handling) co_return;  // cut meanwhile
  if (failure.empty())
    self->reply(std::move(result));
  else
    self->reply(self->failed(failure));
}

void Session::reply(HttpReply reply) {
  if (auto* events = std::get_if<EventStream>(&reply)) {
    append_stream_head(out_, connections_->date());
    return begin_stream(send_events(shared_from_this(), std::move(*events)));
  }
  if (auto* body = std::get_if<BodyStream>(&reply)) {
    append_chunked_head(out_, body->headers, connections_->date());
    return begin_stream(send_pieces(shared_from_this(), std::move(*body)));
  }
  if (std::holds_alternative<Hangup>(reply)) return close();
  put(std::move(std::get<HttpResponse>(reply)));
  if (flush(close_after_ ? State::finishing : State::head)) advance();
}

// After the head, which stands in out_.
void Session::begin_stream(asio::awaitable<void> sending) {
  close_after_ = true;
  if (head_only_ || stopping_) {
    if (flush(State::finishing)) advance();
    return;
  }
  state_ = State::streaming;
  writable_ = std::make_unique<asio::steady_timer>(connections_->loop());
  begin_ = end_ = 0;
  start_read();
  connections_->streams().spawn("http_stream", stream(shared_from_this(), std::move(sending)));
}

asio::awaitable<void> Session::stream(std::shared_ptr<Session> self,
                                      asio::awaitable<void> sending) {
  try {
    co_await std::move(sending);
  } catch (const boost::system::system_error& ended) {
    if (ended.code() != asio::error::operation_aborted) self->failed(ended.what());
  } catch (const std::exception& thrown) {
    self->failed(thrown.what());
  }
  if (self->state_ != State::streaming) co_return;
  self->state_ = State::finishing;
  self->advance();
}

asio::awaitable<void> Session::send_events(std::shared_ptr<Session> self, EventStream events) {
  while (true) {
    bool open = co_await self->written();
    if (!open) co_return;
    auto event = co_await events.next();
    if (!event || self->state_ != State::streaming) co_return;
    self->out_ = event_text(*event);
  }
}

asio::awaitable<void> Session::send_pieces(std::shared_ptr<Session> self, BodyStream body) {
  while (true) {
    bool open = co_await self->written();
    if (!open) co_return;
    auto piece = co_await body.next();
    if (self->state_ != State::streaming) co_return;
    // Without the last chunk: the client sees that it is not the whole.
    if (!piece) co_return self->close();
    const bool last = !piece->has_value();
    if (!last && (*piece)->empty()) continue;
    self->out_ = chunk_text(last ? std::string_view() : std::string_view(**piece));
    if (!last) continue;
    co_await self->written();
    co_return;
  }
}

// Sends out_; false when the connection is gone.
asio::awaitable<bool> Session::written() {
  writable_->expires_at(asio::steady_timer::time_point::max());
  if (stream_->write(out_, big_, shared_from_this())) {
    out_.clear();
  } else {
    expire_at(connections_->now() + connections_->limits().idle_timeout);
    co_await writable_->async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return state_ == State::streaming;
}

}  // namespace muster
