// SPDX-License-Identifier: Apache-2.0
// Changes of who a donor is: only what was said, checked like a new one, and the dates that follow.
#include <fmt/format.h>

#include <algorithm>

#include "donor_fields.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"

namespace muster {
namespace {

NewDonor values_of(const DonorRow& row) {
  NewDonor values;
  values.external_id = row.external_id;
  values.name = row.name;
  values.given_name = row.given_name;
  values.sex = row.sex;
  values.birth = row.birth;
  values.group = row.group;
  values.typing = row.typing;
  values.typed_on = row.typed_on;
  values.phenotype = row.phenotype;
  values.language = row.language;
  values.zone = row.zone.value_or("");
  values.commune = row.commune;
  values.travel_minutes = row.travel_minutes;
  values.weight_kg = row.weight_kg;
  if (row.place) values.where = to_string(*row.place);
  return values;
}

struct EditField {
  std::string_view name;
  void (*take)(NewDonor& to, const NewDonor& from);
  bool (*same)(const DonorRow& a, const DonorRow& b);
};

#define EDIT_FIELD(field)                                                     \
  {#field, [](NewDonor& to, const NewDonor& from) { to.field = from.field; }, \
   [](const DonorRow& a, const DonorRow& b) { return a.field == b.field; }}

constexpr EditField fields[] = {
    EDIT_FIELD(external_id),
    EDIT_FIELD(name),
    EDIT_FIELD(given_name),
    EDIT_FIELD(sex),
    EDIT_FIELD(birth),
    EDIT_FIELD(group),
    EDIT_FIELD(typing),
    EDIT_FIELD(typed_on),
    EDIT_FIELD(phenotype),
    EDIT_FIELD(language),
    EDIT_FIELD(zone),
    EDIT_FIELD(commune),
    EDIT_FIELD(travel_minutes),
    EDIT_FIELD(weight_kg),
    {"where", [](NewDonor& to, const NewDonor& from) { to.where = from.where; },
     [](const DonorRow& a, const DonorRow& b) { return a.place == b.place; }}};

bool is_given(const DonorEdit& edit, std::string_view field) {
  return std::ranges::find(edit.given, field) != edit.given.end();
}

// What was said of the old group says nothing of the new one.
void check_typing(const DonorEdit& edit, const DonorRow& before, NewDonor& wanted,
                  FieldChecks& check) {
  if (wanted.group == before.group) return;
  if (!is_given(edit, "typing"))
    check.refuse("/typing",
                 "is needed with a new group: who typed it (laboratory, self_declared)?");
  if (!is_given(edit, "typed_on")) wanted.typed_on.reset();
}

}  // namespace

Result<DonorRow> edit_donor(Tx& tx, const Settings& settings, const Principal& who, DonorId id,
                            const DonorEdit& edit, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto before = donor_of(tx, who, id);
  if (!before) return before.error();
  auto wanted = values_of(*before);
  for (const auto& field : fields)
    if (is_given(edit, field.name)) field.take(wanted, edit.values);
  if (is_given(edit, "name") && !is_given(edit, "given_name")) wanted.given_name.clear();
  FieldChecks check;
  check_typing(edit, *before, wanted, check);
  auto row =
      read_donor(settings, wanted, *tx.organisations().find(before->organisation), check, now);
  if (!check.ok()) return check.error();
  if (row.external_id != before->external_id && !row.external_id.empty()) {
    auto taken = tx.donors().find_external(row.organisation, row.external_id);
    if (taken && taken->id != id)
      return Error(ErrorKind::conflict, "a donor of this organisation has that number already",
                   "/external_id");
  }
  row.id = id;
  if (!tx.donors().update(row, now)) return before;
  auto after = *tx.donors().find(id);
  boost::json::array changed;
  for (const auto& field : fields)
    if (!field.same(*before, after)) changed.emplace_back(field.name);
  journal(tx, who, "donor", id.value(), "edited", {{"fields", std::move(changed)}}, now);
  bool dates = after.sex != before->sex || after.birth != before->birth ||
               after.weight_kg != before->weight_kg;
  if (dates) replan(tx, settings, id, now);
  return after;
}

}  // namespace muster
