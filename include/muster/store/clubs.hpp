// SPDX-License-Identifier: Apache-2.0
// Rapid-response clubs, their members and the weekly rota. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/rota.hpp"
#include "muster/domain/travel.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct ClubRow {
  ClubId id;
  OrganisationId organisation;
  std::string code;  // unique in the installation
  std::string name;
  std::string place;  // where its donors are called to
  std::string contact;  // the number in every page
  std::string zone = "Asia/Ho_Chi_Minh";
  std::optional<Place>
      where;  // of the place on the map; none: travel is by the donors' own minutes
};

struct MemberRow {
  ClubId club;
  DonorId donor;
  std::string role = "member";  // "member", "leader", "reserve"
  std::vector<std::string> tags;  // "rare"; words without blanks or commas
  Instant joined_at{};
};

class ClubTable {
 public:
  explicit ClubTable(Tx& tx) : tx_(tx) {}

  // The code must be free.
  ClubId add(const ClubRow& row);
  void set_where(ClubId id, const std::optional<Place>& where);
  std::optional<ClubRow> find(std::string_view code);
  std::optional<ClubRow> find(ClubId id);
  // Of the principal's subtree, by code.
  std::vector<ClubRow> all(const Principal& principal);

  // Again: changes role and tags, and brings back one who had left. Returns whether it changed.
  bool add_member(ClubId club, DonorId donor, std::string_view role,
                  const std::vector<std::string>& tags, Instant now);
  // They leave; their shifts end with it. False when they were not a member.
  bool remove_member(ClubId club, DonorId donor, Instant now);
  // By donor, without those who left.
  std::vector<MemberRow> members(ClubId club);
  std::vector<ClubId> clubs_of(DonorId donor);

  // A shift that starts at the same minute replaces the one before.
  void add_shift(ClubId club, const RotaShift& shift);
  bool remove_shift(ClubId club, const RotaShift& shift);
  // By weekday and start.
  std::vector<RotaShift> rota(ClubId club);

 private:
  Tx& tx_;
};

}  // namespace muster
