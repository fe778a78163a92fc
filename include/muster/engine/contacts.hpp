// SPDX-License-Identifier: Apache-2.0
// Addresses of donors: their order, windows, removal, and proof that the donor reads them. Each is
// a job like those of registry.hpp: who may, what each field must be, journal with ids and codes
// only.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/engine/settings.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// The address if this principal may see its donor.
Result<ContactPointRow> contact_point_of(Tx& tx, const Principal& who, ContactPointId id);

struct AddressEdit {
  std::optional<int> position;  // 0 is tried first
  bool at_any_time = false;  // takes the window away
  std::optional<MinuteOfDay> from;  // both, or neither
  std::optional<MinuteOfDay> to;
};
Result<ContactPointRow> edit_contact_point(Tx& tx, const Settings& settings, const Principal& who,
                                           ContactPointId id, const AddressEdit& edit, Instant now);
// Kept as history, never used again: queued texts to it are dropped when their time comes.
Result<ContactPointRow> remove_contact_point(Tx& tx, const Settings& settings, const Principal& who,
                                             ContactPointId id, Instant now);

// Sends six digits there. Errors also: conflict (nothing may go there; too many today).
struct CodeSent {
  ContactPointId contact_point;
  Instant expires_at{};
};
Result<CodeSent> send_code(Tx& tx, const Settings& settings, const Principal& who,
                           ContactPointId id, Instant now);
// The donor read them out at the desk. A wrong code counts as a try, so this writes and succeeds
// also then. `closed`: no code is open, or this was the last try: send a new one.
enum class CodeCheck : std::uint8_t { verified, wrong, closed };
std::string_view name(CodeCheck check);
Result<CodeCheck> enter_code(Tx& tx, const Settings& settings, const Principal& who,
                             ContactPointId id, std::string_view code, Instant now);
// The desk saw another proof (a call back, the telephone itself).
Result<ContactPointRow> verify_at_desk(Tx& tx, const Settings& settings, const Principal& who,
                                       ContactPointId id, std::string_view how, Instant now);

// A text from that number that is exactly six digits: which of its open codes it is. nullopt: the
// text is no code, or no code is open there. Its try is counted.
struct CodeReply {
  CodeCheck check = CodeCheck::wrong;
  const ContactPointRow* address = nullptr;  // of `points`
};
std::optional<CodeReply> take_code(Tx& tx, const Settings& settings, std::string_view text,
                                   const std::vector<ContactPointRow>& points, Instant now);

}  // namespace muster
