// SPDX-License-Identifier: Apache-2.0
// All sessions of a server: counts, caps, deadlines and the orderly end. One timer serves every
// deadline: it is armed for the earliest, so a busy keep-alive connection never touches it. Loop
// thread.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "muster/base/clock.hpp"
#include "muster/base/task_group.hpp"
#include "muster/http/server.hpp"
#include "peer.hpp"
#include "stream.hpp"

namespace muster {

class Session;

class Connections : public std::enable_shared_from_this<Connections> {
 public:
  Connections(asio::io_context& loop, Router router, HttpLimits limits, Log log);
  ~Connections();

  // Makes a session of it, or closes it when a cap is reached.
  void take(std::unique_ptr<Stream> stream, Peer peer, bool tls,
            std::shared_ptr<const std::vector<std::string>> trusted);
  // The idle connection that would end first makes room. False: none is idle.
  bool close_one_idle();
  asio::awaitable<void> stop(Millis grace);
  // Closes them all at once.
  void cut();

  // For sessions.
  void watch(Instant deadline);
  void remove(Session& session);
  Instant now() const { return clock_.now(); }
  std::string_view date();  // of now, as HTTP writes it
  const Router& router() const { return router_; }
  const HttpLimits& limits() const { return limits_; }
  const Log& log() const { return log_; }
  TaskGroup& handlers() { return handlers_; }
  TaskGroup& streams() { return streams_; }
  asio::io_context& loop() { return loop_; }
  bool stopping() const { return stopping_; }

 private:
  bool room_for(const Peer& peer);
  void refused(std::string_view reason, const Peer& peer);
  void sweep();
  std::vector<std::shared_ptr<Session>> all() const;

  asio::io_context& loop_;
  Router router_;
  HttpLimits limits_;
  Log log_;
  SystemClock clock_;
  TaskGroup handlers_;  // run to their end at a stop
  TaskGroup streams_;   // are ended by it
  std::unordered_set<Session*> sessions_;
  std::unordered_map<std::string, int> per_peer_;
  asio::steady_timer sweeper_;
  Instant armed_ = Instant::max();
  asio::steady_timer drained_;
  bool stopping_ = false;
  std::chrono::seconds date_of_{-1};
  std::string date_;
  Instant refused_logged_ = Instant::min();
  std::size_t refused_ = 0;
};

}  // namespace muster
