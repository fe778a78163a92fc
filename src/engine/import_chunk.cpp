// SPDX-License-Identifier: Apache-2.0
#include "import_chunk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "import_kinds.hpp"
#include "import_match.hpp"
#include "muster/domain/eligibility.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/send_facts.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"

namespace muster {
namespace {

class ChunkImport {
 public:
  ChunkImport(Tx& tx, const ImportPlan& plan) : tx_(tx), plan_(plan) {}

  ImportResult run(const std::vector<ImportRow>& rows) {
    const auto& parts = parts_of(plan_.options.kind);
    for (const auto& row : rows) parts.enter ? enter(parts, row) : take(row);
    if (!plan_.options.dry_run && result_.added + result_.changed > 0) journal(rows);
    return std::move(result_);
  }

 private:
  void refuse(ImportProblem problem) {
    ++result_.refused;
    result_.problems.push_back(std::move(problem));
  }

  // The line is taken; this of it is not.
  void note_taken_back(const ImportRow& row, ImportField field, std::string value) {
    result_.notes.push_back(
        refusal(plan_, row, field, std::move(value),
                "was in the register and was corrected or withdrawn: it is not brought back",
                "if the list is right, enter it at the desk"));
  }

  // An entry of a donor who must be there.
  void enter(const ImportKindParts& parts, const ImportRow& row) {
    std::optional<ImportProblem> refused;
    const auto donor = find_person(tx_, plan_, row, refused);
    if (refused) return refuse(std::move(*refused));
    if (!donor) return refuse(nobody(row));
    const auto cycle = current_cycle(*donor);
    auto entry = parts.enter(tx_, plan_, *donor, row);
    if (!entry.refused.empty())
      return refuse(refusal(plan_, row, entry.field, std::move(entry.value),
                            std::move(entry.refused), std::move(entry.cure)));
    if (entry.taken_back) note_taken_back(row, ImportField::on, to_string(row.on));
    // In a dry run an earlier line that says the same was not written.
    if ((entry.fresh == 0 && !entry.amended) || (plan_.options.dry_run && row.repeats)) {
      ++result_.unchanged;
      return;
    }
    if (entry.amended) {
      ++result_.changed;
      if (plan_.options.dry_run) tell(row, donor->id, donor->name, false, entry.changes);
      return;
    }
    ++result_.added;
    count_of_kind() += entry.fresh;
    if (plan_.options.dry_run) return tell(row, donor->id, donor->name, true, entry.changes);
    if (entry.dates_changed) {
      replan_imported(tx_, plan_, *donor);
      // A new cycle: what the old one was about to say is pointless.
      if (current_cycle(*donor) != cycle)
        tx_.messages().drop_queued_steps(donor->id, Reason::answered, plan_.now);
    }
  }

  // Only donations open cycles; other lists need not ask the ledger for each row.
  std::string current_cycle(const DonorRow& donor) {
    if (plan_.options.kind != ImportKind::donations || plan_.options.dry_run) return {};
    return muster::current_cycle(tx_.ledger().donations(donor.id));
  }

  std::int64_t& count_of_kind() {
    switch (plan_.options.kind) {
      case ImportKind::deferrals: return result_.deferrals;
      case ImportKind::consents: return result_.consents;
      default: return result_.donations;
    }
  }

  ImportProblem nobody(const ImportRow& row) const {
    const bool by_code = !row.external_id.empty();
    return refusal(plan_, row, by_code ? ImportField::external_id : ImportField::name,
                   by_code ? row.external_id : row.name, "no donor here matches",
                   "import them with a list of donors first, or correct code, name, number or "
                   "date of birth");
  }

  void take(const ImportRow& row) {
    std::optional<ImportProblem> refused;
    auto match = match_row(tx_, plan_, row, refused);
    if (!match) return refuse(std::move(*refused));
    if (match->taken_back)
      note_taken_back(row, ImportField::last_donation, to_string(*row.last_donation));
    if (!plan_.options.dry_run) apply(*match);
    count(row, *match);
  }

  void apply(ImportMatch& match) {
    DonorRow& donor = match.donor;
    if (match.fresh()) {
      donor.consents = match.consents;
      donor.id = tx_.donors().add(donor, plan_.now);
    } else if (match.person_changed) {
      tx_.donors().update(donor, plan_.now);
    }
    for (std::size_t i = 0; i < match.addresses.size(); ++i) {
      const ImportAddress& address = match.addresses[i];
      ContactPointRow point;
      if (match.fresh()) point.position = static_cast<int>(i);
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
    if (match.fresh() || match.donation || match.rules_changed) replan(match);
  }

  void record_consents(const ImportMatch& match) {
    ConsentGiven given;
    given.how = "list";
    given.proof = plan_.options.proof;
    given.text_shown = plan_.options.text_shown;
    given.given_to = plan_.actor;
    given.given_at = plan_.consent_at;
    const DonorRow& donor = match.donor;
    if (match.fresh())
      tx_.consents().record(donor.id, donor.organisation, match.consents, given);
    else
      tx_.consents().give_all(donor.id, donor.organisation, match.consents, given);
  }

  void replan(const ImportMatch& match) {
    if (plan_.replan || !match.fresh()) return replan_imported(tx_, plan_, match.donor);
    // What was just written; asking for it again would double the work of a first import.
    Ledger ledger;
    ledger.sex = match.donor.sex;
    ledger.birth = match.donor.birth;
    if (match.donation) ledger.donations.push_back(*match.donation);
    tx_.ledger().store_eligibility(match.donor.id, evaluate(plan_.settings->rules, ledger));
  }

  void count(const ImportRow& row, const ImportMatch& match) {
    const bool changed = match.person_changed || !match.addresses.empty() ||
                         !match.unproved.empty() || match.donation || !match.consents.none();
    // In a dry run an earlier line of the same donor was not written.
    if (plan_.options.dry_run && row.repeats && match.fresh()) {
      ++result_.unchanged;
      return;
    }
    if (match.fresh())
      ++result_.added;
    else if (changed)
      ++result_.changed;
    else
      ++result_.unchanged;
    if (match.donation) ++result_.donations;
    result_.consents += std::popcount(match.consents.bits());
    if (!row.repeats) count_reach(match);
    if (plan_.options.dry_run && changed)
      tell(row, match.donor.id, match.donor.name, match.fresh(), changes_of(plan_, match));
  }

  void tell(const ImportRow& row, DonorId donor, std::string name, bool added,
            std::vector<ImportFieldChange> fields) {
    ImportChange change;
    change.line = row.line;
    change.added = added;
    change.donor = donor;
    change.name = std::move(name);
    change.fields = std::move(fields);
    ++result_.change_count;
    result_.changes.push_back(std::move(change));
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
      verified = verified || now || is_verified(*plan_.settings, point, plan_.now);
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

  // One row a chunk: what a list brought in is found by the rows' own times and sources.
  void journal(const std::vector<ImportRow>& rows) {
    const auto entered = fmt::format(R"("donations":{},"deferrals":{},"consents":{})",
                                     result_.donations, result_.deferrals, result_.consents);
    const auto data =
        fmt::format(R"({{"lines":[{},{}],"added":{},"changed":{},{}}})", rows.front().line,
                    rows.back().line, result_.added, result_.changed, entered);
    tx_.journal().append(plan_.actor, "organisation", plan_.options.organisation.value(),
                         fmt::format("{}_imported", name(plan_.options.kind)), data, plan_.now);
  }

  Tx& tx_;
  const ImportPlan& plan_;
  ImportResult result_;
};

}  // namespace

ImportProblem refusal(const ImportPlan& plan, const ImportRow& row, ImportField field,
                      std::string value, std::string reason, std::string cure) {
  ImportProblem problem;
  problem.line = row.line;
  if (const auto& cells = plan.columns.of(field); !cells.empty()) {
    problem.column = cells.front() + 1;
    problem.header = plan.columns.header(cells.front());
  }
  problem.value = std::move(value);
  problem.reason = std::move(reason);
  problem.cure = std::move(cure);
  return problem;
}

void replan_imported(Tx& tx, const ImportPlan& plan, const DonorRow& donor) {
  if (plan.replan) return plan.replan(tx, *plan.settings, donor.id, plan.now);
  tx.ledger().store_eligibility(donor.id,
                                evaluate(plan.settings->rules, tx.ledger().ledger(donor)));
}

Result<ImportResult> import_chunk(Tx& tx, const ImportPlan& plan,
                                  const std::vector<ImportRow>& rows) {
  return ChunkImport(tx, plan).run(rows);
}

}  // namespace muster
