// SPDX-License-Identifier: Apache-2.0
#include "dirty_list.hpp"

#include <fmt/format.h>

namespace muster {
namespace {

constexpr int goods = 18;
constexpr int bads = 14;

const char* const header =
    "STT;Mã;Họ và tên;Ngày sinh;Giới tính;Điện thoại;Nhóm máu;Rh;Ngày hiến gần nhất;Ghi chú\r\n";

}  // namespace

DirtyList::DirtyList(std::uint32_t seed, std::int64_t lines) : random_(seed) {
  file = header;
  while (line_ < lines) add_line();
}

void DirtyList::write_raw(const std::string& text) {
  file += text + "\r\n";
  ++line_;
  ++rows;
}

void DirtyList::write(const Row& row) {
  write_raw(fmt::format("{};;{};{};{};{};{};{};{};{}", rows + 1, row.name, row.birth, row.sex,
                        row.phone, row.group, row.rh, row.last, row.note));
}

// A clean row of a donor who was not there before.
DirtyList::Row DirtyList::fresh(CleanDonor& donor) {
  Row row;
  const auto digits = fmt::format("{:08}", 12'345'678 + ++number_ * 11);
  donor.phone = "+849" + digits;
  row.phone = "09" + digits;
  donor.name = row.name;
  donor.birth = *parse_day("1990-02-05");
  donor.group = BloodGroup{Abo::o, RhD::positive};
  donor.last = *parse_day("2026-10-25");
  return row;
}

void DirtyList::accept(const Row& row, CleanDonor donor) {
  write(row);
  written_.push_back(row);
  accepted.push_back(std::move(donor));
}

void DirtyList::refuse(const Row& row, int column, std::string value, std::string cure) {
  write(row);
  refused.push_back({line_, column, std::move(value), std::move(cure)});
}

// Lines that hold nothing count as lines, not as rows.
void DirtyList::add_blank() {
  const char* const blanks[] = {"", "   ", ";;;;;;;;;", " ; ;;;;;;;"};
  file += std::string(blanks[random_() % 4]) + "\r\n";
  ++line_;
}

void DirtyList::add_line() {
  const auto dice = random_() % 10;
  if (dice == 0) return add_blank();
  if (dice < 7) return add_good(static_cast<int>(random_() % goods));
  add_bad(static_cast<int>(random_() % bads));
}

void DirtyList::add_good(int dirt) {
  CleanDonor donor;
  Row row = fresh(donor);
  const std::string seven = donor.phone.substr(5);  // the last seven digits and no more
  const std::string national = donor.phone.substr(3);
  switch (dirt) {
    case 0:
      row.phone = "0162" + seven;
      donor.phone = "+8432" + seven;
      break;
    case 1:
      row.phone = row.phone.substr(0, 4) + " " + row.phone.substr(4, 3) + "." + row.phone.substr(7);
      break;
    case 2: row.phone = "+84 (0) " + national; break;
    case 3: row.phone = "0084" + national; break;
    case 4: row.phone = fmt::format("8.4{}E+10", national); break;
    case 5: row.phone = national; break;
    case 6: row.birth = "1990-02-05"; break;
    case 7:
      row.last = "46320";  // 2026-10-25
      noted.push_back(line_ + 1);
      break;
    case 8:
      row.birth = "32909.0";  // 1990-02-05
      noted.push_back(line_ + 1);
      break;
    case 9: row.group = "O Rh dương"; break;
    case 10: row.group = "O duong", row.rh = ""; break;
    case 11: row.group = "O+", row.rh = ""; break;
    case 12: row.name = "Nguye\u0302\u0303n Thi\u0323 Lan"; break;
    case 13:
      row.birth = "1990";
      donor.birth.reset();
      noted.push_back(line_ + 1);
      break;
    case 14:
      row.note = "\"cô giáo; nghỉ hè\r\ngọi buổi tối\"";
      accept(row, std::move(donor));
      ++line_;
      return;
    case 15:
      if (written_.empty()) return accept(row, std::move(donor));
      row = written_[random_() % written_.size()];
      // A second time it is the same donor, noted, and no other.
      row.note = "";
      row.birth = "05/02/1990";
      row.last = "25/10/2026";
      noted.push_back(line_ + 1);
      ++repeats;
      return write(row);
    case 16: row.phone = "'+84" + national; break;
    default: break;
  }
  accept(row, std::move(donor));
}

void DirtyList::add_bad(int dirt) {
  CleanDonor donor;
  Row row = fresh(donor);
  switch (dirt) {
    case 0: row.phone = "8.49E+10"; return refuse(row, 6, row.phone, "format the column as text");
    case 1: row.note = "\"chưa đóng"; return refuse(row, 10, "", "remove it");
    case 2: row.birth = "5/2/90"; return refuse(row, 4, row.birth, "25/12/2025");
    case 3: row.group = "Q"; return refuse(row, 7, row.group, "write O, A, B or AB");
    case 4: row.phone = "0912"; return refuse(row, 6, row.phone, "as it is dialled");
    case 5: row.name = ""; return refuse(row, 3, "", "write the full name");
    case 6: row.last = "01/01/2099"; return refuse(row, 9, row.last, "check day and month");
    case 7: row.last = "10/25/2026"; return refuse(row, 9, row.last, "25/12/2025");
    case 8: row.note = ";thừa"; return refuse(row, 0, "", "in quotes");
    case 9:
      write_raw(fmt::format("{};;{};{}", rows + 1, row.name, row.birth));
      refused.push_back({line_, 0, "", "in quotes"});
      return;
    case 10: row.note = "ống 5\" thép"; return refuse(row, 10, "", "write \"\" for a quote");
    case 11: row.last = "46320.5"; return refuse(row, 9, row.last, "25/12/2025");
    case 12:
      row.rh = "-";
      row.group = "O+";
      return refuse(row, 8, "-", "write the same Rh");
    default: row.sex = "khác"; return refuse(row, 5, row.sex, "write nam or nữ");
  }
}

}  // namespace muster
