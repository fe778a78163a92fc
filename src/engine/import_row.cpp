// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/import_row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "import_cells.hpp"
#include "muster/domain/folding.hpp"

namespace muster {
namespace {

constexpr std::size_t longest_name = 200;  // bytes of UTF-8
constexpr std::size_t longest_text = 100;
constexpr std::size_t most_addresses = 8;
constexpr std::size_t shown_of_a_value = 80;
constexpr int oldest_donor_years = 110;

std::string shown(std::string_view value) {
  if (value.size() <= shown_of_a_value) return to_nfc(value);
  auto end = shown_of_a_value;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  return to_nfc(value.substr(0, end)) + "...";
}

class RowReader {
 public:
  RowReader(const CsvRow& row, const ImportColumns& columns, const ImportRules& rules,
            ImportProblems& problems, ImportProblems& notes)
      : row_(row), columns_(columns), rules_(rules), problems_(problems), notes_(notes) {}

  std::optional<ImportRow> read() {
    const auto before = problems_.size();
    if (!fits_header()) return std::nullopt;
    out_.line = row_.line;
    read_name();
    read_addresses();
    read_group();
    read_days();
    read_plain_cells();
    if (problems_.size() == before) check_whole();
    if (problems_.size() != before) return std::nullopt;
    return std::move(out_);
  }

 private:
  void problem(int cell, std::string_view value, std::string reason, std::string cure) {
    problems_.push_back(entry(cell, value, std::move(reason), std::move(cure)));
  }
  ImportProblem entry(int cell, std::string_view value, std::string reason, std::string cure) {
    ImportProblem made;
    made.line = row_.line;
    made.column = cell + 1;
    if (cell >= 0) made.header = columns_.header(cell);
    made.value = shown(value);
    made.reason = std::move(reason);
    made.cure = std::move(cure);
    return made;
  }

  bool fits_header() {
    const auto last = std::find_if(row_.cells.rbegin(), row_.cells.rend(),
                                   [](const auto& cell) { return !cell.empty(); });
    const auto used = static_cast<std::size_t>(row_.cells.rend() - last);
    // Empty cells at the end are how spreadsheets pad; fewer or more full ones mean a shift, and
    // then every value could be another column's.
    if (used <= columns_.size() && row_.cells.size() >= columns_.size()) return true;
    problem(-1, "",
            fmt::format("has {} cells, the header has {}", row_.cells.size(), columns_.size()),
            "put cells that contain the separator in quotes, and give every line the same cells");
    return false;
  }

  // The field's first cell, cleaned; empty when there is no such column or nothing was said.
  // `value` is a blank word that means something in this column.
  struct Cell {
    int number = -1;
    std::string text;
  };
  Cell cell(ImportField field, std::string_view value = {}) const {
    Cell found;
    const auto& numbers = columns_.of(field);
    if (numbers.empty()) return found;
    found.number = numbers.front();
    found.text = clean_cell(row_.cells[static_cast<std::size_t>(found.number)]);
    if (found.text != value && is_blank_word(found.text)) found.text.clear();
    return found;
  }

  void read_name() {
    const int number = columns_.of(ImportField::name).front();
    const std::string text = clean_cell(row_.cells[static_cast<std::size_t>(number)]);
    if (text.empty()) return problem(number, text, "the name is missing", "write the full name");
    if (!valid_utf8(text))
      return problem(number, text, "is not readable text", "export the list as CSV UTF-8");
    if (text.size() > longest_name)
      return problem(number, text, "is too long for a name", "write the name alone");
    const auto letter = [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             static_cast<unsigned char>(c) > 127;
    };
    if (std::none_of(text.begin(), text.end(), letter))
      return problem(number, text, "is not a name", "check that no column is shifted");
    out_.name = to_nfc(text);
    out_.name_key = fold_key(out_.name);
  }

  void read_addresses() {
    for (const int number : columns_.of(ImportField::phone)) read_phones(number);
    for (const int number : columns_.of(ImportField::email)) {
      const std::string text = clean_cell(row_.cells[static_cast<std::size_t>(number)]);
      if (is_blank_word(text)) continue;
      if (auto address = parse_email(text))
        add(Channel::email, std::move(*address));
      else
        problem(number, text, address.error().message(), address.error().field());
    }
    if (out_.addresses.size() > most_addresses)
      problem(
          columns_.of(ImportField::phone).empty() ? -1 : columns_.of(ImportField::phone).front(),
          "", fmt::format("has more than {} numbers and addresses", most_addresses),
          "keep those the donor reads");
  }

  // Several in one cell: "0912345678 / 0987654321".
  void read_phones(int number) {
    const std::string text = clean_cell(row_.cells[static_cast<std::size_t>(number)]);
    if (is_blank_word(text)) return;
    for (std::string_view rest = text; !rest.empty();) {
      const auto end = std::min(rest.find_first_of(",;/"), rest.size());
      const std::string one = clean_cell(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!one.empty()) read_phone(number, one);
    }
  }

  void read_phone(int number, const std::string& text) {
    const auto phone = normalise_phone(rules_.numbering, rules_.country, text);
    if (phone)
      return add(phone->type == LineType::fixed ? Channel::voice : Channel::sms, phone->e164);
    const auto error = phone.error();  // by value: a reference into it would dangle
    const std::string& why = error.field();
    std::string cure = "write the number as it is dialled, such as 0912 345 678";
    if (why == "precision_lost")
      cure = "the spreadsheet has rounded it: format the column as text and type the number again";
    if (why == "no_plan")
      cure =
          "only numbers of countries with a numbering plan are taken; see [numbering] in the "
          "configuration";
    problem(number, text, error.message(), std::move(cure));
  }

  void add(Channel channel, std::string address) {
    ImportAddress made{channel, std::move(address)};
    if (std::find(out_.addresses.begin(), out_.addresses.end(), made) == out_.addresses.end())
      out_.addresses.push_back(std::move(made));
  }

  void read_group() {
    const Cell abo = cell(ImportField::group);
    const Cell rh = cell(ImportField::rhd, "-");
    BloodGroup group;
    const std::string cure = "write O, A, B or AB and + or -, such as O+ or \"AB Rh-\"";
    if (!abo.text.empty()) {
      const auto parsed = parse_blood_group(abo.text);
      if (!parsed) return problem(abo.number, abo.text, "is not a blood group", cure);
      group = *parsed;
    }
    if (!rh.text.empty()) {
      auto parsed = parse_blood_group("O " + rh.text);
      if (!parsed) parsed = parse_blood_group(rh.text);
      if (!parsed || parsed->rhd == RhD::unknown)
        return problem(rh.number, rh.text, "is not an Rh factor", "write + or -");
      if (group.rhd != RhD::unknown && group.rhd != parsed->rhd)
        return problem(rh.number, rh.text,
                       fmt::format("contradicts the blood group {} of this line", abo.text),
                       "write the same Rh in both, or in one");
      group.rhd = parsed->rhd;
    }
    if (group != BloodGroup{}) out_.group = group;
  }

  void read_days() {
    const Cell birth = cell(ImportField::birth);
    if (is_year(birth.text)) {
      notes_.push_back(entry(birth.number, birth.text, "is only a year; it was not kept",
                             "write day/month/year, so that age rules can be applied"));
    } else if (const auto day = read_day(birth)) {
      if (*day > rules_.today - Days(365))
        problem(birth.number, birth.text, "is no donor's date of birth", "check the year");
      else if (*day < rules_.today - Days(366 * oldest_donor_years))
        problem(birth.number, birth.text, "is too long ago", "check the year");
      else
        out_.birth = *day;
    }
    const Cell last = cell(ImportField::last_donation);
    const auto day = read_day(last);
    if (!day) return;
    if (*day > rules_.today)
      problem(last.number, last.text, "lies in the future",
              "check day and month: dates are read day first");
    else if (out_.birth && *day <= *out_.birth)
      problem(last.number, last.text, "is before the date of birth", "check both dates");
    else if (*day < rules_.today - Days(366 * oldest_donor_years))
      problem(last.number, last.text, "is too long ago", "check the year");
    else
      out_.last_donation = *day;
  }

  std::optional<Day> read_day(const Cell& from) {
    if (from.text.empty()) return std::nullopt;
    const auto day = parse_list_day(from.text);
    if (day) return *day;
    problem(from.number, from.text, day.error().message(), day.error().field());
    return std::nullopt;
  }

  void read_plain_cells() {
    if (const Cell sex = cell(ImportField::sex); !sex.text.empty()) {
      out_.sex = parse_sex(sex.text);
      if (!out_.sex)
        problem(sex.number, sex.text, "is not a sex", "write nam or nữ, male or female");
    }
    if (const Cell product = cell(ImportField::product); !product.text.empty()) {
      out_.product = parse_product(product.text);
      if (!out_.product)
        problem(product.number, product.text, "is not a product",
                "write whole_blood, red_cells, platelets, plasma or granulocytes (toàn phần, hồng "
                "cầu, tiểu cầu, huyết tương, bạch cầu hạt)");
    }
    if (const Cell volume = cell(ImportField::volume); !volume.text.empty()) {
      if (const auto parsed = parse_volume(volume.text))
        out_.volume_ml = *parsed;
      else
        problem(volume.number, volume.text, parsed.error().message(), parsed.error().field());
    }
    if (const Cell language = cell(ImportField::language); !language.text.empty()) {
      if (auto parsed = parse_language(language.text))
        out_.language = std::move(*parsed);
      else
        problem(language.number, language.text, parsed.error().message(), parsed.error().field());
    }
    out_.external_id = plain(ImportField::external_id);
    out_.commune = plain(ImportField::commune);
  }

  std::string plain(ImportField field) {
    const Cell from = cell(field);
    if (!valid_utf8(from.text))
      problem(from.number, from.text, "is not readable text", "export the list as CSV UTF-8");
    else if (from.text.size() > longest_text)
      problem(from.number, from.text, fmt::format("is longer than {} bytes", longest_text),
              "write it shorter");
    return to_nfc(from.text);
  }

  // Without any of these a second import of the same file could not find the donor again.
  void check_whole() {
    if (!out_.external_id.empty() || !out_.addresses.empty() || out_.birth) return;
    problem(-1, "", "nothing but the name tells who this is",
            "add a telephone number, an e-mail address, a code or the date of birth");
  }

  const CsvRow& row_;
  const ImportColumns& columns_;
  const ImportRules& rules_;
  ImportProblems& problems_;
  ImportProblems& notes_;
  ImportRow out_;
};

}  // namespace

std::string ImportProblem::text() const {
  std::string out = fmt::format("line {}", line);
  if (column > 0) out += fmt::format(", column {}", column);
  if (!header.empty()) out += fmt::format(" ({})", header);
  if (!value.empty()) out += fmt::format(", \"{}\"", value);
  out += ": " + reason;
  if (!cure.empty()) out += ": " + cure;
  return out;
}

std::optional<ImportRow> parse_import_row(const CsvRow& row, const ImportColumns& columns,
                                          const ImportRules& rules, ImportProblems& problems,
                                          ImportProblems& notes) {
  return RowReader(row, columns, rules, problems, notes).read();
}

}  // namespace muster
