// SPDX-License-Identifier: Apache-2.0
#include "demo_town.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>

#include "demo_people.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/ledger.hpp"

namespace muster {
namespace {

constexpr int donors = 1700;
constexpr int members = 100;
constexpr int rare = 12;        // RhD- members: 8 O-, 2 A-, 2 B-
constexpr int rare_on_call = 6; // of the O-
constexpr int chunk = 100;
constexpr std::uint64_t seed = 2020;

// Clusters of communes, as in the town's plan.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> clusters = {
    {{"tam-luu", "Cụm Tam Lưu"},
     {"nhi-chieu", "Cụm Nhị Chiểu"},
     {"bac-an-phu", "Cụm Bắc An Phụ"},
     {"nam-an-phu", "Cụm Nam An Phụ"}}};

std::optional<BloodGroup> wanted_group(int number) {
  if (number < 8) return BloodGroup{Abo::o, RhD::negative};
  if (number < 10) return BloodGroup{Abo::a, RhD::negative};
  if (number < rare) return BloodGroup{Abo::b, RhD::negative};
  // The rest of the club is RhD+, so that its rare-group section is exactly these twelve.
  return std::nullopt;
}

Result<void> add_committee(Tx& tx, const Settings& settings, Instant now) {
  auto who = system_principal();
  NewOrganisation town;
  town.code = "kinh-mon";
  town.name = "Hội CTĐ Kinh Môn";
  town.hotline = "0220 3822 222";
  auto added = add_organisation(tx, settings, who, town, now);
  if (!added) return added.error();
  for (const auto& [code, name] : clusters) {
    NewOrganisation cluster;
    cluster.parent = town.code;
    cluster.code = code;
    cluster.name = town.name;
    cluster.hotline = town.hotline;
    if (auto one = add_organisation(tx, settings, who, cluster, now); !one) return one.error();
  }
  auto zone = Zone::named("Asia/Ho_Chi_Minh").value();
  NewSession session;
  session.organisation = town.code;
  session.code = "kinh-mon-1";
  session.venue = "Nhà văn hóa Kinh Môn";
  session.address = "Phường An Lưu, thị xã Kinh Môn";
  session.starts_at = zone.at(zone.day_of(now) + Days(7), Minutes(7 * 60 + 30));
  session.ends_at = session.starts_at + Hours(4);
  session.hotline = town.hotline;
  if (auto one = add_session(tx, settings, who, session, now); !one) return one.error();
  NewClub club;
  club.organisation = town.code;
  club.code = "kinh-mon-rapid";
  club.name = "CLB Mau song KM";
  club.place = "BV Kinh Mon, tang 1 nha A";
  club.contact = "02203822115";
  if (auto one = add_club(tx, settings, who, club, now); !one) return one.error();
  return {};
}

// Rare members on call round the clock; of the others seven a day from 06:00 to 22:00.
Result<void> join_club(Tx& tx, const Settings& settings, DonorId donor, int number, Instant now) {
  auto who = system_principal();
  NewMember member;
  member.donor = donor;
  if (number < rare) member.tags = {std::string(rare_group_tag)};
  if (auto added = add_member(tx, settings, who, "kinh-mon-rapid", member, now); !added)
    return added.error();
  RotaShift shift;
  shift.donor = donor;
  if (number < rare_on_call) {
    for (shift.weekday = 1; shift.weekday <= 7; ++shift.weekday)
      if (auto added = add_shift(tx, settings, who, "kinh-mon-rapid", shift, now); !added)
        return added.error();
  } else if (number >= rare && number < rare + 49) {
    shift.weekday = 1 + number % 7;
    shift.from = Hours(6);
    shift.to = Hours(22);
    if (auto added = add_shift(tx, settings, who, "kinh-mon-rapid", shift, now); !added)
      return added.error();
  }
  return {};
}

Result<void> add_person(Tx& tx, const Settings& settings, DemoPerson person, int number,
                        Instant now) {
  bool member = number < members;
  if (member && number >= rare) person.group.rhd = RhD::positive;
  // The rare ones are ready to give: an emergency must find them.
  if (number < rare) {
    auto today = Zone::named("Asia/Ho_Chi_Minh").value().day_of(now);
    std::erase_if(person.donations, [&](Day day) { return day > today - Days(120); });
  }
  NewDonor wanted;
  wanted.organisation = clusters[static_cast<std::size_t>(number) % clusters.size()].first;
  wanted.external_id = fmt::format("KM-{:04}", number + 1);
  wanted.name = person.name;
  wanted.sex = person.sex;
  wanted.birth = person.birth;
  wanted.group = person.group;
  wanted.typing = TypingSource::laboratory;
  wanted.commune = clusters[static_cast<std::size_t>(number) % clusters.size()].second;
  wanted.travel_minutes = person.travel_minutes;
  NewContactPoint phone;
  phone.address = person.phone;
  phone.verified = "desk";
  wanted.addresses = {phone};
  auto who = system_principal();
  auto donor = add_donor(tx, settings, who, wanted, now);
  if (!donor) return donor.error();
  for (auto day : person.donations) {
    Donation donation;
    donation.on = day;
    donation.volume_ml = 350;
    tx.ledger().add_donation(donor->id, donor->organisation, donation, "demo", now);
  }
  if (person.consents || member) {
    Consents purposes;
    purposes.give(Purpose::reminders);
    if (member) {
      purposes.give(Purpose::emergency);
      purposes.give(Purpose::emergency_night);
    }
    tx.consents().give_all(donor->id, donor->organisation, purposes,
                           {"list", "danh sách ký tên (demo)", "system", now});
  }
  if (member)
    if (auto joined = join_club(tx, settings, donor->id, number, now); !joined)
      return joined.error();
  replan(tx, settings, donor->id, now);
  return {};
}

Result<std::string> add_token(Tx& tx, const Settings& settings, Instant now) {
  NewToken wanted;
  wanted.organisation = "kinh-mon";
  wanted.name = "demo";
  wanted.role = Role::admin;
  auto issued = issue_token(tx, settings, system_principal(), wanted, now);
  if (!issued) return issued.error();
  return issued->secret;
}

}  // namespace

asio::awaitable<Result<void>> make_demo_town(Context context, std::string folder) {
  auto settings = context.settings.get();
  auto now = context.clock.now();
  auto committee = [settings, now](Tx& tx) { return add_committee(tx, *settings, now); };
  auto added = co_await context.store.write(SendLane::campaign, committee);
  if (!added) co_return added.error();
  SeededRandom random(seed);
  auto today = Zone::named("Asia/Ho_Chi_Minh").value().day_of(now);
  for (int first = 0; first < donors; first += chunk) {
    auto people = std::make_shared<std::vector<DemoPerson>>();
    for (int number = first; number < first + chunk && number < donors; ++number)
      people->push_back(make_person(random, number + 1, today, wanted_group(number)));
    auto job = [settings, people, first, now](Tx& tx) -> Result<void> {
      int number = first;
      for (const auto& person : *people)
        if (auto one = add_person(tx, *settings, person, number++, now); !one) return one.error();
      return {};
    };
    auto written = co_await context.store.write(SendLane::campaign, job);
    if (!written) co_return written.error();
  }
  auto job = [settings, now](Tx& tx) { return add_token(tx, *settings, now); };
  auto token = co_await context.store.write(SendLane::campaign, job);
  if (!token) co_return token.error();
  std::ofstream access(folder + "/access.txt", std::ios::trunc);
  access << "url " << settings->public_url << "\ntoken " << *token << "\n";
  access.close();
  if (!access) co_return Error(ErrorKind::io, "cannot write access.txt", folder);
  context.log.info("event=demo_ready donors={} clock={} note={}", donors, to_string(now),
                   quoted("the demo clock starts at 08:00 today in Asia/Ho_Chi_Minh"));
  co_return Result<void>();
}

}  // namespace muster
