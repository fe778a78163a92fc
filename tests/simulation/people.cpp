// SPDX-License-Identifier: Apache-2.0
#include "people.hpp"

#include "muster/engine/planner.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/ledger.hpp"
#include "world.hpp"

namespace muster::simulation {
namespace {

Result<DonorId> enter(Tx& tx, const Settings& settings, const DonorDescription& donor,
                      OrganisationId home, Instant now) {
  auto row = donor.row;
  row.organisation = home;
  auto id = tx.donors().add(row, now);
  for (const auto& phone : donor.phones) {
    ContactPointRow point;
    point.donor = id;
    point.organisation = home;
    point.address = phone;
    auto added = tx.contact_points().add(point);
    if (donor.verified) tx.contact_points().verify(added, "code", now);
  }
  for (auto purpose : donor.consents)
    tx.consents().give(id, home, purpose, "list", "signed list 1/2026", "token:test", now);
  for (const auto& donation : donor.donations)
    tx.ledger().add_donation(id, home, donation, "desk", now);
  for (const auto& [reason, event] : donor.deferrals) {
    Deferral deferral;
    deferral.reason = reason;
    deferral.event = event;
    deferral.until = deferral_end(settings.rules, reason, event).value();
    tx.ledger().add_deferral(id, home, deferral, "desk", now);
  }
  replan(tx, settings, id, now);
  return id;
}

}  // namespace

DonorSentence::DonorSentence(World& world, std::string alias) : world_(world) {
  donor_.row.name = alias;
  donor_.alias = std::move(alias);
}

DonorSentence::~DonorSentence() {
  auto settings = world_.settings();
  auto home = world_.home();
  auto now = world_.now();
  auto job = [settings, home, now, donor = donor_](Tx& tx) {
    return enter(tx, *settings, donor, home, now);
  };
  world_.knows(donor_.alias, world_.change(job).value(), donor_.phones);
}

DonorSentence& DonorSentence::name(std::string name) {
  donor_.row.name = std::move(name);
  return *this;
}

DonorSentence& DonorSentence::phone(std::string national) {
  donor_.phones.push_back(
      normalise_phone(world_.settings()->numbering, "VN", national).value().e164);
  return *this;
}

DonorSentence& DonorSentence::group(std::string_view group, TypingSource typing) {
  donor_.row.group = parse_blood_group(group).value();
  donor_.row.typing = typing;
  return *this;
}

DonorSentence& DonorSentence::gave(Product product, std::string_view day) {
  Donation donation;
  donation.product = product;
  donation.on = parse_day(day).value();
  donation.volume_ml = 350;
  donor_.donations.push_back(donation);
  return *this;
}

DonorSentence& DonorSentence::deferred(std::string reason, std::string_view event) {
  donor_.deferrals.emplace_back(std::move(reason), parse_day(event).value());
  return *this;
}

DonorSentence& DonorSentence::consents(std::vector<Purpose> purposes) {
  donor_.consents = std::move(purposes);
  return *this;
}

DonorSentence& DonorSentence::verified() {
  donor_.verified = true;
  return *this;
}

DonorSentence& DonorSentence::lives_in(std::string zone) {
  donor_.row.zone = std::move(zone);
  return *this;
}

DonorSentence& DonorSentence::reads(std::string language) {
  donor_.row.language = std::move(language);
  return *this;
}

DonorSentence& DonorSentence::minutes_away(int minutes) {
  donor_.row.travel_minutes = minutes;
  return *this;
}

DonorSentence& DonorSentence::born(std::string_view day) {
  donor_.row.birth = parse_day(day).value();
  return *this;
}

DonorSentence& DonorSentence::weighs(int kg) {
  donor_.row.weight_kg = kg;
  return *this;
}

SessionSentence::SessionSentence(World& world, std::string code) : world_(world) {
  row_.venue = "Nhà văn hóa " + code;
  row_.code = std::move(code);
}

SessionSentence::~SessionSentence() {
  row_.organisation = world_.home();
  auto job = [row = row_](Tx& tx) -> Result<SessionId> { return tx.sessions().add(row); };
  world_.change(job).value();
}

SessionSentence& SessionSentence::venue(std::string venue) {
  row_.venue = std::move(venue);
  return *this;
}

SessionSentence& SessionSentence::on(std::string_view day, std::string_view from,
                                     std::string_view to) {
  auto zone = Zone::named(row_.zone).value();
  auto date = parse_day(day).value();
  row_.starts_at = zone.at(date, parse_minute_of_day(from).value());
  row_.ends_at = zone.at(date, parse_minute_of_day(to).value());
  return *this;
}

SessionSentence& SessionSentence::places(int capacity) {
  row_.capacity = capacity;
  return *this;
}

ClubSentence::ClubSentence(World& world, std::string code) : world_(world) {
  row_.name = "CLB " + code;
  row_.place = "BV Kinh Mon";
  row_.contact = "0220 3822 115";
  row_.code = std::move(code);
}

ClubSentence::~ClubSentence() {
  row_.organisation = world_.home();
  std::vector<DonorId> members;
  std::vector<DonorId> on_call;
  for (const auto& alias : members_) members.push_back(world_.id(alias));
  for (const auto& alias : on_call_) on_call.push_back(world_.id(alias));
  auto now = world_.now();
  auto job = [row = row_, members, on_call, now](Tx& tx) -> Result<ClubId> {
    auto club = tx.clubs().add(row);
    for (auto donor : members) tx.clubs().add_member(club, donor, "member", {}, now);
    for (auto donor : on_call)
      for (int weekday = 1; weekday <= 7; ++weekday)
        tx.clubs().add_shift(club,
                             rota_shift(donor, weekday, MinuteOfDay(0), MinuteOfDay(1440)).value());
    return club;
  };
  world_.change(job).value();
}

ClubSentence& ClubSentence::members(std::vector<std::string> aliases) {
  members_.insert(members_.end(), aliases.begin(), aliases.end());
  return *this;
}

ClubSentence& ClubSentence::on_call(std::vector<std::string> aliases) {
  on_call_ = std::move(aliases);
  return *this;
}

}  // namespace muster::simulation
