// SPDX-License-Identifier: Apache-2.0
// Records that may be of one person: listed, dismissed, merged, unmerged.
#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/duplicates.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/duplicates.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object short_json(Tx& tx, DonorId id) {
  auto row = tx.donors().find(id).value();
  json::object json;
  json["id"] = id.value();
  json["name"] = row.name;
  json["birth"] = json_or_null(row.birth);
  json["organisation"] = organisation_code(tx, row.organisation);
  json["external_id"] = json_or_null(row.external_id);
  return json;
}

json::object pair_json(Tx& tx, const DuplicatePair& pair) {
  json::array reasons;
  if (pair.same_phone) reasons.emplace_back("same_phone");
  if (pair.same_birth) reasons.emplace_back("same_birth");
  if (pair.same_number) reasons.emplace_back("same_external_id");
  json::object json;
  json["first"] = short_json(tx, pair.first);
  json["second"] = short_json(tx, pair.second);
  json["reasons"] = std::move(reasons);
  return json;
}

}  // namespace

Result<Answer> list_duplicates_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  auto found = tx.duplicates().pairs(call.who, DonorId(page->after), page->limit);
  json::array items;
  for (const auto& pair : found.pairs) items.push_back(pair_json(tx, pair));
  std::optional<std::int64_t> last;
  if (found.next) last = found.next->value();
  return answered(listing(std::move(items), last));
}

Result<Answer> dismiss_duplicate_job(Tx& tx, const Call& call) {
  DonorId first(call.body.integer("first"));
  DonorId second(call.body.integer("second"));
  auto fresh = dismiss_duplicate(tx, *call.settings, call.who, first, second, call.now);
  if (!fresh) return fresh.error();
  json::object body;
  body["first"] = first.value();
  body["second"] = second.value();
  body["known"] = !*fresh;
  return answered(std::move(body));
}

Result<Answer> merge_donors_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  DonorId other(call.body.integer("other"));
  auto done = merge_donors(tx, *call.settings, call.who, *id, other, call.now);
  if (!done) return done.error();
  json::object body;
  body["donor"] = donor_json(tx, call.who, done->kept);
  body["other"] = other.value();
  json::object moved;
  for (const auto& [table, count] : done->moved) moved[table] = count;
  body["moved"] = std::move(moved);
  return answered(std::move(body));
}

Result<Answer> unmerge_donor_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto row = unmerge_donor(tx, *call.settings, call.who, *id, call.now);
  if (!row) return row.error();
  return answered(donor_json(tx, call.who, *row));
}

}  // namespace muster
