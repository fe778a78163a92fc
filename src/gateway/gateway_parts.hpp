// SPDX-License-Identifier: Apache-2.0
// What a compiled gateway file consists of: gateway_file.cpp fills it, gateway.cpp runs it.
// Immutable after load; any thread.
#pragma once
#include <string>
#include <vector>

#include "answer_reader.hpp"
#include "hook_reader.hpp"
#include "muster/gateway/gateway.hpp"
#include "request_template.hpp"

namespace muster {

struct GatewayParts {
  std::string name;
  Channel channel = Channel::sms;
  bool two_way = false;
  bool honours_keys = false;
  bool allow_private = false;
  bool folds = false;            // texts go out without accents
  std::size_t longest_text = 0;  // characters; 0: no limit
  int in_flight = 0;
  double per_second = 0;
  Millis timeout{0};
  std::string public_url;  // without a slash at its end
  std::string hook_secret;
  RequestTemplate request;
  AnswerReader answer;
  std::vector<HookReader> hooks;
};

struct Gateway::Inner : GatewayParts {};

}  // namespace muster
