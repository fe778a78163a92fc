// SPDX-License-Identifier: Apache-2.0
// All that happened with one donor, in order of time: what was given, agreed, planned, sent, said.
#include <fmt/format.h>

#include <algorithm>

#include "api.hpp"
#include "json_values.hpp"
#include "listing.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/steps.hpp"
#include "muster/store/stops.hpp"

namespace muster {
namespace {

namespace json = boost::json;

constexpr int messages_most = 5'000;
constexpr int pages_most = 1'000;

struct Entry {
  Instant at{};
  std::string kind;
  std::int64_t id = 0;
  std::string state;
  std::string reason;
  std::string summary;
  std::string text;
  std::string intent;
  std::string done;
  RequestId request;
};

json::object entry_json(const Entry& entry) {
  json::object json;
  json["at"] = to_string(entry.at);
  json["kind"] = entry.kind;
  json["id"] = entry.id ? json::value(entry.id) : nullptr;
  json["state"] = json_or_null(entry.state);
  json["reason"] = json_or_null(entry.reason);
  json["summary"] = entry.summary;
  json["text"] = json_or_null(entry.text);
  json["intent"] = json_or_null(entry.intent);
  json["done"] = json_or_null(entry.done);
  json["request"] = json_or_null(entry.request);
  return json;
}

std::string reason_of(Reason reason) {
  return reason == Reason::none ? std::string() : std::string(name(reason));
}

class Timeline {
 public:
  Timeline(Tx& tx, const DonorRow& donor) : tx_(tx), donor_(donor), zone_(zone_of(tx, donor)) {}

  std::vector<Entry> entries() {
    add("registered", donor_.id.value(), donor_.created_at).summary = "came into the register";
    ledger();
    consents();
    stops();
    steps();
    messages();
    replies();
    pages();
    booking();
    std::ranges::stable_sort(entries_, {}, &Entry::at);
    return std::move(entries_);
  }

 private:
  Entry& add(std::string kind, std::int64_t id, Instant at) {
    Entry entry;
    entry.at = at;
    entry.kind = std::move(kind);
    entry.id = id;
    return entries_.emplace_back(std::move(entry));
  }
  Instant midnight(Day day) const { return zone_.at(day, MinuteOfDay(0)); }

  void ledger() {
    for (const auto& row : tx_.ledger().donations(donor_.id)) {
      auto& entry = add("donation", row.id.value(), midnight(row.on));
      entry.state = name(row.outcome);
      entry.summary =
          fmt::format("{} {} on {}", name(row.product), name(row.outcome), to_string(row.on));
      if (row.volume_ml > 0) entry.summary += fmt::format(", {} mL", row.volume_ml);
    }
    for (const auto& row : tx_.ledger().deferrals(donor_.id)) {
      auto& entry = add("deferral", row.id.value(), midnight(row.event));
      entry.reason = row.reason;
      entry.summary =
          row.until ? fmt::format("deferred for {} until {}", row.reason, to_string(*row.until))
                    : fmt::format("deferred for good: {}", row.reason);
    }
  }

  void consents() {
    for (const auto& row : tx_.consents().of_donor(donor_.id)) {
      auto& given = add("consent", row.id.value(), row.given_at);
      given.state = "given";
      given.reason = name(row.purpose);
      given.summary = fmt::format("consented to {} ({}, {}; recorded by {})", name(row.purpose),
                                  row.how, row.proof, row.given_to);
      if (!row.withdrawn_at) continue;
      auto& ended = add("consent", row.id.value(), *row.withdrawn_at);
      ended.state = "withdrawn";
      ended.reason = name(row.purpose);
      ended.summary = fmt::format("withdrew {} ({})", name(row.purpose), row.withdrawn_how);
    }
  }

  // Stops of an address name no donor; the journal knows whose address it was.
  void stops() {
    for (const auto& row : tx_.stops().of_donor(donor_.id, true)) {
      if (!row.donor) continue;
      auto& entry = add("stop", row.id.value(), row.since);
      entry.state = "stopped";
      entry.summary = fmt::format("stopped {} ({})", name(row.scope), row.how);
      if (!row.lifted_at) continue;
      auto& ended = add("stop", row.id.value(), *row.lifted_at);
      ended.state = "started";
      ended.summary = fmt::format("lifted the stop of {}", name(row.scope));
    }
    for (const auto& point : tx_.contact_points().of_donor(donor_.id))
      for (const auto& row : tx_.journal().of("contact_point", point.id.value())) {
        if (row.what != "stopped" && row.what != "started") continue;
        auto& entry = add("stop", point.id.value(), row.at);
        entry.state = row.what;
        entry.summary = fmt::format(
            "{} {}", row.what == "stopped" ? "stopped" : "lifted the stop of", name(point.channel));
      }
  }

  void steps() {
    for (const auto& row : tx_.steps().of_donor(donor_.id)) {
      auto& entry = add("step", row.id.value(), row.due_at);
      entry.state = name(row.state);
      entry.reason = reason_of(row.reason);
      entry.summary =
          fmt::format("step {} of {} ({}): {}", row.step, row.series, row.cycle, entry.state);
      if (!entry.reason.empty()) entry.summary += fmt::format(", {}", entry.reason);
    }
  }

  void messages() {
    MessageFilter filter;
    filter.donor = donor_.id;
    filter.limit = messages_most;
    for (const auto& row : tx_.messages().list(system_principal(), filter)) {
      auto& entry = add("message", row.id.value(), row.created_at);
      entry.state = name(row.state);
      entry.reason = reason_of(row.reason);
      entry.request = row.request;
      entry.summary = fmt::format("{} by {}: {}", row.kind, name(row.channel), entry.state);
      if (!entry.reason.empty()) entry.summary += fmt::format(", {}", entry.reason);
      if (row.maybe_duplicate) entry.summary += ", perhaps twice";
    }
  }

  void replies() {
    for (const auto& row : tx_.replies().of_donor(donor_.id)) {
      auto& entry = add("reply", row.id.value(), row.received_at);
      entry.state = name(row.state);
      entry.text = row.text;
      entry.intent = row.intent;
      entry.done = row.why;
      entry.request = row.request;
      entry.summary = fmt::format("wrote \"{}\": {}, {}", row.text, row.intent, row.why);
    }
  }

  void pages() {
    for (const auto& row : tx_.pages().of_donor(donor_.id, pages_most)) {
      auto request = tx_.requests().find(row.request);
      auto& entry = add("page", row.id.value(), row.asked_at);
      entry.state = name(row.state);
      entry.reason = row.why;
      entry.request = row.request;
      entry.summary = fmt::format("paged in request {} (wave {}): {}",
                                  request ? request->code : "?", row.wave, entry.state);
    }
  }

  void booking() {
    auto row = tx_.sessions().booking_of(donor_.id);
    auto session = row ? tx_.sessions().find(row->session) : std::nullopt;
    if (!session) return;
    auto& entry = add("booking", session->id.value(), row->changed_at);
    entry.state = name(row->state);
    entry.summary = fmt::format("{} for {} on {}", entry.state, session->venue,
                                to_string(zone_.day_of(session->starts_at)));
  }

  Tx& tx_;
  const DonorRow& donor_;
  Zone zone_;
  std::vector<Entry> entries_;
};

}  // namespace

Result<Answer> timeline_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto donor = donor_to_show(tx, call.who, *id);
  if (!donor) return donor.error();
  json::array items;
  for (const auto& entry : Timeline(tx, *donor).entries()) items.push_back(entry_json(entry));
  return answered(listing(std::move(items), {}));
}

}  // namespace muster
