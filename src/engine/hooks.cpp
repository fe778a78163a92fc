// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/hooks.hpp"

#include "muster/base/bytes.hpp"
#include "muster/engine/inbox.hpp"
#include "muster/engine/receipts.hpp"

namespace muster {
namespace {

struct HookTaken {
  ReceiptsApplied receipts;
  std::vector<ReplyTaken> replies;
};

Result<HookTaken> take_events(Tx& tx, const Settings& settings, const std::string& gateway,
                              const HookEvents& events, Instant now) {
  HookTaken taken;
  auto receipts = apply_receipts(tx, gateway, events.receipts, now);
  if (!receipts) return receipts.error();
  taken.receipts = std::move(*receipts);
  for (const auto& reply : events.replies) {
    auto one = take_reply(tx, settings, gateway, reply, now);
    if (!one) return one.error();
    taken.replies.push_back(std::move(*one));
  }
  return taken;
}

}  // namespace

asio::awaitable<Result<HttpResponse>> Hooks::take(std::string gateway, std::string secret,
                                                  std::string hook, HttpRequest request) {
  auto settings = context_.settings.get();
  const auto* found = settings->gateway(gateway);
  if (!found || !equal_secret(found->hook_secret(), secret)) {
    context_.metrics.hook_refused(found ? gateway : "unknown", "path");
    co_return Error(ErrorKind::not_found, "there is no such hook");
  }
  auto now = context_.clock.now();
  auto read = found->hook(hook, request, now);
  if (!read) {
    context_.metrics.hook_refused(gateway, name(read.error().kind()));
    context_.log.warn("event=hook_refused gateway={} hook={} error={}", gateway, quoted(hook),
                      quoted(read.error().text()));
    co_return read.error();
  }
  auto events = std::make_shared<HookEvents>(std::move(*read));
  auto job = [settings, gateway, events, now](Tx& tx) {
    return take_events(tx, *settings, gateway, *events, now);
  };
  auto taken = co_await context_.store.write(SendLane::reply, job);
  if (!taken) co_return taken.error();
  for (auto* dispatcher : dispatchers_) {
    for (const auto& index : taken->receipts.stopped) dispatcher->revoke_address(index);
    for (const auto& recall : taken->receipts.arrived) dispatcher->recall(recall);
  }
  for (const auto& reply : taken->replies) {
    if (reply.stopped)
      for (auto* dispatcher : dispatchers_) dispatcher->revoke_address(reply.address_index);
    if (!reply.id) continue;
    context_.metrics.reply(reply.intent);
    context_.log.info("event=reply_taken reply={} donor={} intent={} person={}", reply.id.value(),
                      reply.donor.value(), reply.intent, reply.needs_person);
  }
  for (const auto& receipt : events->receipts)
    context_.log.debug("event=receipt gateway={} state={} code={}", gateway, name(receipt.state),
                       quoted(receipt.code));
  co_return std::move(events->answer);
}

}  // namespace muster
