// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

namespace muster::sandbox {
namespace {

QuickHandler file(std::string type, std::string text) {
  return [type = std::move(type), text = std::move(text)](const HttpExchange&) {
    HttpResponse response;
    response.headers.emplace_back("Content-Type", type + "; charset=utf-8");
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; script-src 'self'; style-src 'self'; "
                                  "connect-src 'self'; img-src data:; "
                                  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.body = text;
    return response;
  };
}

}  // namespace

void add_page(Router& router) {
  router.add_quick("GET", "/", file("text/html", page_html));
  router.add_quick("GET", "/phones.css", file("text/css", page_style));
  router.add_quick("GET", "/phones.js", file("text/javascript", page_script));
}

}  // namespace muster::sandbox
