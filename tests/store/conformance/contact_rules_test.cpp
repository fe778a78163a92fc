// SPDX-License-Identifier: Apache-2.0
#include "muster/store/contact_rules.hpp"

#include "suite.hpp"

namespace muster {
namespace {

struct Tree {
  OrganisationId province, town, commune, beside;
};

Principal of(Tx& tx, OrganisationId id) {
  Principal who;
  who.organisation = id;
  who.subtree = tx.organisations().find(id)->path;
  return who;
}

BlackoutRow blackout(OrganisationId organisation, const char* first, const char* last) {
  BlackoutRow row;
  row.organisation = organisation;
  row.name = "Tết";
  row.days.first = parse_day(first).value();
  row.days.last = parse_day(last).value();
  row.days.purposes = StopScope::reminders_and_campaigns().purposes;
  row.added_by = "token:lan";
  return row;
}

TEST_P(StoreConformance, hours_and_blackouts_come_down_the_tree) {
  write([&](Tx& tx) {
    Tree tree;
    tree.province = add_organisation(tx, "province");
    tree.town = add_organisation(tx, "town", tree.province);
    tree.commune = add_organisation(tx, "commune", tree.town);
    tree.beside = add_organisation(tx, "beside", tree.province);
    auto& rules = tx.contact_rules();
    EXPECT_TRUE(rules.of(tree.commune).narrowed.empty());
    const NarrowedHours office{HoursKind::reminders, {Hours(9), Hours(19)}};
    const NarrowedHours calls{HoursKind::voice, {Hours(10), Hours(11)}};
    rules.set_hours(tree.town, {HoursKind::reminders, {Hours(8), Hours(9)}}, "token:lan", now());
    rules.set_hours(tree.town, office, "token:lan", now());  // replaces
    rules.set_hours(tree.province, calls, "token:lan", now());
    const auto hours = rules.hours_of(tree.commune);
    ASSERT_EQ(hours.size(), 2u);
    EXPECT_EQ(hours[0].organisation, tree.province);
    EXPECT_EQ(hours[1].organisation, tree.town);
    EXPECT_EQ(hours[1].hours.window, office.window);
    EXPECT_EQ(hours[1].changed_by, "token:lan");
    EXPECT_EQ(rules.of(tree.commune).narrowed.size(), 2u);
    EXPECT_EQ(rules.of(tree.beside).narrowed.size(), 1u);
    EXPECT_TRUE(rules.remove_hours(tree.town, HoursKind::reminders));
    EXPECT_FALSE(rules.remove_hours(tree.town, HoursKind::reminders));
    EXPECT_EQ(rules.of(tree.commune).narrowed.size(), 1u);

    rules.add_blackout(blackout(tree.province, "2027-02-05", "2027-02-11"));
    const auto feast = rules.add_blackout(blackout(tree.town, "2027-03-01", "2027-03-01"));
    EXPECT_EQ(rules.of(tree.commune).blackouts.size(), 2u);
    EXPECT_EQ(rules.of(tree.beside).blackouts.size(), 1u);
    const auto day = [](const char* text) { return parse_day(text).value(); };
    EXPECT_EQ(rules.blackouts(of(tx, tree.commune), day("2027-01-01")).size(), 2u) << "above";
    EXPECT_EQ(rules.blackouts(of(tx, tree.province), day("2027-01-01")).size(), 2u) << "below";
    EXPECT_EQ(rules.blackouts(of(tx, tree.beside), day("2027-01-01")).size(), 1u) << "beside";
    EXPECT_EQ(rules.blackouts(of(tx, tree.commune), day("2027-02-12")).size(), 1u) << "over";
    EXPECT_EQ(rules.find_blackout(feast)->name, "Tết");
    EXPECT_TRUE(rules.remove_blackout(feast, "token:lan", now()));
    EXPECT_FALSE(rules.remove_blackout(feast, "token:lan", now()));
    EXPECT_EQ(rules.of(tree.commune).blackouts.size(), 1u);
    EXPECT_TRUE(rules.find_blackout(feast)->removed_at);
  });
}

}  // namespace
}  // namespace muster
