// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <sstream>

#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, contact_points_keep_the_donors_order) {
  const auto seeded = seed();
  const auto points = write([&](Tx& tx) {
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    ContactPointRow mail;
    mail.donor = seeded.donor;
    mail.organisation = seeded.organisation;
    mail.channel = Channel::email;
    mail.address = "lan@example.org";
    tx.contact_points().add(mail);
    mail.channel = Channel::sms;
    mail.address = "+84987654321";
    mail.position = 0;
    mail.verified_at = now();
    mail.verified_how = "desk";
    tx.contact_points().add(mail);
    return tx.contact_points().of_donor(seeded.donor);
  });
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[0].address, "+84912345678");
  EXPECT_EQ(points[0].address_index, index("+84912345678"));
  EXPECT_FALSE(points[0].verified_at);
  EXPECT_EQ(points[1].address, "+84987654321");
  EXPECT_EQ(points[1].verified_at, now());
  EXPECT_EQ(points[1].verified_how, "desk");
  EXPECT_EQ(points[2].channel, Channel::email);
  EXPECT_EQ(points[2].position, 1);
}

TEST_P(StoreConformance, the_same_address_of_a_donor_is_one_contact_point) {
  const auto seeded = seed();
  const auto add = [&] {
    return write(
        [&](Tx& tx) { return add_phone(tx, seeded.donor, seeded.organisation, "+84912345678"); });
  };
  const auto first = add();
  EXPECT_EQ(add(), first);
  EXPECT_EQ(read([&](Tx& tx) { return tx.contact_points().of_donor(seeded.donor); }).size(), 1u);
  const auto found = read([&](Tx& tx) { return tx.contact_points().find(first); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->address, "+84912345678");
}

TEST_P(StoreConformance, by_address_asks_one_channel_or_all) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    ContactPointRow voice;
    voice.donor = seeded.donor;
    voice.organisation = seeded.organisation;
    voice.channel = Channel::voice;
    voice.address = "+84912345678";
    tx.contact_points().add(voice);
  });
  const auto count = [&](std::optional<Channel> channel, std::string address) {
    return read([&](Tx& tx) { return tx.contact_points().by_address(channel, address); }).size();
  };
  EXPECT_EQ(count(std::nullopt, "+84912345678"), 2u);
  EXPECT_EQ(count(Channel::voice, "+84912345678"), 1u);
  EXPECT_EQ(count(Channel::email, "+84912345678"), 0u);
  EXPECT_EQ(count(std::nullopt, "+84912345679"), 0u);
}

TEST_P(StoreConformance, verification_and_suppression_happen_once) {
  const auto seeded = seed();
  const auto id = write(
      [&](Tx& tx) { return add_phone(tx, seeded.donor, seeded.organisation, "+84912345678"); });
  const auto later = now() + Hours(1);
  write([&](Tx& tx) {
    EXPECT_TRUE(tx.contact_points().verify(id, "reply", now()));
    EXPECT_FALSE(tx.contact_points().verify(id, "code", later));
    EXPECT_TRUE(tx.contact_points().suppress(id, "bad_number", now()));
    EXPECT_FALSE(tx.contact_points().suppress(id, "complaint", later));
    EXPECT_EQ(tx.contact_points().suppress_address(index("+84912345678"), "complaint", later), 0);
  });
  const auto found = read([&](Tx& tx) { return tx.contact_points().find(id); });
  EXPECT_EQ(found->verified_at, now());
  EXPECT_EQ(found->verified_how, "reply");
  EXPECT_EQ(found->suppressed_at, now());
  EXPECT_EQ(found->suppressed_reason, "bad_number");
}

TEST_P(StoreConformance, an_address_is_suppressed_for_everyone_on_it) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    const auto son = add_donor(tx, seeded.organisation, "Nguyễn Văn Nam", now());
    add_phone(tx, seeded.donor, seeded.organisation, "+84912345678");
    add_phone(tx, son, seeded.organisation, "+84912345678");
    add_phone(tx, son, seeded.organisation, "+84912345679");
    EXPECT_EQ(tx.contact_points().suppress_address(index("+84912345678"), "dead", now()), 2);
  });
}

TEST_P(StoreConformance, no_address_lies_on_the_disk_in_clear_text) {
  const auto seeded = seed();
  write([&](Tx& tx) { add_phone(tx, seeded.donor, seeded.organisation, "+84912345678"); });
  store_.reset();
  for (const auto& entry : std::filesystem::directory_iterator(folder().path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    EXPECT_EQ(bytes.str().find("912345678"), std::string::npos) << entry.path();
  }
}

TEST_P(StoreConformance, an_address_under_another_key_is_never_used) {
  const auto seeded = seed();
  const auto id = write(
      [&](Tx& tx) { return add_phone(tx, seeded.donor, seeded.organisation, "+84912345678"); });
  store_.reset();
  sealer_ = Sealer::with_key(std::string(Sealer::key_size, 'x')).value();
  reopen();
  const auto found = read([&](Tx& tx) { return tx.contact_points().find(id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->address, "");
  EXPECT_TRUE(found->suppressed_at);
  EXPECT_EQ(found->suppressed_reason, "unreadable");
}

}  // namespace
}  // namespace muster
