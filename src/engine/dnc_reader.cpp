// SPDX-License-Identifier: Apache-2.0
#include "dnc_reader.hpp"

#include <optional>

#include "muster/base/csv.hpp"

namespace muster {
namespace {

class Reading {
 public:
  Reading(const NumberingPlans& plans, std::string_view country)
      : plans_(plans), country_(country) {}

  void take(const CsvRow& row) {
    if (row.blank()) return;
    bool first = !seen_;
    seen_ = true;
    if (!column_) column_ = column_of(row);
    if (!column_ && first) return;  // a header
    ++found_.lines;
    auto number = column_ && *column_ < row.cells.size() ? read(row.cells[*column_]) : std::nullopt;
    if (number)
      found_.numbers.push_back(std::move(*number));
    else
      found_.refused.push_back(row.line);
  }

  void refuse(const CsvRejection& rejection) {
    ++found_.lines;
    found_.refused.push_back(rejection.line);
  }

  DncNumbers result() { return std::move(found_); }

 private:
  std::optional<std::string> read(const std::string& cell) const {
    auto phone = normalise_phone(plans_, country_, cell);
    if (!phone) return std::nullopt;
    return phone->e164;
  }

  std::optional<std::size_t> column_of(const CsvRow& row) const {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (read(row.cells[i])) return i;
    return std::nullopt;
  }

  const NumberingPlans& plans_;
  std::string_view country_;
  std::optional<std::size_t> column_;
  bool seen_ = false;
  DncNumbers found_;
};

}  // namespace

DncNumbers read_dnc_numbers(std::string_view bytes, const NumberingPlans& plans,
                            std::string_view country) {
  auto reader = CsvReader::over(bytes);
  Reading reading(plans, country);
  while (true) {
    switch (reader.next()) {
      case CsvStep::row: reading.take(reader.row()); break;
      case CsvStep::rejected: reading.refuse(reader.rejection()); break;
      case CsvStep::end: return reading.result();
    }
  }
}

}  // namespace muster
