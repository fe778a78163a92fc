// SPDX-License-Identifier: Apache-2.0
// Codes sent to addresses and not yet returned. Only a keyed hash is kept: six digits would be
// found in a second from a plain one. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct VerificationRow {
  VerificationId id;
  ContactPointId contact_point;
  OrganisationId organisation;
  Instant sent_at{};
  Instant expires_at{};
  int tries = 0;  // wrong codes so far
};

class VerificationTable {
 public:
  explicit VerificationTable(Tx& tx) : tx_(tx) {}

  // Ends the open one of that address: only the newest code counts.
  VerificationRow add(VerificationRow row, std::string_view code);
  // Not ended and not expired.
  std::optional<VerificationRow> open(ContactPointId point, Instant now);
  bool is_code(const VerificationRow& row, std::string_view code);
  // A wrong code came.
  void tried(VerificationId id);
  void end(VerificationId id, std::string_view how, Instant now);
  // Sent to this address since then, whoever it belongs to.
  int sent_to(std::string_view address_index, Instant since);

 private:
  std::string hash(VerificationId id, std::string_view code) const;
  Tx& tx_;
};

}  // namespace muster
