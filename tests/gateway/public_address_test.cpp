// SPDX-License-Identifier: Apache-2.0
#include "../../src/gateway/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace muster {
namespace {

TEST(PublicAddress, EveryInnerAddressIsRefused) {
  for (const char* text : {"0.0.0.0",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.254",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::127.0.0.1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::ffff:169.254.169.254",
                           "64:ff9b::10.0.0.1",
                           "64:ff9b:1::1",
                           "100::1",
                           "2001::1",
                           "2001:10::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2002:a00:1::",
                           "3fff::1",
                           "fc00::1",
                           "fd12:3456::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "4000::1"})
    EXPECT_FALSE(is_public_ip(text)) << text;
}

TEST(PublicAddress, TheInternetIsReachable) {
  for (const char* text : {"1.1.1.1",
                           "8.8.8.8",
                           "11.0.0.1",
                           "100.63.255.255",
                           "100.128.0.1",
                           "126.255.255.255",
                           "128.0.0.1",
                           "172.15.255.255",
                           "172.32.0.1",
                           "192.0.1.1",
                           "192.167.255.255",
                           "198.17.255.255",
                           "198.20.0.1",
                           "223.255.255.255",
                           "2606:4700::1111",
                           "2a00:1450::1",
                           "2001:4860:4860::8888",
                           "::ffff:8.8.8.8",
                           "64:ff9b::8.8.8.8",
                           "2002:808:808::"})
    EXPECT_TRUE(is_public_ip(text)) << text;
}

TEST(PublicAddress, WhatIsNoAddressIsRefused) {
  for (const char* text :
       {"", "localhost", "8.8.8", "0x8.8.8.8", "2130706433", "8.8.8.8 ", "fe80::1%1"})
    EXPECT_FALSE(is_public_ip(text)) << text;
}

TEST(PublicAddress, SocketAddresses) {
  sockaddr_storage storage{};
  auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
  v4.sin_family = AF_INET;
  inet_pton(AF_INET, "127.0.0.1", &v4.sin_addr);
  EXPECT_FALSE(is_public(reinterpret_cast<sockaddr&>(storage)));
  inet_pton(AF_INET, "8.8.8.8", &v4.sin_addr);
  EXPECT_TRUE(is_public(reinterpret_cast<sockaddr&>(storage)));
  storage.ss_family = AF_UNIX;
  EXPECT_FALSE(is_public(reinterpret_cast<sockaddr&>(storage)));
}

}  // namespace
}  // namespace muster
