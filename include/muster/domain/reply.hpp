// SPDX-License-Identifier: Apache-2.0
// What a donor's reply means. A no must never be read as a yes; in doubt a person decides
// (`unclear`).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"

namespace muster {

enum class Intent : std::uint8_t {
  yes,
  no,
  stop,
  start,
  cancel,
  later,
  already,
  wrong_number,
  deceased,
  question,
  unclear
};
std::string_view name(Intent intent);

struct ReplyReading {
  Intent intent = Intent::unclear;
  std::optional<int>
      eta_minutes;  // "CO 20", "30p", "1h nua"; a number after CO is minutes, never a slot
  std::string request_code;        // "K7", upper case, wherever it stands; else empty
};

struct ReplyContext {
  std::string language = "vi";
  // Local time of the donor: turns "9h toi co mat" into minutes. nullopt: clock times give no ETA.
  std::optional<MinuteOfDay> now;
};

ReplyReading classify_reply(std::string_view text, const ReplyContext& context);

}  // namespace muster
