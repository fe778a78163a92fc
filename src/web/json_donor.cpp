// SPDX-License-Identifier: Apache-2.0
// Donors as JSON: addresses in clear only for those who telephone donors.
#include "api_consent.hpp"
#include "json_values.hpp"
#include "muster/base/log.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/stops.hpp"

namespace muster {

namespace json = boost::json;

// Every stop that touches this address, in words; null: none.
json::value stopped_words(Tx& tx, const ContactPointRow& row) {
  std::string words;
  auto stops = tx.stops().in_force(row.address_index, row.donor);
  for (const auto& scope : stops.scopes())
    if (!scope.channel || *scope.channel == row.channel)
      words += (words.empty() ? "" : ", ") + name(scope);
  return json_or_null(words);
}

json::object address_json(Tx& tx, const Principal& who, const ContactPointRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["channel"] = name(row.channel);
  json["address"] = sees_addresses(who) ? row.address : mask(row.address);
  json["verified_at"] = json_or_null(row.verified_at);
  json["verified_how"] = json_or_null(row.verified_how);
  json["suppressed"] = json_or_null(row.suppressed_reason);
  json["stopped"] = stopped_words(tx, row);
  json["reached_at"] = json_or_null(row.reached_at);
  json["from"] = row.window ? json::value(to_string(row.window->from)) : nullptr;
  json["to"] = row.window ? json::value(to_string(row.window->to)) : nullptr;
  return json;
}

namespace {

json::array consents_json(Consents consents) {
  json::array names;
  for (auto purpose : all_purposes)
    if (consents.has(purpose)) names.emplace_back(name(purpose));
  return names;
}

}  // namespace

json::object eligible_on_json(Tx& tx, DonorId donor) {
  json::object json;
  auto row = tx.ledger().eligibility(donor);
  for (auto product : all_products)
    json[name(product)] = row && !row->never ? json_or_null(row->on_for(product)) : nullptr;
  return json;
}

json::object donor_json(Tx& tx, const Principal& who, const DonorRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["organisation"] = organisation_code(tx, row.organisation);
  json["external_id"] = json_or_null(row.external_id);
  json["name"] = row.name;
  json["given_name"] = row.given_name;
  json["sex"] = name(row.sex);
  json["birth"] = json_or_null(row.birth);
  json["group"] = to_string(row.group);
  json["typing"] = name(row.typing);
  json["language"] = row.language;
  json["zone"] = row.zone ? json::value(*row.zone) : nullptr;
  json["commune"] = json_or_null(row.commune);
  json["travel_minutes"] = row.travel_minutes ? json::value(*row.travel_minutes) : nullptr;
  json["typed_on"] = json_or_null(row.typed_on);
  json::array phenotype;
  for (const auto& code : row.phenotype) phenotype.emplace_back(code);
  json["phenotype"] = std::move(phenotype);
  json["weight_kg"] = row.weight_kg ? json::value(*row.weight_kg) : nullptr;
  json["where"] = row.place ? json::value(to_string(*row.place)) : nullptr;
  json["merged_into"] = json_or_null(row.merged_into);
  json["consents"] = consents_json(row.consents);
  json["snoozed_until"] = json_or_null(row.snoozed_until);
  json["created_at"] = to_string(row.created_at);
  json::array addresses;
  for (const auto& point : tx.contact_points().of_donor(row.id))
    addresses.push_back(address_json(tx, who, point));
  json["addresses"] = std::move(addresses);
  json["stops"] = stops_json(tx, row.id);
  auto eligibility = tx.ledger().eligibility(row.id);
  json["eligible_on"] = eligible_on_json(tx, row.id);
  json["hold"] = eligibility && eligibility->hold;
  json["never"] = eligibility && eligibility->never;
  return json;
}

}  // namespace muster
