// SPDX-License-Identifier: Apache-2.0
#include "muster/base/sealing.hpp"

#include <gtest/gtest.h>

#include "muster/base/bytes.hpp"

namespace muster {
namespace {

Sealer sealer(char fill = 'k') { return Sealer::with_key(std::string(32, fill)).value(); }

TEST(Sealing, OpensWhatItSealed) {
  SeededRandom random(1);
  auto sealed = sealer().seal("+84912345678", "contact_point.address", random);
  EXPECT_EQ(sealed.find("912345678"), std::string::npos);
  EXPECT_EQ(sealer().open(sealed, "contact_point.address").value(), "+84912345678");
  EXPECT_NE(sealer().seal("+84912345678", "contact_point.address", random), sealed);
  EXPECT_EQ(sealer().open(sealer().seal("", "x", random), "x").value(), "");
}

TEST(Sealing, RefusesAChangedByteAnotherKeyAndAnotherPlace) {
  SeededRandom random(1);
  auto sealed = sealer().seal("text", "reply.text", random);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto broken = sealed;
    broken[i] = static_cast<char>(broken[i] ^ 1);
    EXPECT_FALSE(sealer().open(broken, "reply.text")) << i;
  }
  EXPECT_FALSE(sealer('x').open(sealed, "reply.text"));
  EXPECT_FALSE(sealer().open(sealed, "attempt.request"));
  EXPECT_FALSE(sealer().open("short", "reply.text"));
  EXPECT_FALSE(Sealer::with_key("short"));
}

TEST(Sealing, TheBlindIndexIsStableAndKeyed) {
  EXPECT_EQ(sealer().blind_index("+84912345678"), sealer().blind_index("+84912345678"));
  EXPECT_NE(sealer().blind_index("+84912345678"), sealer().blind_index("+84912345679"));
  EXPECT_NE(sealer('x').blind_index("+84912345678"), sealer().blind_index("+84912345678"));
  EXPECT_EQ(sealer().blind_index("a").size(), 16u);
}

TEST(Bytes, EncodesAndRefusesWhatIsNoEncoding) {
  EXPECT_EQ(hex(std::string("\x00\xff\x10", 3)), "00ff10");
  EXPECT_EQ(from_hex("00ff10"), std::string("\x00\xff\x10", 3));
  EXPECT_FALSE(from_hex("0"));
  EXPECT_FALSE(from_hex("zz"));
  EXPECT_EQ(base64("any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
  EXPECT_EQ(from_base64("YW55IGNhcm5hbCBwbGVhcw=="), "any carnal pleas");
  EXPECT_FALSE(from_base64("YW5*"));
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(equal_secret("abc", "abc"));
  EXPECT_FALSE(equal_secret("abc", "abd"));
  EXPECT_FALSE(equal_secret("abc", "abcd"));
}

TEST(Random, SeededRepeatsAndStaysInBounds) {
  SeededRandom a(7), b(7), c(8);
  EXPECT_EQ(a.next(), b.next());
  EXPECT_NE(a.next(), c.next());
  for (int i = 0; i < 1000; ++i) {
    EXPECT_LT(a.below(7), 7u);
    auto u = a.uniform();
    EXPECT_GE(u, 0.0);
    EXPECT_LT(u, 1.0);
  }
  EXPECT_EQ(a.digits(6).size(), 6u);
  EXPECT_EQ(SystemRandom().token(16).size(), 22u);
  EXPECT_NE(SystemRandom().token(16), SystemRandom().token(16));
}

}  // namespace
}  // namespace muster
