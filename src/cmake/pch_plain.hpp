// SPDX-License-Identifier: Apache-2.0
// For domain: values and decisions, so no Asio and no JSON.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/system/result.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>
