// SPDX-License-Identifier: Apache-2.0
// The reading half of a session, and its beginning and end.
#include <algorithm>
#include <cstring>

#include "session.hpp"

namespace muster {
namespace {

constexpr std::size_t first_buffer = 4 * 1024;
constexpr std::size_t largest_buffer = 64 * 1024;
constexpr Seconds linger{2};

}  // namespace

Session::Session(std::shared_ptr<Connections> connections, std::unique_ptr<Stream> stream,
                 Peer peer, bool tls, Trusted trusted)
    : connections_(std::move(connections)),
      stream_(std::move(stream)),
      peer_(std::move(peer)),
      tls_(tls),
      trusted_(std::move(trusted)) {}

Session::~Session() { connections_->remove(*this); }

void Session::start() {
  expire_at(connections_->now() + connections_->limits().header_timeout);
  stream_->open(shared_from_this());
}

void Session::on_open(boost::system::error_code error) {
  if (state_ != State::opening) return;
  if (error) return close();
  state_ = State::head;
  advance();
}

bool Session::idle() const { return state_ == State::head && begin_ == end_ && out_.empty(); }

void Session::stop() {
  stopping_ = true;
  if (idle() || state_ == State::opening || state_ == State::lingering) close();
}

void Session::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  deadline_ = Instant::max();
  stream_->close();
  if (writable_) writable_->cancel();
  connections_->remove(*this);
}

void Session::expire() {
  bool begun = state_ == State::body || (state_ == State::head && begin_ != end_);
  if (!begun) return close();
  if (refuse(408, "the request did not come in time")) advance();
}

void Session::expire_at(Instant deadline) {
  deadline_ = deadline;
  if (deadline != Instant::max()) connections_->watch(deadline);
}

void Session::advance() {
  bool go = true;
  while (go) {
    switch (state_) {
      case State::head: go = read_head(); break;
      case State::body: go = read_body(); break;
      case State::ready: go = dispatch(); break;
      case State::finishing: go = finish(); break;
      default: go = false;
    }
  }
}

bool Session::read_head() {
  // Empty lines before a request line are skipped (RFC 9112 section 2.2).
  while (pending().starts_with("\r\n")) begin_ += 2;
  auto bytes = pending();
  head_only_ = false;
  Refusal refusal;
  auto size = bytes.empty() || bytes == "\r" ? 0 : scanner_.scan(bytes, refusal);
  if (refusal) return refuse(refusal.status, refusal.detail);
  auto limit = connections_->limits().header_bytes;
  if (size > limit || (size == 0 && bytes.size() > limit))
    return refuse(431, "the header fields are too large");
  if (size == 0) return wait_for_bytes();

  close_after_ = false;
  refusal = parser_.head(bytes.substr(0, size), exchange_.request);
  begin_ += size;
  scanner_.reset();
  served_ = true;
  began_ = Instant();
  if (refusal) return refuse(refusal.status, refusal.detail);
  head_only_ = exchange_.request.method == "HEAD";
  close_after_ = !parser_.keep_alive();
  auto match = connections_->router().match(exchange_.request.method, exchange_.request.path(),
                                            exchange_.parameters);
  if (match.status != 200) return refuse_unmatched(match);
  route_ = match.route;
  return begin_body();
}

bool Session::begin_body() {
  auto& body = exchange_.request.body;
  body.clear();
  received_ = 0;
  body_limit_ = route_->body_bytes.value_or(connections_->limits().body_bytes);
  auto size = parser_.body_size();
  if (size && *size > body_limit_) return refuse(413, "the body is too large");
  if (parser_.done()) {
    state_ = State::ready;
    return true;
  }
  if (parser_.expects_continue() && begin_ == end_) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  state_ = State::body;
  return true;
}

bool Session::read_body() {
  auto bytes = pending();
  Refusal refusal;
  auto used = parser_.body(bytes, body_limit_, exchange_.request.body, refusal);
  begin_ += used;
  received_ += used;
  if (refusal) return refuse(refusal.status, refusal.detail);
  if (parser_.done()) {
    began_ = Instant();
    state_ = State::ready;
    return true;
  }
  // Only a chunk's own header or the trailer can fill the buffer without being taken.
  if (pending().size() > connections_->limits().header_bytes)
    return refuse(431, "a chunk's header is too large");
  return wait_for_bytes();
}

// A body must come at a rate: 500 bytes a second hold a 1 MiB upload open for 35 minutes at most, a
// trickle ends.
Instant Session::body_deadline() const {
  const auto& limits = connections_->limits();
  auto rate = std::max<std::size_t>(limits.body_rate, 1);
  return began_ + limits.body_grace + Millis(received_ * 1000 / rate);
}

bool Session::wait_for_bytes() {
  if (!out_.empty() && !flush(state_)) return false;
  const auto& limits = connections_->limits();
  bool between = state_ == State::head && begin_ == end_;
  if (between && served_) {
    began_ = Instant();
    expire_at(connections_->now() + limits.idle_timeout);
  } else {
    // `began_` is set once a part, so that a byte now and then does not push the deadline.
    if (began_ == Instant()) began_ = connections_->now();
    expire_at(state_ == State::body ? body_deadline() : began_ + limits.header_timeout);
  }
  if (between && stopping_) {
    close();
    return false;
  }
  start_read();
  return false;
}

void Session::start_read() {
  if (reading_) return;
  make_room();
  reading_ = true;
  stream_->read({in_.data() + end_, in_.size() - end_}, shared_from_this());
}

void Session::make_room() {
  if (begin_ == end_) {
    begin_ = end_ = 0;
    if (in_.size() > largest_buffer / 4 && state_ == State::head)
      in_ = std::vector<char>(first_buffer);
  } else if (begin_ > 0) {
    std::memmove(in_.data(), in_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (in_.empty()) in_.resize(first_buffer);
  auto enough = std::max(largest_buffer, connections_->limits().header_bytes + first_buffer);
  bool body = state_ == State::body && parser_.body_size().value_or(largest_buffer) > in_.size();
  if (end_ == in_.size() || (body && in_.size() < enough)) {
    if (in_.size() < enough)
      in_.resize(body ? enough : std::min(in_.size() * 2, enough));
    else
      in_.resize(in_.size() + first_buffer);
  }
}

void Session::on_read(boost::system::error_code error, std::size_t count) {
  reading_ = false;
  switch (state_) {
    case State::head:
    case State::body:
      if (error) return close();
      end_ += count;
      return advance();
    case State::streaming:  // nothing is expected but the end
    case State::lingering:
      if (error) return close();
      begin_ = end_ = 0;
      return start_read();
    default:
      // Handling or writing after a time-out: the answer is on its way, what comes now is dropped.
      return;
  }
}

bool Session::finish() {
  state_ = State::lingering;
  if (stopping_) {
    close();
    return false;
  }
  expire_at(connections_->now() + linger);
  begin_ = end_ = 0;
  if (stream_->finish(shared_from_this())) start_read();
  return false;
}

}  // namespace muster
