// SPDX-License-Identifier: Apache-2.0
// Lists of donations: what was given on which day, or why not. A donation that the ledger has stays
// as it is; what a list says besides is not put into it.
#include <fmt/format.h>

#include <algorithm>

#include "import_cells.hpp"
#include "import_kinds.hpp"
#include "muster/domain/folding.hpp"
#include "muster/store/ledger.hpp"

namespace muster {
namespace {

constexpr int most_units = 4;

constexpr ImportHeading headings[] = {
    {"NGAY HIEN", ImportField::on},
    {"NGAY HIEN MAU", ImportField::on},
    {"NGAY", ImportField::on},
    {"NGAY THANG", ImportField::on},
    {"DATE", ImportField::on},
    {"ON", ImportField::on},
    {"DONATION DATE", ImportField::on},
    {"DATE OF DONATION", ImportField::on},
    {"DONATED ON", ImportField::on},
    {"LOAI", ImportField::product},
    {"LOAI HIEN", ImportField::product},
    {"LOAI HIEN MAU", ImportField::product},
    {"LOAI CHE PHAM", ImportField::product},
    {"CHE PHAM", ImportField::product},
    {"THANH PHAN", ImportField::product},
    {"PRODUCT", ImportField::product},
    {"COMPONENT", ImportField::product},
    {"DONATION TYPE", ImportField::product},
    {"THE TICH", ImportField::volume},
    {"THE TICH ML", ImportField::volume},
    {"LUONG MAU", ImportField::volume},
    {"LUONG MAU HIEN", ImportField::volume},
    {"VOLUME", ImportField::volume},
    {"VOLUME ML", ImportField::volume},
    {"SO DON VI", ImportField::units},
    {"DON VI MAU", ImportField::units},
    {"UNITS", ImportField::units},
    {"KET QUA", ImportField::outcome},
    {"KET QUA HIEN", ImportField::outcome},
    {"TINH TRANG", ImportField::outcome},
    {"OUTCOME", ImportField::outcome},
    {"RESULT", ImportField::outcome},
    {"STATUS", ImportField::outcome},
    {"SO CHUNG NHAN", ImportField::certificate},
    {"SO GIAY CHUNG NHAN", ImportField::certificate},
    {"GIAY CHUNG NHAN", ImportField::certificate},
    {"SO GCN", ImportField::certificate},
    {"CERTIFICATE", ImportField::certificate},
    {"CERTIFICATE NUMBER", ImportField::certificate},
    {"CERTIFICATE NO", ImportField::certificate},
};

constexpr ImportField needed[] = {ImportField::on};

struct OutcomeWord {
  std::string_view folded;
  DonationOutcome outcome;
};
constexpr OutcomeWord outcomes[] = {
    {"GIVEN", DonationOutcome::given},
    {"DONATED", DonationOutcome::given},
    {"DA HIEN", DonationOutcome::given},
    {"DA HIEN MAU", DonationOutcome::given},
    {"HIEN", DonationOutcome::given},
    {"DAT", DonationOutcome::given},
    {"DEFERRED ON SITE", DonationOutcome::deferred_on_site},
    {"DEFERRED", DonationOutcome::deferred_on_site},
    {"HOAN", DonationOutcome::deferred_on_site},
    {"HOAN HIEN", DonationOutcome::deferred_on_site},
    {"HOAN TAI CHO", DonationOutcome::deferred_on_site},
    {"TRI HOAN", DonationOutcome::deferred_on_site},
    {"KHONG DAT", DonationOutcome::deferred_on_site},
    {"KHONG HIEN", DonationOutcome::deferred_on_site},
    {"OUTCOME PENDING", DonationOutcome::outcome_pending},
    {"PENDING", DonationOutcome::outcome_pending},
    {"CHO KET QUA", DonationOutcome::outcome_pending},
    {"CHUA NHAP", DonationOutcome::outcome_pending},
    {"SELF REPORTED", DonationOutcome::self_reported},
    {"TU KHAI", DonationOutcome::self_reported},
    {"TU BAO", DonationOutcome::self_reported},
};

std::optional<DonationOutcome> outcome_named(std::string_view text) {
  std::string key = fold_key(text);
  std::replace(key.begin(), key.end(), '_', ' ');
  const auto word = std::ranges::find(outcomes, std::string_view(key), &OutcomeWord::folded);
  if (word == std::end(outcomes)) return std::nullopt;
  return word->outcome;
}

void read_units(RowCells& cells, ImportRow& out) {
  const auto from = cells.cell(ImportField::units);
  if (from.empty()) return;
  if (from.text.size() == 1 && from.text[0] >= '1' && from.text[0] <= '0' + most_units)
    out.units = from.text[0] - '0';
  else
    cells.problem(from, "is no number of units", fmt::format("write 1 to {}", most_units));
}

void read(RowCells& cells, ImportRow& out) {
  const auto on = cells.cell(ImportField::on);
  if (on.empty())
    cells.problem(on, "the day is missing", "write the day of the donation, such as 25/12/2025");
  else if (const auto day = cells.past_day(on))
    out.on = *day;
  if (const auto outcome = cells.cell(ImportField::outcome); !outcome.empty()) {
    const auto named = outcome_named(outcome.text);
    if (named)
      out.outcome = *named;
    else
      cells.problem(outcome, "is not an outcome",
                    "write given, deferred_on_site, outcome_pending or self_reported (đã hiến, "
                    "hoãn, chờ kết quả, tự khai)");
  }
  out.product = cells.product();
  out.volume_ml = cells.volume();
  read_units(cells, out);
  out.certificate = cells.text(ImportField::certificate);
}

Donation donation_of(const ImportRow& row) {
  Donation donation;
  donation.product = row.product.value_or(Product::whole_blood);
  donation.outcome = row.outcome;
  donation.on = row.on;
  donation.volume_ml = row.volume_ml;
  return donation;
}

DonationPapers papers_of(const ImportRow& row) {
  DonationPapers papers;
  papers.units = std::max(1, row.units);
  papers.certificate = row.certificate;
  papers.source = "import";
  return papers;
}

std::string summary(const Donation& donation, const DonationPapers& papers) {
  auto text = fmt::format("{} {} on {}", name(donation.outcome), name(donation.product),
                          to_string(donation.on));
  if (donation.volume_ml > 0) text += fmt::format(", {} mL", donation.volume_ml);
  if (papers.units > 1) text += fmt::format(", {} units", papers.units);
  if (!papers.certificate.empty()) text += ", certificate " + papers.certificate;
  return text;
}

// What a list of donors says of a last donation has no papers: the list that has them adds them.
// Papers that are there stay, and so does what somebody corrected.
ImportEntry add_papers(Tx& tx, const ImportPlan& plan, DonorId donor, const ImportRow& row,
                       const DonationPapers& papers) {
  ImportEntry entry;
  if (papers.certificate.empty() && papers.units == 1) return entry;
  for (auto known : tx.ledger().donation_history(donor)) {
    const auto& donation = known.donation;
    if (!known.in_force() || donation.on != row.on || donation.outcome != row.outcome ||
        donation.product != row.product.value_or(donation.product))
      continue;
    if (!known.earlier.empty()) return entry;
    const auto before = summary(donation, known.papers);
    if (known.papers.certificate.empty()) known.papers.certificate = papers.certificate;
    if (known.papers.units == 1) known.papers.units = papers.units;
    const auto after = summary(donation, known.papers);
    if (before == after) return entry;
    entry.amended = true;
    entry.changes.push_back({"donation", before, after});
    if (!plan.options.dry_run)
      tx.ledger().correct_donation(known, {plan.who.actor, "papers from a list", plan.now});
    return entry;
  }
  return entry;
}

ImportEntry enter(Tx& tx, const ImportPlan& plan, const DonorRow& donor, const ImportRow& row) {
  ImportEntry entry;
  if (donor.birth && row.on < *donor.birth) {
    entry.refused = "is before the donor's date of birth";
    entry.cure = "check both dates, and that the line is about this donor";
    entry.value = to_string(row.on);
    return entry;
  }
  const Donation donation = donation_of(row);
  const DonationPapers papers = papers_of(row);
  // A day without its product is not a second donation.
  const Said said = tx.ledger().said(donor.id, donation, row.product);
  if (said == Said::stands) return add_papers(tx, plan, donor.id, row, papers);
  if (said == Said::taken_back) {
    entry.taken_back = true;
    return entry;
  }
  entry.fresh = 1;
  entry.dates_changed = true;
  if (plan.options.dry_run)
    entry.changes.push_back({"donation", "", summary(donation, papers)});
  else
    tx.ledger().add_donation(donor.id, donor.organisation, donation, papers, plan.now);
  return entry;
}

std::string what(const ImportRow& row) {
  const auto donation = donation_of(row);
  return fmt::format("{} {} {}", to_string(row.on), name(donation.product), name(row.outcome));
}

}  // namespace

const ImportKindParts donation_parts = {"a donation", headings, needed, read, enter, what};

}  // namespace muster
