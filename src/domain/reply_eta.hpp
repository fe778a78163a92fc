// SPDX-License-Identifier: Apache-2.0
// Times in a reply: "15p", "nửa tiếng nữa", "1h30", "9h tôi có mặt". Pure, any thread.
#pragma once
#include <optional>
#include <span>

#include "muster/base/instant.hpp"
#include "reply_words.hpp"

namespace muster {

constexpr int kLongestEta = 720;  // a donor half a day away is not on the way

struct ReplyTime {
  std::size_t words = 0;       // tokens it takes
  bool duration = false;       // else a time of day
  std::optional<int> minutes;  // from now; nullopt if out of 1 to 720 or without a clock
};

// The time that begins at `at`, with its leading "khoảng" and trailing "nữa". nullopt: none.
std::optional<ReplyTime> read_reply_time(std::span<const ReplyToken> tokens, std::size_t at,
                                         std::optional<MinuteOfDay> now);

}  // namespace muster
