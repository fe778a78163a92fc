// SPDX-License-Identifier: Apache-2.0
// What happens to an emergency request, as jobs: open, plan, answer at the desk, close, stand down.
// The pager runs the timed ones; the API and the inbox call the others.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/domain/reply.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct NewRequest {
  std::string club;  // code
  BloodGroup group;
  Product product = Product::red_cells;
  int units = 0;
  Instant needed_by{};
  std::string place;  // empty: the club's
  std::string contact;  // empty: the club's
  RecipientFacts recipient;  // nothing said: RhD-negative only where the group asks for it
  RhdPolicy rhd_policy = RhdPolicy::strict;
  // Why the caller lifts the caps, and why RhD-positive cells are opened for a recipient of unknown
  // group; empty: not.
  std::string lift_caps;
  std::string allow_o_positive;
};

// Errors: invalid (field names the input), not_found (no such club), forbidden.
Result<RequestRow> open_request(Tx& tx, const Settings& settings, const Principal& who,
                                const NewRequest& wanted, Instant now);

// Asks domain/wave and does what it says: pages, promotions, state, the next look. A closed request
// is left alone.
Result<RequestRow> plan_request(Tx& tx, const Settings& settings, RequestId id, Instant now);

// Errors: not_found, conflict (closed already).
Result<RequestRow> close_request(Tx& tx, const Principal& who, RequestId id, CloseReason reason,
                                 Instant now);

enum class DeskFinding : std::uint8_t { usable, deferred, no_show };
// At the desk: by arrival code, or by donor. Errors: not_found (no such code or page), conflict
// (closed, or that page cannot do so any more).
struct DeskEntry {
  RequestId request;
  std::string arrival_code;
  DonorId donor;
  DeskFinding finding = DeskFinding::usable;
};
Result<PageRow> desk(Tx& tx, const Settings& settings, const Principal& who, const DeskEntry& entry,
                     Instant now);

// A donor's reply to their page: moves it and queues the text back. Returns what was done, for the
// reply's record.
struct PageAnswer {
  std::string done;
  bool to_person = false;
};
PageAnswer answer_page(Tx& tx, const Settings& settings, const RequestRow& request, PageRow page,
                       const ReplyReading& reading, ReplyId reply, Instant now);

// The closing texts of closed requests, at most `limit`. Returns whether some are left, for lack of
// an outcome or of room in this chunk.
Result<bool> stand_down(Tx& tx, const Settings& settings, int limit, Instant now);

}  // namespace muster
