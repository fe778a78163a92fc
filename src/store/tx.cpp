// SPDX-License-Identifier: Apache-2.0
#include "muster/store/tx.hpp"

#include <utility>

#include "muster/store/attempts.hpp"
#include "muster/store/bulk_plans.hpp"
#include "muster/store/bypasses.hpp"
#include "muster/store/candidates.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/contact_rules.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/due_sends.hpp"
#include "muster/store/duplicates.hpp"
#include "muster/store/idempotency.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/merges.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/receipts.hpp"
#include "muster/store/replies.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/sessions.hpp"
#include "muster/store/steps.hpp"
#include "muster/store/stops.hpp"
#include "muster/store/suppressions.hpp"
#include "muster/store/tokens.hpp"
#include "muster/store/verifications.hpp"

namespace muster {

// All tables are a reference wide; making them together costs nothing and keeps the accessors
// plain.
struct Tables {
  explicit Tables(Tx& tx)
      : organisations(tx),
        donors(tx),
        contact_points(tx),
        consents(tx),
        stops(tx),
        contact_rules(tx),
        bypasses(tx),
        do_not_call(tx),
        suppressions(tx),
        ledger(tx),
        sessions(tx),
        steps(tx),
        messages(tx),
        due_sends(tx),
        attempts(tx),
        receipts(tx),
        replies(tx),
        clubs(tx),
        requests(tx),
        pages(tx),
        candidates(tx),
        journal(tx),
        tokens(tx),
        idempotency(tx),
        verifications(tx),
        merges(tx),
        duplicates(tx),
        bulk_plans(tx) {}
  Organisations organisations;
  Donors donors;
  ContactPoints contact_points;
  ConsentTable consents;
  StopTable stops;
  ContactRuleTable contact_rules;
  BypassTable bypasses;
  DncTable do_not_call;
  SuppressionTable suppressions;
  LedgerTable ledger;
  SessionTable sessions;
  StepTable steps;
  MessageTable messages;
  DueSends due_sends;
  AttemptTable attempts;
  ReceiptTable receipts;
  ReplyTable replies;
  ClubTable clubs;
  RequestTable requests;
  PageTable pages;
  CandidateTable candidates;
  JournalTable journal;
  TokenTable tokens;
  IdempotencyTable idempotency;
  VerificationTable verifications;
  MergeTable merges;
  DuplicateTable duplicates;
  BulkPlanTable bulk_plans;
};

Tx::Tx(Sql& sql, const Sealer& sealer, Random& random, std::int64_t epoch,
       const std::string& install_id)
    : sql_(sql),
      sealer_(sealer),
      random_(random),
      epoch_(epoch),
      install_id_(install_id),
      tables_(std::make_unique<Tables>(*this)) {}

Tx::~Tx() = default;

Organisations& Tx::organisations() { return tables_->organisations; }
Donors& Tx::donors() { return tables_->donors; }
ContactPoints& Tx::contact_points() { return tables_->contact_points; }
ConsentTable& Tx::consents() { return tables_->consents; }
StopTable& Tx::stops() { return tables_->stops; }
ContactRuleTable& Tx::contact_rules() { return tables_->contact_rules; }
BypassTable& Tx::bypasses() { return tables_->bypasses; }
DncTable& Tx::do_not_call() { return tables_->do_not_call; }
SuppressionTable& Tx::suppressions() { return tables_->suppressions; }
LedgerTable& Tx::ledger() { return tables_->ledger; }
SessionTable& Tx::sessions() { return tables_->sessions; }
StepTable& Tx::steps() { return tables_->steps; }
MessageTable& Tx::messages() { return tables_->messages; }
DueSends& Tx::due_sends() { return tables_->due_sends; }
AttemptTable& Tx::attempts() { return tables_->attempts; }
ReceiptTable& Tx::receipts() { return tables_->receipts; }
ReplyTable& Tx::replies() { return tables_->replies; }
ClubTable& Tx::clubs() { return tables_->clubs; }
RequestTable& Tx::requests() { return tables_->requests; }
PageTable& Tx::pages() { return tables_->pages; }
CandidateTable& Tx::candidates() { return tables_->candidates; }
JournalTable& Tx::journal() { return tables_->journal; }
TokenTable& Tx::tokens() { return tables_->tokens; }
IdempotencyTable& Tx::idempotency() { return tables_->idempotency; }
VerificationTable& Tx::verifications() { return tables_->verifications; }
MergeTable& Tx::merges() { return tables_->merges; }
DuplicateTable& Tx::duplicates() { return tables_->duplicates; }
BulkPlanTable& Tx::bulk_plans() { return tables_->bulk_plans; }

void Tx::begin_job() {
  tables_->organisations.forget();
  tables_->sessions.forget();
  tables_->contact_rules.forget();
}

std::uint32_t Tx::take_touched() { return std::exchange(touched_, 0); }

}  // namespace muster
