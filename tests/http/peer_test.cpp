// SPDX-License-Identifier: Apache-2.0
#include "../../src/http/peer.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

struct Case {
  Headers headers;
  std::string socket;
  std::string expected;
};

class Forwarded : public testing::TestWithParam<Case> {};

TEST_P(Forwarded, IsBelievedOnlyFromTrustedProxies) {
  const std::vector<std::string> trusted = {"127.0.0.1", "10.0.0.2", "unix"};
  EXPECT_EQ(forwarded_for(GetParam().headers, GetParam().socket, trusted), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Forwarded,
    testing::Values(
        Case{{}, "127.0.0.1", "127.0.0.1"},
        Case{{{"X-Forwarded-For", "203.0.113.9"}}, "127.0.0.1", "203.0.113.9"},
        Case{{{"X-Forwarded-For", "203.0.113.9"}}, "unix", "203.0.113.9"},
        Case{{{"X-Forwarded-For", "203.0.113.9"}}, "198.51.100.1", "198.51.100.1"},
        Case{{{"X-Forwarded-For", "1.1.1.1, 203.0.113.9"}}, "127.0.0.1", "203.0.113.9"},
        Case{{{"X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.2"}}, "127.0.0.1", "203.0.113.9"},
        Case{{{"X-Forwarded-For", "1.1.1.1"}, {"x-forwarded-for", "203.0.113.9"}},
             "127.0.0.1",
             "203.0.113.9"},
        Case{{{"X-Forwarded-For", "203.0.113.9"}, {"x-forwarded-for", "10.0.0.2"}},
             "127.0.0.1",
             "203.0.113.9"},
        Case{{{"X-Forwarded-For", "203.0.113.9:4711"}}, "127.0.0.1", "203.0.113.9"},
        Case{{{"X-Forwarded-For", "[2001:db8::1]:80"}}, "127.0.0.1", "2001:db8::1"},
        Case{{{"X-Forwarded-For", "2001:DB8::1"}}, "127.0.0.1", "2001:db8::1"},
        Case{{{"X-Forwarded-For", "::ffff:203.0.113.9"}}, "127.0.0.1", "203.0.113.9"},
        Case{{{"X-Forwarded-For", "203.0.113.9, unknown"}}, "127.0.0.1", "127.0.0.1"},
        Case{{{"X-Forwarded-For", "["}}, "127.0.0.1", "127.0.0.1"},
        Case{{{"X-Forwarded-For", ""}}, "127.0.0.1", "127.0.0.1"}));

}  // namespace
}  // namespace muster
