// SPDX-License-Identifier: Apache-2.0
// Who really sent a hook: the providers' signature schemes, over the raw bytes received.
// Every compare is in constant time. Immutable after load; any thread.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"
#include "muster/base/result.hpp"

namespace muster {

struct SignedRequest {
  const HttpRequest& request;
  std::string_view url;  // as the provider called it: public_url and the target received
  Instant now;
};

// Success, or unauthorised with what did not fit (never with what would have fitted).
using Verifier = std::function<Result<void>(const SignedRequest&)>;

// The schemes a file may name: none, standard_webhooks, twilio, sendgrid.
const std::vector<std::string_view>& signature_schemes();

// `secrets`: one a line; while a secret is being changed both are valid. `tolerance`: how far the
// signed time may lie from now, either way; for schemes that sign one.
// Error: invalid, when a secret is not what the scheme needs.
Result<Verifier> make_verifier(std::string_view scheme, std::string_view secrets, Millis tolerance);

// Standard Webhooks 1.0: webhook-id, webhook-timestamp, webhook-signature "v1,<base64>" (several,
// with blanks); HMAC-SHA256 over id.timestamp.body; secret "whsec_<base64>".
Result<Verifier> standard_webhooks_verifier(std::string_view secret, Millis tolerance);
// Twilio: X-Twilio-Signature = base64(HMAC-SHA1(auth token, URL + sorted form)); a body that is no
// form is covered by bodySHA256 in the URL. Signs no time: repeats are caught by the ids in it.
Result<Verifier> twilio_verifier(std::string_view auth_token);
// SendGrid event webhook: ECDSA P-256 with SHA-256 over timestamp and body; base64 of a DER
// signature, the secret is the public key, base64 of its DER form.
Result<Verifier> sendgrid_verifier(std::string_view public_key, Millis tolerance);

// Shared by the schemes.
std::string hmac_sha1(std::string_view key, std::string_view message);
std::string hmac_sha256(std::string_view key, std::string_view message);
Error forged(std::string what);
// Error: unauthorised, when the Unix seconds in `header` are missing, unreadable or too far from
// now.
Result<void> check_time(std::string_view seconds, Instant now, Millis tolerance);

}  // namespace muster
