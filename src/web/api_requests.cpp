// SPDX-License-Identifier: Apache-2.0
// Emergency requests: open, watch, the desk, close.
#include <fmt/format.h>

#include <charconv>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/domain/folding.hpp"
#include "muster/domain/wording.hpp"
#include "muster/engine/paging.hpp"
#include "muster/store/organisations.hpp"

namespace muster {
namespace {

namespace json = boost::json;

// By number, or by the code donors type: the open one of that code, else the newest.
Result<RequestRow> request_at(Tx& tx, const Call& call) {
  auto text = call.at("id");
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::optional<RequestRow> row;
  if (error == std::errc() && end == text.data() + text.size()) {
    row = tx.requests().find(RequestId(number));
  } else {
    auto code = fold_key(text);
    row = tx.requests().find_open(code);
    if (!row) row = tx.requests().find_newest(code);
  }
  if (!row || !tx.organisations().visible(call.who, row->organisation))
    return not_found(fmt::format("there is no request '{}'", text));
  return std::move(*row);
}

Result<Instant> deadline_of(const Call& call) {
  bool by = call.body.has("needed_by");
  if (by == call.body.has("needed_in_minutes"))
    return invalid("/needed_by", "say either needed_by or needed_in_minutes");
  if (by) return *call.body.instant("needed_by");
  return call.now + Minutes(call.body.integer("needed_in_minutes"));
}

// A word of the caller that lifts a rule for this request: never without why. Empty: not lifted.
Result<std::string> lifted_because(const Call& call, const std::string& flag) {
  constexpr std::size_t longest = 200;
  const auto field = flag + "_reason";
  auto reason = call.body.text(field);
  if (call.body.flag(flag) == (reason.find_first_not_of(" \t\r\n") == std::string::npos))
    return invalid("/" + field, fmt::format("goes with {}: say both or neither", flag));
  if (reason.size() > longest)
    return invalid("/" + field, fmt::format("must be at most {} bytes", longest));
  return reason;
}

}  // namespace

Result<Answer> open_request_job(Tx& tx, const Call& call) {
  auto deadline = deadline_of(call);
  if (!deadline) return deadline.error();
  NewRequest wanted;
  wanted.club = call.body.text("club");
  wanted.group = call.body.group("group");
  wanted.product = parse_product(call.body.text("product")).value();
  wanted.units = static_cast<int>(call.body.integer("units"));
  wanted.needed_by = *deadline;
  wanted.place = call.body.text("place");
  wanted.contact = call.body.text("contact");
  wanted.recipient.sex = parse_sex(call.body.text("recipient_sex", "unknown")).value();
  if (call.body.has("recipient_age"))
    wanted.recipient.age = static_cast<int>(call.body.integer("recipient_age"));
  wanted.recipient.anti_d = call.body.flag("anti_d");
  wanted.recipient.chronically_transfused = call.body.flag("chronically_transfused");
  wanted.rhd_policy = parse_rhd_policy(call.body.text("rhd_policy", "strict")).value();
  auto caps = lifted_because(call, "lift_caps");
  if (!caps) return caps.error();
  wanted.lift_caps = std::move(*caps);
  auto o_positive = lifted_because(call, "allow_o_positive");
  if (!o_positive) return o_positive.error();
  wanted.allow_o_positive = std::move(*o_positive);
  // Both stand in every page, which must stay one SMS.
  if (auto wrong = too_long_for_page("place", wanted.place); !wrong.empty())
    return invalid("/place", wrong);
  if (auto wrong = too_long_for_page("contact", wanted.contact); !wrong.empty())
    return invalid("/contact", wrong);
  auto row = open_request(tx, *call.settings, call.who, wanted, call.now);
  if (!row) return row.error();
  return answered(request_json(tx, *row));
}

Result<Answer> list_requests_job(Tx& tx, const Call& call) {
  auto page = paging(call.query);
  if (!page) return page.error();
  auto rows = tx.requests().list(call.who, RequestId(page->after), page->limit + 1);
  return answered(listing(
      rows, page->limit, [&tx](const RequestRow& row) { return request_json(tx, row); },
      [](const RequestRow& row) { return row.id.value(); }));
}

Result<Answer> show_request_job(Tx& tx, const Call& call) {
  auto row = request_at(tx, call);
  if (!row) return row.error();
  return answered(request_json(tx, *row));
}

Result<Answer> list_pages_job(Tx& tx, const Call& call) {
  auto row = request_at(tx, call);
  if (!row) return row.error();
  return answered(listing(pages_json(tx, *call.settings, call.who, *row, call.now), {}));
}

Result<Answer> list_answers_job(Tx& tx, const Call& call) {
  auto row = request_at(tx, call);
  if (!row) return row.error();
  json::array items;
  for (const auto& reply : tx.replies().of_request(row->id))
    items.push_back(answer_json(tx, reply));
  return answered(listing(std::move(items), {}));
}

Result<Answer> enter_arrival_job(Tx& tx, const Call& call) {
  auto row = request_at(tx, call);
  if (!row) return row.error();
  DeskEntry entry;
  entry.request = row->id;
  entry.arrival_code = call.body.text("code");
  entry.donor = call.body.id<DonorId>("donor").value_or(DonorId());
  if (entry.arrival_code.empty() != static_cast<bool>(entry.donor))
    return invalid("/code", "say either the arrival code or the donor");
  if (entry.donor && !sees_names(call.who))
    return Error(ErrorKind::forbidden, "callers confirm arrivals by the code only", "/donor");
  auto outcome = call.body.text("outcome");
  entry.finding = outcome == "usable"     ? DeskFinding::usable
                  : outcome == "deferred" ? DeskFinding::deferred
                                          : DeskFinding::no_show;
  auto page = desk(tx, *call.settings, call.who, entry, call.now);
  if (!page) return page.error();
  row = request_at(tx, call);
  json::object body;
  // Callers may be told of this one donor: the code came from them.
  auto reader = call.who;
  if (reader.role == Role::caller) reader.role = Role::system;
  for (auto& json : pages_json(tx, *call.settings, reader, *row, call.now))
    if (json.get_object()["donor"] == page->donor.value()) body["page"] = std::move(json);
  if (call.who.role == Role::caller) {
    auto& shown = body["page"].get_object();
    shown["donor"] = shown["why"] = nullptr;
    shown["messages"] = json::array();
  }
  body["request"] = request_json(tx, *row);
  return answered(std::move(body));
}

Result<Answer> close_request_job(Tx& tx, const Call& call) {
  auto row = request_at(tx, call);
  if (!row) return row.error();
  auto reason = parse_close_reason(call.body.text("reason")).value();
  auto closed = close_request(tx, call.who, row->id, reason, call.now);
  if (!closed) return closed.error();
  auto answer = answered(request_json(tx, *closed));
  answer.closed = closed->id;
  return answer;
}

Result<Answer> snapshot_job(Tx& tx, const Call& call) {
  auto row = request_at(tx, call);
  if (!row) return row.error();
  json::object body;
  body["request"] = request_json(tx, *row);
  body["pages"] = pages_json(tx, *call.settings, call.who, *row, call.now);
  return answered(std::move(body));
}

}  // namespace muster
