// SPDX-License-Identifier: Apache-2.0
#include "peer.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstring>

#include "names.hpp"

namespace muster {
namespace {

namespace ip = boost::asio::ip;

ip::address unmapped(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

std::string_view trim(std::string_view text) {
  auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "203.0.113.9", "203.0.113.9:4711", "[2001:db8::1]:4711", "2001:db8::1".
std::string_view without_port(std::string_view hop) {
  if (hop.starts_with('[')) return hop.substr(1, hop.find(']') - 1);
  if (std::ranges::count(hop, ':') == 1) return hop.substr(0, hop.find(':'));
  return hop;
}

}  // namespace

Peer peer_of(const boost::asio::generic::stream_protocol::endpoint& endpoint) {
  Peer peer;
  ip::tcp::endpoint tcp;
  if (endpoint.protocol().family() == AF_UNIX || endpoint.size() > tcp.capacity()) {
    peer.address = "unix";
    peer.loopback = true;
    return peer;
  }
  std::memcpy(tcp.data(), endpoint.data(), endpoint.size());
  auto address = unmapped(tcp.address());
  peer.address = address.to_string();
  peer.loopback = address.is_loopback();
  return peer;
}

std::string normal_address(std::string_view text) {
  boost::system::error_code error;
  auto address = ip::make_address(std::string(text), error);
  return error ? std::string() : unmapped(address).to_string();
}

std::string forwarded_for(const Headers& headers, const std::string& address,
                          const std::vector<std::string>& trusted) {
  std::string current = address;
  for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
    if (!same_name(header->first, "X-Forwarded-For")) continue;
    std::string_view hops = header->second;
    while (!hops.empty()) {
      if (std::ranges::find(trusted, current) == trusted.end()) return current;
      auto comma = hops.rfind(',');
      auto hop = comma == std::string_view::npos ? hops : hops.substr(comma + 1);
      hops = comma == std::string_view::npos ? std::string_view() : hops.substr(0, comma);
      auto next = normal_address(without_port(trim(hop)));
      if (next.empty()) return current;
      current = next;
    }
  }
  return current;
}

}  // namespace muster
