// SPDX-License-Identifier: Apache-2.0
// Emergency bypasses, each with who answers for it, why and until when; a message that is sent
// because of one names it. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/bypass.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct BypassRow {
  Bypass bypass;
  OrganisationId organisation;
  std::string reason;
  std::string opened_by;
  std::string role;
  std::string ended_by;
  int used = 0;  // messages whose attempt was made because of it
};

class BypassTable {
 public:
  explicit BypassTable(Tx& tx) : tx_(tx) {}

  BypassId add(const BypassRow& row);
  std::optional<BypassRow> find(BypassId id);
  // Of the principal's subtree, newest first, older than `before` if that is given.
  std::vector<BypassRow> list(const Principal& who, BypassId before, int limit);
  // Neither over nor ended.
  std::vector<Bypass> in_force(Instant now);
  bool end(BypassId id, std::string_view by, Instant now);
  // The message goes because of it; tried again under another, that one answers for it.
  void mark(MessageId message, BypassId bypass);

 private:
  Tx& tx_;
};

}  // namespace muster
