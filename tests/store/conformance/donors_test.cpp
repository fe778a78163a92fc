// SPDX-License-Identifier: Apache-2.0
#include "suite.hpp"

namespace muster {
namespace {

std::vector<std::string> names(const std::vector<DonorRow>& rows) {
  std::vector<std::string> found;
  for (const auto& row : rows) found.push_back(row.name);
  return found;
}

TEST_P(StoreConformance, a_donor_comes_back_as_written) {
  const auto seeded = seed();
  DonorRow row;
  row.organisation = seeded.organisation;
  row.external_id = "KM-0007";
  row.name = "Tra\xCC\x82\xCC\x80n Va\xCC\x86n An";  // decomposed, as some systems export
  row.sex = Sex::male;
  row.birth = Day(Days(7'000));
  row.group = {Abo::ab, RhD::negative};
  row.typing = TypingSource::laboratory;
  row.language = "en";
  row.zone = "Asia/Bangkok";
  row.commune = "An Lưu";
  row.travel_minutes = 25;
  row.snoozed_until = now() + Hours(1);
  const auto id = write([&](Tx& tx) { return tx.donors().add(row, now()); });
  const auto found = read([&](Tx& tx) { return tx.donors().find(id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->external_id, "KM-0007");
  EXPECT_EQ(found->name, "Trần Văn An");
  EXPECT_EQ(found->given_name, "An");
  EXPECT_EQ(found->sex, Sex::male);
  EXPECT_EQ(found->birth, row.birth);
  EXPECT_EQ(found->group, row.group);
  EXPECT_EQ(found->typing, TypingSource::laboratory);
  EXPECT_EQ(found->language, "en");
  EXPECT_EQ(found->zone, row.zone);
  EXPECT_EQ(found->commune, "An Lưu");
  EXPECT_EQ(found->travel_minutes, 25);
  EXPECT_EQ(found->snoozed_until, row.snoozed_until);
  EXPECT_EQ(found->created_at, now());
  EXPECT_FALSE(found->erased_at);
  EXPECT_TRUE(found->consents.none());
}

TEST_P(StoreConformance, a_donor_without_anything_optional_comes_back_so) {
  const auto seeded = seed();
  const auto found = read([&](Tx& tx) { return tx.donors().find(seeded.donor); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->external_id, "");
  EXPECT_FALSE(found->birth);
  EXPECT_FALSE(found->zone);
  EXPECT_FALSE(found->travel_minutes);
  EXPECT_FALSE(found->snoozed_until);
  EXPECT_EQ(found->group, BloodGroup{});
  EXPECT_FALSE(read([](Tx& tx) { return tx.donors().find(DonorId(999)); }));
}

TEST_P(StoreConformance, an_external_id_is_unique_in_its_organisation) {
  const auto seeded = seed();
  const auto add = [&](OrganisationId organisation, std::string external) {
    return try_write([&](Tx& tx) -> Result<DonorId> {
      DonorRow row;
      row.organisation = organisation;
      row.name = "An";
      row.external_id = std::move(external);
      return tx.donors().add(row, now());
    });
  };
  const auto first = add(seeded.organisation, "7");
  ASSERT_TRUE(first);
  EXPECT_FALSE(add(seeded.organisation, "7"));
  EXPECT_TRUE(add(seeded.organisation, ""));
  EXPECT_TRUE(add(seeded.organisation, "")) << "many have none";
  const auto other = write([](Tx& tx) { return add_organisation(tx, "other"); });
  EXPECT_TRUE(add(other, "7"));
  const auto found =
      read([&](Tx& tx) { return tx.donors().find_external(seeded.organisation, "7"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, *first);
}

TEST_P(StoreConformance, an_update_tells_whether_anything_changed) {
  const auto seeded = seed();
  auto row = *read([&](Tx& tx) { return tx.donors().find(seeded.donor); });
  const auto update = [&] { return write([&](Tx& tx) { return tx.donors().update(row, now()); }); };
  EXPECT_FALSE(update());
  row.given_name = "";
  EXPECT_FALSE(update()) << "the given name of the same name is the same";
  row.name = "Nguyễn Thị Mai";
  EXPECT_TRUE(update());
  EXPECT_FALSE(update());
  row.snoozed_until = now();
  row.consents.give(Purpose::reminders);
  EXPECT_FALSE(update()) << "snooze and consents have ways of their own";
  const auto found = *read([&](Tx& tx) { return tx.donors().find(seeded.donor); });
  EXPECT_EQ(found.given_name, "Mai");
  EXPECT_FALSE(found.snoozed_until);
  EXPECT_TRUE(found.consents.none());
  const auto by_name =
      read([](Tx& tx) { return tx.donors().search(system_principal(), "nguyen thi mai", 10); });
  EXPECT_EQ(by_name.size(), 1u) << "the folded name follows";
}

TEST_P(StoreConformance, search_is_by_folded_beginning_and_pages) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    for (const char* name : {"Nguyễn Thị Mai", "Ngô Văn Ân", "Nguyen Thi Lan", "Đỗ Thị Lan"})
      add_donor(tx, seeded.organisation, name, now());
    const auto other = add_organisation(tx, "other");
    add_donor(tx, other, "Nguyễn Thị Bé", now());
  });
  const auto search = [&](std::string text, int limit, DonorId after = {}) {
    return read([&](Tx& tx) {
      Principal who;
      who.subtree = tx.organisations().find(seeded.organisation)->path;
      return tx.donors().search(who, text, limit, after);
    });
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(search("nguyễn", 10)),
            (Names{"Nguyễn Thị Lan", "Nguyen Thi Lan", "Nguyễn Thị Mai"}));
  EXPECT_EQ(names(search("  NGUYEN  thi l", 10)), (Names{"Nguyễn Thị Lan", "Nguyen Thi Lan"}));
  EXPECT_EQ(names(search("do", 10)), (Names{"Đỗ Thị Lan"}));
  EXPECT_EQ(names(search("Lan", 10)), Names{});
  EXPECT_EQ(search("", 10).size(), 5u) << "the other organisation's donor is not there";
  const auto first = search("nguyen", 2);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(names(search("nguyen", 2, first.back().id)), (Names{"Nguyễn Thị Mai"}));
  EXPECT_EQ(read([](Tx& tx) { return tx.donors().count(system_principal()); }), 6);
}

TEST_P(StoreConformance, a_shared_telephone_finds_the_whole_family) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto son = add_donor(tx, seeded.organisation, "Nguyễn Văn Nam", now());
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    add_phone(tx, son, seeded.organisation, "+84912345678");
    add_phone(tx, son, seeded.organisation, "+84912345679");
  });
  const auto family = read([&](Tx& tx) { return tx.donors().by_address(index("+84912345678")); });
  EXPECT_EQ(names(family), (std::vector<std::string>{"Nguyễn Thị Lan", "Nguyễn Văn Nam"}));
  EXPECT_TRUE(read([&](Tx& tx) { return tx.donors().by_address(index("+84900000000")); }).empty());
}

TEST_P(StoreConformance, snooze_is_set_and_ended) {
  const auto seeded = seed();
  write([&](Tx& tx) { tx.donors().snooze(seeded.donor, now() + Hours(24), now()); });
  EXPECT_EQ(read([&](Tx& tx) { return tx.donors().find(seeded.donor); })->snoozed_until,
            now() + Hours(24));
  write([&](Tx& tx) { tx.donors().snooze(seeded.donor, std::nullopt, now()); });
  EXPECT_FALSE(read([&](Tx& tx) { return tx.donors().find(seeded.donor); })->snoozed_until);
}

}  // namespace
}  // namespace muster
