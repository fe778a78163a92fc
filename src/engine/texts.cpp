// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/texts.hpp"

#include <fmt/format.h>

#include <array>

#include "muster/base/bytes.hpp"
#include "muster/base/sealing.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"

namespace muster {
namespace {

constexpr std::array<std::string_view, 7> weekdays_vi = {"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư",
                                                         "thứ Năm",  "thứ Sáu", "thứ Bảy"};
constexpr std::array<std::string_view, 7> weekdays_en = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string day_and_month(Day day) {
  std::chrono::year_month_day ymd(day);
  return fmt::format("{}/{}", static_cast<unsigned>(ymd.day()), static_cast<unsigned>(ymd.month()));
}

void add_session(Tx& tx, SessionId id, std::string_view language, TextValues& values) {
  const auto* session = tx.sessions().look(id);
  if (!session) return;
  auto zone = Zone::named(session->zone).value();
  values["venue"] = session->venue;
  values["session_day"] = spoken_day(zone.day_of(session->starts_at), language);
  values["session_hours"] =
      fmt::format("{}-{}", spoken_minute(zone.minute_of(session->starts_at), language),
                  spoken_minute(zone.minute_of(session->ends_at), language));
  if (!session->hotline.empty()) values["hotline"] = session->hotline;
}

void add_request(Tx& tx, const MessageRow& message, const Zone& zone, TextValues& values) {
  auto request = tx.requests().find(message.request);
  if (!request) return;
  auto club = tx.clubs().find(request->club);
  values["club"] = club ? club->name : "";
  values["place"] = request->place;
  values["code"] = request->code;
  values["contact"] = request->contact;
  // Unaccented by form: the page must fit one SMS in the basic alphabet.
  auto minute = zone.minute_of(request->arrive_by);
  auto shown = minute.count() % 60 == 0
                   ? fmt::format("{}h", minute.count() / 60)
                   : fmt::format("{}h{:02}", minute.count() / 60, minute.count() % 60);
  values["before"] = fmt::format("{} {}", shown, day_and_month(zone.day_of(request->arrive_by)));
  values["until"] = values["before"];
  if (!message.donor) return;
  if (auto page = tx.pages().find(message.request, message.donor))
    values["arrival_code"] = page->arrival_code;
}

constexpr std::string_view sealed_for = "message.detail";

// Empty, and so refused when rendered, under another key.
std::string opened_detail(Tx& tx, const MessageRow& message) {
  auto sealed = from_base64(message.detail);
  auto opened = sealed ? tx.sealer().open(*sealed, sealed_for) : Result<std::string>(std::string());
  return opened ? std::move(*opened) : std::string();
}

}  // namespace

std::string sealed_detail(Tx& tx, std::string_view value) {
  return base64(tx.sealer().seal(value, sealed_for, tx.random()));
}

std::string spoken_day(Day day, std::string_view language) {
  auto index = std::chrono::weekday(day).c_encoding();
  return fmt::format("{} {}", language == "vi" ? weekdays_vi[index] : weekdays_en[index],
                     day_and_month(day));
}

std::string spoken_minute(MinuteOfDay minute, std::string_view language) {
  auto hour = minute.count() / 60;
  auto rest = minute.count() % 60;
  if (language != "vi") return fmt::format("{}:{:02}", hour, rest);
  return rest == 0 ? fmt::format("{}h", hour) : fmt::format("{}h{:02}", hour, rest);
}

TextValues text_values(Tx& tx, const MessageRow& message, const Addressee* donor,
                       const Zone& zone) {
  TextValues values;
  std::string language = donor ? donor->language : "vi";
  if (donor) values["given_name"] = donor->given_name;
  if (const auto* organisation = tx.organisations().look(message.organisation)) {
    values["organisation"] = organisation->name;
    values["hotline"] = organisation->hotline;
  }
  if (message.session) add_session(tx, message.session, language, values);
  if (message.request) add_request(tx, message, zone, values);
  if (message.kind == "page_which_code") values["codes"] = message.detail;
  if (message.kind == "reminder_later") {
    auto day = parse_day(message.detail);
    values["until_day"] = day ? spoken_day(*day, language) : message.detail;
  }
  if (message.kind == "verify_code") values["code_digits"] = opened_detail(tx, message);
  return values;
}

}  // namespace muster
