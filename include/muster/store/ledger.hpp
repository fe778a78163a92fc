// SPDX-License-Identifier: Apache-2.0
// What donors gave and why they may not: donations, deferrals, and the eligibility that was
// computed from them. Part of a Tx: valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/domain/eligibility.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// A hold (outcome_pending, self_reported) is settled by an outcome entered for a day this near to
// it: a donor's "already gave" carries the day of the text, not of the donation.
inline constexpr Days hold_settled_within{7};

// What the rules do not look at.
struct DonationPapers {
  int units = 1;
  std::string certificate;
  SessionId session;
  std::string source;  // "desk", "import", "reply", "booking", "request"
  std::string entered_by;
};

// What an entry said until it was corrected or withdrawn.
template <class Entry>
struct Earlier {
  Entry entry;
  Instant until{};
  std::string by;
  std::string note;
};

struct DonationEntry {
  DonorId donor;
  Donation donation;
  DonationPapers papers;
  Instant entered_at{};
  DonationId replaced_by;  // an outcome settled this hold
  std::optional<Instant> withdrawn_at;
  std::vector<Earlier<Donation>> earlier;  // oldest first

  bool in_force() const { return !replaced_by && !withdrawn_at; }
};

struct DeferralEntry {
  DonorId donor;
  Deferral deferral;
  std::string source;
  Instant entered_at{};
  std::optional<Instant> withdrawn_at;
  std::vector<Earlier<Deferral>> earlier;  // oldest first
};

// Who changes an entry, and why.
struct LedgerChange {
  std::string by;
  std::string note;
  Instant at{};
};

// A donation whose outcome is not entered.
struct Hold {
  DonationId donation;
  DonorId donor;
  OrganisationId organisation;
  Day since;
  DonationOutcome outcome = DonationOutcome::outcome_pending;
  SessionId session;
  std::string source;
};

// A donor and all that the rules look at.
struct DonorLedger {
  DonorId donor;
  Ledger ledger;
  std::optional<EligibilityRow> stored;
};

enum class Said : std::uint8_t {
  never,
  stands,
  taken_back,  // corrected or withdrawn
};

class LedgerTable {
 public:
  explicit LedgerTable(Tx& tx) : tx_(tx) {}

  // None when the ledger has the same donor, product, outcome and day already: imports may repeat,
  // and nobody gives the same product twice a day. An outcome (given, deferred_on_site) replaces
  // the holds near its day.
  std::optional<DonationId> add_donation(DonorId donor, OrganisationId organisation,
                                         const Donation& donation, const DonationPapers& papers,
                                         Instant now);
  std::optional<DonationId> add_donation(DonorId donor, OrganisationId organisation,
                                         const Donation& donation, std::string_view source,
                                         Instant now) {
    DonationPapers papers;
    papers.source = source;
    return add_donation(donor, organisation, donation, papers, now);
  }
  // None when the same reason, event and end stand already.
  std::optional<DeferralId> add_deferral(DonorId donor, OrganisationId organisation,
                                         const Deferral& deferral, std::string_view source,
                                         Instant now);
  // The entry keeps its number, so that a correction opens no second cycle; what it said before is
  // kept too. False when it is not in force or says that already.
  bool correct_donation(const DonationEntry& to, const LedgerChange& change);
  bool correct_deferral(const DeferralEntry& to, const LedgerChange& change);
  // It was entered in error. False when it is not in force.
  bool withdraw_donation(DonationId id, const LedgerChange& change);
  bool withdraw_deferral(DeferralId id, const LedgerChange& change);
  // The hold of a booking that came to nothing.
  bool drop_hold(DonorId donor, SessionId session, const LedgerChange& change);

  // Does, or did, the ledger say that? A list that is imported once more must not bring back what
  // was corrected or withdrawn since. No product: whichever.
  Said said(DonorId donor, const Donation& donation, std::optional<Product> product);
  // `end_named`: the list tells the end itself. Else it is the rules', which may have changed
  // since: then an entry that defers for as long or longer says the same, and of one that was taken
  // back the reason and the day are enough.
  Said said(DonorId donor, const Deferral& deferral, bool end_named);

  std::optional<DonationEntry> find_donation(DonationId id);
  std::optional<DeferralEntry> find_deferral(DeferralId id);
  // With what is replaced or withdrawn, newest day first.
  std::vector<DonationEntry> donation_history(DonorId donor);
  std::vector<DeferralEntry> deferral_history(DonorId donor);
  // Of the principal's subtree, since that day or longer, after that one, by number.
  std::vector<Hold> holds(const Principal& principal, Day since, DonationId after, int limit);
  // Everybody who is not erased, after that donor, by number: a few queries for all of them.
  std::vector<DonorLedger> ledgers(DonorId after, int limit);

  // In order of their days, without those replaced.
  std::vector<Donation> donations(DonorId donor);
  // Without those withdrawn.
  std::vector<Deferral> deferrals(DonorId donor);
  Ledger ledger(const DonorRow& donor);

  void store_eligibility(DonorId donor, const EligibilityRow& row);
  std::optional<EligibilityRow> eligibility(DonorId donor);

 private:
  Tx& tx_;
};

}  // namespace muster
