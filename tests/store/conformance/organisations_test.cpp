// SPDX-License-Identifier: Apache-2.0
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, an_organisation_knows_its_path) {
  const auto found = write([](Tx& tx) {
    const auto province = add_organisation(tx, "hai-duong");
    const auto town = add_organisation(tx, "kinh-mon", province);
    return tx.organisations().find(town);
  });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->path, "/" + std::to_string(found->parent.value()) + "/" +
                             std::to_string(found->id.value()) + "/");
  EXPECT_EQ(found->name, "Red Cross kinh-mon");
  const auto by_code = read([](Tx& tx) { return tx.organisations().find("hai-duong"); });
  ASSERT_TRUE(by_code);
  EXPECT_EQ(by_code->id, found->parent);
  EXPECT_FALSE(by_code->parent);
  EXPECT_FALSE(read([](Tx& tx) { return tx.organisations().find("nowhere"); }));
}

TEST_P(StoreConformance, one_subtree_is_invisible_to_another) {
  struct Ids {
    OrganisationId province, town, other;
  };
  const auto ids = write([](Tx& tx) {
    Ids made;
    // Ten before them, so that one id begins with the digits of another.
    for (int i = 0; i < 10; ++i) made.other = add_organisation(tx, "o" + std::to_string(i));
    made.province = tx.organisations().find("o0")->id;
    made.town = add_organisation(tx, "town", made.province);
    return made;
  });
  ASSERT_EQ(ids.province.value(), 1);
  ASSERT_EQ(ids.other.value(), 10);
  const auto sees = [&](OrganisationId root, OrganisationId what) {
    return read([&](Tx& tx) {
      Principal who;
      who.subtree = tx.organisations().find(root)->path;
      return tx.organisations().visible(who, what);
    });
  };
  EXPECT_TRUE(sees(ids.province, ids.province));
  EXPECT_TRUE(sees(ids.province, ids.town));
  EXPECT_FALSE(sees(ids.province, ids.other));
  EXPECT_FALSE(sees(ids.town, ids.province));
  EXPECT_FALSE(sees(ids.province, OrganisationId(99)));
  EXPECT_TRUE(
      read([&](Tx& tx) { return tx.organisations().visible(system_principal(), ids.other); }));
  EXPECT_FALSE(read(
      [&](Tx& tx) { return tx.organisations().visible(system_principal(), OrganisationId(99)); }));
}

}  // namespace
}  // namespace muster
