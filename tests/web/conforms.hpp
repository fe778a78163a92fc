// SPDX-License-Identifier: Apache-2.0
// Holds an answer against what its route promises: no field is missing, none is unknown, none null
// that may not be. So the OpenAPI document cannot drift from what is sent.
#pragma once
#include <boost/json/value.hpp>
#include <string>

namespace muster {

void expect_conforms(const std::string& method, const std::string& path, int status,
                     const std::string& text, const boost::json::value& body);

}  // namespace muster
