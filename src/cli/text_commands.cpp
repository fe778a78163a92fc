// SPDX-License-Identifier: Apache-2.0
#include "text_commands.hpp"

#include <boost/json.hpp>
#include <istream>
#include <ostream>
#include <string>

#include "muster/domain/folding.hpp"
#include "muster/domain/reply.hpp"
#include "muster/domain/segments.hpp"

namespace muster {
namespace {

namespace json = boost::json;

bool next_line(std::istream& in, std::string& line) {
  if (!std::getline(in, line)) return false;
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

// JSON is UTF-8: what is not becomes U+FFFD, everything else is shown as it was typed.
std::string shown(const std::string& line) { return valid_utf8(line) ? line : to_nfc(line); }

Result<std::string> read_text(const std::string& line) {
  json::error_code failed;
  const json::value value = json::parse(line, failed);
  if (failed) return invalid("", "not JSON: " + failed.message());
  const json::object* object = value.if_object();
  const json::value* text = object != nullptr ? object->if_contains("text") : nullptr;
  if (text == nullptr || !text->is_string()) {
    return invalid("", "must be an object with a string \"text\"");
  }
  return std::string(text->get_string());
}

}  // namespace

int measure_text(std::istream& in, std::ostream& out) {
  int exit_code = 0;
  for (std::string line; next_line(in, line);) {
    const Result<std::string> text = read_text(line);
    json::object answer;
    if (text) {
      const SmsSize size = measure_sms(*text);
      answer["encoding"] = name(size.encoding);
      answer["units"] = size.units;
      answer["segments"] = size.segments;
    } else {
      answer["error"] = text.error().message();
      exit_code = 1;
    }
    out << json::serialize(answer) << '\n';
  }
  return exit_code;
}

int normalise_phones(const NumberingPlans& plans, std::string_view country, std::istream& in,
                     std::ostream& out) {
  for (std::string line; next_line(in, line);) {
    const Result<PhoneNumber> phone = normalise_phone(plans, country, line);
    json::object answer;
    answer["raw"] = shown(line);
    answer["e164"] = phone ? json::value(phone->e164) : json::value(nullptr);
    answer["reason"] = phone ? json::value(nullptr) : json::value(phone.error().field());
    out << json::serialize(answer) << '\n';
  }
  return 0;
}

int classify_replies(std::string_view language, std::istream& in, std::ostream& out) {
  ReplyContext context;
  context.language = std::string(language);
  for (std::string line; next_line(in, line);) {
    const ReplyReading reading = classify_reply(line, context);
    json::object answer;
    answer["text"] = shown(line);
    answer["intent"] = name(reading.intent);
    answer["eta_minutes"] =
        reading.eta_minutes ? json::value(*reading.eta_minutes) : json::value(nullptr);
    out << json::serialize(answer) << '\n';
  }
  return 0;
}

}  // namespace muster
