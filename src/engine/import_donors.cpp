// SPDX-License-Identifier: Apache-2.0
// Lists of donors: who they are, what is known of their blood, when they gave last.
#include <fmt/format.h>

#include "import_cells.hpp"
#include "import_kinds.hpp"

namespace muster {
namespace {

constexpr ImportHeading headings[] = {
    {"NHOM MAU", ImportField::group},
    {"NHOM MAU ABO", ImportField::group},
    {"ABO", ImportField::group},
    {"BLOOD GROUP", ImportField::group},
    {"BLOOD TYPE", ImportField::group},
    {"GROUP", ImportField::group},
    {"RH", ImportField::rhd},
    {"RH D", ImportField::rhd},
    {"RHD", ImportField::rhd},
    {"YEU TO RH", ImportField::rhd},
    {"NHOM MAU RH", ImportField::rhd},
    {"RHESUS", ImportField::rhd},
    {"RH FACTOR", ImportField::rhd},
    {"GIOI TINH", ImportField::sex},
    {"GIOI", ImportField::sex},
    {"PHAI", ImportField::sex},
    {"NAM NU", ImportField::sex},
    {"SEX", ImportField::sex},
    {"GENDER", ImportField::sex},
    {"NGAY HIEN GAN NHAT", ImportField::last_donation},
    {"NGAY HIEN MAU GAN NHAT", ImportField::last_donation},
    {"NGAY HIEN MAU LAN CUOI", ImportField::last_donation},
    {"NGAY HIEN CUOI", ImportField::last_donation},
    {"HIEN GAN NHAT", ImportField::last_donation},
    {"LAN HIEN GAN NHAT", ImportField::last_donation},
    {"LAN HIEN MAU GAN NHAT", ImportField::last_donation},
    {"LAN HIEN CUOI", ImportField::last_donation},
    {"NGAY HIEN", ImportField::last_donation},
    {"NGAY HIEN MAU", ImportField::last_donation},
    {"LAST DONATION", ImportField::last_donation},
    {"LAST DONATION DATE", ImportField::last_donation},
    {"DATE OF LAST DONATION", ImportField::last_donation},
    {"LAST DONATED", ImportField::last_donation},
    {"DONATION DATE", ImportField::last_donation},
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
    {"XA", ImportField::commune},
    {"PHUONG", ImportField::commune},
    {"XA PHUONG", ImportField::commune},
    {"PHUONG XA", ImportField::commune},
    {"XA PHUONG THI TRAN", ImportField::commune},
    {"COMMUNE", ImportField::commune},
    {"WARD", ImportField::commune},
    {"NGON NGU", ImportField::language},
    {"LANGUAGE", ImportField::language},
    {"LANG", ImportField::language},
};

void read_group(RowCells& cells, ImportRow& out) {
  const auto abo = cells.cell(ImportField::group);
  const auto rh = cells.cell(ImportField::rhd, "-");
  BloodGroup group;
  if (!abo.empty()) {
    const auto parsed = parse_blood_group(abo.text);
    if (!parsed)
      return cells.problem(abo, "is not a blood group",
                           "write O, A, B or AB and + or -, such as O+ or \"AB Rh-\"");
    group = *parsed;
  }
  if (!rh.empty()) {
    auto parsed = parse_blood_group("O " + rh.text);
    if (!parsed) parsed = parse_blood_group(rh.text);
    if (!parsed || parsed->rhd == RhD::unknown)
      return cells.problem(rh, "is not an Rh factor", "write + or -");
    if (group.rhd != RhD::unknown && group.rhd != parsed->rhd)
      return cells.problem(rh, fmt::format("contradicts the blood group {} of this line", abo.text),
                           "write the same Rh in both, or in one");
    group.rhd = parsed->rhd;
  }
  if (group != BloodGroup{}) out.group = group;
}

void read_last_donation(RowCells& cells, ImportRow& out) {
  const auto from = cells.cell(ImportField::last_donation);
  const auto day = cells.past_day(from);
  if (!day) return;
  if (out.birth && *day <= *out.birth)
    return cells.problem(from, "is before the date of birth", "check both dates");
  out.last_donation = *day;
}

void read(RowCells& cells, ImportRow& out) {
  read_group(cells, out);
  read_last_donation(cells, out);
  if (const auto sex = cells.cell(ImportField::sex); !sex.empty()) {
    out.sex = parse_sex(sex.text);
    if (!out.sex) cells.problem(sex, "is not a sex", "write nam or nữ, male or female");
  }
  out.product = cells.product();
  out.volume_ml = cells.volume();
  if (const auto language = cells.cell(ImportField::language); !language.empty()) {
    if (auto parsed = parse_language(language.text))
      out.language = std::move(*parsed);
    else
      cells.problem(language, parsed.error());
  }
  out.commune = cells.text(ImportField::commune);
}

}  // namespace

const ImportKindParts donor_parts = {"a donor", headings, {}, read, nullptr, nullptr};

}  // namespace muster
