// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/club.hpp"

#include <algorithm>

namespace muster {

std::string_view name(MemberRole role) {
  return role == MemberRole::coordinator ? "coordinator" : "member";
}

std::optional<MemberRole> parse_member_role(std::string_view text) {
  for (auto role : {MemberRole::member, MemberRole::coordinator})
    if (name(role) == text) return role;
  return std::nullopt;
}

bool is_member_on(const Member& member, Day day) {
  return member.since <= day && (!member.until || day < *member.until);
}

bool has_tag(const Member& member, std::string_view tag) {
  return std::find(member.tags.begin(), member.tags.end(), tag) != member.tags.end();
}

bool is_rare_group(const Member& member) { return has_tag(member, rare_group_tag); }

bool valid_club_code(std::string_view code) {
  auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return code.size() >= 2 && code.size() <= 40 && letter(code.front()) && code.back() != '-' &&
         std::all_of(code.begin(), code.end(), allowed);
}

}  // namespace muster
