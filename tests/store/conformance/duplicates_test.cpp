// SPDX-License-Identifier: Apache-2.0
#include "muster/store/duplicates.hpp"
#include "muster/store/erasure.hpp"

#include "muster/store/merges.hpp"
#include "suite.hpp"

namespace muster {
namespace {

struct Person {
  std::string name;
  std::optional<Day> birth = {};
  std::string number = {};
};

DonorId add(Tx& tx, OrganisationId organisation, const Person& person, Instant now) {
  DonorRow row;
  row.organisation = organisation;
  row.name = person.name;
  row.birth = person.birth;
  row.external_id = person.number;
  return tx.donors().add(row, now);
}

const Day born = parse_day("1990-03-04").value();

TEST_P(StoreConformance, duplicates_are_found_by_phone_birth_and_number) {
  write([&](Tx& tx) {
    const auto a = add_organisation(tx, "a");
    const auto b = add_organisation(tx, "b");
    const auto lan = add(tx, a, {"Trần Thị Lan", born, "030190001234"}, now());
    const auto unaccented = add(tx, a, {"TRAN THI LAN", born}, now());
    const auto other_name = add(tx, b, {"Lan Trần", {}, "030190001234"}, now());
    const auto same_phone = add(tx, b, {"Trần thị Lan"}, now());
    add(tx, b, {"Trần Thị Lan", born + Days(1)}, now());
    const auto son = add(tx, a, {"Trần Văn Minh"}, now());
    for (auto donor : {lan, same_phone, son}) add_phone(tx, donor, a, "+84912345678");
    // Each committee counts from one: short numbers mean nothing.
    add(tx, a, {"Lê Văn Một", {}, "17"}, now());
    add(tx, b, {"Phạm Thị Hai", {}, "17"}, now());
    const auto page = tx.duplicates().pairs(system_principal(), {}, 50);
    ASSERT_EQ(3u, page.pairs.size());
    EXPECT_EQ(lan, page.pairs[0].first);
    EXPECT_EQ(unaccented, page.pairs[0].second);
    EXPECT_TRUE(page.pairs[0].same_birth && !page.pairs[0].same_phone);
    EXPECT_EQ(other_name, page.pairs[1].second);
    EXPECT_TRUE(page.pairs[1].same_number && !page.pairs[1].same_birth);
    EXPECT_EQ(same_phone, page.pairs[2].second);
    EXPECT_TRUE(page.pairs[2].same_phone && !page.pairs[2].same_number);
    EXPECT_FALSE(page.next);
    EXPECT_TRUE(tx.duplicates().dismiss(unaccented, lan, a, "token:x", now()));
    EXPECT_FALSE(tx.duplicates().dismiss(lan, unaccented, a, "token:x", now()));
    EXPECT_EQ(2u, tx.duplicates().pairs(system_principal(), {}, 50).pairs.size());
  });
}

TEST_P(StoreConformance, duplicates_of_others_are_not_shown) {
  write([&](Tx& tx) {
    const auto root = add_organisation(tx, "root");
    const auto a = add_organisation(tx, "a", root);
    const auto b = add_organisation(tx, "b", root);
    add(tx, a, {"Trần Thị Lan", born}, now());
    add(tx, b, {"Trần Thị Lan", born}, now());
    Principal who;
    who.subtree = tx.organisations().find(a)->path;
    EXPECT_TRUE(tx.duplicates().pairs(who, {}, 50).pairs.empty());
    who.subtree = tx.organisations().find(root)->path;
    EXPECT_EQ(1u, tx.duplicates().pairs(who, {}, 50).pairs.size());
  });
}

TEST_P(StoreConformance, duplicates_come_in_pages_that_miss_and_repeat_none) {
  write([&](Tx& tx) {
    const auto a = add_organisation(tx, "a");
    for (int i = 0; i < 30; ++i)
      for (int copy = 0; copy < 3; ++copy) add(tx, a, {"Người " + std::to_string(i), born}, now());
    std::vector<std::pair<DonorId, DonorId>> all;
    std::optional<DonorId> after = DonorId();
    int pages = 0;
    while (after) {
      const auto page = tx.duplicates().pairs(system_principal(), *after, 7);
      for (const auto& pair : page.pairs) all.emplace_back(pair.first, pair.second);
      after = page.next;
      ASSERT_LT(++pages, 40);
    }
    EXPECT_EQ(90u, all.size());
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    EXPECT_EQ(all.end(), std::adjacent_find(all.begin(), all.end()));
    EXPECT_GT(pages, 8);
  });
}

TEST_P(StoreConformance, a_merged_donor_is_never_listed_and_its_number_leads_on) {
  write([&](Tx& tx) {
    const auto a = add_organisation(tx, "a");
    const auto kept = add(tx, a, {"Trần Thị Lan", born, "KM-000001"}, now());
    const auto other = add(tx, a, {"Trần Thị Lan", born, "KM-000002"}, now());
    add_phone(tx, other, a, "+84912345678");
    MergeRow row;
    row.organisation = a;
    row.kept = kept;
    row.other = other;
    row.at = now();
    row.by = "token:x";
    row = tx.merges().begin(row);
    const auto moved = tx.merges().move(row);
    EXPECT_EQ(1, moved.at("contact_point"));
    EXPECT_EQ(kept, tx.donors().find(other)->merged_into);
    EXPECT_EQ(std::vector<DonorId>{other}, ErasureTable(tx).merged_into(kept));
    EXPECT_EQ(1, tx.donors().count(system_principal()));
    EXPECT_EQ(1u, tx.donors().search(system_principal(), "tran", 10).size());
    EXPECT_EQ(1u, tx.donors().by_name(a, "Trần Thị Lan").size());
    EXPECT_EQ(kept, tx.donors().find_external(a, "KM-000002")->id);
    EXPECT_EQ(kept, tx.donors().by_address(index("+84912345678")).at(0).id);
    EXPECT_TRUE(tx.duplicates().pairs(system_principal(), {}, 50).pairs.empty());
    EXPECT_FALSE(tx.donors().update(*tx.donors().find(other), now()));
    tx.merges().move_back(row);
    tx.merges().end(row, "token:x", now());
    EXPECT_EQ(other, tx.donors().by_address(index("+84912345678")).at(0).id);
    EXPECT_EQ(2, tx.donors().count(system_principal()));
    EXPECT_FALSE(tx.merges().of(other));
  });
}

}  // namespace
}  // namespace muster
