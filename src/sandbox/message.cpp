// SPDX-License-Identifier: Apache-2.0
#include "message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>

namespace muster::sandbox {
namespace {

namespace json = boost::json;

constexpr std::size_t text_max = 20'000;

bool digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// E.164, or an address with one @ and something on both sides.
bool reachable(std::string_view to, std::string_view channel) {
  if (channel == "email") {
    auto at = to.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < to.size() && to.size() <= 254;
  }
  return to.size() >= 7 && to.size() <= 16 && to[0] == '+' && digits(to.substr(1));
}

struct Place {
  std::string_view name;
  std::string Message::* member;
};

constexpr Place places[] = {
    {"to", &Message::to},           {"text", &Message::text},
    {"from", &Message::from},       {"key", &Message::key},
    {"channel", &Message::channel}, {"receipt_url", &Message::receipt_url},
    {"subject", &Message::subject},
};

}  // namespace

std::string_view name(Status status) {
  switch (status) {
    case Status::queued: return "queued";
    case Status::delivered: return "delivered";
    case Status::undelivered: return "undelivered";
    case Status::sending: return "sending";
    case Status::sent: return "sent";
    case Status::failed: return "failed";
  }
  return "";
}

std::string public_id(std::uint64_t id) { return fmt::format("sb-{}", id); }

Result<Message> BodyReader::read(std::string_view body) {
  json::monotonic_resource memory(values_, sizeof values_);
  json::parser parser(json::storage_ptr(), json::parse_options(), temporary_, sizeof temporary_);
  parser.reset(&memory);
  boost::system::error_code error;
  parser.write(body.data(), body.size(), error);
  if (error) return invalid("", "the body is no JSON: " + error.message());
  auto value = parser.release();
  const auto* object = value.if_object();
  if (!object) return invalid("", "the body must be a JSON object");
  Message message;
  for (const auto& [key, field] : *object) {
    auto place = std::ranges::find(places, std::string_view(key), &Place::name);
    if (place == std::end(places)) continue;
    const auto* text = field.if_string();
    if (!text || text->size() > text_max)
      return invalid("/" + std::string(place->name), "must be a text, not too long");
    message.*place->member = std::string_view(*text);
  }
  if (message.channel.empty()) message.channel = "sms";
  if (!reachable(message.to, message.channel)) return invalid("/to", "nobody has this number");
  if (message.text.empty()) return invalid("/text", "there is no text");
  return message;
}

}  // namespace muster::sandbox
