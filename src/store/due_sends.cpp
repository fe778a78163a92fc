// SPDX-License-Identifier: Apache-2.0
#include "muster/store/due_sends.hpp"

#include "contact_address.hpp"
#include "eligibility_columns.hpp"
#include "message_columns.hpp"
#include "muster/base/sealing.hpp"

#define ADDRESSEE_COLUMNS                                                                    \
  "d.id, d.organisation_id, d.given_name, d.language, d.zone, d.consents, d.snoozed_until, " \
  "d.erased_at is not null or d.merged_into is not null"

#define ADDRESS_COLUMNS                                                            \
  "c.id, c.address, c.address_index, c.verified_at, c.reached_at, c.from_minute, " \
  "c.to_minute, c.suppressed_at is not null, c.removed_at is not null"

namespace muster {
namespace {

constexpr int addressee_at = message_columns;
constexpr int address_at = addressee_at + 8;
constexpr int eligibility_at = address_at + 9;
constexpr int stopped_at = eligibility_at + 10;

std::optional<Addressee> read_addressee(const Rows& rows) {
  constexpr int i = addressee_at;
  if (rows.null(i)) return std::nullopt;
  auto donor = std::make_optional<Addressee>();
  donor->organisation = rows.id<OrganisationId>(i + 1);
  donor->given_name = rows.text(i + 2);
  donor->language = rows.text(i + 3);
  if (!rows.null(i + 4)) donor->zone = rows.text(i + 4);
  donor->consents = Consents::of_bits(static_cast<std::uint32_t>(rows.integer(i + 5)));
  donor->snoozed_until = rows.optional_instant(i + 6);
  donor->gone = rows.flag(i + 7);
  return donor;
}

}  // namespace

std::optional<SendAddress> DueSends::read_address(const Rows& rows) const {
  constexpr int i = address_at;
  if (rows.null(i)) return std::nullopt;
  auto found = std::make_optional<SendAddress>();
  found->address_index = rows.text(i + 2);
  found->verified_at = rows.optional_instant(i + 3);
  found->reached_at = rows.optional_instant(i + 4);
  found->window = read_window(rows, i + 5);
  found->suppressed = rows.flag(i + 7);
  found->removed = rows.flag(i + 8);
  if (auto opened = tx_.sealer().open(rows.view(i + 1), address_context))
    found->address = std::move(*opened);
  else
    found->suppressed = true;
  return found;
}

std::vector<DueSend> DueSends::of(SendLane lane, Instant now, int limit, int skip) {
  auto rows = tx_.sql().query(
      "select " MESSAGE_COLUMNS ", " ADDRESSEE_COLUMNS ", " ADDRESS_COLUMNS ", " ELIGIBILITY_COLUMNS
      ", exists (select 1 from stop s where s.address_index = c.address_index and s.lifted_at is "
      "null) or exists (select 1 from stop s where s.donor_id = m.donor_id and s.lifted_at is "
      "null), exists (select 1 from dnc_entry n where n.address_index = c.address_index) "
      "from message m left join donor d on d.id = m.donor_id "
      "left join contact_point c on c.id = m.contact_point_id "
      "left join eligibility e on e.donor_id = m.donor_id "
      "where m.lane = ? and m.due_at <= ? and m.state in (0, 3) order by m.due_at limit ? "
      "offset ?",
      lane, now, limit, skip);
  std::vector<DueSend> found;
  while (rows.next()) {
    auto& one = found.emplace_back();
    one.message = read_message(rows);
    one.donor = read_addressee(rows);
    one.address = read_address(rows);
    one.eligibility = read_eligibility(rows, eligibility_at);
    one.stopped = rows.flag(stopped_at);
    one.registered = rows.flag(stopped_at + 1);
  }
  return found;
}

}  // namespace muster
