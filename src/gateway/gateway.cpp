// SPDX-License-Identifier: Apache-2.0
#include "muster/gateway/gateway.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway_parts.hpp"
#include "muster/domain/folding.hpp"

namespace muster {
namespace {

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

// E.164 for everything that rings, an address for e-mail.
bool fits_channel(Channel channel, std::string_view to) {
  if (channel == Channel::email) {
    auto at = to.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < to.size();
  }
  return to.size() > 3 && to.size() <= 16 && to.front() == '+' &&
         std::all_of(to.begin() + 1, to.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Gateway::Gateway(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
Gateway::~Gateway() = default;
Gateway::Gateway(Gateway&&) noexcept = default;
Gateway& Gateway::operator=(Gateway&&) noexcept = default;

const std::string& Gateway::name() const { return inner_->name; }
Channel Gateway::channel() const { return inner_->channel; }
bool Gateway::two_way() const { return inner_->two_way; }
bool Gateway::honours_keys() const { return inner_->honours_keys; }
int Gateway::in_flight() const { return inner_->in_flight; }
double Gateway::per_second() const { return inner_->per_second; }
Millis Gateway::timeout() const { return inner_->timeout; }
bool Gateway::allow_private() const { return inner_->allow_private; }
const std::string& Gateway::hook_secret() const { return inner_->hook_secret; }

bool Gateway::sends_receipts() const {
  return std::any_of(inner_->hooks.begin(), inner_->hooks.end(), [](const HookReader& hook) {
    return hook.kind() == HookReader::Kind::receipts;
  });
}

Result<HttpRequest> Gateway::build(const OutgoingText& text) const {
  if (!fits_channel(inner_->channel, text.to))
    return invalid("to", fmt::format("gateway {} sends {}: this address is of another kind",
                                     inner_->name, muster::name(inner_->channel)));
  if (text.key.empty() || text.key.size() > 36) return invalid("key", "must be 1 to 36 characters");
  if (text.text.empty()) return invalid("text", "is empty");
  if (!valid_utf8(text.text)) return invalid("text", "is not UTF-8");
  std::string folded;
  if (inner_->folds) folded = fold_ascii(text.text);
  const std::string& body = inner_->folds ? folded : text.text;
  if (inner_->longest_text && characters(body) > inner_->longest_text)
    return invalid("text", fmt::format("is longer than the {} characters that gateway {} takes",
                                       inner_->longest_text, inner_->name));
  return inner_->request.build(text, body);
}

Outcome Gateway::read(const HttpResponse& response) const { return inner_->answer.read(response); }

Result<HookEvents> Gateway::hook(std::string_view hook_name, const HttpRequest& request,
                                 Instant now) const {
  for (const HookReader& hook : inner_->hooks)
    if (hook.name() == hook_name)
      return hook.read(request, inner_->public_url + request.target, now);
  return not_found(fmt::format("gateway {} has no hook '{}'", inner_->name, hook_name));
}

}  // namespace muster
