// SPDX-License-Identifier: Apache-2.0
// Is an address reachable by everybody, or does it lie inside somebody's network? SSRF guard. Pure.
#pragma once
#include <sys/socket.h>

#include <string>

namespace muster {

// False for everything IANA's special-purpose registries (RFC 6890 and later) do not call global:
// loopback, private, shared (100.64/10), link-local with the metadata hosts, unique local,
// multicast, documentation, and IPv4 addresses of these kinds wrapped in IPv6 (mapped, NAT64,
// 6to4).
bool is_public(const sockaddr& address);
// The same for "192.0.2.1" or "2001:db8::1"; false for what is not an address.
bool is_public_ip(const std::string& text);

}  // namespace muster
