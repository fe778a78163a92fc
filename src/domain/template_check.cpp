// SPDX-License-Identifier: Apache-2.0
#include "template_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <set>

#include "muster/base/nearest.hpp"
#include "muster/domain/folding.hpp"

namespace muster {
namespace {

namespace mustache = kainjow::mustache;

// Fields of a donor or request that a template might wish for and that no screen may show.
bool forbidden(std::string_view name) {
  static constexpr std::string_view kFields[] = {
      "blood_group",     "blood_type",    "group",       "abo",        "rh",          "rhd",
      "rhesus",          "phenotype",     "product",     "component",  "deferral",    "deferred",
      "deferral_reason", "reason",        "result",      "results",    "test_result", "test",
      "outcome",         "diagnosis",     "haemoglobin", "hemoglobin", "hb",          "patient",
      "patient_name",    "recipient",     "cause",       "units",      "phone",       "address",
      "email",           "full_name",     "name",        "birth_date", "age",         "sex",
      "donations",       "last_donation", "eligible_on"};
  return std::find(std::begin(kFields), std::end(kFields), name) != std::end(kFields);
}

struct Tag {
  std::string name;
  char sigil = '\0';  // '#', '^', '/', '!', '{', '&', '>', '=' or none
  std::size_t at = 0;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::vector<Tag> read_tags(std::string_view source) {
  std::vector<Tag> tags;
  for (std::size_t at = source.find("{{"); at != std::string_view::npos;
       at = source.find("{{", at)) {
    const std::size_t end = source.find("}}", at + 2);
    if (end == std::string_view::npos) break;  // the parser says where
    std::string_view inside = trimmed(source.substr(at + 2, end - at - 2));
    Tag tag;
    tag.at = at;
    if (!inside.empty() && std::string_view("#^/!{&>=").find(inside.front()) != inside.npos) {
      tag.sigil = inside.front();
      inside = trimmed(inside.substr(1));
    }
    tag.name = std::string(inside);
    tags.push_back(std::move(tag));
    at = end + 2;
  }
  return tags;
}

std::string_view refused_construct(char sigil) {
  switch (sigil) {
    case '{': return "'{{{' switches the escaping off: write '{{name}}'";
    case '&': return "'{{&' switches the escaping off: write '{{name}}'";
    case '>': return "partials are not used: write the text out";
    case '=': return "the delimiters are always '{{' and '}}'";
    default: return {};
  }
}

// Plays the reader: notes every name looked up and answers as told, so that both branches of each
// section are walked.
class RecordingContext : public mustache::basic_context<std::string> {
 public:
  explicit RecordingContext(const std::set<std::string>& present) : present_(present) {}
  void push(const mustache::data*) override {}
  void pop() override {}
  const mustache::data* get(const std::string& name) const override {
    seen_.insert(name);
    return present_.contains(name) ? &value_ : nullptr;
  }
  const mustache::data* get_partial(const std::string& name) const override { return get(name); }
  const std::set<std::string>& seen() const { return seen_; }

 private:
  const std::set<std::string>& present_;
  const mustache::data value_{std::string("x")};
  mutable std::set<std::string> seen_;  // get() is const in the library
};

// Every name any combination of present and absent variables looks up. A kind has few variables,
// so all combinations are walked: 128 renderings of a text for seven names.
std::set<std::string> names_looked_up(mustache::mustache& parsed) {
  constexpr std::size_t kMostNames = 10;
  std::set<std::string> known;
  for (std::size_t before = known.size() + 1; known.size() != before;) {
    before = known.size();
    const std::vector<std::string> names(known.begin(), known.end());
    if (names.size() > kMostNames) break;
    for (std::size_t bits = 0; bits < (std::size_t{1} << names.size()); ++bits) {
      std::set<std::string> present;
      for (std::size_t i = 0; i < names.size(); ++i) {
        if ((bits >> i) & 1U) present.insert(names[i]);
      }
      RecordingContext context(present);
      parsed.render(context);
      known.insert(context.seen().begin(), context.seen().end());
    }
  }
  return known;
}

class Check {
 public:
  Check(const std::string& file, std::string_view source, const TextKind& kind, Problems& problems)
      : file_(file), source_(source), kind_(kind), problems_(problems), before_(problems.size()) {}

  bool run() {
    check_form();
    bool parseable = true;
    for (const Tag& tag : read_tags(source_)) {
      if (const auto why = refused_construct(tag.sigil); !why.empty()) {
        problem(tag.at, tag.name, std::string(why));
        parseable = false;
      } else if (tag.sigil != '!' && tag.sigil != '/') {
        check_name(tag.name, tag.at);
      }
    }
    if (parseable) check_structure();
    return problems_.size() == before_;
  }

 private:
  void problem(std::size_t at, std::string key, std::string message) {
    problems_.push_back({file_, line_of(source_, at), std::move(key), std::move(message)});
  }

  void check_form() {
    const std::string composed = to_nfc(source_);
    if (composed == source_) return;
    const auto differs =
        std::mismatch(source_.begin(), source_.end(), composed.begin(), composed.end()).first;
    problem(static_cast<std::size_t>(differs - source_.begin()), "",
            valid_utf8(source_) ? "the text is not in Unicode form NFC: save it again as NFC"
                                : "the text is not UTF-8");
  }

  bool known(std::string_view name) const {
    return std::find(kind_.variables.begin(), kind_.variables.end(), name) != kind_.variables.end();
  }

  void check_name(const std::string& name, std::size_t at) {
    if (known(name)) return;
    if (forbidden(name)) {
      problem(at, name, "may never stand in a text: others read a donor's screen too");
    } else {
      problem(at, name,
              fmt::format("'{}' has no such variable{}", kind_.kind,
                          nearest_hint(name, kind_.variables)));
    }
  }

  void check_structure() {
    mustache::mustache parsed{std::string(source_)};
    if (!parsed.is_valid())
      return problem(error_place(parsed.error_message()), "", parsed.error_message());
    if (problems_.size() != before_) return;
    for (const std::string& name : names_looked_up(parsed)) check_name(name, source_.find(name));
  }

  // The library ends its messages with "at <byte>".
  static std::size_t error_place(const std::string& message) {
    const std::size_t digits = message.find_last_not_of("0123456789") + 1;
    std::size_t at = 0;
    for (std::size_t i = digits; i < message.size() && at < 1'000'000; ++i) {
      at = at * 10 + static_cast<std::size_t>(message[i] - '0');
    }
    return at;
  }

  const std::string& file_;
  std::string_view source_;
  const TextKind& kind_;
  Problems& problems_;
  std::size_t before_;
};

}  // namespace

bool check_template(const std::string& file, std::string_view source, const TextKind& kind,
                    Problems& problems) {
  return Check(file, source, kind, problems).run();
}

int line_of(std::string_view source, std::size_t at) {
  const std::string_view before = source.substr(0, std::min(at, source.size()));
  return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

bool mentions(std::string_view source, std::string_view name) {
  for (const Tag& tag : read_tags(source)) {
    if (tag.name == name && (tag.sigil == '\0' || tag.sigil == '#')) return true;
  }
  return false;
}

}  // namespace muster
