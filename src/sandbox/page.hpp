// SPDX-License-Identifier: Apache-2.0
// The page with the virtual phones: three files, served from memory. Nothing comes from elsewhere.
#pragma once
#include "muster/http/server.hpp"

namespace muster::sandbox {

void add_page(Router& router);

extern const char* const page_html;
extern const char* const page_style;
extern const char* const page_script;

}  // namespace muster::sandbox
