// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

bool is_member(Tx& tx, ClubId club, DonorId donor) {
  auto members = tx.clubs().members(club);
  return std::ranges::any_of(members, [donor](const MemberRow& row) { return row.donor == donor; });
}

boost::json::object shift_data(const RotaShift& shift) {
  return {{"donor", shift.donor.value()},
          {"weekday", shift.weekday},
          {"from", to_string(shift.from)},
          {"to", to_string(shift.to)}};
}

}  // namespace

Result<ClubRow> club_of(Tx& tx, const Principal& who, std::string_view code) {
  auto row = tx.clubs().find(code);
  if (!row || !tx.organisations().visible(who, row->organisation))
    return not_found(fmt::format("there is no club '{}'", code));
  return std::move(*row);
}

Result<ClubRow> add_club(Tx& tx, const Settings&, const Principal& who, const NewClub& wanted,
                         Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto organisation = organisation_for(tx, who, wanted.organisation);
  if (!organisation) return organisation.error();
  FieldChecks check;
  ClubRow row;
  row.organisation = organisation->id;
  row.code = check.code("/code", wanted.code);
  row.name = check.page_text("/name", wanted.name, "club");
  row.place = check.page_text("/place", wanted.place, "place");
  row.contact = check.page_text("/contact", wanted.contact, "contact");
  row.zone = check.zone("/zone", wanted.zone, organisation->zone);
  row.where = check.where("/where", wanted.where);
  if (!check.ok()) return check.error();
  if (tx.clubs().find(std::string_view(row.code)))
    return Error(ErrorKind::conflict, fmt::format("the code '{}' is taken", row.code), "/code");
  row.id = tx.clubs().add(row);
  boost::json::object data = {{"code", row.code}, {"organisation", row.organisation.value()}};
  journal(tx, who, "club", row.id.value(), "added", data, now);
  return row;
}

Result<ClubRow> place_club(Tx& tx, const Settings&, const Principal& who, std::string_view code,
                           std::string_view where, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto club = club_of(tx, who, code);
  if (!club) return club.error();
  FieldChecks check;
  auto place = check.where("/where", where);
  if (!check.ok()) return check.error();
  tx.clubs().set_where(club->id, place);
  journal(tx, who, "club", club->id.value(), "placed", {{"code", club->code}}, now);
  return *tx.clubs().find(club->id);
}

Result<MemberRow> add_member(Tx& tx, const Settings&, const Principal& who, std::string_view code,
                             const NewMember& wanted, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto club = club_of(tx, who, code);
  if (!club) return club.error();
  auto donor = donor_of(tx, who, wanted.donor);
  if (!donor) return Error(donor.error().kind(), donor.error().message(), "/donor");
  FieldChecks check;
  for (std::size_t i = 0; i < wanted.tags.size(); ++i)
    check.code(fmt::format("/tags/{}", i), wanted.tags[i]);
  if (wanted.tags.size() > 10) check.refuse("/tags", "at most 10 are kept");
  if (!check.ok()) return check.error();
  auto changed = tx.clubs().add_member(club->id, donor->id, name(wanted.role), wanted.tags, now);
  boost::json::object data = {{"donor", donor->id.value()}, {"role", name(wanted.role)}};
  if (changed) journal(tx, who, "club", club->id.value(), "member_added", data, now);
  for (auto& member : tx.clubs().members(club->id))
    if (member.donor == donor->id) return std::move(member);
  return Error(ErrorKind::internal, "the member was not kept");
}

Result<void> remove_member(Tx& tx, const Settings&, const Principal& who, std::string_view code,
                           DonorId donor, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto club = club_of(tx, who, code);
  if (!club) return club.error();
  if (!tx.clubs().remove_member(club->id, donor, now))
    return not_found(fmt::format("donor {} is no member of '{}'", donor.value(), code));
  journal(tx, who, "club", club->id.value(), "member_removed", {{"donor", donor.value()}}, now);
  return {};
}

Result<RotaShift> add_shift(Tx& tx, const Settings&, const Principal& who, std::string_view code,
                            const RotaShift& shift, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto club = club_of(tx, who, code);
  if (!club) return club.error();
  if (!is_member(tx, club->id, shift.donor))
    return Error(ErrorKind::not_found,
                 fmt::format("donor {} is no member of '{}'", shift.donor.value(), code), "/donor");
  tx.clubs().add_shift(club->id, shift);
  journal(tx, who, "club", club->id.value(), "shift_added", shift_data(shift), now);
  return shift;
}

Result<void> remove_shift(Tx& tx, const Settings&, const Principal& who, std::string_view code,
                          const RotaShift& shift, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto club = club_of(tx, who, code);
  if (!club) return club.error();
  if (!tx.clubs().remove_shift(club->id, shift)) return not_found("there is no such shift");
  journal(tx, who, "club", club->id.value(), "shift_removed", shift_data(shift), now);
  return {};
}

}  // namespace muster
