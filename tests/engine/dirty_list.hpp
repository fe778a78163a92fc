// SPDX-License-Identifier: Apache-2.0
// A donor list with every kind of dirt that lists have, and what an import must make of each line.
#pragma once
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"

namespace muster {

struct CleanDonor {
  std::string phone;  // E.164; each donor has another
  std::string name;
  std::optional<Day> birth;
  std::optional<BloodGroup> group;
  std::optional<Day> last;
};

struct DirtyLine {
  std::int64_t line = 0;
  int column = 0;
  std::string value;  // as the report shows it
  std::string cure;   // part of it
};

class DirtyList {
 public:
  // `lines` of the file, the header among them.
  DirtyList(std::uint32_t seed, std::int64_t lines);

  std::string file;
  std::vector<CleanDonor> accepted;
  std::vector<DirtyLine> refused;
  std::vector<std::int64_t> noted;  // lines with one note
  std::int64_t rows = 0;
  std::int64_t repeats = 0;

 private:
  // STT;Mã;Họ và tên;Ngày sinh;Giới tính;Điện thoại;Nhóm máu;Rh;Ngày hiến gần nhất;Ghi chú
  struct Row {
    std::string name = "Nguyễn Thị Lan", birth = "05/02/1990", sex = "Nữ", phone, group = "O",
                rh = "+", last = "25/10/2026", note;
  };
  void add_line();
  void add_good(int dirt);
  void add_bad(int dirt);
  void add_blank();
  void write(const Row& row);
  void write_raw(const std::string& text);
  void accept(const Row& row, CleanDonor donor);
  void refuse(const Row& row, int column, std::string value, std::string cure);
  Row fresh(CleanDonor& donor);

  std::mt19937 random_;
  std::int64_t line_ = 1;
  int number_ = 0;
  std::vector<Row> written_;  // to be repeated
};

}  // namespace muster
