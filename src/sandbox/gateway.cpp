// SPDX-License-Identifier: Apache-2.0
#include "gateway.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/serialize.hpp>

namespace muster::sandbox {

HttpResponse json_response(int status, const boost::json::value& body) {
  HttpResponse response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = boost::json::serialize(body);
  return response;
}

HttpResponse error_response(int status, std::string_view code, std::string_view detail) {
  boost::json::object body;
  body["error"] = code;
  body["detail"] = detail;
  return json_response(status, body);
}

namespace {

HttpResponse queued(std::uint64_t id) {
  HttpResponse response;
  response.status = 202;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = fmt::format(R"({{"id":"sb-{}","status":"queued"}})", id);
  return response;
}

HttpResponse failure(int status, const Behaviour& behaviour) {
  if (status == 400) return error_response(400, "refused", "refused on purpose");
  auto response = error_response(status, status == 429 ? "throttled" : "unavailable", "on purpose");
  if (status == 429)
    response.headers.emplace_back("Retry-After", std::to_string(behaviour.retry_after_s));
  return response;
}

}  // namespace

Gateway::Gateway(asio::io_context& loop, Clock& clock, Phones& phones, Hooks& hooks,
                 std::uint64_t seed)
    : loop_(loop), clock_(clock), phones_(phones), hooks_(hooks), fates_(seed) {}

Result<void> Gateway::open_journal(const std::string& path) {
  journal_.reset(std::fopen(path.c_str(), "a"));
  if (!journal_) return Error(ErrorKind::io, "cannot be opened for appending", path);
  std::setvbuf(journal_.get(), nullptr, _IOLBF, 4096);  // a reader sees whole lines, at once
  return {};
}

std::optional<HttpResponse> Gateway::attempt(const HttpExchange& exchange) {
  if (behaviour_.delays()) return std::nullopt;
  return take(exchange).response;
}

asio::awaitable<HttpReply> Gateway::handle(HttpExchange exchange) {
  auto taken = take(exchange);
  auto wait =
      Millis(taken.ending == Ending::hang ? behaviour_.hang_ms : fates_.latency_ms(behaviour_));
  if (wait > Millis(0)) {
    asio::steady_timer timer(loop_, wait);
    co_await timer.async_wait(asio::use_awaitable);
  }
  if (taken.ending != Ending::answer) co_return Hangup();
  co_return std::move(taken.response);
}

Gateway::Taken Gateway::take(const HttpExchange& exchange) {
  ++counts_.requests;
  Taken taken;
  auto message = reader_.read(exchange.request.body);
  if (!message) {
    ++counts_.invalid;
    auto code = message.error().field() == "/to" ? "bad_number" : "bad_request";
    taken.response = error_response(400, code, message.error().text());
    return taken;
  }
  if (int status = fates_.failure(behaviour_)) {
    ++counts_.failed;
    taken.response = failure(status, behaviour_);
    return taken;
  }
  std::string key(header(exchange.request.headers, "Idempotency-Key"));
  if (key.empty()) key = message->key;
  auto digest = std::hash<std::string_view>()(exchange.request.body);
  taken.response = accept(std::move(*message), key, digest);
  if (taken.response.status != 202) return taken;
  if (fates_.happens(behaviour_.lost)) {
    taken.ending = Ending::lose;
    ++counts_.lost;
  } else if (fates_.happens(behaviour_.hang)) {
    taken.ending = Ending::hang;
    ++counts_.hung;
  }
  return taken;
}

std::optional<HttpResponse> Gateway::known(Keys::Seen& seen, std::size_t digest) {
  if (behaviour_.ignore_keys) {
    ++seen.deliveries;
    ++counts_.duplicates;
    return std::nullopt;
  }
  if (seen.digest != digest) {
    ++counts_.conflicts;
    return error_response(409, "key_conflict", "this key came with another body before");
  }
  ++counts_.replays;
  return queued(seen.id);
}

HttpResponse Gateway::accept(Message message, std::string_view key, std::size_t digest) {
  auto* seen = key.empty() ? nullptr : keys_.find(key);
  if (seen)
    if (auto answer = known(*seen, digest)) return std::move(*answer);
  ++counts_.accepted;
  message.key = key;
  message.received_at = clock_.now();
  const auto& stored = phones_.add(std::move(message));
  if (!seen && !key.empty()) keys_.add(key, stored.id, digest);
  if (journal_ && !key.empty())
    std::fprintf(journal_.get(), "%.*s\n", static_cast<int>(key.size()), key.data());
  if (!stored.receipt_url.empty() && behaviour_.receipts) send_receipt(stored);
  return queued(stored.id);
}

void Gateway::send_receipt(const Message& message) {
  bool arrives = !fates_.happens(behaviour_.undelivered);
  boost::json::object body;
  body["id"] = public_id(message.id);
  body["key"] = message.key;
  body["status"] = arrives ? "delivered" : "undelivered";
  body["code"] = arrives ? "0" : "absent";
  Hook hook;
  hook.id = fmt::format("rc-{}", ++next_receipt_);
  hook.url = message.receipt_url;
  hook.body = boost::json::serialize(body);
  hook.message = message.id;
  auto due = message.received_at + Millis(behaviour_.receipt_delay_ms);
  if (fates_.happens(behaviour_.duplicate_receipts)) hooks_.send_at(due, hook);
  phones_.set_status(message.id, arrives ? Status::delivered : Status::undelivered);
  hooks_.send_at(due, std::move(hook));
}

void Gateway::clear() {
  keys_.clear();
  counts_ = Counts();
}

}  // namespace muster::sandbox
