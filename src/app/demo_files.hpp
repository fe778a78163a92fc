// SPDX-License-Identifier: Apache-2.0
// Demo: the files it runs on, written into its data folder so that they can be looked at, changed
// and reloaded.
#pragma once
#include <string>

#include "muster/base/result.hpp"

namespace muster {

struct DemoOptions {
  std::string folder = "var/demo";
  int port = 8470;
  std::string share = ".";
};

// The path of the configuration. A folder that holds something else than a demo is left alone:
// conflict.
Result<std::string> write_demo_files(const DemoOptions& options);

}  // namespace muster
