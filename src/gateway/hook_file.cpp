// SPDX-License-Identifier: Apache-2.0
// [hooks.<name>] from TOML to HookReader; hook_reader.cpp runs it.
#include <fmt/format.h>

#include <algorithm>

#include "hook_reader.hpp"
#include "json_template.hpp"

namespace muster {
namespace {

std::vector<std::string_view> standard_fields(HookReader::Kind kind) {
  switch (kind) {
    case HookReader::Kind::receipts: return {"id", "key", "code"};
    case HookReader::Kind::replies: return {"id", "from", "to", "text", "charset"};
    case HookReader::Kind::keypresses: return {"id", "call", "key", "digits"};
  }
  return {};
}

void require(TomlTable table, const FieldSet& fields, std::string_view name, const char* why) {
  if (!fields.has(name)) table.problem(name, fmt::format("is missing: {}", why));
}

}  // namespace

HookReader HookReader::compile(std::string name, TomlTable table, const Constants& secrets) {
  HookReader made;
  made.name_ = std::move(name);
  if (!table.has("kind")) table.problem("kind", "is missing: receipts, replies or keypresses");
  std::string kind = table.one_of("kind", {"receipts", "replies", "keypresses"}, "receipts");
  if (kind == "replies") made.kind_ = Kind::replies;
  if (kind == "keypresses") made.kind_ = Kind::keypresses;
  made.read_form(table);
  TomlTable fields = table.table("fields");
  made.fields_ = FieldSet::read(fields, made.format_, standard_fields(made.kind_));
  made.read_rules(table);
  made.fields_.report_unused(fields);
  if (made.kind_ == Kind::receipts) {
    if (!made.fields_.has("id") && !made.fields_.has("key"))
      fields.problem("id", "is missing: without id or key a receipt belongs to no message");
  } else if (made.kind_ == Kind::replies) {
    require(fields, made.fields_, "from", "whose reply is it?");
    require(fields, made.fields_, "text", "what does it say?");
  } else {
    require(fields, made.fields_, "digits", "which key was pressed?");
    if (!made.fields_.has("call") && !made.fields_.has("key"))
      fields.problem("call", "is missing: without call or key a keypress belongs to no call");
  }
  made.read_signature(table, secrets);
  made.read_answer(table);
  table.finish();
  return made;
}

void HookReader::read_form(TomlTable& table) {
  method_ = table.one_of("method", {"POST", "GET"}, "POST");
  std::string format = table.one_of("format", {"json", "form", "query"}, "json");
  if (format == "form") format_ = Format::form;
  if (format == "query") format_ = Format::query;
  if (method_ == "GET" && format_ != Format::query)
    table.problem("format", "a GET has no body; use format = \"query\"");
  each_given_ = table.has("each");
  each_ = table.text("each");
  if (each_given_ && format_ != Format::json)
    table.problem("each", "only JSON has lists; leave it out");
  if (Result<std::vector<std::string>> steps = parse_pointer(each_); !steps)
    table.problem("each", steps.error().message());
  id_until_ = table.text("id_until");
  number_prefix_ = table.text("number_prefix");
}

void HookReader::read_signature(TomlTable& table, const Constants& secrets) {
  if (!table.has("signature"))
    table.problem("signature",
                  "is missing; signature = \"none\" if the provider signs nothing and "
                  "the secret path must do");
  bool known = std::ranges::count(signature_schemes(), table.text("signature")) > 0;
  signature_ = table.one_of("signature", signature_schemes(), "none");
  Millis tolerance = table.duration("tolerance", Minutes(5));
  std::string secret = table.text("secret");
  if (signature_ == "none") {
    if (!secret.empty() && known) table.problem("secret", "is not used with signature = \"none\"");
    verify_ = *make_verifier("none", {}, tolerance);
    return;
  }
  auto found = secrets.find(secret);
  if (found == secrets.end()) {
    table.problem("secret", secret.empty() ? "is missing: the name of one of [secrets]"
                                           : fmt::format("[secrets] has no '{}'", secret));
    return;
  }
  if (found->second.empty()) return;  // told where it could not be read
  Result<Verifier> verifier = make_verifier(signature_, found->second, tolerance);
  if (verifier)
    verify_ = std::move(*verifier);
  else
    table.problem("secret", fmt::format("{}: {}", secret, verifier.error().message()));
}

void HookReader::read_rules(TomlTable& table) {
  for (TomlTable& entry : table.tables("rules")) {
    Rule rule;
    rule.match = Match::read(entry, fields_);
    if (rule.match.empty()) entry.problem("match", "is missing: which receipts is this rule for?");
    if (!entry.has("means"))
      entry.problem("means", "is missing: accepted, delivered, undelivered or ignored");
    std::string means =
        entry.one_of("means", {"accepted", "delivered", "undelivered", "ignored"}, "accepted");
    if (means == "delivered") rule.means = Means::delivered;
    if (means == "undelivered") rule.means = Means::undelivered;
    if (means == "ignored") rule.means = Means::ignored;
    rule.reason = entry.text("reason");
    rule.address_dead = entry.flag("address_dead", false);
    rule.opted_out = entry.flag("opted_out", false);
    entry.finish();
    rules_.push_back(std::move(rule));
  }
  if (kind_ != Kind::receipts && !rules_.empty()) table.problem("rules", "are for receipts only");
  if (kind_ == Kind::receipts && rules_.empty())
    table.problem("rules", "is missing: which receipts mean delivered, which undelivered?");
}

void HookReader::read_answer(TomlTable& table) {
  TomlTable answer = table.table("answer");
  answer_.status = static_cast<int>(answer.integer("status", 200, 200, 299));
  answer_.body = answer.text("body");
  std::string type = answer.text("content_type");
  if (!type.empty()) answer_.headers.emplace_back("Content-Type", type);
  if (type.empty() && !answer_.body.empty())
    answer.problem("content_type", "is missing: the body has one");
  answer.finish();
}

}  // namespace muster
