// SPDX-License-Identifier: Apache-2.0
// One field or header of a request: where it stands, its value, when it is there. Immutable; any
// thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/base/toml.hpp"
#include "muster/domain/segments.hpp"
#include "text_template.hpp"

namespace muster {

struct SendField {
  enum class Type : std::uint8_t { text, number, boolean };

  std::string at;  // JSON pointer, or the name of a parameter or header
  TextTemplate value;
  Type type = Type::text;
  std::optional<SmsEncoding> only;  // `when = "gsm7"` or "ucs2"
  Slot needs = Slot::none;          // `when = "<slot>"`: only if the text brings it

  // The value, or nothing where the field is left out. `encoding` is set where some field asks for
  // it.
  std::optional<std::string> render(const SlotValues& values,
                                    std::optional<SmsEncoding> encoding) const;
};

// An array of tables { at, value, as, when }.
std::vector<SendField> read_send_fields(TomlTable& table, std::string_view key,
                                        const Constants& constants);
// A template standing at `key`; required unless `optional`.
TextTemplate read_template(TomlTable& table, std::string_view key, const Constants& constants,
                           bool optional = false);

}  // namespace muster
