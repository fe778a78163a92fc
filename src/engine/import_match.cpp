// SPDX-License-Identifier: Apache-2.0
#include "import_match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/domain/folding.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/organisations.hpp"

namespace muster {
namespace {

// Whose list it is: the import's organisation, or the one that the line names.
std::optional<OrganisationId> owner_of(Tx& tx, const ImportPlan& plan, const ImportRow& row) {
  if (row.organisation.empty()) return plan.options.organisation;
  const auto named = tx.organisations().find(std::string_view(row.organisation));
  if (!named || !plan.who.sees(named->path)) return std::nullopt;
  return named->id;
}

bool may_be(const DonorRow& donor, OrganisationId owner, const ImportRow& row) {
  if (donor.organisation != owner || donor.erased_at) return false;
  if (!donor.external_id.empty() && !row.external_id.empty()) return false;
  if (donor.birth && row.birth && donor.birth != row.birth) return false;
  return fold_key(donor.name) == row.name_key;
}

std::vector<DonorRow> candidates(Tx& tx, OrganisationId owner, const ImportRow& row) {
  std::vector<DonorRow> found;
  if (row.name.empty()) return found;
  const auto add = [&](const DonorRow& donor) {
    const auto same = [&](const DonorRow& other) { return other.id == donor.id; };
    if (may_be(donor, owner, row) && std::none_of(found.begin(), found.end(), same))
      found.push_back(donor);
  };
  for (const auto& address : row.addresses)
    for (const auto& donor : tx.donors().by_address(tx.sealer().blind_index(address.address)))
      add(donor);
  // A name is not enough to tell two people apart, a name and a date of birth mostly are.
  if (row.addresses.empty() && row.external_id.empty())
    for (const auto& donor : tx.donors().by_name(owner, row.name))
      if (donor.birth == row.birth) add(donor);
  return found;
}

// What the file does not know stays; what a laboratory found stands against what people tell.
std::optional<ImportProblem> merge_group(const ImportPlan& plan, const ImportRow& row,
                                         DonorRow& donor) {
  if (!row.group) return std::nullopt;
  BloodGroup group = donor.group;
  if (row.group->abo != Abo::unknown) group.abo = row.group->abo;
  if (row.group->rhd != RhD::unknown) group.rhd = row.group->rhd;
  if (group == donor.group) {
    donor.typing = std::max(donor.typing, plan.options.typing);
    return std::nullopt;
  }
  if (donor.typing == TypingSource::laboratory && plan.options.typing != TypingSource::laboratory)
    return refusal(
        plan, row, ImportField::group, to_string(*row.group),
        fmt::format("contradicts the group {} that a laboratory found", to_string(donor.group)),
        "have the group typed again, or correct the list");
  donor.group = group;
  donor.typing = plan.options.typing;
  return std::nullopt;
}

std::optional<ImportProblem> merge(const ImportPlan& plan, const ImportRow& row,
                                   ImportMatch& match) {
  DonorRow& donor = match.donor;
  const DonorRow before = donor;
  // A list typed without accents must not take them from a name that has them.
  const bool plainer = donor.name != row.name && !match.fresh() &&
                       fold_ascii(row.name) == row.name && fold_key(donor.name) == row.name_key;
  if (donor.name != row.name && !plainer) {
    donor.given_name.clear();
    donor.name = row.name;
  }
  if (!row.external_id.empty()) donor.external_id = row.external_id;
  if (row.birth) donor.birth = row.birth;
  if (row.sex && *row.sex != Sex::unknown) donor.sex = *row.sex;
  if (!row.commune.empty()) donor.commune = row.commune;
  if (!row.language.empty()) donor.language = row.language;
  if (auto refused = merge_group(plan, row, donor)) return refused;
  match.rules_changed = donor.birth != before.birth || donor.sex != before.sex;
  match.person_changed = match.rules_changed || donor.name != before.name ||
                         donor.external_id != before.external_id ||
                         donor.commune != before.commune || donor.language != before.language ||
                         donor.group != before.group || donor.typing != before.typing;
  return std::nullopt;
}

void match_addresses(Tx& tx, const ImportPlan& plan, const ImportRow& row, ImportMatch& match) {
  if (!match.fresh()) match.known = tx.contact_points().of_donor(match.donor.id);
  for (const auto& address : row.addresses) {
    const auto same = [&](const ContactPointRow& point) {
      return point.channel == address.channel && point.address == address.address;
    };
    const auto point = std::find_if(match.known.begin(), match.known.end(), same);
    if (point == match.known.end())
      match.addresses.push_back(address);
    else if (!point->verified_at && !plan.options.verified.empty())
      match.unproved.push_back(point->id);
  }
}

void match_donation(Tx& tx, const ImportRow& row, ImportMatch& match) {
  if (!row.last_donation) return;
  Donation donation;
  donation.product = row.product.value_or(Product::whole_blood);
  donation.on = *row.last_donation;
  donation.volume_ml = row.volume_ml;
  const Said said =
      match.fresh() ? Said::never : tx.ledger().said(match.donor.id, donation, row.product);
  match.taken_back = said == Said::taken_back;
  if (said == Said::never) match.donation = donation;
}

}  // namespace

std::optional<DonorRow> find_person(Tx& tx, const ImportPlan& plan, const ImportRow& row,
                                    std::optional<ImportProblem>& refused) {
  const auto owner = owner_of(tx, plan, row);
  if (!owner) {
    refused = refusal(plan, row, ImportField::organisation, row.organisation,
                      "there is no such organisation", "write the code of one that you work for");
    return std::nullopt;
  }
  if (!row.external_id.empty()) {
    auto donor = tx.donors().find_external(*owner, row.external_id);
    if (donor && donor->erased_at) {
      refused = refusal(plan, row, ImportField::external_id, row.external_id,
                        "this donor asked to be erased", "take the line out of the list");
      return std::nullopt;
    }
    if (donor) return donor;
  }
  auto found = candidates(tx, *owner, row);
  const auto same_birth = [&](const DonorRow& donor) { return donor.birth == row.birth; };
  if (found.size() > 1 && std::ranges::any_of(found, same_birth))
    std::erase_if(found, [&](const DonorRow& donor) { return !same_birth(donor); });
  if (found.size() > 1)
    refused = refusal(plan, row, ImportField::name, row.name,
                      fmt::format("{} donors have this name and number", found.size()),
                      "give the donor's code, or the date of birth");
  if (found.size() != 1) return std::nullopt;
  return std::move(found.front());
}

std::optional<ImportMatch> match_row(Tx& tx, const ImportPlan& plan, const ImportRow& row,
                                     std::optional<ImportProblem>& refused) {
  ImportMatch match;
  match.before = find_person(tx, plan, row, refused);
  if (refused) return std::nullopt;
  if (match.before) {
    match.donor = *match.before;
  } else {
    match.donor.organisation = *owner_of(tx, plan, row);
    match.donor.language = plan.settings->fallback_language;
  }
  if (refused = merge(plan, row, match); refused) return std::nullopt;
  match_addresses(tx, plan, row, match);
  match_donation(tx, row, match);
  if (match.fresh())
    match.consents = plan.options.consents;
  else if (!plan.options.consents.none())
    match.consents = tx.consents().givable(match.donor.id, plan.options.consents, plan.consent_at);
  return match;
}

}  // namespace muster
