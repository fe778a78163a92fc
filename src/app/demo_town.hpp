// SPDX-License-Identifier: Apache-2.0
// Demo: a committee after Kinh Mon 2020 with 1,700 donors, a session to go to and a rapid-response
// club of 100 with a rota and a rare-group section. Everything is written through the same services
// that the API uses.
#pragma once
#include <string>

#include "muster/engine/context.hpp"

namespace muster {

// Fills an empty store and writes <folder>/access.txt (address and token). By value: the context is
// references.
asio::awaitable<Result<void>> make_demo_town(Context context, std::string folder);

}  // namespace muster
