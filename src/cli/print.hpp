// SPDX-License-Identifier: Apache-2.0
// Shows JSON to people: lists as tables, objects as lines.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

// `columns` of a list; empty: every plain field of its first row.
std::string readable(const boost::json::value& value, const std::vector<std::string_view>& columns);

}  // namespace muster
