// SPDX-License-Identifier: Apache-2.0
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include "fixture.hpp"
#include "support/folder.hpp"

namespace muster {
namespace {

void write_certificate(const TlsFiles& files, const char* name) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  auto* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
  X509_set_issuer_name(certificate, subject);
  X509_sign(certificate, key, EVP_sha256());
  auto* file = std::fopen(files.certificate.c_str(), "w");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen(files.key.c_str(), "w");
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

// What a client at this version sees: the certificate's name and the answer; both empty when
// refused.
std::pair<std::string, std::string> ask(unsigned short port, int version,
                                        std::string_view request) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  BIO* bio = BIO_new_ssl_connect(context);
  BIO_set_conn_hostname(bio, ("127.0.0.1:" + std::to_string(port)).c_str());
  std::pair<std::string, std::string> seen;
  if (BIO_do_connect(bio) == 1 && BIO_do_handshake(bio) == 1) {
    SSL* ssl = nullptr;
    BIO_get_ssl(bio, &ssl);
    char name[100] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(SSL_get0_peer_certificate(ssl)), NID_commonName,
                              name, 100);
    seen.first = name;
    BIO_write(bio, request.data(), static_cast<int>(request.size()));
    char buffer[4096];
    int count = 0;
    while ((count = BIO_read(bio, buffer, sizeof buffer)) > 0)
      seen.second.append(buffer, static_cast<std::size_t>(count));
    if (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) seen.second += "[closed]";
  }
  BIO_free_all(bio);
  SSL_CTX_free(context);
  return seen;
}

class Tls : public testing::Test {
 protected:
  Tls() {
    files.certificate = folder.file("site.pem");
    files.key = folder.file("site.key");
    write_certificate(files, "first");
  }
  Router router() {
    Router router;
    router.add_quick("GET", "/", [](const HttpExchange& exchange) {
      return text_response(exchange.tls ? std::string(100'000, 's') + "secure" : "plain");
    });
    return router;
  }
  HttpListen where() {
    HttpListen listen;
    listen.tls = files;
    return listen;
  }
  TestFolder folder;
  TlsFiles files;
};

constexpr std::string_view closing_get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

TEST_F(Tls, ServesAtVersions12And13Only) {
  ServerThread server(router());
  auto port = server.start(where());
  for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    auto [name, answer] = ask(port, version, closing_get);
    EXPECT_EQ(name, "first");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << version;
    EXPECT_TRUE(answer.ends_with("secure[closed]")) << version;
  }
  for (int version : {TLS1_VERSION, TLS1_1_VERSION})
    EXPECT_EQ(ask(port, version, closing_get).first, "");
}

TEST_F(Tls, PlainHttpOnATlsPortGetsNothing) {
  ServerThread server(router());
  Client client(server.start(where()));
  client.send(get("/"));
  EXPECT_FALSE(client.take("\r\n\r\n").starts_with("HTTP"));
}

TEST_F(Tls, ReloadsTheCertificateOrKeepsTheOldOne) {
  ServerThread server(router());
  auto port = server.start(where());
  write_certificate(files, "second");
  EXPECT_EQ(ask(port, TLS1_3_VERSION, closing_get).first, "first");
  std::promise<bool> good, bad;
  asio::post(server.loop(), [&] { good.set_value(server.server.reload_tls().has_value()); });
  EXPECT_TRUE(good.get_future().get());
  EXPECT_EQ(ask(port, TLS1_3_VERSION, closing_get).first, "second");
  std::fclose(std::fopen(files.key.c_str(), "w"));
  asio::post(server.loop(), [&] { bad.set_value(server.server.reload_tls().has_value()); });
  EXPECT_FALSE(bad.get_future().get());
  EXPECT_EQ(ask(port, TLS1_3_VERSION, closing_get).first, "second");
}

TEST_F(Tls, RefusesFilesThatDoNotFit) {
  asio::io_context loop;
  HttpServer server(loop, router(), HttpLimits(), null_log());
  auto listen = where();
  listen.tls->key = files.key + ".missing";
  EXPECT_EQ(server.listen(listen).error().kind(), ErrorKind::invalid);
  TlsFiles other;
  other.certificate = files.certificate + ".other";
  other.key = files.key + ".other";
  write_certificate(other, "other");
  listen.tls->key = other.key;
  EXPECT_EQ(server.listen(listen).error().kind(), ErrorKind::invalid);
  ::unlink(other.certificate.c_str());
  ::unlink(other.key.c_str());
}

}  // namespace
}  // namespace muster
