// SPDX-License-Identifier: Apache-2.0
// Changes people make to the registers: donors, their ledger and consents, organisations, sessions,
// clubs, rotas, tokens, replies. Each is a job: it asks whether this principal may (forbidden,
// not_found outside the subtree), checks every field (invalid, with the field's pointer and the
// cure), writes, journals ids and codes only, and plans the donor anew where a date changed. Jobs.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/base/random.hpp"
#include "muster/domain/club.hpp"
#include "muster/domain/consent.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/replies.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/tokens.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Organisations. Without a parent it is a root, which only the system may add.
struct NewOrganisation {
  std::string parent;  // code
  std::string code;
  std::string name;
  std::string zone = "Asia/Ho_Chi_Minh";
  std::string hotline;
};
Result<OrganisationRow> add_organisation(Tx& tx, const Settings& settings, const Principal& who,
                                         const NewOrganisation& wanted, Instant now);

// Donors and where they are reached.
struct NewContactPoint {
  std::optional<Channel> channel;  // none: told by the address
  std::string address;  // a number as people write it, or an e-mail address
  std::string verified;  // how it was checked ("desk", "code"); empty: it was not
  std::optional<MinuteOfDay> from = {};  // a window in the donor's zone: both, or neither
  std::optional<MinuteOfDay> to = {};
};
struct NewDonor {
  std::string organisation;  // code; empty: the principal's own
  std::string external_id;
  std::string name;
  Sex sex = Sex::unknown;
  std::optional<Day> birth;
  BloodGroup group;
  TypingSource typing = TypingSource::none;
  std::string language;  // empty: the installation's
  std::string zone;  // empty: the organisation's
  std::string commune;
  std::optional<int> travel_minutes;
  std::vector<NewContactPoint> addresses;  // in order of preference
  std::string given_name;  // what texts call them; empty: the last word of the name
  std::optional<Day> typed_on;
  std::vector<std::string> phenotype;  // rare antigens, short codes: "K-", "Jk(a-b-)"
  std::optional<int> weight_kg;
  std::string where;  // on the map: "20.9876,106.5432"
};
// Errors also: conflict (the external id is taken).
Result<DonorRow> add_donor(Tx& tx, const Settings& settings, const Principal& who,
                           const NewDonor& wanted, Instant now);
// Only the fields named in `given` (as in the API: "birth", "group", ...) are taken from `values`;
// a field with an empty value there is cleared. A new group needs its typing.
struct DonorEdit {
  NewDonor values;
  std::vector<std::string> given;
};
Result<DonorRow> edit_donor(Tx& tx, const Settings& settings, const Principal& who, DonorId id,
                            const DonorEdit& edit, Instant now);
// Again: the same one; one that was removed is used again, unverified.
Result<ContactPointRow> add_contact_point(Tx& tx, const Settings& settings, const Principal& who,
                                          DonorId donor, const NewContactPoint& wanted,
                                          Instant now);

// The ledger.
struct NewDonation {
  Product product = Product::whole_blood;
  DonationOutcome outcome = DonationOutcome::given;
  Day on{};
  int volume_ml = 0;  // 0: not said
  int units = 1;
  std::string certificate;
  SessionId session;
};
// `known`: the ledger had it already and nothing changed.
struct DonationEntered {
  Donation donation;
  bool known = false;
  std::vector<std::string> warnings;  // it was entered all the same
};
Result<DonationEntered> add_donation(Tx& tx, const Settings& settings, const Principal& who,
                                     DonorId donor, const NewDonation& wanted, Instant now);
struct NewDeferral {
  std::string reason;  // a code of the rule set
  Day event{};  // the day its clock starts
  std::optional<Day> until;  // first day free; none: by the rule for the reason
};
struct DeferralEntered {
  Deferral deferral;
  bool known = false;
};
Result<DeferralEntered> add_deferral(Tx& tx, const Settings& settings, const Principal& who,
                                     DonorId donor, const NewDeferral& wanted, Instant now);

// Consents and stops.
struct NewConsent {
  std::vector<Purpose> purposes;
  std::string how;  // "list", "desk", "link"
  std::string proof;  // where the proof lies
  std::optional<Day> on;  // the day it was given; none: now
  std::string text_shown = {};  // what they agreed to: its version, or the wording itself
};
Result<DonorRow> give_consent(Tx& tx, const Settings& settings, const Principal& who, DonorId donor,
                              const NewConsent& wanted, Instant now);
// What is queued for those purposes is dropped with it, and pages that wait for an answer are
// released; who has said yes to one is still expected.
Result<DonorRow> withdraw_consent(Tx& tx, const Settings& settings, const Principal& who,
                                  DonorId donor, const std::vector<Purpose>& purposes,
                                  std::string_view how, Instant now);
// As if the donor had written STOP from each of their addresses, and for e-mail too: all purposes.
// What is narrower is in donor_stops.hpp.
struct DonorStopped {
  std::vector<std::string> address_indexes;  // what is leased to them must be called back
  int fresh = 0;  // addresses that were not stopped before
};
Result<DonorStopped> stop_donor(Tx& tx, const Settings& settings, const Principal& who,
                                DonorId donor, std::string_view how, Instant now);

// Sessions and bookings.
struct NewSession {
  std::string organisation;  // code; empty: the principal's own
  std::string code;
  std::string venue;
  std::string address;
  Instant starts_at{};
  Instant ends_at{};
  std::string zone;  // empty: the organisation's
  int capacity = 0;  // 0: without limit
  std::string hotline;
  std::string note;
};
Result<SessionRow> add_session(Tx& tx, const Settings& settings, const Principal& who,
                               const NewSession& wanted, Instant now);
struct BookingEntry {
  SessionId session;
  DonorId donor;
  BookingState state = BookingState::booked;
  Product product = Product::whole_blood;  // of `given` and `deferred`: entered in the ledger too
  int volume_ml = 0;
};
// Errors also: conflict (no room).
Result<BookingRow> enter_booking(Tx& tx, const Settings& settings, const Principal& who,
                                 const BookingEntry& entry, Instant now);

// Clubs, members, rotas.
struct NewClub {
  std::string organisation;  // code; empty: the principal's own
  std::string code;
  std::string name;
  std::string place;
  std::string contact;
  std::string zone;  // empty: the organisation's
  std::string where;  // on the map: "20.9876,106.5432"; travel times are counted to there
};
// Puts a club on the map, or off it (empty).
Result<ClubRow> place_club(Tx& tx, const Settings& settings, const Principal& who,
                           std::string_view code, std::string_view where, Instant now);
Result<ClubRow> add_club(Tx& tx, const Settings& settings, const Principal& who,
                         const NewClub& wanted, Instant now);
// The principal's club of that code.
Result<ClubRow> club_of(Tx& tx, const Principal& who, std::string_view code);
struct NewMember {
  DonorId donor;
  MemberRole role = MemberRole::member;
  std::vector<std::string> tags;
};
Result<MemberRow> add_member(Tx& tx, const Settings& settings, const Principal& who,
                             std::string_view club, const NewMember& wanted, Instant now);
Result<void> remove_member(Tx& tx, const Settings& settings, const Principal& who,
                           std::string_view club, DonorId donor, Instant now);
// rota_shift() checks the hours before; the donor must be a member.
Result<RotaShift> add_shift(Tx& tx, const Settings& settings, const Principal& who,
                            std::string_view club, const RotaShift& shift, Instant now);
Result<void> remove_shift(Tx& tx, const Settings& settings, const Principal& who,
                          std::string_view club, const RotaShift& shift, Instant now);

// Tokens. The secret is told once and never stored.
struct NewToken {
  std::string organisation;  // code; empty: the principal's own
  std::string name;
  Role role = Role::viewer;
  std::optional<Instant> expires_at;
};
struct TokenIssued {
  TokenRow token;
  std::string secret;  // "muster_..."
};
Result<TokenIssued> issue_token(Tx& tx, const Settings& settings, const Principal& who,
                                const NewToken& wanted, Instant now);
Result<TokenRow> revoke_token(Tx& tx, const Settings& settings, const Principal& who,
                              std::string_view name, Instant now);
// Who a bearer token speaks for; not_found when it is none of ours, revoked or expired. The root of
// the only tree sees everything, also what belongs to no organisation.
Result<TokenRow> find_token(Tx& tx, std::string_view secret, Instant now);
Principal principal_of(Tx& tx, const TokenRow& token);

// A person dealt with it. Errors also: conflict (nothing is left to do).
Result<ReplyRow> resolve_reply(Tx& tx, const Settings& settings, const Principal& who, ReplyId id,
                               Instant now);

// The donor if this principal may see them. Errors: not_found; conflict (a merged record: it names
// the one to use).
Result<DonorRow> donor_of(Tx& tx, const Principal& who, DonorId id);
// To look at: a merged record too.
Result<DonorRow> donor_to_show(Tx& tx, const Principal& who, DonorId id);

}  // namespace muster
