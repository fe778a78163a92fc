// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "muster/base/nearest.hpp"
#include "template_check.hpp"

namespace muster {
namespace {

struct TargetName {
  std::string_view name;
  TextTarget target;
};
constexpr std::array kTargets = {
    TargetName{"sms", TextTarget::sms}, TargetName{"subject", TextTarget::subject},
    TargetName{"plain", TextTarget::plain}, TargetName{"html", TextTarget::html},
    TargetName{"voice", TextTarget::voice}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// Language, kind, variant, target.
using Key = std::tuple<std::string, std::string, std::string, TextTarget>;

Problem whole_file(const Wording::Source& source, std::string message) {
  return Problem{source.path, 1, source.kind, std::move(message)};
}

// Somebody who is asked must be able to answer: over a one-way route only by link or telephone.
void check_answerable(const Wording::Source& source, const TextKind& kind, Problems& problems) {
  if (!kind.asks_reply || source.target != TextTarget::sms) return;
  if (source.variant.empty()) {
    problems.push_back(whole_file(source,
                                  "asks for a reply: it needs a two_way and a one_way "
                                  "text, not one for any route"));
    return;
  }
  const bool reachable = mentions(source.text, "link") || mentions(source.text, "hotline") ||
                         mentions(source.text, "contact");
  if (source.variant == "one_way" && !reachable) {
    problems.push_back(whole_file(source,
                                  "leaves no way to answer: a one-way text must hold a "
                                  "link or a telephone number"));
  }
}

}  // namespace

struct Wording::Inner {
  std::map<Key, WordingTemplate> texts;
  std::string fallback_language;

  const WordingTemplate* find(const Key& key) const {
    const auto found = texts.find(key);
    return found == texts.end() ? nullptr : &found->second;
  }
  // The text for this route, else the one for any. A one-way text also serves a two-way route; the
  // other way round a donor would be asked for a reply that gets nowhere.
  const WordingTemplate* find(std::string_view language, std::string_view kind, bool two_way,
                              TextTarget target) const {
    Key key{std::string(language), std::string(kind), two_way ? "two_way" : "one_way", target};
    if (const auto* text = find(key)) return text;
    std::get<2>(key).clear();
    if (const auto* text = find(key)) return text;
    std::get<2>(key) = "one_way";
    return find(key);
  }
  bool has_both(const std::string& language, std::string_view kind) const {
    const auto has = [&](const char* variant) {
      return texts.contains(Key{language, std::string(kind), variant, TextTarget::sms});
    };
    return has("two_way") == has("one_way");
  }
};

Wording::Wording() = default;
Wording::~Wording() = default;
Wording::Wording(Wording&&) noexcept = default;
Wording& Wording::operator=(Wording&&) noexcept = default;

Result<Wording::Source> Wording::source(std::string path, std::string text) {
  const std::vector<std::string_view> folders = split(path, '/');
  const std::vector<std::string_view> parts = split(folders.back(), '.');
  const Error wrong = invalid(
      path, "must be <language>/<kind>.<two_way|one_way|any>.<sms|subject|plain|html|voice>.txt");
  if (folders.size() < 2 || parts.size() != 4 || parts[3] != "txt") return wrong;
  if (parts[1] != "two_way" && parts[1] != "one_way" && parts[1] != "any") return wrong;
  const auto target = std::find_if(kTargets.begin(), kTargets.end(),
                                   [&](const TargetName& known) { return known.name == parts[2]; });
  if (target == kTargets.end()) return wrong;
  Source source;
  source.language = std::string(folders[folders.size() - 2]);
  source.kind = std::string(parts[0]);
  source.variant = parts[1] == "any" ? std::string() : std::string(parts[1]);
  source.target = target->target;
  source.text = std::move(text);
  source.path = std::move(path);
  return source;
}

Wording Wording::compile(std::vector<Source> sources, std::string fallback_language,
                         Problems& problems) {
  Wording wording;
  wording.inner_ = std::make_unique<Inner>();
  wording.inner_->fallback_language = std::move(fallback_language);
  auto& texts = wording.inner_->texts;
  for (const Source& source : sources) {
    const TextKind* kind = find_text_kind(source.kind);
    if (kind == nullptr) {
      std::vector<std::string_view> known;
      for (const TextKind& one : text_kinds()) known.push_back(one.kind);
      problems.push_back(
          whole_file(source, fmt::format("there is no kind of text '{}'{}", source.kind,
                                         nearest_hint(source.kind, known))));
      continue;
    }
    check_answerable(source, *kind, problems);
    auto text = WordingTemplate::compile(source.path, source.text, *kind, source.target, problems);
    const Key key{source.language, source.kind, source.variant, source.target};
    if (!texts.emplace(key, std::move(text)).second) {
      problems.push_back(whole_file(source, "there is another text of this language and kind"));
    }
  }
  for (const Source& source : sources) {
    if (source.target != TextTarget::sms || source.variant.empty()) continue;
    if (wording.inner_->has_both(source.language, source.kind)) continue;
    problems.push_back(
        whole_file(source, fmt::format("has no {} text beside it",
                                       source.variant == "two_way" ? "one_way" : "two_way")));
  }
  return wording;
}

void Wording::require_all(Problems& problems) const {
  const std::string language = inner_ ? inner_->fallback_language : std::string();
  for (const TextKind& kind : text_kinds()) {
    if (inner_ && inner_->find(language, kind.kind, false, TextTarget::sms) != nullptr) continue;
    problems.push_back({fmt::format("templates/messages/{}", language), 0, std::string(kind.kind),
                        "there is no SMS of this kind in the fallback language"});
  }
}

Result<std::string> Wording::render(std::string_view language, std::string_view kind, bool two_way,
                                    TextTarget target, const TextValues& values) const {
  const WordingTemplate* text = nullptr;
  if (inner_) {
    text = inner_->find(language, kind, two_way, target);
    if (text == nullptr) text = inner_->find(inner_->fallback_language, kind, two_way, target);
  }
  if (text == nullptr) {
    return not_found(fmt::format("no text '{}' for a {} route in '{}' or the fallback language",
                                 kind, two_way ? "two-way" : "one-way", language));
  }
  return text->render(values);
}

}  // namespace muster
