// SPDX-License-Identifier: Apache-2.0
// Runs tests/gateway/golden/<gateway>/<case>.json against config/gateways/<gateway>.toml. A case
// has a text and the request it becomes, or an answer and its outcome, or a hook and its events.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gateway_fixture.hpp"

namespace muster {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

std::string text(const json::object& object, std::string_view name,
                 std::string_view otherwise = "") {
  const json::value* value = object.if_contains(name);
  return value ? std::string(value->as_string()) : std::string(otherwise);
}

Headers headers(const json::object& object) {
  Headers made;
  if (const json::value* list = object.if_contains("headers"))
    for (const auto& [name, value] : list->as_object()) made.emplace_back(name, value.as_string());
  return made;
}

json::object shown(const Headers& list) {
  json::object made;
  for (const auto& [name, value] : list) made[name] = value;
  return made;
}

// A JSON body is compared as a value, everything else as text.
json::value shown_body(const std::string& body) {
  boost::system::error_code error;
  json::value parsed = json::parse(body, error);
  return error || !parsed.is_object() ? json::value(body) : parsed;
}

json::object send(const Gateway& gateway, const json::object& given) {
  OutgoingText out;
  out.key = text(given, "key");
  out.to = text(given, "to");
  out.text = text(given, "text");
  out.subject = text(given, "subject");
  out.html = text(given, "html");
  out.unsubscribe_url = text(given, "unsubscribe_url");
  if (given.contains("validity_s")) out.validity = Seconds(given.at("validity_s").as_int64());
  Result<HttpRequest> request = gateway.build(out);
  if (!request) return {{"error", request.error().text()}};
  return {{"method", request->method},
          {"target", request->target},
          {"headers", shown(request->headers)},
          {"body", shown_body(request->body)}};
}

json::object answer(const Gateway& gateway, const json::object& given) {
  HttpResponse response;
  response.status = static_cast<int>(given.at("status").as_int64());
  response.headers = headers(given);
  const json::value* body = given.if_contains("body");
  if (body)
    response.body = body->is_string() ? std::string(body->as_string()) : json::serialize(*body);
  Outcome outcome = gateway.read(response);
  constexpr std::string_view statuses[] = {"accepted", "retry", "rejected", "unknown"};
  json::object made = {{"status", statuses[static_cast<std::size_t>(outcome.status)]},
                       {"code", outcome.code}};
  if (!outcome.provider_id.empty()) made["id"] = outcome.provider_id;
  if (!outcome.reason.empty()) made["reason"] = outcome.reason;
  if (outcome.retry_after) made["retry_after_ms"] = outcome.retry_after->count();
  if (outcome.address_dead) made["address_dead"] = true;
  if (outcome.opted_out) made["opted_out"] = true;
  return made;
}

json::object shown(const HookEvents& events) {
  json::object made;
  for (const ReceiptEvent& event : events.receipts) {
    if (!made.contains("receipts")) made["receipts"] = json::array();
    json::object one = {{"state", name(event.state)}};
    if (!event.provider_id.empty()) one["id"] = event.provider_id;
    if (!event.key.empty()) one["key"] = event.key;
    if (!event.code.empty()) one["code"] = event.code;
    if (!event.reason.empty()) one["reason"] = event.reason;
    if (event.address_dead) one["address_dead"] = true;
    if (event.opted_out) one["opted_out"] = true;
    made["receipts"].as_array().push_back(std::move(one));
  }
  for (const ReplyEvent& event : events.replies) {
    if (!made.contains("replies")) made["replies"] = json::array();
    made["replies"].as_array().push_back(
        {{"id", event.external_id}, {"from", event.from}, {"to", event.to}, {"text", event.text}});
  }
  made["answer"] = {{"status", events.answer.status},
                    {"headers", shown(events.answer.headers)},
                    {"body", events.answer.body}};
  return made;
}

json::object hook(const Gateway& gateway, const json::object& given) {
  HttpRequest request;
  std::string hook_name = text(given, "hook");
  request.method = text(given, "method", "POST");
  request.target = "/hooks/" + gateway.name() + "/" + gateway.hook_secret() + "/" + hook_name +
                   text(given, "query");
  request.headers = headers(given);
  request.body = text(given, "body");
  Instant now = Instant(Seconds(given.contains("now") ? given.at("now").as_int64() : 1800000000));
  Result<HookEvents> events = gateway.hook(hook_name, request, now);
  if (!events) return {{"error", name(events.error().kind())}};
  return shown(*events);
}

struct Case {
  std::string gateway;
  std::string name;
  fs::path path;
};

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const auto& entry :
       fs::recursive_directory_iterator(MUSTER_SOURCE_DIR "/tests/gateway/golden"))
    if (entry.path().extension() == ".json")
      cases.push_back({entry.path().parent_path().filename(), entry.path().stem(), entry.path()});
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.path < b.path; });
  return cases;
}

class Golden : public testing::TestWithParam<Case> {};

TEST_P(Golden, GivesWhatIsExpected) {
  std::optional<Gateway> gateway = shipped(GetParam().gateway);
  ASSERT_TRUE(gateway);
  std::stringstream content;
  content << std::ifstream(GetParam().path).rdbuf();
  json::object wanted = json::parse(content.str()).as_object();
  json::object got;
  if (wanted.contains("send")) got = send(*gateway, wanted["send"].as_object());
  if (wanted.contains("answer")) got = answer(*gateway, wanted["answer"].as_object());
  if (wanted.contains("call")) got = hook(*gateway, wanted["call"].as_object());
  EXPECT_EQ(json::value(got), wanted["expect"])
      << "got      " << json::serialize(got) << "\nexpected " << json::serialize(wanted["expect"]);
}

std::string test_name(const testing::TestParamInfo<Case>& tested) {
  return tested.param.gateway + "_" + tested.param.name;
}

INSTANTIATE_TEST_SUITE_P(Gateways, Golden, testing::ValuesIn(all_cases()), test_name);

TEST(Golden, EveryShippedGatewayHasCases) {
  std::vector<Case> cases = all_cases();
  for (const auto& entry : fs::directory_iterator(MUSTER_SOURCE_DIR "/config/gateways")) {
    if (entry.path().extension() != ".toml") continue;
    std::string gateway = entry.path().stem();
    for (std::string_view kind : {"send", "answer", "receipt"})
      EXPECT_TRUE(std::any_of(
          cases.begin(), cases.end(),
          [&](const Case& c) { return c.gateway == gateway && c.name.starts_with(kind); }))
          << gateway << " has no " << kind << "_*.json";
  }
}

}  // namespace
}  // namespace muster
