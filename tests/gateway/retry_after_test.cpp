// SPDX-License-Identifier: Apache-2.0
#include "../../src/gateway/retry_after.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

constexpr std::string_view noon = "Sun, 06 Nov 1994 12:00:00 GMT";

TEST(RetryAfter, SecondsAndDates) {
  struct Case {
    std::string_view value, date;
    std::optional<Millis> wait;
  };
  for (const Case& c : {
           Case{"0", "", Millis(0)},
           Case{"120", "", Seconds(120)},
           Case{"1.5", "", Millis(1500)},
           Case{"999999999", "", Hours(24)},
           Case{"1e300", "", std::nullopt},
           Case{"-1", "", std::nullopt},
           Case{"", "", std::nullopt},
           Case{"soon", "", std::nullopt},
           Case{"nan", "", std::nullopt},
           Case{"12 s", "", std::nullopt},
           Case{"Sun, 06 Nov 1994 12:00:30 GMT", noon, Seconds(30)},
           Case{"Sun, 06 Nov 1994 11:00:00 GMT", noon, Millis(0)},
           Case{"Sun, 06 Nov 2094 12:00:30 GMT", noon, Hours(24)},
           // Without the server's own time a date says nothing: our clock may differ.
           Case{"Sun, 06 Nov 1994 12:00:30 GMT", "", std::nullopt},
       })
    EXPECT_EQ(parse_retry_after(c.value, c.date), c.wait) << c.value;
}

TEST(RetryAfter, HttpDates) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Instant(Seconds(784111777)));
  for (std::string_view text : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                                "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 31 Feb 1994 08:49:37 GMT",
                                "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
                                "Sun, 06 Nov 1994 08:49:3x GMT", "Sun, 06 Nov 1994 08-49-37 GMT"})
    EXPECT_FALSE(parse_http_date(text)) << text;
}

}  // namespace
}  // namespace muster
