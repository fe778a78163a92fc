// SPDX-License-Identifier: Apache-2.0
#include "muster/store/duplicates.hpp"

#include <algorithm>
#include <map>

#include "sql.hpp"
#include "subtree.hpp"

namespace muster {
namespace {

constexpr int chunk = 2'000;     // donors looked at together
constexpr int chunks_most = 10;  // a page: well within what a reader may take
constexpr std::size_t partners_most =
    20;  // of one donor: beyond that a list is wrong, not a person

using Pairs = std::map<std::pair<DonorId, DonorId>, DuplicatePair>;

void take(Rows rows, bool DuplicatePair::* why, Pairs& pairs) {
  DonorId first;
  std::size_t partners = 0;
  while (rows.next()) {
    const auto id = rows.id<DonorId>(0);
    partners = id == first ? partners + 1 : 1;
    first = id;
    if (partners > partners_most) continue;
    const auto second = rows.id<DonorId>(1);
    auto& pair = pairs[{first, second}];
    pair.first = first;
    pair.second = second;
    pair.*why = true;
  }
}

}  // namespace

// Of s and e: the donors of the chunk that the principal sees, and a partner they see too.
#define SEEN_PAIRS                                                                          \
  " join organisation so on so.id = s.organisation_id and so.path >= ?3 and so.path < ?4 "  \
  "join organisation eo on eo.id = e.organisation_id and eo.path >= ?3 and eo.path < ?4 "   \
  "where s.id > ?1 and s.id <= ?2 and s.merged_into is null and s.erased_at is null and "   \
  "e.merged_into is null and e.erased_at is null and e.id > s.id and not exists (select 1 " \
  "from donor_distinct x where x.first_id = s.id and x.second_id = e.id) order by s.id, e.id"

void DuplicateTable::collect(const Principal& who, DonorId after, DonorId last,
                             std::vector<DuplicatePair>& found) {
  auto& sql = tx_.sql();
  const auto end = subtree_end(who);
  Pairs pairs;
  take(sql.query("select s.id, e.id from donor s cross join donor e on e.name_key = s.name_key and "
                 "e.birth_day = s.birth_day and s.birth_day is not null and e.birth_day is not "
                 "null" SEEN_PAIRS,
                 after.value(), last.value(), who.subtree, end),
       &DuplicatePair::same_birth, pairs);
  take(sql.query(
           "select s.id, e.id from donor s cross join donor e on e.external_id = "
           "s.external_id and length(e.external_id) >= 6 and length(s.external_id) >= 6" SEEN_PAIRS,
           after.value(), last.value(), who.subtree, end),
       &DuplicatePair::same_number, pairs);
  take(sql.query("select distinct s.id, e.id from donor s cross join contact_point a on "
                 "a.donor_id = s.id cross join contact_point b on "
                 "b.address_index = a.address_index and b.donor_id > s.id "
                 "cross join donor e on e.id = b.donor_id and e.name_key = s.name_key" SEEN_PAIRS,
                 after.value(), last.value(), who.subtree, end),
       &DuplicatePair::same_phone, pairs);
  for (const auto& [ids, pair] : pairs) found.push_back(pair);
}

DuplicatesPage DuplicateTable::pairs(const Principal& who, DonorId after, int limit) {
  DuplicatesPage page;
  for (int i = 0; i < chunks_most; ++i) {
    DonorId last;
    {
      auto rows = tx_.sql().query(
          "select max(id) from (select id from donor where id > ? order by id limit ?)",
          after.value(), chunk);
      if (rows.next()) last = rows.id<DonorId>(0);
    }
    if (!last) return page;
    std::vector<DuplicatePair> found;
    collect(who, after, last, found);
    for (const auto& pair : found) {
      const bool full = static_cast<int>(page.pairs.size()) >= limit;
      if (full && pair.first != page.pairs.back().first) {
        page.next = page.pairs.back().first;
        return page;
      }
      page.pairs.push_back(pair);
    }
    after = last;
    if (static_cast<int>(page.pairs.size()) >= limit) break;
  }
  page.next = after;
  return page;
}

bool DuplicateTable::dismiss(DonorId a, DonorId b, OrganisationId organisation, std::string_view by,
                             Instant now) {
  return tx_.sql().run(
             "insert into donor_distinct (first_id, second_id, organisation_id, at, by) values "
             "(?, ?, ?, ?, ?) on conflict do nothing",
             std::min(a, b), std::max(a, b), organisation, now, by) > 0;
}

bool DuplicateTable::dismissed(DonorId a, DonorId b) {
  auto rows = tx_.sql().query("select 1 from donor_distinct where first_id = ? and second_id = ?",
                              std::min(a, b), std::max(a, b));
  return rows.next();
}

}  // namespace muster
