// SPDX-License-Identifier: Apache-2.0
// The lightest client there can be: keyed POSTs written to plain sockets, so that what is measured
// is the server.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference.hpp"

namespace muster::bench {
namespace {

using Clock = std::chrono::steady_clock;

class RawPosts {
 public:
  RawPosts(int port, int count, int connections)
      : count_(count),
        round_(std::to_string(Clock::now().time_since_epoch().count() / 1'000)),
        epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    for (int i = 0; i < connections; ++i) sockets_.push_back(connect_to(port));
  }
  ~RawPosts() {
    for (int fd : sockets_) close(fd);
    close(epoll_);
  }
  RawPosts(const RawPosts&) = delete;
  RawPosts& operator=(const RawPosts&) = delete;

  double run() {
    auto start = Clock::now();
    for (int fd : sockets_) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.fd = fd;
      epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
      post(fd);
    }
    epoll_event events[64];
    while (done_ < count_) {
      int ready = epoll_wait(epoll_, events, 64, 10'000);
      if (ready <= 0) throw std::runtime_error("the sandbox has stopped answering");
      for (int i = 0; i < ready; ++i) answered(events[i].data.fd);
    }
    return count_ / std::chrono::duration<double>(Clock::now() - start).count();
  }

 private:
  void post(int fd) {
    if (posted_ >= count_) return;
    auto request = fmt::format(
        "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Idempotency-Key: raw-{}-{}\r\nContent-Length: {}\r\n\r\n{}",
        round_, ++posted_, post_body.size(), post_body);
    if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size()))
      throw std::runtime_error("the sandbox hung up");
  }
  // An answer is small: it comes in one piece.
  void answered(int fd) {
    char buffer[4'096];
    auto bytes = recv(fd, buffer, sizeof buffer, 0);
    if (bytes <= 0) throw std::runtime_error("the sandbox hung up");
    if (!std::string_view(buffer, static_cast<std::size_t>(bytes)).starts_with("HTTP/1.1 2"))
      throw std::runtime_error("refused: " + std::string(buffer, static_cast<std::size_t>(bytes)));
    ++done_;
    post(fd);
  }

  int count_;
  std::string round_;
  int epoll_;
  std::vector<int> sockets_;
  int posted_ = 0;
  int done_ = 0;
};

}  // namespace

int connect_to(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nobody listens on port " + std::to_string(port));
  return fd;
}

double raw_post_rate(int port, int count, int connections) {
  return RawPosts(port, count, connections).run();
}

}  // namespace muster::bench
