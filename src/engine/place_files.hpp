// SPDX-License-Identifier: Apache-2.0
// Reads the operator's tables of communes: CSV with the columns code, name, district, province,
// latitude, longitude; others are passed over. Lines that begin with '#' are remarks, but not the
// first one: it tells the separator. Every bad line is a problem with its number.
#pragma once
#include <string>

#include "muster/base/toml.hpp"
#include "muster/domain/places.hpp"

namespace muster {

void read_places(const std::string& path, Places& places, Problems& problems);

}  // namespace muster
