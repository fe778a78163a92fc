// SPDX-License-Identifier: Apache-2.0
// The sockets of one curl multi handle in an epoll of their own, which the loop watches as a single
// descriptor. curl asks for and drops a socket with every transfer; kept connections stay
// registered here, so that in steady state a transfer costs no epoll_ctl at all. Owned by
// CurlClient; loop only.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace muster {

class SocketSet {
 public:
  struct Ready {
    int socket;
    int mask;  // CURL_CSELECT_*
  };

  SocketSet();
  ~SocketSet();
  SocketSet(const SocketSet&) = delete;
  SocketSet& operator=(const SocketSet&) = delete;

  int descriptor() const { return epoll_; }
  // Opens a socket for a connection; only such sockets stay registered while idle. -1 on failure.
  int open(int family, int type, int protocol);
  int close(int socket);
  // `what` is curl's CURL_POLL_*.
  void want(int socket, int what);
  // What can be done now without blocking, a bounded batch; valid until the next call.
  std::span<const Ready> poll();

 private:
  struct Watch {
    std::uint32_t wanted = 0;
    std::uint32_t registered = 0;
    bool ours = false;
  };
  Watch& at(int socket);
  void set(int socket, Watch& watch, std::uint32_t events);

  static constexpr std::size_t batch = 16;  // a turn of the loop stays short
  int epoll_;
  std::vector<Watch> watches_;  // by descriptor
  std::array<Ready, batch> ready_{};
};

}  // namespace muster
