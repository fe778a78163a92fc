// SPDX-License-Identifier: Apache-2.0
// Lists of consents: who agreed to what, when, how, and where the proof lies. Silence is not
// consent: each purpose is named. A purpose that was withdrawn after its day stays withdrawn.
#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "import_kinds.hpp"
#include "muster/domain/folding.hpp"
#include "muster/store/consents.hpp"

namespace muster {
namespace {

constexpr ImportHeading headings[] = {
    {"MUC DICH", ImportField::purposes},
    {"MUC DICH DONG Y", ImportField::purposes},
    {"DONG Y", ImportField::purposes},
    {"DONG Y NHAN", ImportField::purposes},
    {"PURPOSE", ImportField::purposes},
    {"PURPOSES", ImportField::purposes},
    {"CONSENT", ImportField::purposes},
    {"CONSENTS", ImportField::purposes},
    {"NGAY", ImportField::on},
    {"NGAY DONG Y", ImportField::on},
    {"NGAY KY", ImportField::on},
    {"DATE", ImportField::on},
    {"ON", ImportField::on},
    {"GIVEN ON", ImportField::on},
    {"SIGNED ON", ImportField::on},
    {"HINH THUC", ImportField::how},
    {"CACH THUC", ImportField::how},
    {"HOW", ImportField::how},
    {"METHOD", ImportField::how},
    {"MINH CHUNG", ImportField::proof},
    {"BANG CHUNG", ImportField::proof},
    {"PROOF", ImportField::proof},
    {"EVIDENCE", ImportField::proof},
    {"NGAY RUT", ImportField::withdrawn},
    {"NGAY RUT LAI", ImportField::withdrawn},
    {"WITHDRAWN", ImportField::withdrawn},
    {"WITHDRAWN ON", ImportField::withdrawn},
};

constexpr ImportField needed[] = {ImportField::purposes, ImportField::on, ImportField::proof};

struct PurposeWord {
  std::string_view folded;
  Purpose purpose;
};
constexpr PurposeWord purposes[] = {
    {"REMINDERS", Purpose::reminders},
    {"REMINDER", Purpose::reminders},
    {"NHAC", Purpose::reminders},
    {"NHAC HEN", Purpose::reminders},
    {"NHAC LICH", Purpose::reminders},
    {"NHAC HIEN MAU", Purpose::reminders},
    {"CAMPAIGNS", Purpose::campaigns},
    {"CAMPAIGN", Purpose::campaigns},
    {"CHIEN DICH", Purpose::campaigns},
    {"VAN DONG", Purpose::campaigns},
    {"DOT HIEN MAU", Purpose::campaigns},
    {"EMERGENCY", Purpose::emergency},
    {"EMERGENCIES", Purpose::emergency},
    {"KHAN CAP", Purpose::emergency},
    {"CAP CUU", Purpose::emergency},
    {"EMERGENCY NIGHT", Purpose::emergency_night},
    {"EMERGENCY AT NIGHT", Purpose::emergency_night},
    {"KHAN CAP BAN DEM", Purpose::emergency_night},
    {"CAP CUU BAN DEM", Purpose::emergency_night},
    {"BAN DEM", Purpose::emergency_night},
};

std::optional<Purpose> purpose_named(std::string_view text) {
  std::string key = fold_key(text);
  std::replace(key.begin(), key.end(), '_', ' ');
  const auto word = std::ranges::find(purposes, std::string_view(key), &PurposeWord::folded);
  if (word == std::end(purposes)) return std::nullopt;
  return word->purpose;
}

void read_purposes(RowCells& cells, ImportRow& out) {
  const auto from = cells.cell(ImportField::purposes);
  const char* const cure =
      "name each of reminders, campaigns, emergency, emergency_night (nhắc, chiến dịch, khẩn cấp, "
      "khẩn cấp ban đêm), with commas between";
  for (std::string_view rest = from.text; !rest.empty();) {
    const auto end = std::min(rest.find_first_of(",;/+"), rest.size());
    const auto purpose = purpose_named(rest.substr(0, end));
    if (!purpose) return cells.problem(from, "is not a purpose that one consents to", cure);
    out.purposes.give(*purpose);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (from.empty()) cells.problem(from, "the purpose is missing", cure);
}

void read(RowCells& cells, ImportRow& out) {
  read_purposes(cells, out);
  const auto on = cells.cell(ImportField::on);
  if (on.empty())
    cells.problem(on, "the day is missing", "write the day on which the consent was given");
  else if (const auto day = cells.past_day(on))
    out.on = *day;
  out.how = cells.text(ImportField::how);
  if (out.how.empty()) out.how = "list";
  const auto before = cells.problems();
  out.proof = cells.text(ImportField::proof);
  if (out.proof.empty() && cells.problems() == before)
    cells.problem(cells.cell(ImportField::proof), "the proof is missing",
                  "consent must be provable: write where the proof lies");
  const auto withdrawn = cells.cell(ImportField::withdrawn);
  out.withdrawn = !withdrawn.empty();
  if (out.withdrawn)
    cells.note(withdrawn, "was withdrawn: the consent is not recorded",
               "if it was given anew, write that day and leave this cell blank");
}

std::string names_of(Consents given) {
  std::string names;
  for (const auto purpose : all_purposes)
    if (given.has(purpose)) names += (names.empty() ? "" : ", ") + std::string(name(purpose));
  return names;
}

ImportEntry enter(Tx& tx, const ImportPlan& plan, const DonorRow& donor, const ImportRow& row) {
  ImportEntry entry;
  if (row.withdrawn) return entry;
  ConsentGiven given;
  given.how = row.how;
  given.proof = row.proof;
  given.given_to = plan.actor;
  // The first minute of that day: a later no of the same day stays.
  given.given_at = plan.zone.at(row.on, MinuteOfDay(0));
  const auto fresh = tx.consents().givable(donor.id, row.purposes, given.given_at);
  entry.fresh = std::popcount(fresh.bits());
  if (fresh.none()) return entry;
  if (!plan.options.dry_run)
    tx.consents().give_all(donor.id, donor.organisation, fresh, given);
  else
    entry.changes.push_back({"consents", names_of(donor.consents),
                             names_of(Consents::of_bits(donor.consents.bits() | fresh.bits()))});
  return entry;
}

std::string what(const ImportRow& row) {
  return fmt::format("{} {}", row.purposes.bits(), to_string(row.on));
}

}  // namespace

const ImportKindParts consent_parts = {"a consent", headings, needed, read, enter, what};

}  // namespace muster
