// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/queue_order.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace muster {
namespace {

TEST(QueueKey, LaneThenTimeThenFirstCome) {
  auto key = [](SendLane lane, int due, int id) {
    return QueueKey{lane, from_millis(due), MessageId(id)};
  };
  EXPECT_LT(key(SendLane::emergency, 900, 9), key(SendLane::reply, 1, 1));
  EXPECT_LT(key(SendLane::reminder, 1, 9), key(SendLane::reminder, 2, 1));
  EXPECT_LT(key(SendLane::reminder, 1, 1), key(SendLane::reminder, 1, 2));
}

struct Case {
  LaneCounts waiting;
  int places;
  int reserve;
  LaneCounts share;
};

TEST(SharePlaces, Table) {
  const std::vector<Case> cases = {
      {{0, 0, 0, 9, 9}, 10, 0, {0, 0, 0, 9, 1}},   // urgent lanes first
      {{0, 0, 0, 9, 9}, 10, 4, {0, 0, 0, 6, 0}},   // the reserve stays free
      {{3, 0, 0, 9, 9}, 10, 4, {3, 0, 0, 3, 0}},   // an emergency takes from the top, not the
                                                  // reserve
      {{12, 5, 5, 5, 5}, 10, 4, {10, 0, 0, 0, 0}},  // and all if it needs all
      {{1, 2, 3, 4, 5}, 100, 10, {1, 2, 3, 4, 5}},
      {{1, 2, 3, 4, 5}, 0, 0, {0, 0, 0, 0, 0}},
      {{1, 2, 3, 4, 5}, -3, 0, {0, 0, 0, 0, 0}},
      {{0, 2, 0, 0, 0}, 3, 3, {0, 0, 0, 0, 0}},
      {{-1, 2, 0, 0, 0}, 3, -1, {0, 2, 0, 0, 0}},
  };
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(share_places(cases[i].waiting, cases[i].places, cases[i].reserve), cases[i].share)
        << "case " << i;
}

TEST(SharePlaces, NeverMoreThanWaitsNorThanFits) {
  for (int places = 0; places <= 12; ++places)
    for (int reserve = 0; reserve <= 12; ++reserve) {
      LaneCounts waiting = {2, 1, 4, 3, 5};
      auto share = share_places(waiting, places, reserve);
      EXPECT_LE(std::accumulate(share.begin(), share.end(), 0), places);
      for (std::size_t i = 0; i < share.size(); ++i) EXPECT_LE(share[i], waiting[i]);
      EXPECT_EQ(share[0], std::min(2, places));
    }
}

}  // namespace
}  // namespace muster
