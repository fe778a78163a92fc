// SPDX-License-Identifier: Apache-2.0
// TLS by OpenSSL. The one unit that compiles Asio's TLS (BOOST_ASIO_SEPARATE_COMPILATION).
#include <openssl/ssl.h>

#include <array>
#include <boost/asio/ssl.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/write.hpp>

#include "stream.hpp"

namespace muster {

using boost::system::error_code;

class TlsContext {
 public:
  TlsContext() : context(asio::ssl::context::tls_server) {}
  asio::ssl::context context;
};

namespace {

// Speaks HTTP/1.1 only: a client that also offers h2 must learn that here, not from garbage.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr unsigned char http11[] = "\x08http/1.1";
  unsigned char* out = nullptr;
  if (SSL_select_next_proto(&out, chosen_size, http11, sizeof(http11) - 1, offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *chosen = out;
  return SSL_TLSEXT_ERR_OK;
}

class TlsStream final : public Stream {
 public:
  TlsStream(Socket socket, std::shared_ptr<TlsContext> context)
      : context_(std::move(context)), stream_(std::move(socket), context_->context) {}

  void open(User user) override {
    stream_.async_handshake(asio::ssl::stream_base::server,
                            [user = std::move(user)](error_code error) { user->on_open(error); });
  }

  void read(std::span<char> into, User user) override {
    stream_.async_read_some(asio::buffer(into.data(), into.size()),
                            [user = std::move(user)](error_code error, std::size_t count) {
                              user->on_read(error, count);
                            });
  }

  bool write(std::string_view first, std::string_view second, User user) override {
    std::array<asio::const_buffer, 2> buffers = {asio::buffer(first.data(), first.size()),
                                                 asio::buffer(second.data(), second.size())};
    asio::async_write(stream_, buffers, [user = std::move(user)](error_code error, std::size_t) {
      user->on_written(error);
    });
    return false;
  }

  bool finish(User user) override {
    stream_.async_shutdown(
        [user = std::move(user)](error_code) { user->on_read(asio::error::eof, 0); });
    return false;
  }

  void close() override {
    error_code ignored;
    stream_.next_layer().close(ignored);
  }

 private:
  std::shared_ptr<TlsContext> context_;
  asio::ssl::stream<Socket> stream_;
};

Error bad(const std::string& file, const error_code& error) {
  return invalid("http.tls", file + ": " + error.message());
}

}  // namespace

Result<std::shared_ptr<TlsContext>> load_tls(const TlsFiles& files) {
  auto loaded = std::make_shared<TlsContext>();
  auto& context = loaded->context;
  error_code error;
  context.set_options(asio::ssl::context::default_workarounds | SSL_OP_NO_COMPRESSION |
                          SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE,
                      error);
  if (error) return bad(files.certificate, error);
  auto* native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  // An encrypted key must fail here and not ask on a terminal.
  context.set_password_callback(
      [](std::size_t, asio::ssl::context::password_purpose) { return std::string(); }, error);
  if (error) return bad(files.key, error);
  context.use_certificate_chain_file(files.certificate, error);
  if (error) return bad(files.certificate, error);
  context.use_private_key_file(files.key, asio::ssl::context::pem, error);
  if (error) return bad(files.key, error);
  if (SSL_CTX_check_private_key(native) != 1)
    return invalid("http.tls", files.key + ": is not the key of " + files.certificate);
  return loaded;
}

std::unique_ptr<Stream> tls_stream(Socket socket, std::shared_ptr<TlsContext> context) {
  return std::make_unique<TlsStream>(std::move(socket), std::move(context));
}

}  // namespace muster
