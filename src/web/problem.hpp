// SPDX-License-Identifier: Apache-2.0
// Problem documents (RFC 9457), and the headers every response of ours carries. Pure.
#pragma once
#include <boost/json/value.hpp>
#include <string>

#include "muster/base/http_message.hpp"
#include "muster/base/result.hpp"

namespace muster {

// The one place where an error kind becomes a status.
int status_of(ErrorKind kind);

HttpResponse problem(const Error& error);
// For what no error kind says: 405, 415, or an error the server itself found.
HttpResponse problem(int status, const std::string& detail);

// no-store, nosniff and the like. What shows in a browser may load nothing.
HttpResponse respond(int status, std::string content_type, std::string body);
HttpResponse respond_json(int status, const boost::json::value& body);

}  // namespace muster
