// SPDX-License-Identifier: Apache-2.0
#include "muster/store/donors.hpp"

#include <algorithm>

#include "muster/base/assert.hpp"
#include "muster/domain/folding.hpp"
#include "muster/store/store.hpp"
#include "present.hpp"
#include "sql.hpp"
#include "subtree.hpp"

#define DONOR_COLUMNS                                                                         \
  "d.id, d.organisation_id, d.external_id, d.name, d.given_name, d.sex, d.birth_day, d.abo, " \
  "d.rhd, d.typing, d.language, d.zone, d.commune, d.travel_minutes, d.consents, "            \
  "d.snoozed_until, d.erased_at, d.created_at, d.typed_on, d.phenotype, d.weight_kg, "        \
  "d.latitude, d.longitude, d.merged_into"

namespace muster {
namespace {

std::optional<DonorRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return Donors::read(rows);
}

std::vector<DonorRow> collect(Rows rows) {
  std::vector<DonorRow> found;
  while (rows.next()) found.push_back(Donors::read(rows));
  return found;
}

void tidy(DonorRow& row) {
  row.name = to_nfc(row.name);
  row.given_name = row.given_name.empty() ? given_name(row.name) : to_nfc(row.given_name);
}

bool same_person_data(const DonorRow& a, const DonorRow& b) {
  return a.organisation == b.organisation && a.external_id == b.external_id && a.name == b.name &&
         a.given_name == b.given_name && a.sex == b.sex && a.birth == b.birth &&
         a.group == b.group && a.typing == b.typing && a.language == b.language &&
         a.zone == b.zone && a.commune == b.commune && a.travel_minutes == b.travel_minutes &&
         a.typed_on == b.typed_on && a.phenotype == b.phenotype && a.weight_kg == b.weight_kg &&
         a.place == b.place;
}

// Codes are stored as words between blanks.
std::string join(const std::vector<std::string>& codes) {
  std::string text;
  for (const auto& code : codes) {
    MUSTER_ASSERT(!code.empty() && code.find(' ') == std::string::npos);
    if (!text.empty()) text += ' ';
    text += code;
  }
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> codes;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    codes.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return codes;
}

std::optional<std::int32_t> latitude(const DonorRow& row) {
  if (!row.place) return std::nullopt;
  return row.place->latitude;
}

std::optional<std::int32_t> longitude(const DonorRow& row) {
  if (!row.place) return std::nullopt;
  return row.place->longitude;
}

// After every key that begins with `prefix`: no text holds U+10FFFF, the last code point.
std::string prefix_end(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

}  // namespace

DonorRow Donors::read(const Rows& rows) {
  DonorRow row;
  row.id = rows.id<DonorId>(0);
  row.organisation = rows.id<OrganisationId>(1);
  row.external_id = rows.text(2);
  row.name = rows.text(3);
  row.given_name = rows.text(4);
  row.sex = rows.enumerator<Sex>(5);
  row.birth = rows.optional_day(6);
  row.group.abo = rows.enumerator<Abo>(7);
  row.group.rhd = rows.enumerator<RhD>(8);
  row.typing = rows.enumerator<TypingSource>(9);
  row.language = rows.text(10);
  if (!rows.null(11)) row.zone = rows.text(11);
  row.commune = rows.text(12);
  if (!rows.null(13)) row.travel_minutes = rows.small(13);
  row.consents = Consents::of_bits(static_cast<std::uint32_t>(rows.integer(14)));
  row.snoozed_until = rows.optional_instant(15);
  row.erased_at = rows.optional_instant(16);
  row.created_at = rows.instant(17);
  row.typed_on = rows.optional_day(18);
  row.phenotype = split(rows.text(19));
  if (!rows.null(20)) row.weight_kg = rows.small(20);
  if (!rows.null(21) && !rows.null(22)) row.place = Place{rows.small(21), rows.small(22)};
  row.merged_into = rows.id<DonorId>(23);
  return row;
}

DonorId Donors::add(DonorRow row, Instant now) {
  tidy(row);
  row.id = DonorId(tx_.sql().next_id("donor"));
  tx_.sql().run(
      "insert into donor (id, organisation_id, external_id, name, name_key, given_name, sex, "
      "birth_day, abo, rhd, typing, language, zone, commune, travel_minutes, consents, "
      "snoozed_until, created_at, changed_at, typed_on, phenotype, weight_kg, latitude, longitude) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.id, row.organisation, present(row.external_id), row.name, fold_key(row.name),
      row.given_name, row.sex, row.birth, row.group.abo, row.group.rhd, row.typing, row.language,
      row.zone, row.commune, row.travel_minutes, row.consents.bits(), row.snoozed_until, now, now,
      row.typed_on, join(row.phenotype), row.weight_kg, latitude(row), longitude(row));
  tx_.touch(Topic::donors);
  return row.id;
}

bool Donors::update(const DonorRow& row, Instant now) {
  DonorRow wanted = row;
  tidy(wanted);
  const auto before = find(row.id);
  if (!before || before->erased_at || before->merged_into || same_person_data(*before, wanted))
    return false;
  tx_.sql().run(
      "update donor set organisation_id = ?, external_id = ?, name = ?, name_key = ?, "
      "given_name = ?, sex = ?, birth_day = ?, abo = ?, rhd = ?, typing = ?, language = ?, "
      "zone = ?, commune = ?, travel_minutes = ?, changed_at = ?, typed_on = ?, phenotype = ?, "
      "weight_kg = ?, latitude = ?, longitude = ? where id = ?",
      wanted.organisation, present(wanted.external_id), wanted.name, fold_key(wanted.name),
      wanted.given_name, wanted.sex, wanted.birth, wanted.group.abo, wanted.group.rhd,
      wanted.typing, wanted.language, wanted.zone, wanted.commune, wanted.travel_minutes, now,
      wanted.typed_on, join(wanted.phenotype), wanted.weight_kg, latitude(wanted),
      longitude(wanted), wanted.id);
  tx_.touch(Topic::donors);
  return true;
}

std::optional<DonorRow> Donors::find(DonorId id) {
  return first(tx_.sql().query("select " DONOR_COLUMNS " from donor d where d.id = ?", id));
}

std::optional<DonorRow> Donors::find_external(OrganisationId organisation,
                                              std::string_view external_id) {
  auto found =
      first(tx_.sql().query("select " DONOR_COLUMNS " from donor d where d.organisation_id = ? and "
                            "d.external_id = ?",
                            organisation, external_id));
  // A merge is refused where it would close a circle, so this ends.
  while (found && found->merged_into) found = find(found->merged_into);
  return found;
}

std::vector<DonorRow> Donors::by_address(std::string_view address_index) {
  auto found = collect(tx_.sql().query("select " DONOR_COLUMNS
                                       " from contact_point c join donor d on d.id = c.donor_id "
                                       "where c.address_index = ? and c.removed_at is null and "
                                       "d.merged_into is null order by d.id",
                                       Blob{address_index}));
  // Once each, also when one number is there for texts and for calls.
  const auto same = [](const DonorRow& a, const DonorRow& b) { return a.id == b.id; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

std::vector<DonorRow> Donors::by_name(OrganisationId organisation, std::string_view name) {
  return collect(tx_.sql().query("select " DONOR_COLUMNS
                                 " from donor d where d.name_key = ? and d.organisation_id = ? "
                                 "and d.erased_at is null and d.merged_into is null order by d.id",
                                 fold_key(name), organisation));
}

std::vector<DonorRow> Donors::search(const Principal& principal, std::string_view text, int limit,
                                     DonorId after) {
  const std::string key = fold_key(text);
  std::string after_key;
  if (auto rows = tx_.sql().query("select name_key from donor where id = ?", after); rows.next())
    after_key = rows.text(0);
  return collect(
      tx_.sql().query("select " DONOR_COLUMNS
                      " from donor d join organisation o on o.id = d.organisation_id "
                      "where d.name_key >= ? and d.name_key < ? and (d.name_key, d.id) > (?, ?) "
                      "and d.erased_at is null and d.merged_into is null and o.path >= ? and "
                      "o.path < ? "
                      "order by d.name_key, d.id limit ?",
                      key, prefix_end(key), after_key, after.value(), principal.subtree,
                      subtree_end(principal), limit));
}

std::int64_t Donors::count(const Principal& principal) {
  auto rows = tx_.sql().query(
      "select count(*) from donor d join organisation o on o.id = d.organisation_id "
      "where d.erased_at is null and d.merged_into is null and o.path >= ? and o.path < ?",
      principal.subtree, subtree_end(principal));
  rows.next();
  return rows.integer(0);
}

bool Donors::visible(const Principal& principal, DonorId id) {
  auto rows = tx_.sql().query(
      "select o.path from donor d join organisation o on o.id = d.organisation_id "
      "where d.id = ?",
      id);
  return rows.next() && principal.sees(rows.text(0));
}

void Donors::set_consents(DonorId id, Consents consents) {
  tx_.sql().run("update donor set consents = ? where id = ?", consents.bits(), id);
  tx_.touch(Topic::donors);
}

void Donors::snooze(DonorId id, std::optional<Instant> until, Instant now) {
  tx_.sql().run("update donor set snoozed_until = ?, changed_at = ? where id = ?", until, now, id);
  tx_.touch(Topic::donors);
}

}  // namespace muster
