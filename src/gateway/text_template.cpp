// SPDX-License-Identifier: Apache-2.0
#include "text_template.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "muster/base/nearest.hpp"

namespace muster {
namespace {

constexpr std::array<std::string_view, slot_count> names = {"key",
                                                            "to",
                                                            "to_digits",
                                                            "text",
                                                            "subject",
                                                            "html",
                                                            "unsubscribe_url",
                                                            "validity_seconds",
                                                            "validity_minutes"};

Error unknown(std::string_view name, const Constants& constants) {
  std::vector<std::string_view> known(names.begin(), names.end());
  for (const auto& [constant, value] : constants) known.push_back(constant);
  return invalid({},
                 fmt::format("there is no placeholder {{{}}}{}", name, nearest_hint(name, known)));
}

}  // namespace

const std::array<std::string_view, slot_count>& slot_names() { return names; }

Slot parse_slot(std::string_view name) {
  auto found = std::find(names.begin(), names.end(), name);
  return static_cast<Slot>(found - names.begin());
}

SlotValues::SlotValues(const OutgoingText& text, std::string_view body) {
  auto put = [this](Slot slot, std::string_view value) {
    values_[static_cast<std::size_t>(slot)] = value;
  };
  std::string_view to = text.to;
  if (text.validity) {
    // Rounded up: a text that is worth 30 s must not become one that is never worth sending.
    auto seconds = std::max<std::int64_t>(1, (text.validity->count() + 999) / 1000);
    seconds_ = std::to_string(seconds);
    minutes_ = std::to_string((seconds + 59) / 60);
  }
  put(Slot::key, text.key);
  put(Slot::to, to);
  put(Slot::to_digits, to.starts_with('+') ? to.substr(1) : to);
  put(Slot::text, body);
  put(Slot::subject, text.subject);
  put(Slot::html, text.html);
  put(Slot::unsubscribe_url, text.unsubscribe_url);
  put(Slot::validity_seconds, seconds_);
  put(Slot::validity_minutes, minutes_);
}

Result<TextTemplate> TextTemplate::compile(std::string_view source, const Constants& constants) {
  TextTemplate made;
  std::string* tail = &made.head_;
  for (std::size_t i = 0; i < source.size(); ++i) {
    char c = source[i];
    if (c != '{' && c != '}') {
      *tail += c;
      continue;
    }
    if (i + 1 < source.size() && source[i + 1] == c) {
      *tail += c;
      ++i;
      continue;
    }
    auto end = source.find('}', i);
    if (c == '}' || end == std::string_view::npos)
      return invalid({}, "a single brace; write {{ or }} for a brace, {name} for a placeholder");
    std::string_view name = source.substr(i + 1, end - i - 1);
    i = end;
    if (auto constant = constants.find(name); constant != constants.end()) {
      *tail += constant->second;
      continue;
    }
    Slot slot = parse_slot(name);
    if (slot == Slot::none) return unknown(name, constants);
    made.parts_.push_back(Part{slot, {}});
    tail = &made.parts_.back().after;
  }
  return made;
}

bool TextTemplate::render(const SlotValues& values, std::string& out, bool percent_encoded) const {
  out += head_;
  for (const Part& part : parts_) {
    std::string_view value = values[part.slot];
    if (value.empty()) return false;
    if (percent_encoded)
      out += percent_encode(value);
    else
      out += value;
    out += part.after;
  }
  return true;
}

bool TextTemplate::uses(Slot slot) const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [slot](const Part& part) { return part.slot == slot; });
}

}  // namespace muster
