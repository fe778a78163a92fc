// SPDX-License-Identifier: Apache-2.0
// A value of a gateway file with placeholders: "tel:{to}". Names of constants (values, secrets,
// hook addresses) are filled in at load, what differs from text to text at each build. Immutable;
// any thread.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/result.hpp"
#include "muster/gateway/gateway.hpp"

namespace muster {

// What one text brings. The names in a file are those of slot_names().
enum class Slot : std::uint8_t {
  key,
  to,
  to_digits,
  text,
  subject,
  html,
  unsubscribe_url,
  validity_seconds,
  validity_minutes,
  none,
};
inline constexpr std::size_t slot_count = static_cast<std::size_t>(Slot::none);
Slot parse_slot(std::string_view name);  // none: there is no such slot
const std::array<std::string_view, slot_count>& slot_names();

// The values of the slots while one request is built.
class SlotValues {
 public:
  // `body` is the text in the form in which it goes out. Both must outlive this.
  SlotValues(const OutgoingText& text, std::string_view body);
  SlotValues(const SlotValues&) = delete;
  SlotValues& operator=(const SlotValues&) = delete;
  std::string_view operator[](Slot slot) const { return values_[static_cast<std::size_t>(slot)]; }

 private:
  std::array<std::string_view, slot_count> values_;
  std::string seconds_;
  std::string minutes_;
};

// "value.from", "secret.token", "hook.receipts" -> what stands for it.
using Constants = std::map<std::string, std::string, std::less<>>;

class TextTemplate {
 public:
  TextTemplate() = default;
  // "{{" and "}}" stand for braces. Error: invalid, naming the unknown placeholder.
  static Result<TextTemplate> compile(std::string_view source, const Constants& constants);

  // Appends to `out`. False when one of its placeholders is empty in this text: what would be
  // written then means nothing, so the field it belongs to is left out.
  bool render(const SlotValues& values, std::string& out, bool percent_encoded = false) const;
  bool uses(Slot slot) const;
  // What stands before the first slot; the whole text when there is none.
  const std::string& head() const { return head_; }
  bool constant() const { return parts_.empty(); }

 private:
  struct Part {
    Slot slot;
    std::string after;
  };
  std::string head_;
  std::vector<Part> parts_;
};

}  // namespace muster
