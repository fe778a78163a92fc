// SPDX-License-Identifier: Apache-2.0
// A gateway that notes when the first byte of each emergency page came: it accepts whatever is
// posted, as fast as it can. A thread of its own; the driver asks from another.
#pragma once
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace muster::bench {

class PageGateway {
 public:
  using Time = std::chrono::steady_clock::time_point;

  PageGateway();
  ~PageGateway();
  PageGateway(const PageGateway&) = delete;
  PageGateway& operator=(const PageGateway&) = delete;

  int port() const { return port_; }
  std::int64_t posts() const { return posts_; }
  // When the pages of the request with this code came; cleared by forget_pages().
  std::vector<Time> pages_of(const std::string& code);
  void forget_pages();

 private:
  struct Peer {
    std::string bytes;
    Time first;
  };
  void serve();
  void accept_one();
  bool read_some(int fd);
  std::string answer_all(Peer& peer, Time now);
  void note(std::string_view body, Time first);

  int listener_ = -1;
  int poll_ = -1;
  int port_ = 0;
  std::unordered_map<int, Peer> peers_;
  std::atomic<std::int64_t> posts_{0};
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::vector<std::pair<std::string, Time>> pages_;
  std::thread thread_;
};

}  // namespace muster::bench
