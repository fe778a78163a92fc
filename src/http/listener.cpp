// SPDX-License-Identifier: Apache-2.0
#include "listener.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

namespace muster {
namespace {

using boost::system::error_code;
using Endpoint = asio::generic::stream_protocol::endpoint;
using Unix = asio::local::stream_protocol;

constexpr std::string_view unix_prefix = "unix:";

// A socket file nobody listens on is what a killed daemon left; anything else stays.
void remove_stale(asio::io_context::executor_type executor, const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return;
  asio::basic_stream_socket<Unix, asio::io_context::executor_type> probe(executor);
  error_code error;
  probe.connect(Unix::endpoint(path), error);
  if (error == asio::error::connection_refused) ::unlink(path.c_str());
}

}  // namespace

Listener::Listener(asio::io_context& loop, std::shared_ptr<Connections> connections)
    : connections_(std::move(connections)), acceptor_(loop), pause_(loop) {}

Result<void> Listener::open(const HttpListen& where) {
  auto trusted = std::make_shared<std::vector<std::string>>();
  for (const auto& proxy : where.trusted_proxies) {
    trusted->push_back(proxy == "unix" ? proxy : normal_address(proxy));
    if (trusted->back().empty()) return invalid("http.trusted_proxies", proxy + ": no address");
  }
  trusted_ = std::move(trusted);
  if (where.tls) {
    auto loaded = load_tls(*where.tls);
    if (!loaded) return loaded.error();
    tls_ = *loaded;
    files_ = where.tls;
  }
  if (where.host.starts_with(unix_prefix)) {
    auto path = where.host.substr(unix_prefix.size());
    if (path.empty() || path.size() >= Unix::endpoint().capacity() - sizeof(sa_family_t))
      return invalid("http.listen", where.host + ": the path is empty or too long");
    remove_stale(acceptor_.get_executor(), path);
    auto bound = bind(Endpoint(Unix::endpoint(path)), true);
    if (!bound) return bound;
    path_ = path;
    ::chmod(path.c_str(), 0660);
  } else {
    auto host = normal_address(where.host == "localhost" ? "127.0.0.1" : where.host);
    if (host.empty()) return invalid("http.listen", where.host + ": no address");
    asio::ip::tcp::endpoint endpoint(asio::ip::make_address(host), where.port);
    auto bound = bind(Endpoint(endpoint), false);
    if (!bound) return bound;
  }
  accept();
  return {};
}

Result<void> Listener::bind(const Endpoint& endpoint, bool unix_socket) {
  error_code error;
  acceptor_.open(endpoint.protocol(), error);
  if (!error && !unix_socket) acceptor_.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(Acceptor::max_listen_connections, error);
  if (!error && !unix_socket) {
    auto local = acceptor_.local_endpoint(error);
    // The port stands at the same place in an IPv4 and an IPv6 address.
    port_ = ntohs(reinterpret_cast<const sockaddr_in*>(local.data())->sin_port);
  }
  if (!error) return {};
  error_code ignored;
  acceptor_.close(ignored);
  return Error(ErrorKind::unavailable, error.message(), "http.listen");
}

Result<void> Listener::reload_tls() {
  if (!files_) return {};
  auto loaded = load_tls(*files_);
  if (!loaded) return loaded.error();
  tls_ = *loaded;
  return {};
}

void Listener::close() {
  error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  if (!path_.empty()) ::unlink(path_.c_str());
  path_.clear();
}

void Listener::accept() {
  if (!acceptor_.is_open()) return;
  acceptor_.async_accept([self = shared_from_this()](error_code error, Socket socket) {
    self->on_accept(error, std::move(socket));
  });
}

void Listener::on_accept(error_code error, Socket socket) {
  if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
  // The peer went away before we looked; the listener is well.
  if (error == asio::error::connection_aborted) return accept();
  if (error) return back_off(error);
  next_pause_ = Millis(100);
  error_code peer_error;
  auto peer = peer_of(socket.remote_endpoint(peer_error));
  if (!peer_error) {
    error_code ignored;
    if (path_.empty()) socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    auto stream = tls_ ? tls_stream(std::move(socket), tls_) : plain_stream(std::move(socket));
    connections_->take(std::move(stream), std::move(peer), tls_ != nullptr, trusted_);
  }
  accept();
}

// Out of descriptors, mostly. The pending connection stays pending, so trying again at once would
// spin.
void Listener::back_off(error_code error) {
  connections_->close_one_idle();
  connections_->log().error("event=accept_failed error={} pause={}", quoted(error.message()),
                            to_string(next_pause_));
  pause_.expires_after(next_pause_);
  next_pause_ = std::min(next_pause_ * 2, Millis(5000));
  pause_.async_wait([self = shared_from_this()](error_code cancelled) {
    if (!cancelled) self->accept();
  });
}

}  // namespace muster
