// SPDX-License-Identifier: Apache-2.0
// Decodes an encoding with one byte a character. One thread.
#pragma once
#include <array>
#include <string>
#include <string_view>

namespace muster {

class SingleBytes {
 public:
  // `charset` is a name that ICU knows and a single-byte encoding.
  explicit SingleBytes(std::string_view charset);
  // As UTF-8. A byte that stands for nothing there becomes one that is no UTF-8 either, so that its
  // line is refused at the right column.
  void append(std::string_view bytes, std::string& to) const;

 private:
  std::array<std::string, 256> utf8_;
};

}  // namespace muster
