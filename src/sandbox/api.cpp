// SPDX-License-Identifier: Apache-2.0
#include "api.hpp"

#include <boost/json/parse.hpp>
#include <charconv>

#include "page.hpp"

namespace muster::sandbox {
namespace {

namespace json = boost::json;

json::object to_json(const Message& message) {
  json::object out;
  out["id"] = public_id(message.id);
  out["sequence"] = message.id;
  out["key"] = message.key;
  out["to"] = message.to;
  out["from"] = message.from;
  out["text"] = message.text;
  out["subject"] = message.subject;
  out["channel"] = message.channel;
  out["received_at"] = to_string(message.received_at);
  out["status"] = name(message.status);
  out["reply"] = message.reply;
  return out;
}

std::uint64_t number(std::string_view text, std::uint64_t otherwise) {
  std::uint64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Result<json::object> object_of(const HttpExchange& exchange) {
  boost::system::error_code error;
  auto value = json::parse(exchange.request.body, error);
  if (error || !value.is_object()) return invalid("", "the body must be a JSON object");
  return std::move(value.as_object());
}

HttpResponse bad(const Error& error) { return error_response(400, "bad_request", error.text()); }

// "sb-12" or "12".
std::uint64_t sequence(std::string_view id) {
  if (id.starts_with("sb-")) id.remove_prefix(3);
  return number(id, 0);
}

}  // namespace

Router Api::router() {
  Router router;
  router.problem(
      [](int status, std::string detail) { return error_response(status, "http", detail); });
  auto quick = [&router, this](const char* method, const char* path, auto member) {
    router.add_quick(method, path, [this, member](const HttpExchange& exchange) {
      if constexpr (std::is_invocable_v<decltype(member), Api&, const HttpExchange&>)
        return (this->*member)(exchange);
      else
        return (this->*member)();
    });
  };
  router.add_attempt(
      "POST", "/v1/messages",
      [this](const HttpExchange& exchange) { return gateway_.attempt(exchange); },
      [this](HttpExchange exchange) { return gateway_.handle(std::move(exchange)); });
  quick("GET", "/v1/messages", &Api::messages);
  quick("GET", "/v1/stats", &Api::stats);
  quick("GET", "/v1/duplicates", &Api::duplicates);
  quick("GET", "/v1/phones", &Api::phones);
  quick("GET", "/v1/phones/{number}", &Api::phone);
  quick("POST", "/v1/phones/{number}/replies", &Api::type_reply);
  quick("POST", "/v1/behaviour", &Api::behave);
  quick("POST", "/v1/clock", &Api::move_clock);
  quick("POST", "/v1/reset", &Api::reset);
  router.add_quick("GET", "/v1/behaviour", [this](const HttpExchange&) {
    return json_response(200, sandbox::to_json(gateway_.behaviour()));
  });
  add_page(router);
  return router;
}

HttpResponse Api::stats() const {
  const auto& counts = gateway_.counts();
  json::object out;
  out["requests"] = counts.requests;
  out["accepted"] = counts.accepted;
  out["duplicates"] = counts.duplicates;
  out["replays"] = counts.replays;
  out["conflicts"] = counts.conflicts;
  out["invalid"] = counts.invalid;
  out["failed"] = counts.failed;
  out["lost"] = counts.lost;
  out["hung"] = counts.hung;
  out["keys"] = gateway_.keys().size();
  out["messages"] = phones_.message_count();
  out["phones"] = phones_.phone_count();
  out["hooks_waiting"] = hooks_.waiting();
  out["hooks_taken"] = hooks_.taken();
  out["hooks_given_up"] = hooks_.given_up();
  out["now"] = to_string(clock_.now());
  out["offset_ms"] = clock_.offset().count();
  return json_response(200, out);
}

HttpResponse Api::duplicates() const {
  json::array keys;
  for (auto& key : gateway_.keys().delivered_twice(10'000)) keys.emplace_back(std::move(key));
  json::object out;
  out["keys"] = std::move(keys);
  return json_response(200, out);
}

HttpResponse Api::messages(const HttpExchange& exchange) const {
  auto query = parse_form(exchange.request.query());
  auto limit = std::min<std::uint64_t>(number(find(query, "limit"), 100), 10'000);
  json::array list;
  for (const auto* message :
       phones_.list(std::string(find(query, "to")), sequence(find(query, "after")), limit))
    list.push_back(to_json(*message));
  json::object out;
  out["messages"] = std::move(list);
  return json_response(200, out);
}

HttpResponse Api::phones(const HttpExchange& exchange) const {
  auto query = parse_form(exchange.request.query());
  if (number(find(query, "version"), 0) == phones_.version()) {
    HttpResponse unchanged;
    unchanged.status = 204;
    return unchanged;
  }
  json::array list;
  for (const auto* phone : phones_.newest(find(query, "search"), 200)) {
    const auto* last = phones_.find(phone->messages.back());
    if (!last) continue;
    json::object entry;
    entry["number"] = phone->number;
    entry["count"] = phone->messages.size();
    entry["last"] = to_json(*last);
    list.push_back(std::move(entry));
  }
  json::object out;
  out["version"] = phones_.version();
  out["offset_ms"] = clock_.offset().count();
  out["phones"] = std::move(list);
  return json_response(200, out);
}

HttpResponse Api::phone(const HttpExchange& exchange) const {
  std::string wanted(find(exchange.parameters, "number"));
  if (!phones_.phone(wanted)) return error_response(404, "not_found", "no text went there yet");
  json::array list;
  for (const auto* message : phones_.list(wanted, 0, 1'000)) list.push_back(to_json(*message));
  json::object out;
  out["number"] = wanted;
  out["messages"] = std::move(list);
  return json_response(200, out);
}

HttpResponse Api::type_reply(const HttpExchange& exchange) {
  auto body = object_of(exchange);
  if (!body) return bad(body.error());
  const auto* text = body->if_contains("text");
  if (!text || !text->is_string() || text->as_string().empty() || text->as_string().size() > 2'000)
    return bad(invalid("/text", "must be a text of at most 2000 bytes"));
  std::string from(find(exchange.parameters, "number"));
  const auto* last = phones_.last_with_url(from);
  if (!last) return error_response(409, "no_hook", "no text with a receipt_url went there yet");
  constexpr std::string_view receipts = "/receipts";
  auto url = last->receipt_url;
  if (!url.ends_with(receipts))
    return error_response(409, "no_hook", "the receipt_url does not end in /receipts");
  url.replace(url.size() - receipts.size(), receipts.size(), "/replies");

  Message reply;
  reply.reply = true;
  reply.status = Status::sending;
  reply.received_at = clock_.now();
  reply.to = last->from;
  reply.from = from;
  reply.text = std::string_view(text->as_string());
  reply.channel = last->channel;
  const auto& stored = phones_.add(std::move(reply));
  json::object sent;
  sent["id"] = "re-" + std::to_string(stored.id);
  sent["from"] = stored.from;
  sent["to"] = stored.to;
  sent["text"] = stored.text;
  Hook hook;
  hook.id = "re-" + std::to_string(stored.id);
  hook.url = std::move(url);
  hook.body = json::serialize(sent);
  hook.message = stored.id;
  hook.reply = true;
  hooks_.send_at(clock_.now(), std::move(hook));
  json::object out;
  out["id"] = sent["id"];
  return json_response(202, out);
}

void Api::reply_settled(const Hook& hook, bool taken) {
  if (hook.reply) phones_.set_status(hook.message, taken ? Status::sent : Status::failed);
}

HttpResponse Api::behave(const HttpExchange& exchange) {
  auto body = object_of(exchange);
  if (!body) return bad(body.error());
  auto changed = change(gateway_.behaviour(), *body);
  if (!changed) return bad(changed.error());
  return json_response(200, sandbox::to_json(gateway_.behaviour()));
}

HttpResponse Api::move_clock(const HttpExchange& exchange) {
  auto body = object_of(exchange);
  if (!body) return bad(body.error());
  const auto* offset = body->if_contains("offset_ms");
  // 100 years either way; more would leave the calendar.
  constexpr std::int64_t most = 100LL * 366 * 86'400'000;
  if (!offset || !offset->is_int64() || std::abs(offset->as_int64()) > most)
    return bad(invalid("/offset_ms", "must be a whole number of milliseconds"));
  clock_.forward(Millis(offset->as_int64()) - clock_.offset());
  return stats();
}

HttpResponse Api::reset() {
  hooks_.clear();
  phones_.clear();
  gateway_.clear();
  return stats();
}

}  // namespace muster::sandbox
