// SPDX-License-Identifier: Apache-2.0
// What one donation can be; beyond it is a slip of the pen.
#pragma once
#include <cstddef>

namespace muster {

inline constexpr int volume_most = 1'000;  // millilitres
inline constexpr int units_most = 4;       // an apheresis may give several
inline constexpr std::size_t certificate_most = 40;

}  // namespace muster
