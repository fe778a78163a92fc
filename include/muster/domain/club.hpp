// SPDX-License-Identifier: Apache-2.0
// A rapid-response list ("living blood bank") and who is on it. Values, any thread. Who is on call:
// rota.hpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"

namespace muster {

struct Club {
  ClubId id;
  OrganisationId organisation;
  std::string code;  // "kinh-mon-rapid": what an operator types
  std::string name;
  std::string zone = "Asia/Ho_Chi_Minh";  // the rota's
};

// A coordinator is told of requests and gaps; both are paged as donors.
enum class MemberRole : std::uint8_t { member, coordinator };
std::string_view name(MemberRole role);
std::optional<MemberRole> parse_member_role(std::string_view text);

inline constexpr std::string_view rare_group_tag = "rare-group";

struct Member {
  ClubId club;
  DonorId donor;
  MemberRole role = MemberRole::member;
  std::vector<std::string> tags;  // "rare-group", "platelets", ...
  Day since{};
  std::optional<Day> until;  // first day no longer a member
};

bool is_member_on(const Member& member, Day day);
bool has_tag(const Member& member, std::string_view tag);
// In the rare-group section: phoned first for what only they can give.
bool is_rare_group(const Member& member);

// 2 to 40 of a-z, 0-9 and '-', beginning with a letter, not ending with '-'.
bool valid_club_code(std::string_view code);

}  // namespace muster
