// SPDX-License-Identifier: Apache-2.0
// The [answer] part of a gateway file, compiled: what the provider's answer to a send means.
// Immutable; any thread.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "document.hpp"
#include "muster/domain/message.hpp"

namespace muster {

class AnswerReader {
 public:
  // `table` is [answer]. What is wrong becomes a Problem of `table`.
  static AnswerReader compile(TomlTable table);
  Outcome read(const HttpResponse& response) const;

 private:
  struct Rule {
    std::vector<std::pair<int, int>> statuses;  // inclusive; empty: every status
    std::string starts;                         // of the body
    Match match;
    SendStatus outcome = SendStatus::unknown;
    std::string reason;
    bool address_dead = false;
    bool opted_out = false;
  };
  static Rule read_rule(TomlTable& table, FieldSet& fields);
  bool fits(const Rule& rule, int status, const Document& document) const;

  Format format_ = Format::json;
  FieldSet fields_;
  std::vector<Rule> rules_;
};

}  // namespace muster
