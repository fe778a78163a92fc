// SPDX-License-Identifier: Apache-2.0
// The table from a site's file, with what no site may change.
#include <fmt/format.h>

#include "muster/domain/compatibility.hpp"

namespace muster {
namespace {

constexpr int last_tier = tier_rhd_mismatch - 1;
// Platelets order RhD-positive ones for a RhD-negative recipient in the table itself.
constexpr int last_platelet_tier = tier_unknown_donor - 1;
constexpr int oldest = 120;
constexpr std::size_t unknown_row = 8;

// Antigens as bits: A 1, B 2.
unsigned antigens(Abo abo) {
  switch (abo) {
    case Abo::a: return 1;
    case Abo::b: return 2;
    case Abo::ab: return 3;
    case Abo::o:
    case Abo::unknown: break;
  }
  return 0;
}

BloodGroup recipient_of(std::size_t row) {
  if (row < unknown_row) return all_groups[row];
  return {Abo::unknown, row == unknown_row ? RhD::unknown : RhD::positive};
}

// Empty when the donor may stand in that row; else why not.
std::string_view never(Product product, BloodGroup recipient, BloodGroup donor, bool low_titre) {
  // Of unknown ABO: none of the antigens for cells, all of them for plasma.
  const bool unknown = recipient.abo == Abo::unknown;
  const unsigned theirs = antigens(recipient.abo), given = antigens(donor.abo);
  if (product == Product::platelets) return {};
  if (product == Product::plasma) {
    const bool safe = ((unknown ? 3u : theirs) & ~given) == 0;
    if (low_titre) return donor.abo == Abo::o ? "plasma of group O is for group O only" : "";
    return safe ? "" : "that plasma has antibodies against the recipient's cells";
  }
  if ((given & ~theirs) != 0) return "those cells have an antigen that the recipient lacks";
  if (donor.rhd == RhD::positive && recipient.rhd != RhD::positive)
    return "RhD-positive cells for them are the emergency choice under [rhd], not the table's";
  if (product != Product::whole_blood) return {};
  if (low_titre) return donor.abo == Abo::o ? "" : "only group O is given as low-titre whole blood";
  return !unknown && donor.abo == recipient.abo
             ? ""
             : "whole blood is of the recipient's own ABO; others only under low_titre";
}

void read_row(TomlTable row, Product product, BloodGroup recipient, bool low_titre,
              std::array<std::int8_t, 8>& tiers) {
  const int most = product == Product::platelets ? last_platelet_tier : last_tier;
  for (std::size_t i = 0; i < all_groups.size(); ++i) {
    const std::string donor = to_string(all_groups[i]);
    if (!row.has(donor)) {
      row.integer(donor, 0, 0, most);  // marks the key as known
      continue;
    }
    tiers[i] = static_cast<std::int8_t>(row.integer(donor, 0, 0, most));
    if (const auto why = never(product, recipient, all_groups[i], low_titre); !why.empty())
      row.problem(donor, fmt::format("{}; remove it", why));
  }
  row.finish();
}

// The rows of one table; each of the eight groups must have one, unless they only add to others.
void read_rows(TomlTable& table, Product product, bool low_titre, TierRows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string recipient(recipient_name(i));
    read_row(table.table(recipient), product, recipient_of(i), low_titre, rows[i]);
    if (low_titre || i >= unknown_row) continue;
    if (table.has(recipient) && rows[i] == no_tiers()[i])
      table.problem(recipient, "names no donor: nobody would be asked for them");
    if (!table.has(recipient))
      table.problem("", fmt::format("has no row for {}; add \"{}\" = {{\"{}\" = 0}}", recipient,
                                    recipient, recipient));
  }
}

void read_low_titre(TomlTable table, Product product, CompatibilityBlock& block) {
  block.low_titre = table.flag("allowed", false);
  block.low_titre_verified = table.flag("verified", true);
  table.text("source");
  read_rows(table, product, true, block.low_titre_rows);
  table.finish();
  for (std::size_t row = 0; row < block.rows.size(); ++row)
    for (std::size_t donor = 0; donor < all_groups.size(); ++donor)
      if (block.rows[row][donor] >= 0 && block.low_titre_rows[row][donor] >= 0)
        table.problem(recipient_name(row), fmt::format("names {}, who stands in the table itself",
                                                       to_string(all_groups[donor])));
}

void read_block(TomlTable table, Product product, CompatibilityBlock& block) {
  block.source = table.required_text("source");
  block.verified = table.flag("verified", true);
  read_rows(table, product, false, block.rows);
  const bool may_be_low = product == Product::whole_blood || product == Product::plasma;
  if (may_be_low) {
    TomlTable low = table.table("low_titre");
    if (table.has("low_titre")) read_low_titre(std::move(low), product, block);
  }
  table.finish();
}

void read_rhd(TomlTable table, RhdRule& rule) {
  rule.female_negative_to =
      static_cast<int>(table.required_integer("female_negative_to", 0, oldest));
  rule.male_negative_to = static_cast<int>(table.required_integer("male_negative_to", 0, oldest));
  rule.source = table.required_text("source");
  rule.verified = table.flag("verified", true);
  table.finish();
}

}  // namespace

std::string_view recipient_name(std::size_t row) {
  constexpr std::array<std::string_view, 10> names = {"O-", "O+",  "A-",  "A+", "B-",
                                                      "B+", "AB-", "AB+", "?",  "Rh+"};
  return names[row];
}

CompatibilityTable read_compatibility(const TomlFile& file, Problems& problems) {
  CompatibilityTable made;
  TomlTable root = file.root(problems);
  made.code = root.required_text("code");
  TomlTable rhd = root.table("rhd");
  if (root.has("rhd"))
    read_rhd(std::move(rhd), made.rhd);
  else
    root.problem("rhd",
                 "is missing; add [rhd] with female_negative_to = 50, male_negative_to = 18 and "
                 "source");
  for (Product product : all_products) {
    TomlTable table = root.table(name(product));
    if (root.has(name(product)))
      read_block(std::move(table), product, made.blocks[static_cast<std::size_t>(product)]);
    else
      root.problem(name(product), fmt::format("is missing; add [{}] with source and a row for each "
                                              "recipient group",
                                              name(product)));
  }
  root.finish();
  return made;
}

}  // namespace muster
