// SPDX-License-Identifier: Apache-2.0
// One [hooks.<name>] of a gateway file, compiled: verifies a request of the provider and turns it
// into receipts, replies or keypresses. Immutable; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "document.hpp"
#include "muster/gateway/gateway.hpp"
#include "signature.hpp"
#include "text_template.hpp"

namespace muster {

class HookReader {
 public:
  enum class Kind : std::uint8_t { receipts, replies, keypresses };

  // `table` is [hooks.<name>]; `secrets` are those of the file, by name.
  static HookReader compile(std::string name, TomlTable table, const Constants& secrets);

  const std::string& name() const { return name_; }
  Kind kind() const { return kind_; }
  bool needs_public_url() const { return signature_ == "twilio"; }
  // Errors: unauthorised, invalid, too_large.
  Result<HookEvents> read(const HttpRequest& request, std::string_view url, Instant now) const;

 private:
  enum class Means : std::uint8_t { accepted, delivered, undelivered, ignored };
  struct Rule {
    Match match;
    Means means = Means::accepted;
    std::string reason;
    bool address_dead = false;
    bool opted_out = false;
  };
  static constexpr std::size_t most_events = 10'000;

  void read_form(TomlTable& table);
  void read_signature(TomlTable& table, const Constants& secrets);
  void read_rules(TomlTable& table);
  void read_answer(TomlTable& table);

  Result<void> read_json(const HttpRequest& request, Document& document, HookEvents& events) const;
  // False when the document names nothing we could know.
  bool read_event(const Document& document, HookEvents& events) const;
  bool read_receipt(const Document& document, HookEvents& events) const;
  bool read_reply(const Document& document, HookEvents& events) const;
  bool read_keypress(const Document& document, HookEvents& events) const;
  std::string text(std::string_view field, const Document& document) const;
  std::string external_id(const Document& document) const;
  std::string number(std::string_view field, const Document& document) const;

  std::string name_;
  Kind kind_ = Kind::receipts;
  std::string method_;
  Format format_ = Format::json;
  bool each_given_ = false;
  std::string each_;
  std::string id_until_;
  std::string number_prefix_;
  FieldSet fields_;
  std::vector<Rule> rules_;
  std::string signature_;
  Verifier verify_;
  HttpResponse answer_;
};

}  // namespace muster
