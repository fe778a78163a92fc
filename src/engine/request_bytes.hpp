// SPDX-License-Identifier: Apache-2.0
// An HttpRequest as one string, for the attempt's sealed copy: what goes again must be the same
// bytes.
#pragma once
#include <string>
#include <string_view>

#include "muster/base/http_message.hpp"

namespace muster {

std::string pack(const HttpRequest& request);
// Total: what pack made. A damaged copy does not open (sealing) and never gets here.
HttpRequest unpack(std::string_view packed);

}  // namespace muster
