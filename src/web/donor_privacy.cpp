// SPDX-License-Identifier: Apache-2.0
// One person out of the house, or their data in their hand.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "donor_export_json.hpp"
#include "muster/engine/registry.hpp"
#include "muster/engine/subject_requests.hpp"
#include "muster/store/journal.hpp"
#include "problem.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object erasure_json(const Erased& erased) {
  json::object json;
  json["donor"] = erased.donor.value();
  json["erased_at"] = to_string(erased.at);
  json["already"] = erased.already;
  json["donors"] = erased.donors.size();
  json["messages_dropped"] = erased.messages_dropped;
  json["pages_released"] = erased.pages_released;
  json["consents_ended"] = erased.consents_ended;
  json["scrubbed"] = erased.scrubbed;
  return json;
}

// First the journal, then the data: nobody reads it unseen.
Result<bool> journal_export(Tx& tx, const Call& call, DonorId id) {
  auto donor = donor_of(tx, call.who, id);
  if (!donor) return donor.error();
  std::string data = "{}";
  if (auto request = call.query.id<SubjectRequestId>("request")) {
    auto open = subject_request_of(tx, call.who, *request, id);
    if (!open) return open.error();
    auto closed = close_subject_request(tx, call.who, *request, SubjectOutcome::done, id, call.now);
    if (!closed) return closed.error();
    data = fmt::format(R"({{"request":{}}})", request->value());
  }
  tx.journal().append(call.who.actor, "donor", id.value(), "exported", data, call.now);
  return true;
}

}  // namespace

asio::awaitable<HttpReply> erase_donor(std::shared_ptr<Web> web, Call call, HttpExchange) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) co_return problem(id.error());
  EraseWanted wanted;
  wanted.donor = *id;
  wanted.reason = parse_erasure_reason(call.body.text("reason")).value();
  wanted.request = call.body.id<SubjectRequestId>("request").value_or(SubjectRequestId());
  auto erased = co_await web->context().eraser->erase(call.who, wanted);
  if (!erased) co_return problem(erased.error());
  co_return respond_json(200, erasure_json(*erased));
}

asio::awaitable<HttpReply> export_donor(std::shared_ptr<Web> web, Call call,
                                        HttpExchange exchange) {
  if (exchange.request.method == "HEAD") co_return problem(405, "an export is not looked at");
  auto id = id_at<DonorId>(call, "id");
  if (!id) co_return problem(id.error());
  auto& store = web->engine().store;
  auto told = [call, donor = *id](Tx& tx) { return journal_export(tx, call, donor); };
  auto journalled = co_await store.write(SendLane::transactional, told);
  if (!journalled) co_return problem(journalled.error());
  auto read = [call, donor = *id](Tx& tx) -> Result<json::object> {
    if (auto still = donor_of(tx, call.who, donor); !still) return still.error();
    return donor_export_json(tx, donor, call.who.actor, call.now);
  };
  auto body = co_await store.read(read);
  if (!body) co_return problem(body.error());
  co_return respond_json(200, *body);
}

}  // namespace muster
