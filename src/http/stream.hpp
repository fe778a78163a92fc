// SPDX-License-Identifier: Apache-2.0
// One connection's bytes, plain or TLS, behind one interface so that the session is compiled once.
// Owned by its session, which is the user. Loop thread.
#pragma once
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <span>
#include <string_view>

#include "muster/base/result.hpp"
#include "muster/http/server.hpp"

namespace muster {

// TCP and unix sockets alike, without the cost of a type-erased executor.
using Socket =
    asio::basic_stream_socket<asio::generic::stream_protocol, asio::io_context::executor_type>;

class StreamUser {
 public:
  virtual void on_open(boost::system::error_code error) = 0;
  virtual void on_read(boost::system::error_code error, std::size_t count) = 0;
  virtual void on_written(boost::system::error_code error) = 0;

 protected:
  ~StreamUser() = default;
};

// A shared_ptr to the user keeps the session, and with it the stream, alive until the call-back has
// run.
class Stream {
 public:
  using User = std::shared_ptr<StreamUser>;
  virtual ~Stream() = default;
  virtual void open(User user) = 0;  // on_open follows
  virtual void read(std::span<char> into, User user) = 0;  // on_read follows
  // Both texts, in order; they stay where they are until written. True: all of it is gone, on the
  // spot. False: on_written follows.
  virtual bool write(std::string_view first, std::string_view second, User user) = 0;
  // No more will be written. True: the caller reads on until the peer's end. False: on_read follows
  // once.
  virtual bool finish(User user) = 0;
  virtual void close() = 0;
};

std::unique_ptr<Stream> plain_stream(Socket socket);

// A certificate and its key, loaded. Connections keep the one they began with across a reload.
class TlsContext;
Result<std::shared_ptr<TlsContext>> load_tls(const TlsFiles& files);
std::unique_ptr<Stream> tls_stream(Socket socket, std::shared_ptr<TlsContext> context);

}  // namespace muster
