// SPDX-License-Identifier: Apache-2.0
#include "muster/http/server.hpp"

#include "connections.hpp"
#include "listener.hpp"

namespace muster {

struct HttpServer::Inner {
  Inner(asio::io_context& on, Router router, HttpLimits limits, Log log)
      : loop(on),
        connections(std::make_shared<Connections>(on, std::move(router), limits, std::move(log))) {}

  void close_listeners() {
    for (const auto& listener : listeners) listener->close();
  }

  asio::io_context& loop;
  std::shared_ptr<Connections> connections;
  std::vector<std::shared_ptr<Listener>> listeners;
};

HttpServer::HttpServer(asio::io_context& loop, Router router, HttpLimits limits, Log log)
    : inner_(std::make_shared<Inner>(loop, std::move(router), limits, std::move(log))) {}

HttpServer::~HttpServer() {
  inner_->close_listeners();
  inner_->connections->cut();
}

Result<void> HttpServer::listen(const HttpListen& where) {
  auto listener = std::make_shared<Listener>(inner_->loop, inner_->connections);
  auto opened = listener->open(where);
  if (!opened) return opened;
  inner_->listeners.push_back(std::move(listener));
  return {};
}

unsigned short HttpServer::port() const {
  for (const auto& listener : inner_->listeners)
    if (listener->port() != 0) return listener->port();
  return 0;
}

Result<void> HttpServer::reload_tls() {
  for (const auto& listener : inner_->listeners) {
    auto loaded = listener->reload_tls();
    if (!loaded) return loaded;
  }
  return {};
}

asio::awaitable<void> HttpServer::stop(Millis grace) {
  auto inner = inner_;
  inner->close_listeners();
  co_await inner->connections->stop(grace);
}

}  // namespace muster
