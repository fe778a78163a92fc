// SPDX-License-Identifier: Apache-2.0
#include "muster/store/idempotency.hpp"

#include "muster/base/bytes.hpp"
#include "suite.hpp"

namespace muster {
namespace {

TEST_P(StoreConformance, the_first_answer_of_a_key_stays) {
  StoredAnswer answer;
  answer.body_hash = sha256("{}");
  answer.status = 201;
  answer.response = R"({"id":7})";
  StoredAnswer second = answer;
  second.status = 500;
  write([&](Tx& tx) {
    auto& table = tx.idempotency();
    EXPECT_FALSE(table.find("token:a POST /v1/requests", "k1"));
    EXPECT_TRUE(table.put("token:a POST /v1/requests", "k1", answer, now()));
    EXPECT_FALSE(table.put("token:a POST /v1/requests", "k1", second, now()));
    EXPECT_FALSE(table.find("token:b POST /v1/requests", "k1")) << "another scope";
    EXPECT_TRUE(table.put("token:b POST /v1/requests", "k1", second, now()));
  });
  const auto found =
      read([](Tx& tx) { return tx.idempotency().find("token:a POST /v1/requests", "k1"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->body_hash, answer.body_hash);
  EXPECT_EQ(found->status, 201);
  EXPECT_EQ(found->response, answer.response);
}

TEST_P(StoreConformance, old_answers_are_pruned_in_bounded_steps) {
  write([&](Tx& tx) {
    auto& table = tx.idempotency();
    for (int i = 0; i < 5; ++i) table.put("s", std::to_string(i), {"", 200, ""}, now() + Hours(i));
    EXPECT_EQ(table.prune(now() + Hours(4), 3), 3);
    EXPECT_FALSE(table.find("s", "2"));
    EXPECT_TRUE(table.find("s", "3"));
    EXPECT_EQ(table.prune(now() + Hours(4)), 1);
    EXPECT_EQ(table.prune(now() + Hours(4)), 0);
    EXPECT_TRUE(table.find("s", "4"));
  });
}

}  // namespace
}  // namespace muster
