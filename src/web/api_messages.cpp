// SPDX-License-Identifier: Apache-2.0
// What left, what did not and why; what donors wrote and who deals with it.
#include <fmt/format.h>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/attempts.hpp"

namespace muster {
namespace {

namespace json = boost::json;

std::string_view status_name(SendStatus status) {
  switch (status) {
    case SendStatus::accepted: return "accepted";
    case SendStatus::retry: return "retry";
    case SendStatus::rejected: return "rejected";
    case SendStatus::unknown: return "unknown";
  }
  return "unknown";
}

// Without the request's bytes: they hold the text and the number.
json::object attempt_json(const AttemptRow& row) {
  json::object json;
  json["id"] = row.id.value();
  json["epoch"] = row.epoch;
  json["key"] = row.key;
  json["gateway"] = row.gateway;
  json["started_at"] = to_string(row.started_at);
  json["deadline"] = to_string(row.deadline);
  json["finished_at"] = json_or_null(row.finished_at);
  json["status"] = row.finished_at ? json::value(status_name(row.status)) : nullptr;
  json["code"] = json_or_null(row.code);
  json["reason"] = json_or_null(row.reason);
  json["provider_id"] = json_or_null(row.provider_id);
  return json;
}

}  // namespace

Result<Answer> list_messages_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  MessageFilter filter;
  filter.donor = call.query.id<DonorId>("donor");
  filter.request = call.query.id<RequestId>("request");
  if (call.query.has("state")) filter.state = parse_message_state(call.query.text("state"));
  if (call.query.has("maybe_duplicate"))
    filter.maybe_duplicate = call.query.flag("maybe_duplicate");
  filter.after = MessageId(page->after);
  filter.limit = page->limit + 1;
  auto rows = tx.messages().list(call.who, filter);
  return answered(listing(rows, page->limit, message_json,
                          [](const MessageRow& row) { return row.id.value(); }));
}

Result<Answer> show_message_job(Tx& tx, const Call& call) {
  auto id = id_at<MessageId>(call, "id");
  if (!id) return id.error();
  auto row = tx.messages().find(*id);
  if (!row || !tx.organisations().visible(call.who, row->organisation))
    return not_found(fmt::format("there is no message {}", id->value()));
  json::array attempts;
  for (const auto& attempt : tx.attempts().of_message(*id))
    attempts.push_back(attempt_json(attempt));
  json::object body;
  body["message"] = message_json(*row);
  body["attempts"] = std::move(attempts);
  return answered(std::move(body));
}

Result<Answer> list_replies_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  auto rows =
      tx.replies().list(call.who, !call.query.flag("all"), ReplyId(page->after), page->limit + 1);
  return answered(listing(
      rows, page->limit, [&tx](const ReplyRow& row) { return answer_json(tx, row); },
      [](const ReplyRow& row) { return row.id.value(); }));
}

Result<Answer> resolve_reply_job(Tx& tx, const Call& call) {
  auto id = id_at<ReplyId>(call, "id");
  if (!id) return id.error();
  auto row = resolve_reply(tx, *call.settings, call.who, *id, call.now);
  if (!row) return row.error();
  return answered(answer_json(tx, *row));
}

Result<Answer> show_halt_job(Tx&, const Call& call) {
  json::array lanes;
  for (auto lane : call.settings->halted) lanes.emplace_back(name(lane));
  json::object body;
  body["halted"] = std::move(lanes);
  return answered(std::move(body));
}

}  // namespace muster
