// SPDX-License-Identifier: Apache-2.0
// muster import donors|donations|deferrals|consents FILE: sends the file, shows how far it is, and
// prints what became of it, line by line where something is wrong. Refused lines go to a file of
// their own.
#pragma once
#include "muster/base/menu.hpp"
#include "shell.hpp"

namespace muster {

void add_import(Menu& menu, const Shell& shell);

}  // namespace muster
