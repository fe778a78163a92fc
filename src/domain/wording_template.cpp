// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "muster/domain/folding.hpp"
#include "muster/domain/segments.hpp"
#include "muster/domain/wording.hpp"
#include "template_check.hpp"

namespace muster {
namespace {

namespace mustache = kainjow::mustache;

// A value comes from people: a line break in a name must not open a header or a second line.
std::string clean(std::string_view value) {
  std::string out(value);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return out;
}

void trim(std::string& text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (!text.empty() && blank(text.back())) text.pop_back();
  const auto first = std::find_if_not(text.begin(), text.end(), blank);
  text.erase(text.begin(), first);
}

// The values as the library wants them; an empty value is absent, so that sections test it.
class ValueContext : public mustache::basic_context<std::string> {
 public:
  explicit ValueContext(const TextValues& values) {
    values_.reserve(values.size());
    for (const auto& [name, value] : values) {
      if (!value.empty()) values_.emplace_back(name, mustache::data(clean(value)));
    }
  }
  void push(const mustache::data*) override {}
  void pop() override {}
  const mustache::data* get(const std::string& name) const override {
    for (const auto& [known, value] : values_) {
      if (known == name) return &value;
    }
    return nullptr;
  }
  const mustache::data* get_partial(const std::string&) const override { return nullptr; }

 private:
  std::vector<std::pair<std::string_view, mustache::data>> values_;
};

// What the library writes to; a string stream of its own would cost as much as the rest.
struct Appender {
  std::string text;
  Appender& operator<<(const std::string& part) {
    text += part;
    return *this;
  }
};

bool escapes(TextTarget target) {
  return target == TextTarget::html || target == TextTarget::voice;
}

}  // namespace

struct WordingTemplate::Inner {
  Inner(std::string_view source, TextTarget for_target, bool fold)
      : parsed(std::string(source)), target(for_target), folded(fold) {
    if (!escapes(target)) {
      parsed.set_custom_escape([](const std::string& text) { return text; });
    }
  }
  mustache::mustache parsed;  // render() is not const in the library, but changes nothing here
  TextTarget target;
  bool folded;
};

WordingTemplate::WordingTemplate() = default;
WordingTemplate::~WordingTemplate() = default;
WordingTemplate::WordingTemplate(WordingTemplate&&) noexcept = default;
WordingTemplate& WordingTemplate::operator=(WordingTemplate&&) noexcept = default;

namespace {

// A page must reach every telephone as one part, whatever the values.
void check_one_part(const std::string& file, const WordingTemplate& text, const TextKind& kind,
                    Problems& problems) {
  for (const bool with_link : {true, false}) {
    TextValues values;
    for (const std::string_view name : kind.variables) {
      if (name == "link" && !with_link) continue;
      values[std::string(name)] = std::string(longest_value(name), 'W');
    }
    const SmsSize size = measure_sms(text.render(values));
    if (size.encoding == SmsEncoding::gsm7 && size.segments <= 1) continue;
    problems.push_back({file, 1, "",
                        fmt::format("takes {} units of {} at the longest values: it must be one "
                                    "part of 160 in GSM-7, shorten it",
                                    size.units, name(size.encoding))});
    return;
  }
}

}  // namespace

WordingTemplate WordingTemplate::compile(std::string file, std::string_view source,
                                         const TextKind& kind, TextTarget target,
                                         Problems& problems) {
  WordingTemplate text;
  if (!check_template(file, source, kind, problems)) return text;
  const bool one_part = kind.one_part && target == TextTarget::sms;
  text.inner_ = std::make_unique<Inner>(source, target, one_part);
  if (one_part) check_one_part(file, text, kind, problems);
  return text;
}

std::string WordingTemplate::render(const TextValues& values) const {
  if (!inner_) return {};
  ValueContext context(values);
  Appender rendered;
  inner_->parsed.render(context, rendered);
  std::string out = to_nfc(rendered.text);
  if (inner_->folded) out = fold_ascii(out);
  if (inner_->target == TextTarget::subject) {
    std::replace_if(out.begin(), out.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  }
  trim(out);
  return out;
}

}  // namespace muster
