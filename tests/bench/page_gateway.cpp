// SPDX-License-Identifier: Apache-2.0
#include "page_gateway.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>

namespace muster::bench {
namespace {

using Clock = std::chrono::steady_clock;

// What only an emergency page says (templates/messages/vi/emergency_page).
constexpr std::string_view page_words = "CAN NGUOI HIEN MAU GAP";

// The bytes of the first request in `bytes`, and where its body begins; 0 as long as it is not
// whole.
std::pair<std::size_t, std::size_t> whole_request(const std::string& bytes) {
  auto head = bytes.find("\r\n\r\n");
  if (head == std::string::npos) return {0, 0};
  auto at = bytes.find("Content-Length: ");
  std::size_t length = 0;
  if (at < head) {
    const char* digits = bytes.data() + at + 16;
    std::from_chars(digits, bytes.data() + head, length);
  }
  auto all = head + 4 + length;
  if (bytes.size() < all) return {0, 0};
  return {all, head + 4};
}

void watch(int poll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

}  // namespace

PageGateway::PageGateway()
    : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      poll_(epoll_create1(EPOLL_CLOEXEC)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 512) != 0)
    throw std::runtime_error("the gateway cannot listen");
  getsockname(listener_, generic, &size);
  port_ = ntohs(address.sin_port);
  watch(poll_, listener_);
  thread_ = std::thread([this] { serve(); });
}

PageGateway::~PageGateway() {
  stopping_ = true;
  thread_.join();
  for (const auto& [fd, peer] : peers_) close(fd);
  close(listener_);
  close(poll_);
}

void PageGateway::serve() {
  epoll_event events[64];
  while (!stopping_) {
    int ready = epoll_wait(poll_, events, 64, 100);
    for (int i = 0; i < ready; ++i) {
      int fd = events[i].data.fd;
      if (fd == listener_) {
        accept_one();
      } else if (!read_some(fd)) {
        close(fd);
        peers_.erase(fd);
      }
    }
  }
}

void PageGateway::accept_one() {
  int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (fd < 0) return;
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  peers_[fd];
  watch(poll_, fd);
}

bool PageGateway::read_some(int fd) {
  char buffer[16'384];
  auto count = recv(fd, buffer, sizeof buffer, 0);
  auto now = Clock::now();
  if (count <= 0) return false;
  auto& peer = peers_[fd];
  if (peer.bytes.empty()) peer.first = now;
  peer.bytes.append(buffer, static_cast<std::size_t>(count));
  auto answer = answer_all(peer, now);
  return answer.empty() || send(fd, answer.data(), answer.size(), MSG_NOSIGNAL) ==
                               static_cast<ssize_t>(answer.size());
}

std::string PageGateway::answer_all(Peer& peer, Time now) {
  std::string answer;
  while (true) {
    auto [size, body] = whole_request(peer.bytes);
    if (size == 0) return answer;
    auto id = ++posts_;
    note(std::string_view(peer.bytes).substr(body, size - body), peer.first);
    auto text = fmt::format(R"({{"id":"pg-{}"}})", id);
    answer += fmt::format(
        "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        text.size(), text);
    peer.bytes.erase(0, size);
    peer.first = now;
  }
}

void PageGateway::note(std::string_view body, Time first) {
  if (body.find(page_words) == std::string_view::npos) return;
  std::lock_guard lock(mutex_);
  pages_.emplace_back(body, first);
}

std::vector<PageGateway::Time> PageGateway::pages_of(const std::string& code) {
  auto words = fmt::format(" {} CO ", code);
  std::vector<Time> times;
  std::lock_guard lock(mutex_);
  for (const auto& [body, time] : pages_)
    if (body.find(words) != std::string::npos) times.push_back(time);
  return times;
}

void PageGateway::forget_pages() {
  std::lock_guard lock(mutex_);
  pages_.clear();
}

}  // namespace muster::bench
