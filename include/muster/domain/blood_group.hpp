// SPDX-License-Identifier: Apache-2.0
// ABO and RhD. Unknown is a value of its own: such a donor is never paged before the typed ones.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

enum class Abo : std::uint8_t { unknown, o, a, b, ab };
enum class RhD : std::uint8_t { unknown, negative, positive };

struct BloodGroup {
  Abo abo = Abo::unknown;
  RhD rhd = RhD::unknown;
  bool known() const { return abo != Abo::unknown && rhd != RhD::unknown; }
  friend constexpr auto operator<=>(const BloodGroup&, const BloodGroup&) = default;
};

// Who typed it: only a laboratory's result counts for the first paging tiers.
enum class TypingSource : std::uint8_t { none, self_declared, laboratory };

inline constexpr std::array<BloodGroup, 8> all_groups = {{{Abo::o, RhD::negative},
                                                          {Abo::o, RhD::positive},
                                                          {Abo::a, RhD::negative},
                                                          {Abo::a, RhD::positive},
                                                          {Abo::b, RhD::negative},
                                                          {Abo::b, RhD::positive},
                                                          {Abo::ab, RhD::negative},
                                                          {Abo::ab, RhD::positive}}};

// "O-", "AB+", "A" (RhD unknown), "?" (both unknown).
std::string to_string(BloodGroup group);
// As people write it in Viet Nam and elsewhere: "O-", "O Rh-", "O Rh dương", "O duong", "O âm", "O
// Rh(D) âm", "ab+", "0+" (zero), "A". Empty text or "không rõ" is unknown. nullopt: not a blood
// group.
std::optional<BloodGroup> parse_blood_group(std::string_view text);

}  // namespace muster
