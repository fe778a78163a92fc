// SPDX-License-Identifier: Apache-2.0
#include "stub_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "muster/base/assert.hpp"

namespace muster {
namespace {

// The length of the first whole request in `bytes`, 0 when there is none yet.
std::size_t whole_request(const std::string& bytes) {
  auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  std::size_t length = end + 4;
  auto header = bytes.find("Content-Length: ");
  if (header != std::string::npos && header < end)
    length += static_cast<std::size_t>(std::stoul(bytes.substr(header + 16)));
  return bytes.size() >= length ? length : 0;
}

}  // namespace

StubServer::StubServer(Script script) : script_(std::move(script)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  MUSTER_ASSERT(::bind(listener_, generic, sizeof address) == 0);
  MUSTER_ASSERT(::listen(listener_, 512) == 0);
  socklen_t size = sizeof address;
  MUSTER_ASSERT(::getsockname(listener_, generic, &size) == 0);
  port_ = ntohs(address.sin_port);
  MUSTER_ASSERT(::pipe(wake_) == 0);
  thread_ = std::thread([this] { run(); });
}

StubServer::~StubServer() {
  ::close(wake_[1]);
  thread_.join();
  for (const Connection& connection : open_) ::close(connection.socket);
  ::close(wake_[0]);
  ::close(listener_);
}

std::string StubServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::string StubServer::ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void StubServer::run() {
  while (true) {
    std::vector<pollfd> waits = {{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Connection& connection : open_) waits.push_back({connection.socket, POLLIN, 0});
    ::poll(waits.data(), waits.size(), -1);
    if (waits[0].revents) return;
    for (std::size_t i = waits.size(); i-- > 2;)
      if (waits[i].revents) serve(i - 2);
    if (waits[1].revents) {
      int socket = ::accept(listener_, nullptr, nullptr);
      if (socket < 0) continue;
      ++connections_;
      open_.push_back({socket, {}});
    }
  }
}

void StubServer::serve(std::size_t index) {
  Connection& connection = open_[index];
  char buffer[65536];
  ssize_t got = ::recv(connection.socket, buffer, sizeof buffer, 0);
  bool close = got <= 0;
  if (got > 0) connection.pending.append(buffer, static_cast<std::size_t>(got));
  while (std::size_t length = close ? 0 : whole_request(connection.pending)) {
    Reply reply = script_(++requests_, connection.pending.substr(0, length));
    connection.pending.erase(0, length);
    if (!reply.bytes.empty())
      ::send(connection.socket, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL);
    if (reply.reset) {
      linger hard{1, 0};
      ::setsockopt(connection.socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    }
    close = reply.close || reply.reset;
  }
  if (!close) return;
  ::close(connection.socket);
  open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace muster
