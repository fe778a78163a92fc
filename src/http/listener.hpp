// SPDX-License-Identifier: Apache-2.0
// One listening socket, TCP or unix. Loop thread.
#pragma once
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "connections.hpp"

namespace muster {

class Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(asio::io_context& loop, std::shared_ptr<Connections> connections);
  Result<void> open(const HttpListen& where);
  Result<void> reload_tls();
  void close();
  unsigned short port() const { return port_; }  // 0 for a unix socket

 private:
  using Acceptor =
      asio::basic_socket_acceptor<asio::generic::stream_protocol, asio::io_context::executor_type>;
  Result<void> bind(const asio::generic::stream_protocol::endpoint& endpoint, bool unix_socket);
  void accept();
  void on_accept(boost::system::error_code error, Socket socket);
  void back_off(boost::system::error_code error);

  std::shared_ptr<Connections> connections_;
  Acceptor acceptor_;
  asio::steady_timer pause_;
  Millis next_pause_{100};
  unsigned short port_ = 0;
  std::string path_;  // of a unix socket, removed at close
  std::optional<TlsFiles> files_;
  std::shared_ptr<TlsContext> tls_;
  std::shared_ptr<const std::vector<std::string>> trusted_;
};

}  // namespace muster
