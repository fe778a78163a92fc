// SPDX-License-Identifier: Apache-2.0
#include "donor_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace muster {
namespace {

constexpr std::size_t phenotype_most = 12;
constexpr std::size_t code_most = 16;

// As laboratories write them: "K-", "Fy(a-b-)", "Jka-", "C+c-", "U-", "Oh".
bool is_phenotype(std::string_view code) {
  return !code.empty() && code.size() <= code_most && std::ranges::all_of(code, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("()+-.,'/").find(c) != std::string_view::npos;
  });
}

void read_blood(const NewDonor& wanted, DonorRow& row, FieldChecks& check, Day today) {
  row.group = wanted.group;
  row.typing = wanted.typing;
  if (!wanted.group.known() && wanted.typing == TypingSource::laboratory)
    check.refuse("/typing", "a laboratory's result names the whole group: give the group too");
  row.typed_on = wanted.typed_on;
  if (row.typed_on) {
    check.past_day("/typed_on", *row.typed_on, today);
    if (row.typing == TypingSource::none)
      check.refuse("/typed_on", "is the day of a typing: say who typed the group");
  }
  if (wanted.phenotype.size() > phenotype_most)
    check.refuse("/phenotype", fmt::format("at most {} codes are kept", phenotype_most));
  for (const auto& code : wanted.phenotype) {
    if (!is_phenotype(code))
      check.refuse("/phenotype",
                   "has a code that is none: write short ones without blanks, like K- or Jk(a-b-)");
    else if (std::ranges::find(row.phenotype, code) == row.phenotype.end())
      row.phenotype.push_back(code);
  }
}

}  // namespace

DonorRow read_donor(const Settings& settings, const NewDonor& wanted,
                    const OrganisationRow& organisation, FieldChecks& check, Instant now) {
  DonorRow row;
  row.organisation = organisation.id;
  row.external_id = check.text("/external_id", wanted.external_id, 64);
  row.name = check.text("/name", wanted.name, 200, true);
  row.given_name = check.text("/given_name", wanted.given_name, 60);
  row.sex = wanted.sex;
  row.birth = wanted.birth;
  auto today = Zone::named(organisation.zone).value().day_of(now);
  if (wanted.birth) check.past_day("/birth", *wanted.birth, today);
  read_blood(wanted, row, check, today);
  row.language = wanted.language.empty() ? settings.fallback_language : wanted.language;
  if (row.language != "vi" && row.language != "en")
    check.refuse("/language", "is not spoken here: use vi or en");
  if (!wanted.zone.empty()) row.zone = check.zone("/zone", wanted.zone, {});
  row.commune = check.text("/commune", wanted.commune, 120);
  row.travel_minutes = wanted.travel_minutes;
  if (row.travel_minutes) check.number("/travel_minutes", *row.travel_minutes, 0, 600);
  row.weight_kg = wanted.weight_kg;
  if (row.weight_kg) check.number("/weight_kg", *row.weight_kg, 25, 300);
  row.place = check.where("/where", wanted.where);
  return row;
}

}  // namespace muster
