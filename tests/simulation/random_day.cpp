// SPDX-License-Identifier: Apache-2.0
#include "random_day.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/engine/planner.hpp"
#include "muster/store/ledger.hpp"
#include "office.hpp"

namespace muster::simulation {
namespace {

constexpr int donors = 40;
constexpr Millis length = Hours(36);

constexpr const char* family_names[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng"};
constexpr const char* given_names[] = {"An",  "Bình", "Châu", "Dũng", "Hà",
                                       "Lan", "Minh", "Phúc", "Quân", "Thảo"};
constexpr const char* groups[] = {"O+", "O+", "A+", "B+", "B+", "AB+", "O-", "A-", "?"};
constexpr const char* places[] = {"", "", "", "", "Europe/London", "America/New_York"};

constexpr const char* to_a_page[] = {"CO 20", "co",      "Có",      "ok 30p", "CO 5",
                                     "khong", "KHONG",   "ban roi", "alo?",   "o dau vay",
                                     "TC",    "nhầm số", "1h nua",  "dc",     "ko dc"};
constexpr const char* to_a_reminder[] = {"Có",      "co",  "ok",      "khong", "để sau nhé",
                                         "đã hiến", "TC",  "may gio", "hủy",   "nhầm số",
                                         "K7 co",   "...", "vâng ạ"};
constexpr const char* out_of_the_blue[] = {"STOP", "START",    "co",      "khong",
                                           "alo",  "K1 CO 10", "từ chối", "đã hiến",
                                           "HUY",  "K2 KHONG", "START"};
constexpr const char* change_of_mind[] = {"không đi được nữa", "HUY", "CO 45", "ok"};

WorldOptions options_of(std::uint64_t seed, std::shared_ptr<const Settings> keyed,
                        std::shared_ptr<const Settings> unkeyed) {
  WorldOptions options;
  options.seed = seed;
  options.start = "2026-10-24 06:00";
  options.gateway.keyed = seed % 3 != 0;
  options.on_disk = seed % 4 == 0;
  options.settings = options.gateway.keyed ? std::move(keyed) : std::move(unkeyed);
  return options;
}

}  // namespace

RandomDay::RandomDay(std::uint64_t seed, std::shared_ptr<const Settings> keyed,
                     std::shared_ptr<const Settings> unkeyed)
    : seed_(seed),
      pick_(seed * 7919 + 1),
      world_(options_of(seed, std::move(keyed), std::move(unkeyed))) {
  world_.on_text = [this](const Delivery& delivery) { on_text(delivery); };
}

std::uint64_t RandomDay::run() {
  populate();
  plan_weather();
  plan_requests();
  plan_spontaneous_replies();
  plan_office_work();
  plan_consent_work();
  plan_campaign();
  if (seed_ % 4 == 0) plan_kills();
  world_.forward(length);
  world_.finish();
  for (const auto& row : Office(world_).bypasses()) desk_["page_by_bypass"] += row.used;
  return world_.trace_hash();
}

std::map<std::string, int> RandomDay::texts() const {
  std::map<std::string, int> counts;
  for (const auto& delivery : world_.gateway().deliveries()) ++counts[world_.kind_of(delivery.key)];
  return counts;
}

void RandomDay::populate() {
  some_sessions();
  for (int i = 0; i < donors; ++i) one_donor(i);
  one_club();
}

void RandomDay::some_sessions() {
  const char* days[] = {"2026-10-25", "2026-10-26", "2026-10-30", "2026-11-08"};
  int count = 1 + static_cast<int>(below(3));
  for (int i = 0; i < count; ++i)
    world_.session(fmt::format("s{}", i))
        .on(one_of(days), "07:30", "11:30")
        .places(static_cast<int>(below(15)));
}

void RandomDay::one_donor(int number) {
  aliases_.push_back(fmt::format("d{}", number));
  auto donor = world_.donor(aliases_.back());
  donor.name(fmt::format("{} Văn {}", one_of(family_names), one_of(given_names)))
      .group(one_of(groups));
  donor.minutes_away(5 + static_cast<int>(below(40)));
  // Families share telephones; a few have none.
  bool shares = !numbers_.empty() && chance(0.1);
  if (!chance(0.05)) {
    if (!shares) numbers_.push_back(fmt::format("0912{:06}", number));
    donor.phone(shares ? one_of(numbers_) : numbers_.back());
  }
  if (chance(0.85)) donor.verified();
  if (std::string zone = one_of(places); !zone.empty() && chance(0.3)) donor.lives_in(zone);
  if (chance(0.1)) donor.reads("en");
  std::vector<Purpose> consents;
  for (auto purpose : all_purposes)
    if (chance(0.8)) consents.push_back(purpose);
  donor.consents(consents);
  // Most become eligible about now: 84 days after whole blood.
  auto today = parse_day("2026-10-24").value();
  if (chance(0.8))
    donor.gave(Product::whole_blood, to_string(today - Days(80 + static_cast<int>(below(12)))));
  if (chance(0.2))
    donor.gave(Product::platelets, to_string(today - Days(5 + static_cast<int>(below(40)))));
  if (chance(0.05)) donor.deferred("tattoo", to_string(today - Days(below(400))));
  if (chance(0.1)) donor.born("1966-10-25");
}

void RandomDay::one_club() {
  std::vector<std::string> members;
  std::vector<std::string> on_call;
  for (const auto& alias : aliases_)
    if (chance(0.7)) members.push_back(alias);
  for (const auto& alias : members)
    if (chance(0.3)) on_call.push_back(alias);
  world_.club("rapid").members(members).on_call(on_call);
}

void RandomDay::plan_requests() {
  int count = 1 + static_cast<int>(below(4));
  for (int i = 0; i < count; ++i) {
    auto units = 1 + static_cast<int>(below(3));
    auto group = one_of(groups);
    auto needed = Minutes(40 + static_cast<int>(below(200)));
    auto close_after = Minutes(10 + static_cast<int>(below(120)));
    bool cancelled = chance(0.3);
    world_.agenda().at(some_time(length - Hours(4)), [=, this] {
      if (!world_.up()) return;
      auto request = world_.request("rapid", group, units, needed);
      ++requests_;
      if (!cancelled) return;
      world_.agenda().at(world_.now() + close_after, [this, request]() mutable {
        if (world_.up()) request.close();
      });
    });
  }
}

// Hours of calm and storms of every kind.
void RandomDay::plan_weather() {
  for (int i = 0; i < 6; ++i) {
    Faults faults;
    auto some = [this](double most) { return chance(0.5) ? pick_.uniform() * most : 0; };
    faults.refused = some(0.3);
    faults.server_error = some(0.3);
    faults.throttled = some(0.2);
    faults.lost_request = some(0.1);
    faults.lost_answer = some(0.2);
    faults.undelivered = some(0.2);
    faults.lost_receipt = some(0.3);
    faults.doubled_receipt = some(0.4);
    faults.early_receipt = some(0.3);
    faults.late_receipt = some(0.2);
    faults.latency_most = Millis(300 + static_cast<Millis::rep>(below(12'000)));
    world_.agenda().at(some_time(length), [this, faults] { world_.gateway().suffer(faults); });
  }
}

void RandomDay::plan_kills() {
  int count = 2 + static_cast<int>(below(5));
  for (int i = 0; i < count; ++i) {
    auto handlers = static_cast<int>(below(80));
    auto away = chance(0.8) ? Millis(Seconds(1 + static_cast<int>(below(120)))) : Millis(Hours(3));
    world_.agenda().at(some_time(length), [=, this] {
      if (!world_.up()) return;
      ++kills_;
      world_.kill_after(handlers, away);
    });
  }
}

void RandomDay::plan_spontaneous_replies() {
  for (int i = 0; i < 6; ++i) {
    if (numbers_.empty()) return;
    auto number =
        normalise_phone(world_.settings()->numbering, "VN", one_of(numbers_)).value().e164;
    std::string text = one_of(out_of_the_blue);
    world_.agenda().at(some_time(length), [this, number, text] {
      world_.reply_arrives(number, world_.reply_body(number, text), text);
    });
  }
}

// Donations come in, the machine sleeps: in the midst of it all.
void RandomDay::plan_office_work() {
  for (int i = 0; i < 8; ++i) {
    auto alias = one_of(aliases_);
    world_.agenda().at(some_time(length), [this, alias] {
      if (world_.up()) office_work(alias);
    });
  }
  if (chance(0.3)) {
    auto by = Minutes(1 + static_cast<int>(below(180)));
    world_.agenda().at(some_time(length - Hours(4)),
                       [this, by] { world_.jump_to(world_.now() + by); });
  }
}

void RandomDay::office_work(const std::string& alias) {
  auto settings = world_.settings();
  auto now = world_.now();
  auto donor = world_.id(alias);
  auto home = world_.home();
  auto today = Zone::named(viet_nam).value().day_of(now);
  Donation donation;
  donation.product = chance(0.7) ? Product::whole_blood : Product::plasma;
  donation.on = today - Days(below(3));
  if (chance(0.3)) donation.outcome = DonationOutcome::outcome_pending;
  auto job = [=](Tx& tx) -> Result<bool> {
    tx.ledger().add_donation(donor, home, donation, "desk", now);
    replan(tx, *settings, donor, now);
    return true;
  };
  world_.change(job).value();
}

void RandomDay::on_text(const Delivery& delivery) {
  auto kind = world_.kind_of(delivery.key);
  auto soon = Seconds(5 + static_cast<int>(below(900)));
  if (kind == "emergency_page" && chance(0.6)) {
    std::string text = one_of(to_a_page);
    auto code = delivery.text.find("Den duoc: ");
    if (chance(0.3) && code != std::string::npos)
      text = delivery.text.substr(code + 10, delivery.text.find(' ', code + 10) - code - 10) + " " +
             text;
    reply_later(delivery.to, text, soon);
  } else if (kind == "reminder_invite" || kind == "reminder_followup" ||
             kind == "session_day_before") {
    if (chance(0.5)) reply_later(delivery.to, one_of(to_a_reminder), 20 * soon);
  } else if (kind == "page_go" || kind == "page_reserve") {
    if (auto request = world_.request_of(delivery.key)) desk_later(*request, delivery.to, 2 * soon);
    if (chance(0.2)) reply_later(delivery.to, one_of(change_of_mind), soon);
  } else if (kind == "page_too_late" && chance(0.5)) {
    reply_later(delivery.to, chance(0.5) ? "CO" : "CO 15", soon);
  } else if (kind == "page_which_code" && chance(0.7)) {
    reply_later(delivery.to, fmt::format("K{} CO 15", 1 + below(4)), soon);
  }
}

void RandomDay::reply_later(const std::string& number, const std::string& text, Millis after) {
  world_.agenda().at(world_.now() + after, [this, number, text] {
    auto body = world_.reply_body(number, text);
    world_.reply_arrives(number, body, text);
    if (chance(0.2)) world_.reply_arrives(number, body, "");
  });
}

void RandomDay::desk_later(RequestId request, const std::string& number, Millis after) {
  world_.agenda().at(world_.now() + after, [this, request, number] {
    if (world_.up()) at_the_desk(Emergency(world_, request), number);
  });
}

void RandomDay::at_the_desk(Emergency request, const std::string& number) {
  for (const auto& alias : aliases_) {
    if (!world_.up()) return;  // it was killed while the desk typed
    if (!world_.has_number(alias, number) || !request.asked(alias)) continue;
    auto luck = pick_.uniform();
    if (luck < 0.65)
      request.arrives(alias);
    else if (luck < 0.8)
      request.does_not_show(alias);
    else if (luck < 0.9)
      request.is_deferred(alias);
  }
}

}  // namespace muster::simulation
