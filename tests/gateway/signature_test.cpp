// SPDX-License-Identifier: Apache-2.0
// Published vectors of the providers, and what must not pass.
#include "../../src/gateway/signature.hpp"

#include <gtest/gtest.h>

#include "muster/base/bytes.hpp"

namespace muster {
namespace {

Instant at(std::int64_t seconds) { return Instant(Seconds(seconds)); }

struct Received {
  HttpRequest request;
  std::string url;
  Instant now;
};

bool passes(const Verifier& verifier, const Received& got) {
  Result<void> result = verifier(SignedRequest{got.request, got.url, got.now});
  if (!result) {
    EXPECT_EQ(result.error().kind(), ErrorKind::unauthorised);
  }
  return result.has_value();
}

Verifier verifier(std::string_view scheme, std::string_view secret) {
  Result<Verifier> made = make_verifier(scheme, secret, Minutes(5));
  EXPECT_TRUE(made) << scheme;
  return *made;
}

// https://github.com/standard-webhooks/standard-webhooks, the JavaScript library's test.
Received standard_webhook() {
  Received got;
  got.request = {"POST",
                 "/hooks/x/y/z",
                 {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
                  {"webhook-timestamp", "1614265330"},
                  {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}},
                 R"({"test": 2432232314})"};
  got.now = at(1614265330);
  return got;
}
constexpr auto webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

// https://www.twilio.com/docs/usage/security
Received twilio_call() {
  Received got;
  got.request = {"POST",
                 "/myapp.php?foo=1&bar=2",
                 {{"X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8="}},
                 "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&"
                 "From=%2B14158675309&To=%2B18005551212"};
  got.url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  return got;
}

// The vector of SendGrid's own helper libraries.
constexpr auto sendgrid_key =
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+"
    "2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
Received sendgrid_event() {
  Received got;
  got.request = {
      "POST",
      "/",
      {{"X-Twilio-Email-Event-Webhook-Signature",
        "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+"
        "luQAbPIqHh89M15TluLt"
        "EZtM="},
       {"X-Twilio-Email-Event-Webhook-Timestamp", "1600112502"}},
      R"([{"email":"hello@world.com","event":"dropped","reason":"Bounced Address",)"
      R"("sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",)"
      R"("sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-)"
      R"(5F5FC76C-9.0",)"
      R"("smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>",)"
      R"("timestamp":1600112492}])"
      "\r\n"};
  got.now = at(1600112502);
  return got;
}

TEST(Signature, PublishedVectorsPass) {
  EXPECT_TRUE(passes(verifier("standard_webhooks", webhook_secret), standard_webhook()));
  EXPECT_TRUE(passes(verifier("twilio", "12345"), twilio_call()));
  EXPECT_TRUE(passes(verifier("sendgrid", sendgrid_key), sendgrid_event()));
}

// Promise 3.2 item 3: a bit flipped anywhere in the body or the signed headers, 100 % refused.
void expect_every_flip_refused(const Verifier& check, const Received& good) {
  for (std::size_t i = 0; i < good.request.body.size(); ++i) {
    Received bad = good;
    bad.request.body[i] = static_cast<char>(bad.request.body[i] ^ 1);
    EXPECT_FALSE(passes(check, bad)) << "body byte " << i;
  }
  for (std::size_t h = 0; h < good.request.headers.size(); ++h) {
    for (std::size_t i = 0; i < good.request.headers[h].second.size(); ++i) {
      Received bad = good;
      char& c = bad.request.headers[h].second[i];
      c = static_cast<char>(c ^ 1);
      EXPECT_FALSE(passes(check, bad)) << bad.request.headers[h].first << " byte " << i;
    }
    Received bare = good;
    bare.request.headers.erase(bare.request.headers.begin() + static_cast<std::ptrdiff_t>(h));
    EXPECT_FALSE(passes(check, bare)) << "without " << good.request.headers[h].first;
  }
}

TEST(Signature, EveryFlippedBitIsRefused) {
  expect_every_flip_refused(verifier("standard_webhooks", webhook_secret), standard_webhook());
  expect_every_flip_refused(verifier("twilio", "12345"), twilio_call());
  expect_every_flip_refused(verifier("sendgrid", sendgrid_key), sendgrid_event());
}

TEST(Signature, TimeIsFiveMinutesEitherWay) {
  struct Case {
    int apart;
    bool passes;
  };
  for (Case c : {Case{0, true}, Case{300, true}, Case{-300, true}, Case{301, false},
                 Case{-301, false}, Case{86400, false}}) {
    Received webhook = standard_webhook();
    webhook.now += Seconds(c.apart);
    EXPECT_EQ(passes(verifier("standard_webhooks", webhook_secret), webhook), c.passes) << c.apart;
    Received event = sendgrid_event();
    event.now += Seconds(c.apart);
    EXPECT_EQ(passes(verifier("sendgrid", sendgrid_key), event), c.passes) << c.apart;
  }
  for (std::string_view time : {"", "soon", "-1", "1e9", "99999999999999999999", " 1614265330"})
    EXPECT_FALSE(check_time(time, at(1614265330), Minutes(5))) << time;
}

TEST(Signature, OneOfSeveralSignaturesOrSecretsIsEnough) {
  Received rotated = standard_webhook();
  std::string& value = rotated.request.headers[2].second;
  value = "v1a,AAAA v1,AAAA " + value;
  EXPECT_TRUE(passes(verifier("standard_webhooks", webhook_secret), rotated));
  std::string two = "whsec_" + std::string(32, 'A') + "\n" + webhook_secret + "\n";
  EXPECT_TRUE(passes(verifier("standard_webhooks", two), standard_webhook()));
  EXPECT_TRUE(passes(verifier("twilio", "new-token\n12345"), twilio_call()));
  EXPECT_FALSE(passes(verifier("twilio", "new-token\nother"), twilio_call()));
}

TEST(Signature, TheSvixNamesAreTheSameScheme) {
  Received svix = standard_webhook();
  for (auto& [name, value] : svix.request.headers) name.replace(0, 7, "Svix");
  EXPECT_TRUE(passes(verifier("standard_webhooks", webhook_secret), svix));
}

TEST(Signature, TwilioSignsWithOrWithoutTheDefaultPort) {
  // The signature was made for the address without a port.
  Received with_port = twilio_call();
  with_port.url = "https://mycompany.com:443/myapp.php?foo=1&bar=2";
  EXPECT_TRUE(passes(verifier("twilio", "12345"), with_port));
  Received other_host = twilio_call();
  other_host.url = "https://mycompany.org/myapp.php?foo=1&bar=2";
  EXPECT_FALSE(passes(verifier("twilio", "12345"), other_host));
  Received other_query = twilio_call();
  other_query.url = "https://mycompany.com/myapp.php?foo=1&bar=3";
  EXPECT_FALSE(passes(verifier("twilio", "12345"), other_query));
}

// the validation tests of Twilio's libraries: body {"property": "value", "boolean": true}.
TEST(Signature, TwilioCoversAJsonBodyByItsDigest) {
  Received got;
  got.request.method = "POST";
  got.request.body = R"({"property": "value", "boolean": true})";
  got.request.target =
      "/myapp.php?foo=1&bar=2&bodySHA256="
      "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
  got.url = "https://mycompany.com" + got.request.target;
  got.request.headers = {{"X-Twilio-Signature", "a9nBmqA0ju/hNViExpshrM61xv4="}};
  EXPECT_TRUE(passes(verifier("twilio", "12345"), got));
  got.request.body += " ";
  EXPECT_FALSE(passes(verifier("twilio", "12345"), got));
}

TEST(Signature, TwilioSortsNamesAndCountsRepeatedValuesOnce) {
  Received got = twilio_call();
  got.request.body =
      "To=%2B18005551212&From=%2B14158675309&Digits=1234&Digits=1234&Caller=%2B14158675309&"
      "CallSid=CA1234567890ABCDE";
  EXPECT_TRUE(passes(verifier("twilio", "12345"), got));
}

TEST(Signature, SecretsOfAnotherKindAreRefusedAtLoad) {
  struct Case {
    std::string_view scheme, secret;
  };
  for (Case c : {Case{"standard_webhooks", "whsec_short"}, Case{"standard_webhooks", "whsec_****"},
                 Case{"standard_webhooks", ""}, Case{"twilio", " \n"}, Case{"sendgrid", "AAAA"},
                 Case{"sendgrid", "not base64!"}, Case{"rot13", "x"}}) {
    Result<Verifier> made = make_verifier(c.scheme, c.secret, Minutes(5));
    ASSERT_FALSE(made) << c.scheme << " " << c.secret;
    EXPECT_EQ(made.error().kind(), ErrorKind::invalid);
  }
}

TEST(Signature, HmacOfRfcVectors) {
  // RFC 2202 case 2, RFC 4231 case 2.
  EXPECT_EQ(hex(hmac_sha1("Jefe", "what do ya want for nothing?")),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace muster
