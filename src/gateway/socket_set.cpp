// SPDX-License-Identifier: Apache-2.0
#include "socket_set.hpp"

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "muster/base/assert.hpp"

namespace muster {

SocketSet::SocketSet() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) { MUSTER_ASSERT(epoll_ >= 0); }
SocketSet::~SocketSet() { ::close(epoll_); }

SocketSet::Watch& SocketSet::at(int socket) {
  auto index = static_cast<std::size_t>(socket);
  if (index >= watches_.size()) watches_.resize(index + 64);
  return watches_[index];
}

int SocketSet::open(int family, int type, int protocol) {
  int socket = ::socket(family, type | SOCK_CLOEXEC, protocol);
  if (socket < 0) return -1;
  at(socket) = Watch{};
  at(socket).ours = true;
  return socket;
}

int SocketSet::close(int socket) {
  at(socket) = Watch{};  // the kernel takes it out of the epoll
  return ::close(socket);
}

void SocketSet::want(int socket, int what) {
  Watch& watch = at(socket);
  watch.wanted = ((what & CURL_POLL_IN) && what != CURL_POLL_REMOVE ? EPOLLIN : 0u) |
                 ((what & CURL_POLL_OUT) && what != CURL_POLL_REMOVE ? EPOLLOUT : 0u);
  if (watch.wanted) {
    if (watch.wanted != watch.registered) set(socket, watch, watch.wanted);
  } else if (!watch.ours) {
    // curl closes its own sockets (the resolver's) without telling, and the number comes back.
    set(socket, watch, 0);
  }
}

void SocketSet::set(int socket, Watch& watch, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = socket;
  if (events == 0) {
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, &event);
  } else if (::epoll_ctl(epoll_, watch.registered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket,
                         &event) != 0) {
    int other = errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    ::epoll_ctl(epoll_, other, socket, &event);
  }
  watch.registered = events;
}

std::span<const SocketSet::Ready> SocketSet::poll() {
  std::array<epoll_event, batch> events;
  int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(batch), 0);
  std::size_t found = 0;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    int socket = event.data.fd;
    Watch& watch = at(socket);
    if (!watch.wanted) {
      // A kept connection that the peer closed, or that became writable: curl looks when it takes
      // it.
      set(socket, watch, 0);
      continue;
    }
    // An error shows as readable or writable: the read or write itself then names it.
    std::uint32_t can =
        (event.events & (EPOLLERR | EPOLLHUP)) ? watch.wanted : event.events & watch.wanted;
    int mask = ((can & EPOLLIN) ? CURL_CSELECT_IN : 0) | ((can & EPOLLOUT) ? CURL_CSELECT_OUT : 0);
    if (mask) ready_[found++] = Ready{socket, mask};
  }
  return {ready_.data(), found};
}

}  // namespace muster
