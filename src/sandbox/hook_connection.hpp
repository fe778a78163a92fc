// SPDX-License-Identifier: Apache-2.0
// One keep-alive connection to the daemon's hooks: plain HTTP/1.1, loopback only, so that a sandbox
// can never send anything to somebody else's machine. Owned by one worker; loop thread.
#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"

namespace muster::sandbox {

namespace asio = boost::asio;

struct HookAnswer {
  int status = 0;  // 0: none came, `error` says why
  std::optional<Seconds> retry_after;
  std::string error;
  bool never = false;  // we may not call that address at all
};

class HookConnection {
 public:
  explicit HookConnection(asio::io_context& loop) : loop_(loop), deadline_(loop) {}
  // Throws system_error(operation_aborted) when the task is cancelled.
  asio::awaitable<HookAnswer> post(std::string url, Headers headers, std::string body);

 private:
  struct Target;
  asio::awaitable<HookAnswer> exchange(std::string request);
  asio::awaitable<bool> connect(asio::ip::tcp::endpoint endpoint);
  void limit(Millis time);

  asio::io_context& loop_;
  asio::steady_timer deadline_;
  std::shared_ptr<asio::ip::tcp::socket> socket_;  // the deadline looks whether it still is
  asio::ip::tcp::endpoint endpoint_;
};

}  // namespace muster::sandbox
