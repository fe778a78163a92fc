// SPDX-License-Identifier: Apache-2.0
#include "import_chunk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "import_match.hpp"
#include "muster/domain/eligibility.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"

namespace muster {
namespace {

class ChunkImport {
 public:
  ChunkImport(Tx& tx, const ImportPlan& plan) : tx_(tx), plan_(plan) {}

  ImportResult run(const std::vector<ImportRow>& rows) {
    for (const auto& row : rows) take(row);
    if (!plan_.options.dry_run && result_.added + result_.changed > 0) journal(rows);
    return std::move(result_);
  }

 private:
  void take(const ImportRow& row) {
    auto match = match_row(tx_, plan_, row);
    if (!match) return refuse(row, match.error());
    if (!plan_.options.dry_run) apply(*match);
    count(row, *match);
  }

  void refuse(const ImportRow& row, const Error& error) {
    ++result_.refused;
    ImportProblem problem;
    problem.line = row.line;
    problem.value = row.name;
    problem.reason = error.message();
    problem.cure = error.field();
    result_.problems.push_back(std::move(problem));
  }

  void apply(ImportMatch& match) {
    DonorRow& donor = match.donor;
    if (match.fresh) {
      donor.consents = match.consents;
      donor.id = tx_.donors().add(donor, plan_.now);
    } else if (match.person_changed) {
      tx_.donors().update(donor, plan_.now);
    }
    for (std::size_t i = 0; i < match.addresses.size(); ++i) {
      const ImportAddress& address = match.addresses[i];
      ContactPointRow point;
      if (match.fresh) point.position = static_cast<int>(i);
      point.donor = donor.id;
      point.organisation = donor.organisation;
      point.channel = address.channel;
      point.address = address.address;
      if (!plan_.options.verified.empty()) {
        point.verified_at = plan_.now;
        point.verified_how = plan_.options.verified;
      }
      tx_.contact_points().add(point);
    }
    for (const auto point : match.unproved)
      tx_.contact_points().verify(point, plan_.options.verified, plan_.now);
    if (!match.consents.none()) record_consents(match);
    if (match.donation)
      tx_.ledger().add_donation(donor.id, donor.organisation, *match.donation, "import", plan_.now);
    if (match.fresh || match.donation || match.rules_changed) replan(match);
  }

  void record_consents(const ImportMatch& match) {
    ConsentGiven given;
    given.how = "list";
    given.proof = plan_.options.proof;
    given.text_shown = plan_.options.text_shown;
    given.given_to = plan_.actor;
    given.given_at = plan_.consent_at;
    const DonorRow& donor = match.donor;
    if (match.fresh)
      tx_.consents().record(donor.id, donor.organisation, match.consents, given);
    else
      tx_.consents().give_all(donor.id, donor.organisation, match.consents, given);
  }

  void replan(const ImportMatch& match) {
    if (plan_.replan) return plan_.replan(tx_, *plan_.settings, match.donor.id, plan_.now);
    Ledger ledger;
    if (match.fresh) {
      // What was just written; asking for it again would double the work of a first import.
      ledger.sex = match.donor.sex;
      ledger.birth = match.donor.birth;
      if (match.donation) ledger.donations.push_back(*match.donation);
    } else {
      ledger = tx_.ledger().ledger(match.donor);
    }
    tx_.ledger().store_eligibility(match.donor.id, evaluate(plan_.settings->rules, ledger));
  }

  void count(const ImportRow& row, const ImportMatch& match) {
    const bool changed = match.person_changed || !match.addresses.empty() ||
                         !match.unproved.empty() || match.donation || !match.consents.none();
    // In a dry run an earlier line of the same donor was not written.
    if (match.fresh && !(plan_.options.dry_run && row.repeats))
      ++result_.added;
    else if (changed)
      ++result_.changed;
    else
      ++result_.unchanged;
    if (match.donation) ++result_.donations;
    result_.consents += std::popcount(match.consents.bits());
    if (!row.repeats) count_reach(match);
  }

  void count_reach(const ImportMatch& match) {
    bool reachable = false;
    bool verified = false;
    const bool proved = !plan_.options.verified.empty();
    for (const auto& point : match.known) {
      if (point.suppressed_at || point.channel == Channel::voice) continue;
      const bool now =
          std::find(match.unproved.begin(), match.unproved.end(), point.id) != match.unproved.end();
      reachable = true;
      verified = verified || point.verified_at || now;
    }
    for (const auto& address : match.addresses) {
      if (address.channel == Channel::voice) continue;
      reachable = true;
      verified = verified || proved;
    }
    if (match.donor.consents.none() && match.consents.none()) ++result_.without_consent;
    if (!reachable)
      ++result_.without_address;
    else if (!verified)
      ++result_.unverified;
  }

  // One row a chunk: what a list brought in is found by donor.created_at and the consents' proof.
  void journal(const std::vector<ImportRow>& rows) {
    const auto data =
        fmt::format(R"({{"lines":[{},{}],"added":{},"changed":{},"donations":{},"consents":{}}})",
                    rows.front().line, rows.back().line, result_.added, result_.changed,
                    result_.donations, result_.consents);
    tx_.journal().append(plan_.actor, "organisation", plan_.options.organisation.value(),
                         "donors_imported", data, plan_.now);
  }

  Tx& tx_;
  const ImportPlan& plan_;
  ImportResult result_;
};

}  // namespace

Result<ImportResult> import_chunk(Tx& tx, const ImportPlan& plan,
                                  const std::vector<ImportRow>& rows) {
  return ChunkImport(tx, plan).run(rows);
}

}  // namespace muster
