// SPDX-License-Identifier: Apache-2.0
// Emergency requests. Close flips one row; the sender reads that row in the transaction of each
// attempt, so no page is journalled after it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/compatibility.hpp"
#include "muster/domain/product.hpp"
#include "muster/domain/request.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct RequestRow {
  RequestId id;
  OrganisationId organisation;
  std::string code;  // "K7", what donors type
  ClubId club;
  BloodGroup group;
  Product product = Product::red_cells;
  int units = 0;
  Instant needed_by{};
  Instant arrive_by{};
  std::string place;
  std::string contact;
  RequestState state = RequestState::open;
  std::string close_reason;  // "filled", "cancelled", "expired"; empty while open
  Instant opened_at{};
  std::string opened_by;
  std::optional<Instant> closed_at;
  std::string closed_by;
  int waves = 0;
  std::optional<Instant> last_wave_at;
  std::optional<Instant> next_at;  // when the pager looks again
  int usable = 0;                  // units confirmed at the desk
  std::uint64_t seed = 0;          // breaks ties in the order of asking
  std::string note;                // the last word of the planner, for people
  RecipientFacts recipient;
  RhdPolicy rhd_policy = RhdPolicy::strict;
  // The caller's reasons; empty: not lifted, not opened.
  std::string lift_caps;
  std::string allow_o_positive;
};

class RequestTable {
 public:
  explicit RequestTable(Tx& tx) : tx_(tx) {}

  // Gives the request the lowest code no open request has, and returns it with its id.
  RequestRow insert(RequestRow row);
  std::optional<RequestRow> find(RequestId id);
  std::optional<RequestRow> find_open(std::string_view code);
  // The newest of that code, open or closed: late answers name closed requests.
  std::optional<RequestRow> find_newest(std::string_view code);
  std::vector<RequestRow> open();
  std::vector<RequestRow> list(const Principal& who, RequestId before, int limit);
  std::optional<Instant> next_wake();
  // What the pager decided: state, waves, last_wave_at, next_at, note. Only while not closed.
  bool planned(const RequestRow& row);
  bool add_usable(RequestId id, int units);
  // Asks the pager to look at this request now.
  void replan(RequestId id, Instant now);
  bool close(RequestId id, std::string_view reason, std::string_view by, Instant now);
  // Marks closed requests whose pages have all been looked at for a stand-down.
  void finish_stand_downs();

 private:
  Tx& tx_;
};

}  // namespace muster
