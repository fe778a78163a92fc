// SPDX-License-Identifier: Apache-2.0
// Consent per purpose with when, how, to whom and proof (Law 91/2025/QH15: it must be provable;
// Decree 356/2025). Rows are kept after withdrawal; donor.consents always equals what is in force.
// Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/consent.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct ConsentRow {
  ConsentId id;
  DonorId donor;
  OrganisationId organisation;
  Purpose purpose = Purpose::reminders;
  Instant given_at{};
  std::string how;    // "list", "link", "desk"
  std::string proof;  // where the proof lies: "signed list 3/2026, folder 12"
  std::string given_to;  // the actor that recorded it
  std::string text_shown;  // what they agreed to: its version, or the wording itself
  std::optional<Instant> withdrawn_at;
  std::string withdrawn_how;
};

// How and to whom; the same for all purposes given together.
struct ConsentGiven {
  std::string how;
  std::string proof;
  std::string given_to;
  Instant given_at{};
  std::string text_shown = {};
};

class ConsentTable {
 public:
  explicit ConsentTable(Tx& tx) : tx_(tx) {}

  // Changes nothing, and returns false, if the purpose is in force already or was withdrawn at or
  // after `given_at`: an old list that is imported again must not undo a later no.
  bool give(DonorId donor, OrganisationId organisation, Purpose purpose, std::string_view how,
            std::string_view proof, std::string_view given_to, Instant given_at);
  // Several purposes at once; returns those that are new.
  Consents give_all(DonorId donor, OrganisationId organisation, Consents purposes,
                    const ConsentGiven& given);
  // The rows for a donor who was added in this job with exactly these consents.
  void record(DonorId donor, OrganisationId organisation, Consents purposes,
              const ConsentGiven& given);
  // Those of `purposes` that give_all would record.
  Consents givable(DonorId donor, Consents purposes, Instant given_at);
  // False when it was not in force.
  bool withdraw(DonorId donor, Purpose purpose, std::string_view how, Instant now);
  // Oldest first, the withdrawn too.
  std::vector<ConsentRow> of_donor(DonorId donor);

 private:
  Tx& tx_;
};

}  // namespace muster
