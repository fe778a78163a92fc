// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include "stream.hpp"

namespace muster {
namespace {

using boost::system::error_code;

bool would_block(const error_code& error) {
  return error == asio::error::would_block || error == asio::error::try_again;
}

// Waits for readiness and does the transfer itself: a request costs one recv and one send, no more.
class PlainStream final : public Stream {
 public:
  explicit PlainStream(Socket socket) : socket_(std::move(socket)) {
    error_code ignored;
    socket_.non_blocking(true, ignored);
  }

  void open(User user) override {
    asio::post(socket_.get_executor(), [user = std::move(user)] { user->on_open(error_code()); });
  }

  void read(std::span<char> into, User user) override {
    socket_.async_wait(Socket::wait_read, [this, into, user = std::move(user)](error_code error) {
      if (error) return user->on_read(error, 0);
      auto count = socket_.read_some(asio::buffer(into.data(), into.size()), error);
      if (would_block(error)) return read(into, user);
      user->on_read(error, count);
    });
  }

  bool write(std::string_view first, std::string_view second, User user) override {
    rest_ = {first, second};
    error_code error;
    if (push(error)) return true;
    if (would_block(error)) {
      wait_to_write(std::move(user));
    } else {
      asio::post(socket_.get_executor(),
                 [user = std::move(user), error] { user->on_written(error); });
    }
    return false;
  }

  bool finish(User) override {
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    return true;
  }

  void close() override {
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  // True when nothing is left.
  bool push(error_code& error) {
    while (!rest_[0].empty() || !rest_[1].empty()) {
      std::array<asio::const_buffer, 2> buffers = {asio::buffer(rest_[0].data(), rest_[0].size()),
                                                   asio::buffer(rest_[1].data(), rest_[1].size())};
      auto count = socket_.write_some(buffers, error);
      if (error) return false;
      auto of_first = std::min(count, rest_[0].size());
      rest_[0].remove_prefix(of_first);
      rest_[1].remove_prefix(count - of_first);
    }
    return true;
  }

  void wait_to_write(User user) {
    socket_.async_wait(Socket::wait_write, [this, user = std::move(user)](error_code error) {
      if (error || push(error)) return user->on_written(error);
      if (would_block(error)) return wait_to_write(user);
      user->on_written(error);
    });
  }

  Socket socket_;
  std::array<std::string_view, 2> rest_;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(Socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace muster
