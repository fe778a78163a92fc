// SPDX-License-Identifier: Apache-2.0
// A server on its own thread, and a client that writes raw bytes and gives up after 5 s.
#pragma once
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_future.hpp>
#include <charconv>
#include <cstring>
#include <thread>

#include "muster/http/server.hpp"

namespace muster {

class ServerThread {
 public:
  ServerThread(Router router, HttpLimits limits = {})
      : work_(loop_.get_executor()), server(loop_, std::move(router), limits, null_log()) {}
  ~ServerThread() {
    if (!stopped_) stop(Millis(2000)).get();
    work_.reset();
    if (thread_.joinable()) thread_.join();
  }
  // Listens, then runs the loop.
  unsigned short start(HttpListen where = {}) {
    auto listening = server.listen(where);
    EXPECT_TRUE(listening) << (listening ? "" : listening.error().text());
    thread_ = std::thread([this] { loop_.run(); });
    return server.port();
  }
  std::future<void> stop(Millis grace) {
    stopped_ = true;
    if (!thread_.joinable()) thread_ = std::thread([this] { loop_.run(); });
    return asio::co_spawn(loop_, server.stop(grace), asio::use_future);
  }
  asio::io_context& loop() { return loop_; }

 private:
  asio::io_context loop_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::thread thread_;
  bool stopped_ = false;

 public:
  HttpServer server;
};

class Client {
 public:
  explicit Client(unsigned short port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connect(reinterpret_cast<sockaddr*>(&address), sizeof address);
  }
  explicit Client(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    connect(reinterpret_cast<sockaddr*>(&address), sizeof address);
  }
  ~Client() { ::close(fd_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  Client& send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return *this;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return *this;
  }
  // One response with Content-Length; `head` when it answers HEAD. Status 0: the connection ended.
  HttpResponse read(bool head = false) {
    HttpResponse response;
    auto end = until("\r\n\r\n");
    if (end == std::string::npos) {
      response.status = 0;
      return response;
    }
    parse(std::string_view(in_).substr(0, end), response);
    in_.erase(0, end + 4);
    if (head) return response;
    std::size_t length = 0;
    auto text = header(response.headers, "Content-Length");
    std::from_chars(text.data(), text.data() + text.size(), length);
    while (in_.size() < length && receive()) {}
    response.body = in_.substr(0, length);
    in_.erase(0, length);
    return response;
  }
  // What has come up to `mark`, with it; all there is when the connection ends before.
  std::string take(std::string_view mark) {
    auto at = until(mark);
    auto size = at == std::string::npos ? in_.size() : at + mark.size();
    auto text = in_.substr(0, size);
    in_.erase(0, size);
    return text;
  }
  // True when the server has closed and nothing is left to read.
  bool ended() { return in_.empty() && !receive(); }
  void half_close() { ::shutdown(fd_, SHUT_WR); }

 private:
  void connect(const sockaddr* address, socklen_t size) {
    timeval patience{5, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = ::connect(fd_, address, size) == 0;
  }
  bool receive() {
    char buffer[65536];
    auto count = ::recv(fd_, buffer, sizeof buffer, 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) ADD_FAILURE() << "no answer in 5 s";
    if (count <= 0) return false;
    in_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }
  std::size_t until(std::string_view mark) {
    std::size_t at = 0;
    while ((at = in_.find(mark)) == std::string::npos)
      if (!receive()) return std::string::npos;
    return at;
  }
  static void parse(std::string_view text, HttpResponse& response) {
    std::from_chars(text.data() + 9, text.data() + 12, response.status);
    auto line = text.find("\r\n");
    while (line != std::string_view::npos) {
      text.remove_prefix(line + 2);
      line = text.find("\r\n");
      auto field = text.substr(0, line);
      auto colon = field.find(": ");
      if (colon != std::string_view::npos)
        response.headers.emplace_back(field.substr(0, colon), field.substr(colon + 2));
    }
  }

  int fd_;
  bool connected_ = false;
  std::string in_;
};

inline HttpResponse text_response(std::string text, int status = 200) {
  HttpResponse response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/plain");
  response.body = std::move(text);
  return response;
}

inline std::string get(std::string_view path) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n\r\n", path);
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more = {}) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n{}\r\n{}", path,
                     body.size(), more, body);
}

}  // namespace muster
