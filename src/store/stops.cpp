// SPDX-License-Identifier: Apache-2.0
#include "muster/store/stops.hpp"

#include "sql.hpp"

namespace muster {
namespace {

constexpr std::int64_t purpose_bits = 15;
constexpr std::int64_t services_bit = 16;

std::int64_t bits_of(const StopScope& scope) {
  return scope.purposes.bits() | (scope.services ? services_bit : 0);
}

// `i`: the column of the purposes; the channel is the next.
StopScope scope_at(const Rows& rows, int i) {
  StopScope scope;
  scope.purposes = Consents::of_bits(static_cast<std::uint32_t>(rows.integer(i) & purpose_bits));
  scope.services = (rows.integer(i) & services_bit) != 0;
  if (!rows.null(i + 1)) scope.channel = rows.enumerator<Channel>(i + 1);
  return scope;
}

}  // namespace

bool StopTable::stop(std::string_view address_index, Channel came_by, const StopScope& scope,
                     std::string_view how, Instant now, std::string_view by) {
  if (in_force(address_index).cover(scope)) return false;
  tx_.sql().run(
      "insert into stop (id, address_index, channel, purposes, only_channel, since, how, "
      "stopped_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
      tx_.sql().next_id("stop"), Blob{address_index}, came_by, bits_of(scope), scope.channel, now,
      how, by);
  return true;
}

bool StopTable::stop_donor(DonorId donor, const StopScope& scope, std::string_view how, Instant now,
                           std::string_view by) {
  if (in_force({}, donor).cover(scope)) return false;
  tx_.sql().run(
      "insert into stop (id, donor_id, purposes, only_channel, since, how, stopped_by) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      tx_.sql().next_id("stop"), donor, bits_of(scope), scope.channel, now, how, by);
  return true;
}

bool StopTable::lift(std::string_view address_index, std::string_view how, Instant now,
                     std::string_view by) {
  return tx_.sql().run(
             "update stop set lifted_at = ?, lifted_how = ?, lifted_by = ? "
             "where address_index = ? and lifted_at is null",
             now, how, by, Blob{address_index}) > 0;
}

bool StopTable::lift(StopId id, std::string_view how, Instant now, std::string_view by) {
  return tx_.sql().run(
             "update stop set lifted_at = ?, lifted_how = ?, lifted_by = ? "
             "where id = ? and lifted_at is null",
             now, how, by, id) > 0;
}

Stops StopTable::in_force(std::string_view address_index, DonorId donor) {
  auto rows = tx_.sql().query(
      "select purposes, only_channel from stop where address_index = ?1 and lifted_at is null "
      "union all "
      "select purposes, only_channel from stop where donor_id = ?2 and lifted_at is null",
      Blob{address_index}, donor);
  Stops stops;
  while (rows.next()) stops.add(scope_at(rows, 0));
  return stops;
}

std::vector<StopRow> StopTable::of_donor(DonorId donor, bool lifted) {
  auto rows = tx_.sql().query(
      "select id, address_index, donor_id, purposes, only_channel, since, how, stopped_by, "
      "lifted_at, lifted_how, lifted_by from stop where (donor_id = ?1 or address_index in "
      "(select address_index from contact_point where donor_id = ?1)) "
      "and (?2 = 1 or lifted_at is null) order by id",
      donor, lifted);
  std::vector<StopRow> found;
  while (rows.next()) {
    StopRow row;
    row.id = rows.id<StopId>(0);
    row.address_index = rows.text(1);
    row.donor = rows.id<DonorId>(2);
    row.scope = scope_at(rows, 3);
    row.since = rows.instant(5);
    row.how = rows.text(6);
    row.by = rows.text(7);
    row.lifted_at = rows.optional_instant(8);
    row.lifted_how = rows.text(9);
    row.lifted_by = rows.text(10);
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace muster
