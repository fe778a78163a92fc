// SPDX-License-Identifier: Apache-2.0
// One provider, compiled from config/gateways/<name>.toml: builds requests, reads answers, verifies
// and parses hooks. Pure but for the signature's clock, which is an argument. Immutable after load;
// any thread.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "muster/base/http_message.hpp"
#include "muster/base/result.hpp"
#include "muster/base/toml.hpp"
#include "muster/domain/message.hpp"

namespace muster {

struct OutgoingText {
  std::string key;  // idempotency key and our reference, <= 36 characters, the same on every resend
  std::string to;  // E.164 or e-mail address
  std::string text;  // SMS or plain e-mail body, NFC
  std::string subject;  // e-mail only
  std::string html;  // e-mail only; may be empty
  std::string unsubscribe_url;  // e-mail one-click (RFC 8058); may be empty
  std::optional<Millis> validity;  // how long the text is worth delivering
};

struct ReceiptEvent {
  std::string provider_id;  // the gateway's id; empty if it only echoes our key
  std::string key;  // our key, if it came back
  MessageState state = MessageState::accepted;  // accepted, delivered or undelivered
  std::string code;
  std::string reason;
  bool address_dead = false;
  bool opted_out = false;  // complaint, unsubscribe, carrier STOP
};

struct ReplyEvent {
  std::string external_id;  // unique at this gateway; derived from the content when it gives none
  std::string from;
  std::string to;
  std::string text;
};

struct KeypressEvent {
  std::string external_id;
  std::string provider_id;
  std::string key;
  std::string digits;
};

struct HookEvents {
  std::vector<ReceiptEvent> receipts;
  std::vector<ReplyEvent> replies;
  std::vector<KeypressEvent> keypresses;
  HttpResponse answer;  // what the provider wants to hear after our COMMIT
};

class Gateway {
 public:
  // Secrets named in the file (`secret = "file:..."`, `credential:name`) are read through `secret`.
  using SecretReader = std::function<Result<std::string>(std::string_view reference)>;
  // `hook_base` is "<public_url>/hooks/<name>/<hook secret>"; receipt URLs are built from it.
  static std::optional<Gateway> compile(const TomlFile& file, const SecretReader& secret,
                                        std::string public_url, Problems& problems);
  ~Gateway();
  Gateway(Gateway&&) noexcept;
  Gateway& operator=(Gateway&&) noexcept;

  const std::string& name() const;
  Channel channel() const;
  bool two_way() const;  // can the donor answer this route's texts?
  bool honours_keys() const;  // idempotency keys: the same bytes may go again
  bool sends_receipts() const;
  int in_flight() const;  // most requests at once
  double per_second() const;  // 0 = no limit
  Millis timeout() const;
  bool allow_private() const;
  const std::string& hook_secret() const;  // path secret of /hooks/<name>/<secret>/<hook>

  // Error: invalid when the text cannot be expressed (too long, wrong channel).
  Result<HttpRequest> build(const OutgoingText& text) const;
  // Total: what the file does not know is `unknown` after 2xx, `retry` after 429 and 5xx,
  // `rejected` after other 4xx.
  Outcome read(const HttpResponse& response) const;
  // `request.target` is the path and query as received. Errors: unauthorised (forged, too old),
  // not_found (no such hook), invalid (not parseable).
  Result<HookEvents> hook(std::string_view hook_name, const HttpRequest& request,
                          Instant now) const;

 private:
  struct Inner;
  explicit Gateway(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace muster
