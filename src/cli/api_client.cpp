// SPDX-License-Identifier: Apache-2.0
#include "api_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cstdio>

namespace muster {
namespace {

namespace json = boost::json;

struct Follower {
  std::string pending;
  const std::function<bool(const json::value&)>* on_event;
  bool stopped = false;
};

std::size_t append(char* data, std::size_t, std::size_t size, void* to) {
  static_cast<std::string*>(to)->append(data, size);
  return size;
}

// Problem documents are kept for the caller, whatever was to become of the body.
struct Download {
  CURL* easy;
  std::FILE* into;
  std::string* answer;
};

std::size_t save(char* data, std::size_t, std::size_t size, void* to) {
  auto& download = *static_cast<Download*>(to);
  long status = 0;
  curl_easy_getinfo(download.easy, CURLINFO_RESPONSE_CODE, &status);
  if (status >= 300) return append(data, 1, size, download.answer);
  return std::fwrite(data, 1, size, download.into);
}

// One event a blank line; only the data lines matter here.
std::size_t take_events(char* data, std::size_t, std::size_t size, void* to) {
  auto& follower = *static_cast<Follower*>(to);
  follower.pending.append(data, size);
  for (auto end = follower.pending.find("\n\n"); end != std::string::npos;
       end = follower.pending.find("\n\n")) {
    auto event = follower.pending.substr(0, end);
    follower.pending.erase(0, end + 2);
    auto at = event.find("data:");
    if (at == std::string::npos) continue;
    boost::system::error_code error;
    auto value = json::parse(event.substr(at + 5), error);
    if (!error && !(*follower.on_event)(value)) {
      follower.stopped = true;
      return 0;
    }
  }
  return size;
}

int show_progress(void*, curl_off_t, curl_off_t, curl_off_t total, curl_off_t now) {
  if (total > 0) std::fprintf(stderr, "\rsent %3d %%", static_cast<int>(now * 100 / total));
  return 0;
}

std::string text_of(const json::object& problem, std::string_view key) {
  const auto* value = problem.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

ErrorKind kind_of(long status) {
  switch (status) {
    case 401: return ErrorKind::unauthorised;
    case 403: return ErrorKind::forbidden;
    case 404: return ErrorKind::not_found;
    case 409: return ErrorKind::conflict;
    case 413: return ErrorKind::too_large;
    case 503: return ErrorKind::busy;
    default: return status < 500 ? ErrorKind::invalid : ErrorKind::internal;
  }
}

Error problem_of(long status, const std::string& body) {
  boost::system::error_code error;
  auto value = json::parse(body, error);
  if (error || !value.is_object())
    return Error(kind_of(status), fmt::format("the daemon answered {}", status));
  const auto& problem = value.as_object();
  auto detail = text_of(problem, "detail");
  return Error(kind_of(status), detail.empty() ? text_of(problem, "title") : detail,
               text_of(problem, "field"));
}

}  // namespace

struct ApiClient::Inner {
  CURL* easy = curl_easy_init();
};

ApiClient::ApiClient(Access access) : access_(std::move(access)), inner_(new Inner) {}

ApiClient::~ApiClient() {
  curl_easy_cleanup(inner_->easy);
  delete inner_;
}

Result<json::value> ApiClient::call(const ApiCall& call) {
  auto* easy = inner_->easy;
  curl_easy_reset(easy);
  auto url = access_.url + call.path + (call.query.empty() ? "" : "?" + encode_form(call.query));
  std::string answer;
  curl_slist* headers =
      curl_slist_append(nullptr, ("Authorization: Bearer " + access_.token).c_str());
  headers = curl_slist_append(headers, ("Content-Type: " + call.content_type).c_str());
  headers = curl_slist_append(headers, "Expect:");
  if (!call.idempotency_key.empty())
    headers = curl_slist_append(headers, ("Idempotency-Key: " + call.idempotency_key).c_str());
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  Download download{easy, call.into, &answer};
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, call.into ? save : append);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA,
                   call.into ? static_cast<void*>(&download) : static_cast<void*>(&answer));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  if (call.method != "GET" && call.method != "DELETE") {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, call.body.data());
  }
  if (call.progress) {
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, show_progress);
  }
  auto code = curl_easy_perform(easy);
  curl_slist_free_all(headers);
  if (call.progress) std::fprintf(stderr, "\r%20s\r", "");
  if (code != CURLE_OK)
    return Error(ErrorKind::unavailable,
                 fmt::format("cannot reach {}: {}", access_.url, curl_easy_strerror(code)));
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  if (status >= 300) return problem_of(status, answer);
  if (answer.empty()) return json::value(nullptr);
  boost::system::error_code error;
  auto value = json::parse(answer, error);
  if (error) return json::value(json::string(answer));
  return value;
}

Result<void> ApiClient::follow(const std::string& path,
                               const std::function<bool(const json::value&)>& on_event) {
  auto* easy = inner_->easy;
  curl_easy_reset(easy);
  auto url = access_.url + path;
  Follower follower;
  follower.on_event = &on_event;
  curl_slist* headers =
      curl_slist_append(nullptr, ("Authorization: Bearer " + access_.token).c_str());
  headers = curl_slist_append(headers, "Accept: text/event-stream");
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_events);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &follower);
  auto code = curl_easy_perform(easy);
  curl_slist_free_all(headers);
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  if (status >= 300) return problem_of(status, follower.pending);
  if (code != CURLE_OK && !follower.stopped)
    return Error(ErrorKind::unavailable, fmt::format("the stream from {} ended: {}", access_.url,
                                                     curl_easy_strerror(code)));
  return {};
}

}  // namespace muster
