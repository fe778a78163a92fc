// SPDX-License-Identifier: Apache-2.0
// Invariants, checked in release too: going on with a broken one could page or text the wrong
// person. systemd restarts the process; recovery from the journal is the tested path.
#pragma once

namespace muster {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}

#define MUSTER_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::muster::assertion_failed(#condition, __FILE__, __LINE__))
