// SPDX-License-Identifier: Apache-2.0
// muster-sandbox: a stand-in gateway with virtual phones.
#include <cstdio>
#include <exception>

#include "options.hpp"
#include "sandbox.hpp"

int main(int count, char** arguments) {
  auto parsed = muster::sandbox::parse_options(count, arguments);
  if (parsed.exit) return *parsed.exit;
  try {
    return muster::sandbox::run(parsed.options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "event=failed error=\"%s\"\n", error.what());
    return 1;
  }
}
