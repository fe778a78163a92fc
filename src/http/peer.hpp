// SPDX-License-Identifier: Apache-2.0
// Who is at the other end of a connection, and, behind a trusted proxy, who sent the request to it.
#pragma once
#include <boost/asio/generic/stream_protocol.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/http_message.hpp"

namespace muster {

struct Peer {
  std::string address;  // without port; "unix" for a unix socket
  bool loopback = false;  // or a unix socket
};

Peer peer_of(const boost::asio::generic::stream_protocol::endpoint& endpoint);

// The last hop of X-Forwarded-For that is not itself a trusted proxy. Hops before it are the
// sender's own claim and prove nothing. A hop that is no address ends the walk at the proxy that
// reported it.
std::string forwarded_for(const Headers& headers, const std::string& address,
                          const std::vector<std::string>& trusted);

// One spelling an address: "::ffff:10.0.0.1" is "10.0.0.1". Empty when it is none.
std::string normal_address(std::string_view text);

}  // namespace muster
