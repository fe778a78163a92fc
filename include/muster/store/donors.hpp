// SPDX-License-Identifier: Apache-2.0
// Donors: a person, not an address; numbers and e-mail lie in contact_points. Names are in clear
// text and searchable in folded form (the threat model says so). Part of a Tx: valid only inside
// its job.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/product.hpp"
#include "muster/domain/travel.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class Rows;

struct DonorRow {
  DonorId id;
  OrganisationId organisation;
  std::string
      external_id;  // the owner's own number for them, unique in the organisation; "" = none
  std::string name;         // NFC
  std::string given_name;   // what texts call them; "" on add or update: taken from the name
  Sex sex = Sex::unknown;
  std::optional<Day> birth;
  BloodGroup group;
  TypingSource typing = TypingSource::none;
  std::string language = "vi";
  std::optional<std::string> zone;  // IANA; none: the organisation's
  std::string commune;
  std::optional<int> travel_minutes;  // from home to where the club's donors are called
  std::optional<Day> typed_on;  // when the group was typed
  std::vector<std::string> phenotype;  // rare antigens, short codes: "K-", "Jk(a-b-)"
  std::optional<int> weight_kg;
  std::optional<Place> place;  // where they live, if somebody said more than the commune
  // Follows the consent table: who adds a donor with consents records them in the same job
  // (ConsentTable::record); update ignores them.
  Consents consents;
  std::optional<Instant> snoozed_until;
  std::optional<Instant> erased_at;
  Instant created_at{};
  // Another record of the same person: this one is history, never messaged, never listed.
  DonorId merged_into;
};

class Donors {
 public:
  explicit Donors(Tx& tx) : tx_(tx) {}

  // The external id must be free in the organisation.
  DonorId add(DonorRow row, Instant now);
  // Writes who the person is (not consents, snooze or erasure). Returns whether anything changed.
  bool update(const DonorRow& row, Instant now);
  std::optional<DonorRow> find(DonorId id);
  // One that was merged answers as the one it was merged into: lists go on naming the old number.
  std::optional<DonorRow> find_external(OrganisationId organisation, std::string_view external_id);
  // Everybody who has this address now (Sealer::blind_index), by id; families share telephones.
  std::vector<DonorRow> by_address(std::string_view address_index);
  // Those with exactly this folded name in one organisation, by id.
  std::vector<DonorRow> by_name(OrganisationId organisation, std::string_view name);
  // Those of the principal's subtree whose folded name begins with the text, by name then id, from
  // after that donor on. Erased and merged ones never.
  std::vector<DonorRow> search(const Principal& principal, std::string_view text, int limit,
                               DonorId after = {});
  // In the principal's subtree, without the erased and the merged.
  std::int64_t count(const Principal& principal);
  bool visible(const Principal& principal, DonorId id);

  void set_consents(DonorId id, Consents consents);
  void snooze(DonorId id, std::optional<Instant> until, Instant now);

  // The columns every donor query selects first, in the order `read` takes them.
  static DonorRow read(const Rows& rows);

 private:
  Tx& tx_;
};

}  // namespace muster
