// SPDX-License-Identifier: Apache-2.0
// One easy handle with its buffers, used for one call after another: what did not change since the
// last call is not set again. Owned by CurlClient; loop only.
#pragma once
#include <curl/curl.h>

#include <array>
#include <string>
#include <vector>

#include "muster/gateway/client.hpp"
#include "muster/gateway/curl_client.hpp"
#include "socket_set.hpp"

namespace muster {

class CurlTransfer {
 public:
  CurlTransfer(const CurlOptions& options, SocketSet& sockets);
  ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  CURL* easy() const { return easy_; }
  bool busy() const { return static_cast<bool>(done_); }
  // Readies the handle; adding it to the multi handle starts it.
  void start(HttpCall call, HttpClient::Done done);
  // What came of it, once the handle has left the multi handle.
  TransportResult result(CURLcode code);
  // Ends the call: the handle is free again.
  HttpClient::Done take_done();

 private:
  static constexpr std::size_t largest_body = 256 * 1024;
  static constexpr std::size_t most_headers = 100;

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static int on_request(void* self, char* peer_ip, char* local_ip, int peer_port, int local_port);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_close(void* sockets, curl_socket_t socket);

  void set_reach(bool allow_private);
  void set_method_and_body();
  void set_headers();

  CURL* easy_;
  SocketSet& sockets_;
  HttpCall call_;
  HttpClient::Done done_;
  HttpResponse response_;
  bool issued_ = false;     // the request was handed to a connection
  bool again_ = false;      // curl wanted to hand it to another one
  bool refused_ = false;    // the address was private
  bool too_large_ = false;  // the answer's body was cut
  bool head_complete_ = false;
  // What the handle is set to now.
  bool reach_set_ = false;
  bool allow_private_ = false;
  long timeout_ = -1;
  std::string url_;
  std::string method_;
  bool with_body_ = false;
  std::vector<std::string> lines_;
  std::vector<curl_slist> list_;
  std::array<char, CURL_ERROR_SIZE> error_{};
};

}  // namespace muster
