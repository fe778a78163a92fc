// SPDX-License-Identifier: Apache-2.0
#include "connections.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "response_head.hpp"
#include "session.hpp"

namespace muster {

Connections::Connections(asio::io_context& loop, Router router, HttpLimits limits, Log log)
    : loop_(loop),
      router_(std::move(router)),
      limits_(limits),
      log_(std::move(log)),
      clock_(loop),
      handlers_(loop.get_executor()),
      streams_(loop.get_executor()),
      sweeper_(loop),
      drained_(loop) {}

Connections::~Connections() = default;

void Connections::take(std::unique_ptr<Stream> stream, Peer peer, bool tls,
                       std::shared_ptr<const std::vector<std::string>> trusted) {
  if (stopping_ || !room_for(peer)) return stream->close();
  if (!peer.loopback) ++per_peer_[peer.address];
  auto session = std::make_shared<Session>(shared_from_this(), std::move(stream), std::move(peer),
                                           tls, std::move(trusted));
  sessions_.insert(session.get());
  session->start();
}

bool Connections::room_for(const Peer& peer) {
  if (!peer.loopback) {
    auto known = per_peer_.find(peer.address);
    if (known != per_peer_.end() && known->second >= limits_.connections_per_ip) {
      refused("per_ip", peer);
      return false;
    }
  }
  if (sessions_.size() < static_cast<std::size_t>(limits_.connections) || close_one_idle())
    return true;
  refused("connections", peer);
  return false;
}

// A flood must not flood the log: one line in ten seconds, with the count.
void Connections::refused(std::string_view reason, const Peer& peer) {
  ++refused_;
  if (refused_logged_ != Instant::min() && now() < refused_logged_ + Seconds(10)) return;
  refused_logged_ = now();
  log_.warn("event=http_refused reason={} peer={} refused={}", reason, peer.address, refused_);
}

bool Connections::close_one_idle() {
  Session* first = nullptr;
  for (auto* session : sessions_)
    if (session->idle() && (!first || session->deadline() < first->deadline())) first = session;
  if (first) first->shared_from_this()->close();
  return first != nullptr;
}

void Connections::remove(Session& session) {
  if (sessions_.erase(&session) == 0) return;
  if (!session.peer().loopback) {
    auto count = per_peer_.find(session.peer().address);
    if (--count->second == 0) per_peer_.erase(count);
  }
  if (!sessions_.empty()) return;
  drained_.cancel();
  sweeper_.cancel();
  armed_ = Instant::max();
}

void Connections::watch(Instant deadline) {
  if (deadline >= armed_) return;
  armed_ = deadline;
  sweeper_.expires_after(std::max(deadline - now(), Millis(1)));
  sweeper_.async_wait([self = weak_from_this()](boost::system::error_code error) {
    if (error) return;
    if (auto connections = self.lock()) connections->sweep();
  });
}

void Connections::sweep() {
  armed_ = Instant::max();
  auto time = now();
  for (const auto& session : all())
    if (session->deadline() <= time) session->expire();
  auto earliest = Instant::max();
  for (const auto* session : sessions_) earliest = std::min(earliest, session->deadline());
  watch(earliest);
}

std::vector<std::shared_ptr<Session>> Connections::all() const {
  std::vector<std::shared_ptr<Session>> sessions;
  sessions.reserve(sessions_.size());
  for (auto* session : sessions_) sessions.push_back(session->shared_from_this());
  return sessions;
}

void Connections::cut() {
  for (const auto& session : all()) session->close();
}

asio::awaitable<void> Connections::stop(Millis grace) {
  stopping_ = true;
  for (const auto& session : all()) session->stop();
  streams_.cancel();
  drained_.expires_after(grace);
  while (!sessions_.empty()) {
    auto [error] = co_await drained_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!error) break;
  }
  if (!sessions_.empty())
    log_.warn("event=http_cut connections={} handlers={}", sessions_.size(), handlers_.size());
  handlers_.cancel();
  cut();
  co_await handlers_.join();
  co_await streams_.join();
}

std::string_view Connections::date() {
  auto time = now();
  auto second = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
  if (second != date_of_) {
    date_of_ = second;
    date_ = http_date(time);
  }
  return date_;
}

}  // namespace muster
