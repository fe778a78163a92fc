// SPDX-License-Identifier: Apache-2.0
// What a job sees of the database: one small table class a noun. Valid only while the job runs.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

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
class LedgerTable;
class SessionTable;
class StepTable;
class MessageTable;
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
  LedgerTable& ledger();
  SessionTable& sessions();
  StepTable& steps();
  MessageTable& messages();
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

  // Before each job: nothing read for an earlier one counts any more.
  void begin_job();

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
  std::unique_ptr<Tables> tables_;
};

}  // namespace muster
