// SPDX-License-Identifier: Apache-2.0
// A raw TCP server on a thread of its own, 127.0.0.1 and a free port: what a misbehaving gateway
// does byte by byte. The script decides what to do with each request received.
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace muster {

class StubServer {
 public:
  // What to do once a whole request is there. `nth` counts from 1 over all connections.
  struct Reply {
    std::string bytes;   // sent as they are
    bool close = false;  // afterwards
    bool reset = false;  // close with RST
  };
  using Script = std::function<Reply(int nth, const std::string& request)>;

  explicit StubServer(Script script);
  ~StubServer();
  StubServer(const StubServer&) = delete;
  StubServer& operator=(const StubServer&) = delete;

  int port() const { return port_; }
  std::string url(const std::string& path = "/v1/messages") const;
  int requests() const { return requests_; }
  int connections() const { return connections_; }

  static std::string ok(const std::string& body);

 private:
  void run();
  void serve(std::size_t index);

  Script script_;
  int listener_;
  int wake_[2];
  int port_ = 0;
  struct Connection {
    int socket;
    std::string pending;
  };
  std::vector<Connection> open_;
  std::atomic<int> requests_ = 0;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

}  // namespace muster
