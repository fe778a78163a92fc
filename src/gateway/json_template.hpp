// SPDX-License-Identifier: Apache-2.0
// A JSON body as a tree whose leaves are send fields. It is built as values and then written, so no
// name or text of a donor can change its shape. Immutable; any thread.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "send_field.hpp"

namespace muster {

class JsonTemplate {
 public:
  // `field.at` is a JSON pointer (RFC 6901); array elements come in order from 0.
  // Error: invalid, when the pointer is none or contradicts an earlier one.
  Result<void> add(SendField field);

  // Fields that are left out take their place with them: arrays close up, empty parents vanish.
  // Error: invalid, when a value is not of the type its field declares.
  Result<std::string> build(const SlotValues& values, std::optional<SmsEncoding> encoding) const;

  struct Node {
    enum class Kind : std::uint8_t { unset, leaf, object, array };
    Kind kind = Kind::unset;
    std::vector<std::pair<std::string, Node>> children;  // names are empty in an array
    SendField field;  // of a leaf
  };

 private:
  Node root_;
};

// The unescaped steps of a JSON pointer. Error: invalid, unless it is "" or begins with '/'.
Result<std::vector<std::string>> parse_pointer(std::string_view pointer);

}  // namespace muster
