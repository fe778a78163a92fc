// SPDX-License-Identifier: Apache-2.0
#include "public_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace muster {
namespace {

struct Range4 {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t ip4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

constexpr std::array special4 = {
    Range4{ip4(0, 0, 0, 0), 8},        // this network
    Range4{ip4(10, 0, 0, 0), 8},       // private
    Range4{ip4(100, 64, 0, 0), 10},    // carrier-grade NAT
    Range4{ip4(127, 0, 0, 0), 8},      // loopback
    Range4{ip4(169, 254, 0, 0), 16},   // link-local, cloud metadata
    Range4{ip4(172, 16, 0, 0), 12},    // private
    Range4{ip4(192, 0, 0, 0), 24},     // protocol assignments
    Range4{ip4(192, 0, 2, 0), 24},     // documentation
    Range4{ip4(192, 88, 99, 0), 24},   // 6to4 relays, withdrawn
    Range4{ip4(192, 168, 0, 0), 16},   // private
    Range4{ip4(198, 18, 0, 0), 15},    // benchmarks
    Range4{ip4(198, 51, 100, 0), 24},  // documentation
    Range4{ip4(203, 0, 113, 0), 24},   // documentation
    Range4{ip4(224, 0, 0, 0), 4},      // multicast
    Range4{ip4(240, 0, 0, 0), 4},      // reserved, broadcast
};

bool public4(std::uint32_t address) {
  return std::none_of(special4.begin(), special4.end(), [address](const Range4& range) {
    return (address ^ range.network) >> (32 - range.bits) == 0;
  });
}

using Bytes16 = std::array<std::uint8_t, 16>;

bool starts(const Bytes16& address, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), address.begin());
}

std::uint32_t embedded4(const Bytes16& a, std::size_t at) {
  return ip4(a[at], a[at + 1], a[at + 2], a[at + 3]);
}

bool public6(const Bytes16& a) {
  if (starts(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return public4(embedded4(a, 12));
  // NAT64 is how IPv6-only networks reach IPv4.
  if (starts(a, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return public4(embedded4(a, 12));
  if (starts(a, {0x20, 0x02})) return public4(embedded4(a, 2));  // 6to4
  if ((a[0] & 0xe0) != 0x20) return false;  // only 2000::/3 is global unicast
  if (starts(a, {0x20, 0x01, 0x0d, 0xb8})) return false;  // documentation
  if (starts(a, {0x3f, 0xff}) && a[2] < 0x10) return false;  // documentation, RFC 9637
  return !(starts(a, {0x20, 0x01}) && a[2] < 2);  // 2001::/23: Teredo, ORCHID, ...
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    return public4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 v6;
  std::memcpy(&v6, &address, sizeof v6);
  Bytes16 bytes;
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return public6(bytes);
}

bool is_public_ip(const std::string& text) {
  in_addr v4;
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return public4(ntohl(v4.s_addr));
  Bytes16 bytes;
  return inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1 && public6(bytes);
}

}  // namespace muster
