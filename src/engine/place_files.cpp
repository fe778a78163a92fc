// SPDX-License-Identifier: Apache-2.0
#include "place_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "muster/base/csv.hpp"

namespace muster {
namespace {

enum Column { code, name, district, province, latitude, longitude, count };
constexpr std::array<std::string_view, count> headers = {"code",     "name",     "district",
                                                         "province", "latitude", "longitude"};

class PlaceFile {
 public:
  PlaceFile(const std::string& path, Places& places, Problems& problems)
      : path_(path), places_(places), problems_(problems) {}

  void read(CsvReader& table) {
    bool header = true;
    for (auto step = table.next(); step != CsvStep::end; step = table.next()) {
      if (step == CsvStep::rejected) {
        problem(table.rejection().line, table.rejection().reason);
        continue;
      }
      const auto& row = table.row();
      // Whole lines of remarks say where the figures come from.
      if (row.blank() || row.cells.front().starts_with('#')) continue;
      if (header && !columns(row)) return;
      if (!header) take(row);
      header = false;
    }
    if (header) problem(0, "is empty: it needs a header line");
  }

 private:
  void problem(std::int64_t line, std::string message) {
    problems_.push_back({path_, static_cast<int>(line), "", std::move(message)});
  }

  bool columns(const CsvRow& row) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
      auto at = std::find(row.cells.begin(), row.cells.end(), headers[i]);
      if (at != row.cells.end()) column_[i] = static_cast<std::size_t>(at - row.cells.begin());
    }
    bool named = column_[code] || column_[name];
    if (named && column_[latitude] && column_[longitude]) return true;
    problem(row.line, "the header must have latitude, longitude, and name or code");
    return false;
  }

  std::string cell(const CsvRow& row, Column column) const {
    auto at = column_[column];
    return at && *at < row.cells.size() ? row.cells[*at] : std::string();
  }

  static std::optional<double> number(const std::string& text) {
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
  }

  void take(const CsvRow& row) {
    NamedPlace place{
        cell(row, code), cell(row, name), cell(row, district), cell(row, province), {}};
    if (place.code.empty() && place.name.empty())
      return problem(row.line, "has neither a name nor a code");
    auto north = number(cell(row, latitude));
    auto east = number(cell(row, longitude));
    auto middle = north && east ? place_at(*north, *east) : std::nullopt;
    if (!middle)
      return problem(row.line,
                     "latitude and longitude must be degrees with a point, like 20.98 and 106.55");
    place.middle = *middle;
    places_.add(std::move(place));
  }

  const std::string& path_;
  Places& places_;
  Problems& problems_;
  std::array<std::optional<std::size_t>, count> column_;
};

}  // namespace

void read_places(const std::string& path, Places& places, Problems& problems) {
  auto table = CsvReader::file(path);
  if (!table) {
    problems.push_back({path, 0, "files.places", table.error().message()});
    return;
  }
  PlaceFile(path, places, problems).read(*table);
}

}  // namespace muster
