// SPDX-License-Identifier: Apache-2.0
// The OpenAPI 3.1 document, made of the tables of routes and schemas. Pure.
#pragma once
#include <boost/json/object.hpp>
#include <string>

namespace muster {

boost::json::object openapi_document(const std::string& version);

}  // namespace muster
