// SPDX-License-Identifier: Apache-2.0
// Speaks to the daemon's API. One request at a time, with libcurl; errors of the API come back as
// they were told.
#pragma once
#include <boost/json.hpp>
#include <cstdio>
#include <functional>
#include <string>

#include "muster/base/http_message.hpp"
#include "muster/base/result.hpp"

namespace muster {

struct Access {
  std::string url;
  std::string token;
};

struct ApiCall {
  std::string method = "GET";
  std::string path;  // "/v1/donors/12"
  Pairs query;
  std::string content_type = "application/json";
  std::string body;
  std::string idempotency_key;
  bool progress = false;  // a bar on standard error while the body goes up
  std::FILE* into = nullptr;  // where the body of a 2xx goes as it comes
};

class ApiClient {
 public:
  explicit ApiClient(Access access);
  ~ApiClient();
  ApiClient(const ApiClient&) = delete;
  ApiClient& operator=(const ApiClient&) = delete;

  // The body of a 2xx; null when it is empty. Errors: as the API's problem document says, or
  // unavailable.
  Result<boost::json::value> call(const ApiCall& call);
  // Server-sent events until the stream ends or `on_event` returns false.
  Result<void> follow(const std::string& path,
                      const std::function<bool(const boost::json::value&)>& on_event);

 private:
  struct Inner;
  Access access_;
  Inner* inner_;
};

}  // namespace muster
