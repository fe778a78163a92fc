// SPDX-License-Identifier: Apache-2.0
// What a request says of the recipient, and whom it lets be asked.
#include <fmt/format.h>

#include "muster/store/donors.hpp"
#include "world.hpp"

namespace muster {
namespace {

std::string body_of(std::string_view group, std::string_view more) {
  return fmt::format(R"({{"club":"rapid","group":"{}","product":"red_cells","units":1,
                          "needed_in_minutes":120{}}})",
                     group, more);
}

TEST_F(WebTest, rhd_positive_donors_are_asked_only_as_the_emergency_choice) {
  add_club(2);
  write([&](Tx& tx) {
    auto donor = *tx.donors().find(DonorId(2));
    donor.group = {Abo::o, RhD::positive};
    tx.donors().update(donor, clock_.now());
    return true;
  });
  // Nothing said: as strict as can be.
  auto plain = open_request(body_of("O-", ""), "key-1");
  ASSERT_EQ(201, plain.status) << plain.text;
  EXPECT_EQ(1, plain.number_at("/asked"));
  EXPECT_EQ("strict", plain.string_at("/rhd_policy"));
  EXPECT_EQ("unknown", plain.string_at("/recipient_sex"));
  EXPECT_TRUE(plain.at("/recipient_age").is_null());
  EXPECT_EQ(false, plain.at("/anti_d"));

  // The first donor has an unanswered page by now; the second is RhD-positive.
  const char* none[] = {
      R"(,"rhd_policy":"emergency")",
      R"(,"rhd_policy":"emergency","recipient_sex":"female","recipient_age":50)",
      R"(,"rhd_policy":"emergency","recipient_sex":"male","recipient_age":18)",
      R"(,"rhd_policy":"emergency","recipient_sex":"male","recipient_age":40,"anti_d":true)",
      R"(,"rhd_policy":"emergency","recipient_sex":"male","recipient_age":40,
          "chronically_transfused":true)",
      R"(,"recipient_sex":"male","recipient_age":40)",
  };
  int key = 2;
  for (const char* more : none) {
    auto reply = open_request(body_of("O-", more), fmt::format("key-{}", key++));
    ASSERT_EQ(201, reply.status) << reply.text;
    EXPECT_EQ(0, reply.number_at("/asked")) << more << reply.text;
  }
  auto man = open_request(
      body_of("O-", R"(,"rhd_policy":"emergency","recipient_sex":"male","recipient_age":40)"),
      "key-man");
  ASSERT_EQ(201, man.status) << man.text;
  EXPECT_EQ(1, man.number_at("/asked"));
  auto shown = get(fmt::format("/v1/requests/{}", man.number_at("/id")), "coordinator");
  EXPECT_EQ("emergency", shown.string_at("/rhd_policy"));
  EXPECT_EQ("male", shown.string_at("/recipient_sex"));
  EXPECT_EQ(40, shown.number_at("/recipient_age"));
}

TEST_F(WebTest, what_is_wrong_with_the_recipient_is_told_by_field) {
  add_club(1);
  struct Bad {
    const char *group, *more, *field;
  };
  const Bad cases[] = {
      {"O-", R"(,"recipient_age":-1)", "/recipient_age"},
      {"O-", R"(,"recipient_age":131)", "/recipient_age"},
      {"O-", R"(,"recipient_age":"40")", "/recipient_age"},
      {"O-", R"(,"recipient_sex":"man")", "/recipient_sex"},
      {"O-", R"(,"rhd_policy":"lax")", "/rhd_policy"},
      {"O-", R"(,"anti_d":"no")", "/anti_d"},
  };
  for (const auto& bad : cases) {
    auto reply = open_request(body_of(bad.group, bad.more));
    EXPECT_EQ(400, reply.status) << bad.more << reply.text;
    EXPECT_EQ(bad.field, reply.string_at("/field")) << bad.more << reply.text;
  }
  // A recipient of unknown group: red cells of group O-, no whole blood.
  auto red = open_request(body_of("?", ""));
  ASSERT_EQ(201, red.status) << red.text;
  EXPECT_EQ(1, red.number_at("/asked"));
  auto whole = open_request(R"({"club":"rapid","group":"?","product":"whole_blood","units":1,
                                "needed_in_minutes":120})",
                            "key-2");
  EXPECT_EQ(400, whole.status);
  EXPECT_EQ("/group", whole.string_at("/field"));
}

}  // namespace
}  // namespace muster
