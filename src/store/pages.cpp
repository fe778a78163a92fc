// SPDX-License-Identifier: Apache-2.0
#include "muster/store/pages.hpp"

#include "muster/store/store.hpp"
#include "sql.hpp"

#define PAGE_COLUMNS                                                                        \
  "p.id, p.organisation_id, p.request_id, p.donor_id, p.wave, p.state, p.why, p.asked_at, " \
  "p.answered_at, p.eta_at, "                                                               \
  "p.arrival_code, p.arrived_at, p.changed_at, p.left_before_close, p.stand_down, p.stands_for"

namespace muster {
namespace {

PageRow read(const Rows& rows) {
  PageRow row;
  row.id = rows.id<PageId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.request = rows.id<RequestId>(2);
  row.donor = rows.id<DonorId>(3);
  row.wave = rows.small(4);
  row.state = rows.enumerator<PageState>(5);
  row.why = rows.text(6);
  row.asked_at = rows.instant(7);
  row.answered_at = rows.optional_instant(8);
  row.eta_at = rows.optional_instant(9);
  row.arrival_code = rows.text(10);
  row.arrived_at = rows.optional_instant(11);
  row.changed_at = rows.instant(12);
  row.left_before_close = rows.flag(13);
  row.stand_down = rows.flag(14);
  row.stands_for = rows.small(15);
  return row;
}

std::optional<PageRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<PageRow> all(Rows rows) {
  std::vector<PageRow> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace

std::optional<PageId> PageTable::insert(const PageRow& row) {
  PageId id(tx_.sql().next_id("page"));
  int added = tx_.sql().run(
      "insert into page (id, organisation_id, request_id, donor_id, wave, state, why, asked_at, "
      "changed_at, stands_for) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (request_id, donor_id) do nothing",
      id, row.organisation, row.request, row.donor, row.wave, row.state, row.why, row.asked_at,
      row.asked_at, row.stands_for);
  if (added == 0) return std::nullopt;
  return id;
}

std::optional<PageRow> PageTable::find(PageId id) {
  return first(tx_.sql().query("select " PAGE_COLUMNS " from page p where p.id = ?", id));
}

std::optional<PageRow> PageTable::find(RequestId request, DonorId donor) {
  return first(tx_.sql().query("select " PAGE_COLUMNS
                               " from page p where p.request_id = ? and p.donor_id = ?",
                               request, donor));
}

std::optional<PageRow> PageTable::find_arrival(RequestId request, std::string_view arrival_code) {
  return first(tx_.sql().query("select " PAGE_COLUMNS
                               " from page p where p.request_id = ? and p.arrival_code = ?",
                               request, arrival_code));
}

std::vector<PageRow> PageTable::of_request(RequestId request) {
  return all(tx_.sql().query(
      "select " PAGE_COLUMNS " from page p where p.request_id = ? order by p.id", request));
}

std::vector<PageRow> PageTable::open_of(DonorId donor) {
  return all(tx_.sql().query("select " PAGE_COLUMNS
                             " from page p join request r on r.id = p.request_id "
                             "where p.donor_id = ? and r.closed_at is null order by p.id desc",
                             donor));
}

std::vector<PageRow> PageTable::of_donor(DonorId donor, int limit) {
  return all(tx_.sql().query(
      "select " PAGE_COLUMNS
      " from page p where p.donor_id = ? order by p.asked_at desc, p.id desc limit ?",
      donor, limit));
}

bool PageTable::update(const PageRow& row, PageState from, Instant now) {
  std::optional<std::string_view> code;
  if (!row.arrival_code.empty()) code = row.arrival_code;
  tx_.touch(Topic::requests);
  return tx_.sql().run(
             "update page set state = ?, answered_at = ?, eta_at = ?, arrival_code = ?, arrived_at "
             "= ?, "
             "left_before_close = ?, stand_down = ?, changed_at = ? where id = ? and state = ?",
             row.state, row.answered_at, row.eta_at, code, row.arrived_at, row.left_before_close,
             row.stand_down, now, row.id, from) == 1;
}

std::vector<PageRow> PageTable::without_stand_down(int limit) {
  return all(tx_.sql().query(
      "select " PAGE_COLUMNS
      " from page p join request r on r.id = p.request_id where r.stood_down = 0 and "
      "r.closed_at is not null and p.stand_down = 0 order by p.id limit ?",
      limit));
}

}  // namespace muster
