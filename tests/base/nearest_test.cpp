// SPDX-License-Identifier: Apache-2.0
#include "muster/base/nearest.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

TEST(Nearest, FindsOneSlipOfTheKeyboard) {
  const std::vector<std::string_view> known = {"port", "host", "public_url", "trusted_proxies"};
  EXPECT_EQ(nearest("prot", known), "port");          // swapped neighbours
  EXPECT_EQ(nearest("HOST", known), "host");          // letter case is free
  EXPECT_EQ(nearest("publicurl", known), "public_url");
  EXPECT_EQ(nearest("trusted_proxy", known), "trusted_proxies");
  EXPECT_EQ(nearest("certificate", known), "");
  EXPECT_EQ(nearest("", known), "");
  EXPECT_EQ(nearest(std::string(100000, 'p'), known), "");
  EXPECT_EQ(nearest("port", {}), "");
}

TEST(Nearest, HintListsWhatIsKnownWhenNothingIsNear) {
  EXPECT_EQ(nearest_hint("prot", {"port", "host"}), "; did you mean 'port'?");
  EXPECT_EQ(nearest_hint("zzzz", {"port", "host"}), "; known here: port, host");
  EXPECT_EQ(nearest_hint("zzzz", {}), "");
}

}  // namespace
}  // namespace muster
