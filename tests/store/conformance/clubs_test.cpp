// SPDX-License-Identifier: Apache-2.0
#include "muster/store/clubs.hpp"

#include "suite.hpp"

namespace muster {
namespace {

ClubRow club(OrganisationId organisation, std::string code) {
  ClubRow row;
  row.organisation = organisation;
  row.code = std::move(code);
  row.name = "Ngân hàng máu sống";
  row.place = "Trung tâm Y tế";
  row.contact = "0220 3822 115";
  return row;
}

TEST_P(StoreConformance, clubs_are_found_by_code_id_and_subtree) {
  const auto seeded = seed();
  const auto id = write([&](Tx& tx) {
    const auto other = add_organisation(tx, "other");
    tx.clubs().add(club(other, "b-club"));
    return tx.clubs().add(club(seeded.organisation, "a-club"));
  });
  const auto found = read([](Tx& tx) { return tx.clubs().find("a-club"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->name, "Ngân hàng máu sống");
  EXPECT_EQ(found->contact, "0220 3822 115");
  EXPECT_EQ(found->zone, "Asia/Ho_Chi_Minh");
  EXPECT_EQ(read([&](Tx& tx) { return tx.clubs().find(id); })->code, "a-club");
  EXPECT_FALSE(read([](Tx& tx) { return tx.clubs().find("c-club"); }));
  const auto count = [&](Principal who) {
    return read([&](Tx& tx) { return tx.clubs().all(who).size(); });
  };
  EXPECT_EQ(count(system_principal()), 2u);
  Principal who;
  who.subtree = read([&](Tx& tx) { return tx.organisations().find(seeded.organisation); })->path;
  EXPECT_EQ(count(who), 1u);
}

TEST_P(StoreConformance, members_join_change_leave_and_come_back) {
  const auto seeded = seed();
  const auto donor = seeded.donor;
  const auto later = now() + Hours(1);
  write([&](Tx& tx) {
    auto& clubs = tx.clubs();
    const auto id = clubs.add(club(seeded.organisation, "club"));
    const std::vector<std::string> rare = {"rare", "night"};
    EXPECT_TRUE(clubs.add_member(id, donor, "member", rare, now()));
    EXPECT_FALSE(clubs.add_member(id, donor, "member", rare, later));
    EXPECT_EQ(clubs.members(id)[0].tags, rare);
    EXPECT_TRUE(clubs.add_member(id, donor, "leader", {}, later));
    const auto members = clubs.members(id);
    ASSERT_EQ(members.size(), 1u);
    EXPECT_EQ(members[0].role, "leader");
    EXPECT_TRUE(members[0].tags.empty());
    EXPECT_EQ(members[0].joined_at, now()) << "a new role is not a new member";
    EXPECT_EQ(clubs.clubs_of(donor), std::vector{id});
    EXPECT_TRUE(clubs.remove_member(id, donor, later));
    EXPECT_FALSE(clubs.remove_member(id, donor, later));
    EXPECT_TRUE(clubs.members(id).empty());
    EXPECT_TRUE(clubs.clubs_of(donor).empty());
    EXPECT_TRUE(clubs.add_member(id, donor, "leader", {}, later));
    EXPECT_EQ(clubs.members(id)[0].joined_at, later);
  });
}

TEST_P(StoreConformance, the_rota_keeps_one_shift_a_start) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    auto& clubs = tx.clubs();
    const auto id = clubs.add(club(seeded.organisation, "club"));
    clubs.add_member(id, seeded.donor, "member", {}, now());
    const RotaShift night = {seeded.donor, 7, Hours(22), Hours(6)};
    const RotaShift day = {seeded.donor, 1, Hours(8), Hours(20)};
    RotaShift longer = day;
    longer.to = Hours(22);
    for (const auto& shift : {night, day, longer}) clubs.add_shift(id, shift);
    EXPECT_EQ(clubs.rota(id), (std::vector{longer, night}));
    EXPECT_TRUE(clubs.remove_shift(id, night));
    EXPECT_FALSE(clubs.remove_shift(id, night));
    clubs.remove_member(id, seeded.donor, now());
    EXPECT_TRUE(clubs.rota(id).empty()) << "who left is on call no more";
  });
}

}  // namespace
}  // namespace muster
