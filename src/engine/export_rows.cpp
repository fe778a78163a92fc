// SPDX-License-Identifier: Apache-2.0
#include "export_rows.hpp"

#include <algorithm>

#include "muster/engine/planner.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/exports.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/organisations.hpp"

namespace muster {
namespace {

struct Header {
  std::string_view vi;
  std::string_view en;
};

constexpr std::size_t email_columns = 3;

constexpr Header person_headers[] = {{"Mã", "External id"},
                                     {"Họ tên", "Name"},
                                     {"Ngày sinh", "Date of birth"},
                                     {"Điện thoại", "Phone"},
                                     {"Mã tổ chức", "Organisation code"}};
constexpr Header donor_headers[] = {
    {"Email", "Email"},          {"Email 2", "Email 2"},
    {"Email 3", "Email 3"},      {"Giới tính", "Sex"},
    {"Nhóm máu", "Blood group"}, {"Ngày hiến gần nhất", "Last donation"},
    {"Loại", "Product"},         {"Thể tích (ml)", "Volume (mL)"},
    {"Xã/phường", "Commune"},    {"Ngôn ngữ", "Language"}};
constexpr Header donation_headers[] = {
    {"Ngày hiến", "Donation date"}, {"Loại", "Product"},    {"Thể tích (ml)", "Volume (mL)"},
    {"Số đơn vị", "Units"},         {"Kết quả", "Outcome"}, {"Số chứng nhận", "Certificate"}};
constexpr Header deferral_headers[] = {
    {"Lý do", "Reason"}, {"Ngày sự kiện", "Event date"}, {"Được hiến từ", "Until"}};
constexpr Header consent_headers[] = {{"Mục đích", "Purpose"},
                                      {"Ngày đồng ý", "Given on"},
                                      {"Hình thức", "How"},
                                      {"Minh chứng", "Proof"},
                                      {"Ngày rút", "Withdrawn on"}};

std::span<const Header> headers_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::donors: break;
    case ImportKind::donations: return donation_headers;
    case ImportKind::deferrals: return deferral_headers;
    case ImportKind::consents: return consent_headers;
  }
  return donor_headers;
}

ExportCell day_cell(const std::optional<Day>& day) {
  return day ? ExportCell(*day) : ExportCell(std::string());
}
ExportCell text_cell(std::string_view text) { return std::string(text); }
ExportCell volume_cell(int volume) {
  return volume > 0 ? ExportCell(std::int64_t{volume}) : ExportCell(std::string());
}

// Each number once, though it may be there for texts and for calls; several in one cell.
std::string phones_of(const std::vector<ContactPointRow>& points) {
  std::vector<std::string> seen;
  for (const auto& point : points)
    if (point.channel != Channel::email && !point.address.empty() &&
        std::ranges::find(seen, point.address) == seen.end())
      seen.push_back(point.address);
  std::string all;
  for (const auto& phone : seen) all += (all.empty() ? "" : " / ") + phone;
  return all;
}

class PageRows {
 public:
  PageRows(Tx& tx, ImportKind kind, ExportPage& page) : tx_(tx), kind_(kind), page_(page) {}

  void add(const DonorRow& donor) {
    switch (kind_) {
      case ImportKind::donors: return add_donor(donor);
      case ImportKind::donations: return add_donations(donor);
      case ImportKind::deferrals: return add_deferrals(donor);
      case ImportKind::consents: return add_consents(donor);
    }
  }

 private:
  ExportRow person(const DonorRow& donor, const std::vector<ContactPointRow>& points) {
    const auto organisation = tx_.organisations().find(donor.organisation);
    ExportRow row;
    row.emplace_back(donor.external_id);
    row.emplace_back(donor.name);
    row.push_back(day_cell(donor.birth));
    row.emplace_back(phones_of(points));
    row.emplace_back(organisation ? organisation->code : std::string());
    return row;
  }

  void add_donor(const DonorRow& donor) {
    const auto points = tx_.contact_points().of_donor(donor.id);
    ExportRow row = person(donor, points);
    std::size_t emails = 0;
    for (const auto& point : points)
      if (point.channel == Channel::email && emails < email_columns) {
        row.emplace_back(point.address);
        ++emails;
      }
    for (; emails < email_columns; ++emails) row.emplace_back(std::string());
    row.push_back(text_cell(donor.sex == Sex::unknown ? "" : name(donor.sex)));
    row.push_back(text_cell(donor.group == BloodGroup() ? "" : to_string(donor.group)));
    std::optional<Donation> last;
    for (const auto& donation : tx_.ledger().donations(donor.id))
      if (donation.outcome == DonationOutcome::given) last = donation;
    row.push_back(last ? ExportCell(last->on) : text_cell(""));
    row.push_back(text_cell(last ? name(last->product) : ""));
    row.push_back(volume_cell(last ? last->volume_ml : 0));
    row.emplace_back(donor.commune);
    row.emplace_back(donor.language);
    page_.rows.push_back(std::move(row));
  }

  void add_donations(const DonorRow& donor) {
    auto entries = tx_.ledger().donation_history(donor.id);
    std::erase_if(entries, [](const DonationEntry& entry) { return !entry.in_force(); });
    if (entries.empty()) return;
    std::ranges::reverse(entries);  // the newest came first
    const ExportRow who = person(donor, tx_.contact_points().of_donor(donor.id));
    for (const auto& entry : entries) {
      const auto& donation = entry.donation;
      ExportRow row = who;
      row.emplace_back(donation.on);
      row.push_back(text_cell(name(donation.product)));
      row.push_back(volume_cell(donation.volume_ml));
      row.emplace_back(std::int64_t{entry.papers.units});
      row.push_back(text_cell(name(donation.outcome)));
      row.emplace_back(entry.papers.certificate);
      page_.rows.push_back(std::move(row));
    }
  }

  void add_deferrals(const DonorRow& donor) {
    const auto deferrals = tx_.ledger().deferrals(donor.id);
    if (deferrals.empty()) return;
    const ExportRow who = person(donor, tx_.contact_points().of_donor(donor.id));
    for (const auto& deferral : deferrals) {
      ExportRow row = who;
      row.emplace_back(deferral.reason);
      row.emplace_back(deferral.event);
      row.push_back(day_cell(deferral.until));
      page_.rows.push_back(std::move(row));
    }
  }

  void add_consents(const DonorRow& donor) {
    const auto consents = tx_.consents().of_donor(donor.id);
    if (consents.empty()) return;
    const ExportRow who = person(donor, tx_.contact_points().of_donor(donor.id));
    const Zone zone = zone_of(tx_, donor);
    for (const auto& consent : consents) {
      ExportRow row = who;
      row.push_back(text_cell(name(consent.purpose)));
      row.emplace_back(zone.day_of(consent.given_at));
      row.emplace_back(consent.how);
      row.emplace_back(consent.proof);
      row.push_back(consent.withdrawn_at ? ExportCell(zone.day_of(*consent.withdrawn_at))
                                         : text_cell(""));
      page_.rows.push_back(std::move(row));
    }
  }

  Tx& tx_;
  ImportKind kind_;
  ExportPage& page_;
};

}  // namespace

std::vector<std::string> export_headers(ImportKind kind, std::string_view language) {
  std::vector<std::string> found;
  for (const auto headers : {std::span<const Header>(person_headers), headers_of(kind)})
    for (const auto& header : headers) found.emplace_back(language == "en" ? header.en : header.vi);
  return found;
}

ExportPage export_page(Tx& tx, const Principal& who, ImportKind kind, DonorId after) {
  ExportPage page;
  PageRows rows(tx, kind, page);
  const auto ids = ExportTable(tx).donors(who, after, export_page_donors);
  for (const auto id : ids)
    if (const auto donor = tx.donors().find(id)) rows.add(*donor);
  if (ids.size() == static_cast<std::size_t>(export_page_donors)) page.last = ids.back();
  return page;
}

}  // namespace muster
