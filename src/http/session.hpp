// SPDX-License-Identifier: Apache-2.0
// One connection: reads a request, has it answered, writes the answer, and again. Pipelined
// requests are answered in order; what quick handlers answer leaves in one write. Kept alive by its
// call-backs; loop thread.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "connections.hpp"
#include "request_parser.hpp"
#include "stream.hpp"

namespace muster {

class Session final : public StreamUser, public std::enable_shared_from_this<Session> {
 public:
  using Trusted = std::shared_ptr<const std::vector<std::string>>;
  Session(std::shared_ptr<Connections> connections, std::unique_ptr<Stream> stream, Peer peer,
          bool tls, Trusted trusted);
  ~Session();

  void start();
  void stop();  // after the request in progress, if there is one
  void expire();  // the deadline has passed
  void close();  // now
  bool idle() const;  // between two requests
  Instant deadline() const { return deadline_; }
  const Peer& peer() const { return peer_; }

  void on_open(boost::system::error_code error) override;
  void on_read(boost::system::error_code error, std::size_t count) override;
  void on_written(boost::system::error_code error) override;

 private:
  enum class State : std::uint8_t {
    opening,  // TLS handshake
    head,  // reads a head, or waits for one
    body,  // reads a body
    ready,  // has a whole request
    handling,  // a handler's coroutine runs
    writing,  // the socket is full; `resume_` comes after
    streaming,  // server-sent events, or a body that is still being made
    finishing,  // has written its last byte
    lingering,  // reads until the peer has closed, so that a reset does not eat the answer
    closed,
  };

  // session_read.cpp. Steps return whether the next step can be taken at once.
  void advance();
  bool read_head();
  bool begin_body();
  bool read_body();
  bool wait_for_bytes();
  void start_read();
  void make_room();
  std::string_view pending() const { return {in_.data() + begin_, end_ - begin_}; }
  Instant body_deadline() const;
  void expire_at(Instant deadline);
  bool finish();

  // session_reply.cpp
  bool refuse(int status, std::string_view detail);
  bool refuse_unmatched(const Router::Match& match);
  bool dispatch();
  bool spawn_handler();
  void identify();
  void put(HttpResponse response);
  bool flush(State next);
  HttpResponse failed(std::string_view what);
  void reply(HttpReply reply);
  void begin_stream(asio::awaitable<void> sending);
  static asio::awaitable<void> handle(std::shared_ptr<Session> self, const HttpHandler* handler,
                                      HttpExchange exchange);
  static asio::awaitable<void> stream(std::shared_ptr<Session> self, asio::awaitable<void> sending);
  static asio::awaitable<void> send_events(std::shared_ptr<Session> self, EventStream events);
  static asio::awaitable<void> send_pieces(std::shared_ptr<Session> self, BodyStream body);
  asio::awaitable<bool> written();

  std::shared_ptr<Connections> connections_;
  std::unique_ptr<Stream> stream_;
  Peer peer_;
  bool tls_;
  Trusted trusted_;

  State state_ = State::opening;
  State resume_ = State::head;
  Instant deadline_ = Instant::max();
  bool reading_ = false;  // a read is outstanding
  bool served_ = false;  // has had a request: the idle time-out holds, not the header's
  bool stopping_ = false;  // the present answer is the last
  bool close_after_ = false;  // so does the present request say
  bool head_only_ = false;
  bool out_before_handler_ = false;  // earlier answers are being written, then the handler runs

  std::vector<char> in_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  HeadScanner scanner_;
  RequestParser parser_;
  HttpExchange exchange_;
  const Router::Route* route_ = nullptr;
  std::size_t body_limit_ = 0;
  std::size_t received_ = 0;  // of the body, on the wire
  Instant began_;  // the head or the body

  std::string out_;  // heads and small bodies
  std::string big_;  // one big body, which follows out_
  std::unique_ptr<asio::steady_timer> writable_;  // for streams
};

}  // namespace muster
