// SPDX-License-Identifier: Apache-2.0
#include "donor_export_json.hpp"

#include <boost/json/array.hpp>

#include "json_values.hpp"
#include "muster/domain/verdict.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/donor_export.hpp"
#include "muster/store/steps.hpp"

namespace muster {
namespace {

namespace json = boost::json;

// Columns that hold an enumerator's number.
struct Named {
  std::string_view table;
  std::string_view column;
  std::string_view (*name)(std::int64_t);
};
template <class Enum>
std::string_view named(std::int64_t value) {
  return name(static_cast<Enum>(value));
}

constexpr Named enumerators[] = {
    {"donor", "sex", named<Sex>},
    {"donor", "typing", named<TypingSource>},
    {"contact_point", "channel", named<Channel>},
    {"donation", "product", named<Product>},
    {"donation", "outcome", named<DonationOutcome>},
    {"donation_version", "product", named<Product>},
    {"donation_version", "outcome", named<DonationOutcome>},
    {"step", "state", named<StepState>},
    {"step", "reason", named<Reason>},
    {"message", "lane", named<SendLane>},
    {"message", "purpose", named<Purpose>},
    {"message", "channel", named<Channel>},
    {"message", "state", named<MessageState>},
    {"message", "reason", named<Reason>},
    {"page", "state", named<PageState>},
    {"stop", "channel", named<Channel>},
    {"stop", "only_channel", named<Channel>},
};

// Of the eligibility: first days by product.
bool is_day(std::string_view table, std::string_view column) {
  if (column == "day" || column.ends_with("_day")) return true;
  return table == "eligibility" && parse_product(column).has_value();
}

json::value number_json(std::string_view table, std::string_view column, std::int64_t number) {
  if (column.ends_with("_at") || column == "at" || column == "since" || column == "until" ||
      column.ends_with("_until"))
    return json::value(to_string(from_millis(number)));
  if (is_day(table, column)) return json::value(to_string(Day(Days(number))));
  for (const auto& one : enumerators)
    if (one.table == table && one.column == column) return json::value(one.name(number));
  return number;
}

json::object row_json(std::string_view table, const ExportRow& row) {
  json::object out;
  std::optional<std::int64_t> abo, rhd;
  for (const auto& [column, value] : row) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (table == "donor" && number && (column == "abo" || column == "rhd")) {
      (column == "abo" ? abo : rhd) = *number;
    } else if (table == "donor" && number && column == "consents") {
      json::array purposes;
      auto consents = Consents::of_bits(static_cast<std::uint32_t>(*number));
      for (auto purpose : all_purposes)
        if (consents.has(purpose)) purposes.emplace_back(name(purpose));
      out[column] = std::move(purposes);
    } else if (number) {
      out[column] = number_json(table, column, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      out[column] = *text;
    } else {
      out[column] = nullptr;
    }
  }
  if (abo && rhd)
    out["group"] = to_string(BloodGroup{static_cast<Abo>(*abo), static_cast<RhD>(*rhd)});
  return out;
}

}  // namespace

json::object donor_export_json(Tx& tx, DonorId donor, const std::string& actor, Instant now) {
  json::object tables;
  for (const auto& table : DonorExport(tx).of(donor)) {
    json::array rows;
    for (const auto& row : table.rows) rows.push_back(row_json(table.name, row));
    tables[table.name] = std::move(rows);
  }
  json::object json;
  json["donor"] = donor.value();
  json["exported_at"] = to_string(now);
  json["exported_by"] = actor;
  json["about"] = json::array{
      "addresses, replies and notes are opened; every change and every export of this record is "
      "in journal",
      "texts that were sent are not kept: message.kind and its times tell which template went when",
      "answers kept for repeated calls and the request bytes of texts under way are not shown; "
      "they go within days"};
  json["tables"] = std::move(tables);
  return json;
}

}  // namespace muster
