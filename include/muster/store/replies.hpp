// SPDX-License-Identifier: Apache-2.0
// What donors wrote, stored under (gateway, external id) so that a hook repeated by its provider
// counts once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/reply.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

enum class ReplyState : std::uint8_t { applied, needs_person, resolved };
std::string_view name(ReplyState state);

struct ReplyRow {
  ReplyId id;
  OrganisationId organisation;  // none: nobody we know
  std::string gateway;
  std::string external_id;
  std::string address_index;
  DonorId donor;
  MessageId message;
  RequestId request;
  std::string text;    // opened
  std::string intent;  // name of domain/reply
  std::optional<int> eta_minutes;
  ReplyState state = ReplyState::applied;
  std::string why;  // what was done with it, or why a person must look
  Instant received_at{};
  std::optional<Instant> resolved_at;
  std::string resolved_by;
};

class ReplyTable {
 public:
  explicit ReplyTable(Tx& tx) : tx_(tx) {}

  // nullopt: that (gateway, external id) is there already.
  std::optional<ReplyId> insert(const ReplyRow& row);
  // Writes what was made of it: donor, organisation, message, request, intent, state, why.
  void conclude(const ReplyRow& row);
  std::optional<ReplyRow> find(ReplyId id);
  std::vector<ReplyRow> of_donor(DonorId donor);
  std::vector<ReplyRow> of_request(RequestId request);
  std::vector<ReplyRow> list(const Principal& who, bool open_only, ReplyId after, int limit);
  bool resolve(ReplyId id, std::string_view by, Instant now);

 private:
  Tx& tx_;
};

}  // namespace muster
