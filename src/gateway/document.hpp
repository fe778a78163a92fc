// SPDX-License-Identifier: Apache-2.0
// What a provider says (an answer, a hook) and how a gateway file points into it. A field is
//   "/data/id"     a JSON pointer (RFC 6901) into the body or, in a hook with `each`, into one
//   element "MessageSid"   a parameter of a form or a query "query:key"    a parameter of the
//   address, whatever the body is "header:Name"  a header "body"         the first 64 characters of
//   the body
// Immutable after load; any thread.
#pragma once
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "muster/base/http_message.hpp"
#include "muster/base/toml.hpp"

namespace muster {

enum class Format : std::uint8_t { json, form, query, text };

// One thing to read fields from; views, so what they show must outlive it.
struct Document {
  const boost::json::value* json = nullptr;
  const Pairs* parameters = nullptr;  // of the form or the query, as the format says
  const Pairs* query = nullptr;
  const Headers* headers = nullptr;
  std::string_view body;
};

class FieldSource {
 public:
  // Error: invalid, when the pointer is malformed or does not fit the format.
  static Result<FieldSource> parse(std::string_view source, Format format);
  // Numbers and booleans as text; nothing when absent, null, empty, an object or an array.
  std::optional<std::string> read(const Document& document) const;
  bool needs_json() const { return kind_ == Kind::pointer; }

 private:
  enum class Kind : std::uint8_t { pointer, parameter, query, header, body };
  Kind kind_ = Kind::body;
  std::string name_;
};

// The declared fields of an answer or a hook, by name.
class FieldSet {
 public:
  // `standard` are the names with a meaning of their own; others may be declared for `match` only.
  static FieldSet read(TomlTable table, Format format, std::vector<std::string_view> standard);
  std::optional<std::string> value(std::string_view name, const Document& document) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  bool needs_json() const;
  // A declared field that has no meaning and that no rule asked for is a misspelt one.
  void report_unused(TomlTable table) const;

 private:
  friend class Match;
  struct Field {
    std::string name;
    FieldSource source;
    bool used;
  };
  const Field* find(std::string_view name) const;
  std::vector<Field> fields_;
  std::vector<std::string_view> standard_;
  bool misnamed_ = false;  // a rule asked for a field that is not declared, so one may seem unused
};

// match = { state = ["delivered"], code = ["5.1.*"] }: all must fit, each with any of its patterns.
// "x*" is a prefix, "*" is any value but none.
class Match {
 public:
  static Match read(TomlTable& rule, FieldSet& fields);
  bool fits(const FieldSet& fields, const Document& document) const;
  bool empty() const { return conditions_.empty(); }

 private:
  struct Condition {
    std::string field;
    std::vector<std::string> patterns;
  };
  std::vector<Condition> conditions_;
};

}  // namespace muster
