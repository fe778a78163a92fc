// SPDX-License-Identifier: Apache-2.0
#include "muster/store/contact_points.hpp"

#include <algorithm>

#include "contact_address.hpp"
#include "muster/base/sealing.hpp"
#include "sql.hpp"

#define CONTACT_POINT_COLUMNS                                                  \
  "id, donor_id, organisation_id, channel, address, address_index, position, " \
  "verified_at, verified_how, suppressed_at, suppressed_reason, from_minute, " \
  "to_minute, removed_at, reached_at"

namespace muster {
namespace {

std::optional<std::int64_t> from_minute(const std::optional<DayWindow>& window) {
  if (!window) return std::nullopt;
  return window->from.count();
}

std::optional<std::int64_t> to_minute(const std::optional<DayWindow>& window) {
  if (!window) return std::nullopt;
  return window->to.count();
}

}  // namespace

ContactPointRow ContactPoints::read(const Rows& rows) const {
  ContactPointRow row;
  row.id = rows.id<ContactPointId>(0);
  row.donor = rows.id<DonorId>(1);
  row.organisation = rows.id<OrganisationId>(2);
  row.channel = rows.enumerator<Channel>(3);
  row.address_index = rows.text(5);
  row.position = rows.small(6);
  row.verified_at = rows.optional_instant(7);
  row.verified_how = rows.text(8);
  row.suppressed_at = rows.optional_instant(9);
  row.suppressed_reason = rows.text(10);
  row.window = read_window(rows, 11);
  row.removed_at = rows.optional_instant(13);
  row.reached_at = rows.optional_instant(14);
  if (auto opened = tx_.sealer().open(rows.view(4), address_context)) {
    row.address = std::move(*opened);
  } else if (!row.suppressed_at) {
    row.suppressed_at = Instant{};
    row.suppressed_reason = "unreadable";
  }
  return row;
}

ContactPointId ContactPoints::add(const ContactPointRow& row) {
  const std::string index = tx_.sealer().blind_index(row.address);
  const std::string sealed = tx_.sealer().seal(row.address, address_context, tx_.random());
  std::optional<int> position;
  if (row.position >= 0) position = row.position;
  const ContactPointId id(tx_.sql().next_id("contact_point"));
  const int added = tx_.sql().run(
      "insert into contact_point (id, donor_id, organisation_id, channel, address, "
      "address_index, position, verified_at, verified_how, suppressed_at, suppressed_reason, "
      "from_minute, to_minute) "
      "values (?1, ?2, ?3, ?4, ?5, ?6, coalesce(?7, (select max(position) + 1 from contact_point "
      "where donor_id = ?2), 0), ?8, nullif(?9, ''), ?10, nullif(?11, ''), ?12, ?13) "
      "on conflict (donor_id, channel, address_index) do nothing",
      id, row.donor, row.organisation, row.channel, Blob{sealed}, Blob{index}, position,
      row.verified_at, row.verified_how, row.suppressed_at, row.suppressed_reason,
      from_minute(row.window), to_minute(row.window));
  if (added > 0) return id;
  auto rows = tx_.sql().query(
      "select id from contact_point where donor_id = ? and channel = ? and address_index = ?",
      row.donor, row.channel, Blob{index});
  rows.next();
  return rows.id<ContactPointId>(0);
}

std::vector<ContactPointRow> ContactPoints::of_donor(DonorId donor) {
  auto found = all_of_donor(donor);
  std::erase_if(found, [](const ContactPointRow& row) { return row.removed_at.has_value(); });
  return found;
}

std::vector<ContactPointRow> ContactPoints::all_of_donor(DonorId donor) {
  auto rows = tx_.sql().query("select " CONTACT_POINT_COLUMNS
                              " from contact_point where donor_id = ? order by position, id",
                              donor);
  std::vector<ContactPointRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::optional<ContactPointRow> ContactPoints::find(ContactPointId id) {
  auto rows =
      tx_.sql().query("select " CONTACT_POINT_COLUMNS " from contact_point where id = ?", id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<ContactPointRow> ContactPoints::by_address(std::optional<Channel> channel,
                                                       std::string_view address) {
  const std::string index = tx_.sealer().blind_index(address);
  auto rows = tx_.sql().query(
      "select " CONTACT_POINT_COLUMNS
      " from contact_point where address_index = ?1 "
      "and removed_at is null and channel = coalesce(?2, channel) order by donor_id, position",
      Blob{index}, channel);
  std::vector<ContactPointRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

bool ContactPoints::verify(ContactPointId id, std::string_view how, Instant now) {
  return tx_.sql().run(
             "update contact_point set verified_at = ?, verified_how = ? "
             "where id = ? and verified_at is null",
             now, how, id) > 0;
}

bool ContactPoints::reached(ContactPointId id, Instant now) {
  return tx_.sql().run(
             "update contact_point set reached_at = ?1 where id = ?2 "
             "and (reached_at is null or reached_at <= ?3)",
             now, id, now - reached_written_every) > 0;
}

bool ContactPoints::reorder(ContactPointId id, int position) {
  const auto moved = find(id);
  if (!moved || moved->removed_at) return false;
  auto points = of_donor(moved->donor);
  const auto at = std::find_if(points.begin(), points.end(),
                               [id](const ContactPointRow& row) { return row.id == id; });
  const auto to = points.begin() + std::min<std::ptrdiff_t>(position, std::ssize(points) - 1);
  if (at == to) return false;
  if (at < to)
    std::rotate(at, at + 1, to + 1);
  else
    std::rotate(to, at, at + 1);
  for (std::size_t i = 0; i < points.size(); ++i)
    tx_.sql().run("update contact_point set position = ?1 where id = ?2 and position <> ?1",
                  static_cast<std::int64_t>(i), points[i].id);
  return true;
}

bool ContactPoints::set_window(ContactPointId id, const std::optional<DayWindow>& window) {
  return tx_.sql().run(
             "update contact_point set from_minute = ?1, to_minute = ?2 where id = ?3 "
             "and (from_minute is not ?1 or to_minute is not ?2)",
             from_minute(window), to_minute(window), id) > 0;
}

bool ContactPoints::remove(ContactPointId id, Instant now) {
  return tx_.sql().run(
             "update contact_point set removed_at = ? where id = ? and removed_at is null", now,
             id) > 0;
}

bool ContactPoints::restore(ContactPointId id) {
  return tx_.sql().run(
             "update contact_point set removed_at = null, verified_at = null, verified_how = null, "
             "reached_at = null, position = (select max(c.position) + 1 from contact_point c where "
             "c.donor_id = contact_point.donor_id) where id = ? and removed_at is not null",
             id) > 0;
}

bool ContactPoints::suppress(ContactPointId id, std::string_view reason, Instant now) {
  return tx_.sql().run(
             "update contact_point set suppressed_at = ?, suppressed_reason = ? "
             "where id = ? and suppressed_at is null",
             now, reason, id) > 0;
}

int ContactPoints::suppress_address(std::string_view address_index, std::string_view reason,
                                    Instant now) {
  return tx_.sql().run(
      "update contact_point set suppressed_at = ?, suppressed_reason = ? "
      "where address_index = ? and suppressed_at is null",
      now, reason, Blob{address_index});
}

}  // namespace muster
