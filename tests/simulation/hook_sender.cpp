// SPDX-License-Identifier: Apache-2.0
#include "hook_sender.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "muster/base/bytes.hpp"
#include "test_settings.hpp"

namespace muster::simulation {
namespace {

constexpr Millis again_after{30'000};

std::string hmac(const std::string& key, const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  return std::string(reinterpret_cast<const char*>(digest), size);
}

}  // namespace

HttpRequest signed_hook(const std::string& name, const std::string& id, const std::string& body,
                        Instant now, std::string_view secret) {
  auto time = std::to_string(std::chrono::floor<Seconds>(now).time_since_epoch().count());
  auto key = from_base64(secret).value();
  HttpRequest request;
  request.method = "POST";
  request.target = fmt::format("/hooks/{}/{}/{}", gateway_name, hook_path_secret, name);
  request.headers = {
      {"Content-Type", "application/json"},
      {"webhook-id", id},
      {"webhook-timestamp", time},
      {"webhook-signature", "v1," + base64(hmac(key, id + "." + time + "." + body))}};
  request.body = body;
  return request;
}

void HookSender::send(Hook hook) {
  auto number = ++sent_;
  waiting_.emplace(number, std::move(hook));
  attempt(number);
}

void HookSender::attempt(int number) {
  if (!process_) return later(number);
  const auto& hook = waiting_.at(number);
  under_way_[number] = true;
  auto request = signed_hook(hook.name, fmt::format("msg-{}", number), hook.body, clock_.now(),
                             hook_signing_secret);
  process_->spawn(deliver(this, process_, number, std::move(request)));
}

asio::awaitable<void> HookSender::deliver(HookSender* self, Process* process, int number,
                                          HttpRequest request) {
  std::string gateway = gateway_name;
  std::string secret = hook_path_secret;
  auto name = request.target.substr(request.target.rfind('/') + 1);
  auto answer = co_await process->hooks().take(gateway, secret, name, std::move(request));
  self->answered(number, answer);
}

void HookSender::answered(int number, const Result<HttpResponse>& answer) {
  under_way_.erase(number);
  if (!answer) {
    EXPECT_TRUE(answer.error().retryable()) << answer.error().text();
    return later(number);
  }
  auto hook = waiting_.extract(number);
  if (hook.mapped().acknowledged) hook.mapped().acknowledged();
}

void HookSender::disconnected() {
  process_ = nullptr;
  for (auto [number, here] : std::exchange(under_way_, {})) later(number);
}

void HookSender::later(int number) {
  agenda_.at(clock_.now() + again_after, [this, number] { attempt(number); });
}

}  // namespace muster::simulation
