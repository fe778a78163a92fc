// SPDX-License-Identifier: Apache-2.0
#include "answer_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "retry_after.hpp"

namespace muster {
namespace {

// What the file says nothing about: only a clear refusal is a refusal, only a clear yes is a yes.
SendStatus unlisted(int status) {
  if (status >= 200 && status < 300) return SendStatus::unknown;
  if (status == 429 || status >= 500) return SendStatus::retry;
  return SendStatus::rejected;
}

std::string_view usual_reason(SendStatus outcome, int status) {
  switch (outcome) {
    case SendStatus::accepted: return {};
    case SendStatus::retry: return status == 429 ? "throttled" : "gateway_unavailable";
    case SendStatus::rejected: return status == 401 || status == 403 ? "credentials" : "refused";
    case SendStatus::unknown: return "unclear_answer";
  }
  return {};
}

bool read_status(std::string_view text, int& status) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
  return error == std::errc() && end == text.data() + text.size() && status >= 100 && status <= 599;
}

// "202", "2xx", "400-499", and lists of them with commas.
bool read_statuses(std::string_view text, std::vector<std::pair<int, int>>& statuses) {
  while (!text.empty()) {
    auto comma = text.find(',');
    std::string_view part = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    int low = 0, high = 0;
    if (part.size() == 3 && part.substr(1) == "xx" && part[0] >= '1' && part[0] <= '5') {
      low = (part[0] - '0') * 100;
      high = low + 99;
    } else if (auto dash = part.find('-'); dash != std::string_view::npos) {
      if (!read_status(part.substr(0, dash), low) || !read_status(part.substr(dash + 1), high))
        return false;
    } else if (read_status(part, low)) {
      high = low;
    } else {
      return false;
    }
    if (low > high) return false;
    statuses.emplace_back(low, high);
  }
  return true;
}

}  // namespace

AnswerReader AnswerReader::compile(TomlTable table) {
  AnswerReader made;
  if (table.one_of("format", {"json", "text"}, "json") == "text") made.format_ = Format::text;
  made.fields_ = FieldSet::read(table.table("fields"), made.format_, {"id", "code", "retry_after"});
  for (TomlTable& rule : table.tables("rules"))
    made.rules_.push_back(read_rule(rule, made.fields_));
  bool accepts = std::any_of(made.rules_.begin(), made.rules_.end(),
                             [](const Rule& rule) { return rule.outcome == SendStatus::accepted; });
  if (!accepts)
    table.problem("rules",
                  "no rule accepts anything, so every text would end as unknown; add "
                  "[[answer.rules]] with outcome = \"accepted\"");
  made.fields_.report_unused(table.table("fields"));
  table.finish();
  return made;
}

AnswerReader::Rule AnswerReader::read_rule(TomlTable& table, FieldSet& fields) {
  Rule rule;
  std::string status = table.text("status");
  if (!read_statuses(status, rule.statuses))
    table.problem("status", fmt::format("'{}' is no HTTP status; write \"202\", \"2xx\", "
                                        "\"400-499\" or several with commas",
                                        status));
  rule.starts = table.text("starts");
  rule.match = Match::read(table, fields);
  if (!table.has("outcome"))
    table.problem("outcome", "is missing: accepted, retry, rejected or unknown");
  std::string outcome =
      table.one_of("outcome", {"accepted", "retry", "rejected", "unknown"}, "unknown");
  if (outcome == "accepted") rule.outcome = SendStatus::accepted;
  if (outcome == "retry") rule.outcome = SendStatus::retry;
  if (outcome == "rejected") rule.outcome = SendStatus::rejected;
  rule.reason = table.text("reason");
  rule.address_dead = table.flag("address_dead", false);
  rule.opted_out = table.flag("opted_out", false);
  if (rule.outcome == SendStatus::accepted && (rule.address_dead || rule.opted_out))
    table.problem("outcome", "an accepted text cannot mean that the address is dead or opted out");
  bool limited = !status.empty() || !rule.starts.empty() || !rule.match.empty();
  if (!limited) table.problem({}, "fits every answer; add status, starts or match");
  table.finish();
  return rule;
}

bool AnswerReader::fits(const Rule& rule, int status, const Document& document) const {
  auto within = [status](const auto& range) {
    return status >= range.first && status <= range.second;
  };
  if (!rule.statuses.empty() && std::none_of(rule.statuses.begin(), rule.statuses.end(), within))
    return false;
  return document.body.starts_with(rule.starts) && rule.match.fits(fields_, document);
}

Outcome AnswerReader::read(const HttpResponse& response) const {
  unsigned char space[2048];
  boost::json::monotonic_resource memory(space, sizeof space);
  boost::json::value parsed(&memory);
  Document document;
  document.headers = &response.headers;
  document.body = response.body;
  if (format_ == Format::json && fields_.needs_json()) {
    boost::json::error_code error;
    parsed = boost::json::parse(response.body, error, &memory);
    if (!error) document.json = &parsed;
  }

  Outcome outcome;
  outcome.status = unlisted(response.status);
  for (const Rule& rule : rules_) {
    if (!fits(rule, response.status, document)) continue;
    outcome.status = rule.outcome;
    outcome.reason = rule.reason;
    outcome.address_dead = rule.address_dead;
    outcome.opted_out = rule.opted_out;
    break;
  }
  outcome.provider_id = fields_.value("id", document).value_or(std::string());
  outcome.code = fields_.value("code", document).value_or(std::to_string(response.status));
  // Never the provider's own sentence: it often repeats the number or the address.
  if (outcome.reason.empty()) outcome.reason = usual_reason(outcome.status, response.status);
  if (outcome.status == SendStatus::accepted) return outcome;
  std::string wait = fields_.value("retry_after", document)
                         .value_or(std::string(header(response.headers, "Retry-After")));
  if (!wait.empty())
    outcome.retry_after = parse_retry_after(wait, header(response.headers, "Date"));
  return outcome;
}

}  // namespace muster
