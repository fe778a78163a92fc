// SPDX-License-Identifier: Apache-2.0
// What a job sees of the database: one small table class a noun. Valid only while the job runs.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "muster/base/instant.hpp"

namespace muster {

class Sql;
class Sealer;
class Random;
enum class Topic : std::uint8_t;

class Organisations;
class Donors;
class ContactPoints;
class ConsentTable;
class StopTable;
class ContactRuleTable;
class BypassTable;
class DncTable;
class SuppressionTable;
class LedgerTable;
class SessionTable;
class StepTable;
class MessageTable;
class DueSends;
class AttemptTable;
class ReceiptTable;
class ReplyTable;
class ClubTable;
class RequestTable;
class PageTable;
class CandidateTable;
class JournalTable;
class TokenTable;
class IdempotencyTable;
class VerificationTable;
class MergeTable;
class DuplicateTable;
class BulkPlanTable;
struct Tables;

class Tx {
 public:
  Tx(Sql& sql, const Sealer& sealer, Random& random, std::int64_t epoch,
     const std::string& install_id);
  ~Tx();
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;

  Organisations& organisations();
  Donors& donors();
  ContactPoints& contact_points();
  ConsentTable& consents();
  StopTable& stops();
  ContactRuleTable& contact_rules();
  BypassTable& bypasses();
  DncTable& do_not_call();
  SuppressionTable& suppressions();
  LedgerTable& ledger();
  SessionTable& sessions();
  StepTable& steps();
  MessageTable& messages();
  DueSends& due_sends();
  AttemptTable& attempts();
  ReceiptTable& receipts();
  ReplyTable& replies();
  ClubTable& clubs();
  RequestTable& requests();
  PageTable& pages();
  CandidateTable& candidates();
  JournalTable& journal();
  TokenTable& tokens();
  IdempotencyTable& idempotency();
  VerificationTable& verifications();
  MergeTable& merges();
  DuplicateTable& duplicates();
  BulkPlanTable& bulk_plans();

  // Before each job: nothing read for an earlier one counts any more.
  void begin_job();

  // A job of the emergency lane waits for the writer: a long job of another lane leaves the rest
  // of its work to its next turn.
  bool emergency_waits() const { return emergencies_ && *emergencies_ > 0; }
  void watch(const std::atomic<int>& emergencies) { emergencies_ = &emergencies; }

  // `act` runs on the loop after COMMIT, whatever became of who asked for the job; never if the job
  // or its group fails.
  void after_commit(std::function<void()> act) { acts_.push_back(std::move(act)); }
  std::size_t acts() const { return acts_.size(); }
  void drop_acts(std::size_t keep) { acts_.resize(keep); }
  std::vector<std::function<void()>> take_acts() { return std::exchange(acts_, {}); }

  // Wakes the topic's subscribers after COMMIT.
  void touch(Topic topic) { touched_ |= 1U << static_cast<unsigned>(topic); }
  std::uint32_t take_touched();

  std::int64_t epoch() const { return epoch_; }
  const std::string& install_id() const { return install_id_; }
  const Sealer& sealer() const { return sealer_; }
  Random& random() { return random_; }
  Sql& sql() { return sql_; }

 private:
  Sql& sql_;
  const Sealer& sealer_;
  Random& random_;
  std::int64_t epoch_;
  const std::string& install_id_;
  std::uint32_t touched_ = 0;
  const std::atomic<int>* emergencies_ = nullptr;
  std::vector<std::function<void()>> acts_;
  std::unique_ptr<Tables> tables_;
};

}  // namespace muster
