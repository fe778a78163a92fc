// SPDX-License-Identifier: Apache-2.0
#include "hook_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "charset.hpp"
#include "muster/base/bytes.hpp"

namespace muster {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<HookEvents> HookReader::read(const HttpRequest& request, std::string_view url,
                                    Instant now) const {
  if (request.method != method_)
    return invalid("method", fmt::format("this hook takes {} only", method_));
  Result<void> genuine = verify_(SignedRequest{request, url, now});
  if (!genuine) return genuine.error();

  HookEvents events;
  Pairs query = parse_form(request.query());
  Pairs form;
  Document document;
  document.headers = &request.headers;
  document.query = &query;
  document.parameters = &query;
  document.body = request.body;
  if (format_ == Format::form) {
    form = parse_form(request.body);
    document.parameters = &form;
  }
  if (format_ == Format::json) {
    Result<void> parsed = read_json(request, document, events);
    if (!parsed) return parsed.error();
  } else if (!read_event(document, events)) {
    return invalid("body", "holds none of the fields that name a message");
  }
  events.answer = answer_;
  return events;
}

Result<void> HookReader::read_json(const HttpRequest& request, Document& document,
                                   HookEvents& events) const {
  boost::json::error_code error;
  boost::json::monotonic_resource memory;
  boost::json::value parsed = boost::json::parse(request.body, error, &memory);
  if (error) return invalid("body", "is not JSON: " + error.message());
  document.json = &parsed;
  if (!each_given_) {
    if (read_event(document, events)) return {};
    return invalid("body", "holds none of the fields that name a message");
  }
  boost::json::error_code missing;
  const boost::json::value* list = each_.empty() ? &parsed : parsed.find_pointer(each_, missing);
  const boost::json::array* elements = list ? list->if_array() : nullptr;
  if (!elements) return invalid("body", fmt::format("has no array at '{}'", each_));
  if (elements->size() > most_events)
    return Error(ErrorKind::too_large, fmt::format("more than {} events", most_events), "body");
  bool known = elements->empty();
  for (const boost::json::value& element : *elements) {
    document.json = &element;
    // One strange element must not hold back the others.
    if (read_event(document, events)) known = true;
  }
  if (known) return {};
  return invalid("body", "holds none of the fields that name a message");
}

bool HookReader::read_event(const Document& document, HookEvents& events) const {
  switch (kind_) {
    case Kind::receipts: return read_receipt(document, events);
    case Kind::replies: return read_reply(document, events);
    case Kind::keypresses: return read_keypress(document, events);
  }
  return false;
}

std::string HookReader::text(std::string_view field, const Document& document) const {
  return fields_.value(field, document).value_or(std::string());
}

// Some providers leave out the plus of an international number.
std::string HookReader::number(std::string_view field, const Document& document) const {
  std::string value = text(field, document);
  if (!number_prefix_.empty() && all_digits(value)) value.insert(0, number_prefix_);
  return value;
}

// What a provider gives no id for is told apart by its whole content, time stamps included.
std::string HookReader::external_id(const Document& document) const {
  std::string id = text("id", document);
  if (!id.empty()) return id;
  std::string content = name_;
  content += '\n';
  content += document.json ? boost::json::serialize(*document.json) : std::string(document.body);
  for (const auto& [key, value] : *document.query) content.append("\n" + key + "=" + value);
  return "sha256:" + hex(sha256(content));
}

bool HookReader::read_receipt(const Document& document, HookEvents& events) const {
  ReceiptEvent event;
  event.provider_id = text("id", document);
  if (!id_until_.empty())
    event.provider_id = event.provider_id.substr(0, event.provider_id.find(id_until_));
  event.key = text("key", document);
  event.code = text("code", document);
  if (event.provider_id.empty() && event.key.empty()) return false;
  event.reason = "unlisted_code";  // stored and shown; it changes no state
  for (const Rule& rule : rules_) {
    if (!rule.match.fits(fields_, document)) continue;
    if (rule.means == Means::ignored) return true;
    if (rule.means == Means::delivered) event.state = MessageState::delivered;
    if (rule.means == Means::undelivered) event.state = MessageState::undelivered;
    event.reason = rule.reason;
    event.address_dead = rule.address_dead;
    event.opted_out = rule.opted_out;
    break;
  }
  events.receipts.push_back(std::move(event));
  return true;
}

bool HookReader::read_reply(const Document& document, HookEvents& events) const {
  ReplyEvent event;
  event.from = number("from", document);
  if (event.from.empty()) return false;
  event.to = number("to", document);
  event.external_id = external_id(document);
  event.text = decode_text(text("text", document), text("charset", document));
  events.replies.push_back(std::move(event));
  return true;
}

bool HookReader::read_keypress(const Document& document, HookEvents& events) const {
  KeypressEvent event;
  event.provider_id = text("call", document);
  event.key = text("key", document);
  if (event.provider_id.empty() && event.key.empty()) return false;
  event.external_id = external_id(document);
  event.digits = text("digits", document);
  events.keypresses.push_back(std::move(event));
  return true;
}

}  // namespace muster
