// SPDX-License-Identifier: Apache-2.0
#include "curl_transfer.hpp"

#include <algorithm>
#include <utility>

#include "muster/base/assert.hpp"
#include "public_address.hpp"

namespace muster {
namespace {

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  CURLcode code = curl_easy_setopt(easy, option, value);
  MUSTER_ASSERT(code == CURLE_OK);  // an option this libcurl lacks, or no memory
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' '))
    text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

// "name: value"; curl takes "name;" for an empty value. A line break would start a new header.
void write_line(std::string& line, std::string_view name, std::string_view value) {
  line.assign(name);
  line += value.empty() ? ";" : ": ";
  line += value;
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
}

}  // namespace

CurlTransfer::CurlTransfer(const CurlOptions& options, SocketSet& sockets)
    : easy_(curl_easy_init()), sockets_(sockets) {
  MUSTER_ASSERT(easy_ != nullptr);
  set(easy_, CURLOPT_PRIVATE, static_cast<void*>(this));
  set(easy_, CURLOPT_NOSIGNAL, 1L);
  set(easy_, CURLOPT_ERRORBUFFER, error_.data());
  set(easy_, CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(easy_, CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(easy_, CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(easy_, CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(easy_, CURLOPT_PREREQFUNCTION, &CurlTransfer::on_request);
  set(easy_, CURLOPT_PREREQDATA, static_cast<void*>(this));
  set(easy_, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::on_open);
  set(easy_, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  // A connection outlives the transfer that opened it, so closing knows the set only.
  set(easy_, CURLOPT_CLOSESOCKETFUNCTION, &CurlTransfer::on_close);
  set(easy_, CURLOPT_CLOSESOCKETDATA, static_cast<void*>(&sockets_));
  set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy_, CURLOPT_PROXY, "");
  set(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
  set(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(easy_, CURLOPT_MAXAGE_CONN, static_cast<long>(options.longest_idle.count()));
  set(easy_, CURLOPT_USERAGENT, options.user_agent.c_str());
  if (!options.ca_file.empty()) set(easy_, CURLOPT_CAINFO, options.ca_file.c_str());
}

CurlTransfer::~CurlTransfer() { curl_easy_cleanup(easy_); }

void CurlTransfer::start(HttpCall call, HttpClient::Done done) {
  call_ = std::move(call);
  done_ = std::move(done);
  response_ = HttpResponse{};
  issued_ = again_ = refused_ = too_large_ = head_complete_ = false;
  error_[0] = '\0';
  if (!reach_set_ || allow_private_ != call_.allow_private) set_reach(call_.allow_private);
  if (url_ != call_.request.target) {
    url_ = call_.request.target;
    set(easy_, CURLOPT_URL, url_.c_str());
  }
  long timeout = std::max<long>(1, static_cast<long>(call_.timeout.count()));
  if (timeout != timeout_) {
    timeout_ = timeout;
    set(easy_, CURLOPT_TIMEOUT_MS, timeout);
  }
  set_method_and_body();
  set_headers();
}

void CurlTransfer::set_reach(bool allow_private) {
  reach_set_ = true;
  allow_private_ = allow_private;
  set(easy_, CURLOPT_PROTOCOLS_STR, allow_private ? "http,https" : "https");
  // Over TLS a second call may share a connection that is still being opened (HTTP/2).
  set(easy_, CURLOPT_PIPEWAIT, allow_private ? 0L : 1L);
}

void CurlTransfer::set_method_and_body() {
  const HttpRequest& request = call_.request;
  bool with_body = !request.body.empty() || request.method == "POST";
  if (method_ != request.method || with_body_ != with_body) {
    method_ = request.method;
    with_body_ = with_body;
    set(easy_, with_body ? CURLOPT_POST : CURLOPT_HTTPGET, 1L);
    bool implied = method_ == (with_body ? "POST" : "GET");
    set(easy_, CURLOPT_CUSTOMREQUEST, implied ? nullptr : method_.c_str());
  }
  if (!with_body) return;
  set(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(easy_, CURLOPT_POSTFIELDS, request.body.data());  // not copied: call_ keeps it
}

void CurlTransfer::set_headers() {
  const Headers& headers = call_.request.headers;
  std::size_t count = headers.size() + 1;
  if (lines_.size() < count) lines_.resize(count);
  for (std::size_t i = 0; i < headers.size(); ++i)
    write_line(lines_[i], headers[i].first, headers[i].second);
  lines_[count - 1] = "Expect:";  // a body over 1 MiB would wait a second for 100 Continue
  list_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    list_[i].data = lines_[i].data();
    list_[i].next = i + 1 < count ? &list_[i + 1] : nullptr;
  }
  set(easy_, CURLOPT_HTTPHEADER, list_.data());
}

TransportResult CurlTransfer::result(CURLcode code) {
  TransportResult result;
  long status = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  if (head_complete_ && (code == CURLE_OK || too_large_)) {
    result.transport = Transport::answered;
    response_.status = static_cast<int>(status);
    result.response = std::move(response_);
    return result;
  }
  result.transport = issued_ ? Transport::no_answer : Transport::not_sent;
  if (refused_) {
    result.error = "the host's address is private or reserved, and allow_private is off";
  } else if (again_) {
    result.error = "the kept connection broke before an answer came";
  } else if (code == CURLE_OK) {
    result.error = "the answer broke off";
  } else {
    result.error = error_[0] ? error_.data() : curl_easy_strerror(code);
  }
  return result;
}

HttpClient::Done CurlTransfer::take_done() {
  HttpClient::Done done = std::move(done_);
  done_ = nullptr;
  return done;
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  std::string& body = transfer.response_.body;
  std::size_t bytes = size * count;
  std::size_t room = largest_body - body.size();
  body.append(data, std::min(bytes, room));
  if (bytes <= room) return bytes;
  transfer.too_large_ = true;
  return 0;  // curl ends the transfer
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  Headers& headers = transfer.response_.headers;
  std::string_view line(data, size * count);
  auto colon = line.find(':');
  if (line.starts_with("HTTP/")) {
    headers.clear();  // what came before belonged to a 1xx
    transfer.head_complete_ = false;
  } else if (trimmed(line).empty()) {
    transfer.head_complete_ = true;  // libcurl also takes a head that breaks off for a whole one
  } else if (colon != std::string_view::npos && headers.size() < most_headers) {
    headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  return size * count;
}

int CurlTransfer::on_request(void* self, char* peer_ip, char*, int, int) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  if (transfer.issued_) {
    transfer.again_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  // Also here, because a call with allow_private may have left a connection to the same host.
  if (!transfer.call_.allow_private && !is_public_ip(peer_ip)) {
    transfer.refused_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  transfer.issued_ = true;
  return CURL_PREREQFUNC_OK;
}

curl_socket_t CurlTransfer::on_open(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  if (!transfer.call_.allow_private && !is_public(address->addr)) {
    transfer.refused_ = true;
    return CURL_SOCKET_BAD;
  }
  return transfer.sockets_.open(address->family, address->socktype, address->protocol);
}

int CurlTransfer::on_close(void* sockets, curl_socket_t socket) {
  return static_cast<SocketSet*>(sockets)->close(socket);
}

}  // namespace muster
