// SPDX-License-Identifier: Apache-2.0
// Lists of deferrals: why a donor may not give, since when, until when. Reasons are health data:
// they stand in the answer to whoever imports, never in log or journal.
#include <fmt/format.h>

#include <algorithm>

#include "import_kinds.hpp"
#include "muster/domain/reason_words.hpp"
#include "muster/store/ledger.hpp"

namespace muster {
namespace {

constexpr ImportHeading headings[] = {
    {"LY DO", ImportField::reason},
    {"LY DO HOAN", ImportField::reason},
    {"LY DO TRI HOAN", ImportField::reason},
    {"NGUYEN NHAN", ImportField::reason},
    {"REASON", ImportField::reason},
    {"REASON CODE", ImportField::reason},
    {"DEFERRAL REASON", ImportField::reason},
    {"DEFERRAL", ImportField::reason},
    {"NGAY", ImportField::on},
    {"NGAY SU KIEN", ImportField::on},
    {"NGAY HOAN", ImportField::on},
    {"NGAY BAT DAU", ImportField::on},
    {"TU NGAY", ImportField::on},
    {"EVENT", ImportField::on},
    {"EVENT DATE", ImportField::on},
    {"DATE", ImportField::on},
    {"FROM", ImportField::on},
    {"ON", ImportField::on},
    {"DUOC HIEN TU", ImportField::until},
    {"NGAY DUOC HIEN LAI", ImportField::until},
    {"HOAN DEN", ImportField::until},
    {"HOAN DEN NGAY", ImportField::until},
    {"UNTIL", ImportField::until},
    {"FREE ON", ImportField::until},
};

constexpr ImportField needed[] = {ImportField::reason, ImportField::on};

std::string known_reasons(const RuleSet& rules) {
  std::string codes;
  for (const auto& reason : rules.reasons) codes += (codes.empty() ? "" : ", ") + reason.code;
  return codes;
}

void read_reason(RowCells& cells, ImportRow& out) {
  const auto from = cells.cell(ImportField::reason);
  const RuleSet& rules = *cells.rules().deferrals;
  const auto* reason = from.empty() ? nullptr : deferral_reason_named(rules, from.text);
  if (reason)
    out.reason = reason->code;
  else
    cells.problem(from,
                  from.empty() ? "the reason is missing"
                               : fmt::format("is no reason of the rules {}", rules.code),
                  "write one of: " + known_reasons(rules));
}

void read(RowCells& cells, ImportRow& out) {
  read_reason(cells, out);
  const auto on = cells.cell(ImportField::on);
  if (on.empty())
    cells.problem(on, "the day is missing", "write the day from which the deferral is counted");
  else if (const auto day = cells.past_day(on))
    out.on = *day;
  const auto until = cells.cell(ImportField::until);
  out.until = cells.day(until);
  if (out.until && *out.until <= out.on)
    cells.problem(until, "is not after the day from which the deferral is counted",
                  "write the first day on which the donor may give again, or leave it blank");
}

// `end` by the rules when the row does not name one.
Deferral deferral_of(const ImportPlan& plan, const ImportRow& row) {
  Deferral deferral;
  deferral.reason = row.reason;
  deferral.event = row.on;
  deferral.until = row.until;
  if (!row.until)
    if (const auto end = deferral_end(plan.settings->rules, row.reason, row.on))
      deferral.until = *end;
  return deferral;
}

std::string summary(const Deferral& deferral) {
  return fmt::format("{} since {}, {}", deferral.reason, to_string(deferral.event),
                     deferral.until ? "may give from " + to_string(*deferral.until) : "for good");
}

ImportEntry enter(Tx& tx, const ImportPlan& plan, const DonorRow& donor, const ImportRow& row) {
  ImportEntry entry;
  const Deferral deferral = deferral_of(plan, row);
  const Said said = tx.ledger().said(donor.id, deferral, row.until.has_value());
  entry.taken_back = said == Said::taken_back;
  if (said != Said::never) return entry;
  entry.fresh = 1;
  entry.dates_changed = true;
  if (plan.options.dry_run)
    entry.changes.push_back({"deferral", "", summary(deferral)});
  else
    tx.ledger().add_deferral(donor.id, donor.organisation, deferral, "import", plan.now);
  return entry;
}

std::string what(const ImportRow& row) {
  return fmt::format("{} {} {}", row.reason, to_string(row.on),
                     row.until ? to_string(*row.until) : "");
}

}  // namespace

const ImportKindParts deferral_parts = {"a deferral", headings, needed, read, enter, what};

}  // namespace muster
