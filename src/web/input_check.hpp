// SPDX-License-Identifier: Apache-2.0
// Holds a JSON object against a schema. Pure.
#pragma once
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "muster/base/result.hpp"
#include "schema.hpp"

namespace muster {

// `at` is the pointer of the object itself: "", "/addresses/0". An unknown field is an error.
Result<void> check_object(const Schema& schema, const boost::json::object& values,
                          const std::string& at);

// "a|b|c" -> {"a", "b", "c"}.
std::vector<std::string_view> choices_of(const Field& field);

}  // namespace muster
