// SPDX-License-Identifier: Apache-2.0
#include "final_checker.hpp"

#include <fmt/format.h>

#include "../../src/store/sql.hpp"
#include "muster/store/attempts.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"

namespace muster::simulation {
namespace {

std::vector<PageRow> pages_of_closed(Tx& tx) {
  std::vector<PageRow> pages;
  for (const auto& request : tx.requests().list(system_principal(), {}, 10'000)) {
    if (!request.closed_at) continue;
    for (auto& page : tx.pages().of_request(request.id)) pages.push_back(std::move(page));
  }
  return pages;
}

// The donor's own doing, or the desk's: then no closing text is owed.
bool excused(PageState state) {
  switch (state) {
    case PageState::declined:
    case PageState::released:
    case PageState::arrived:
    case PageState::used:
    case PageState::deferred: return true;
    default: return false;
  }
}

// The gateway has it, may have it, or was about to get it when the daemon died.
bool may_have_left(Tx& tx, MessageId message) {
  for (const auto& attempt : tx.attempts().of_message(message))
    if (!attempt.finished_at || attempt.status == SendStatus::accepted ||
        attempt.status == SendStatus::unknown)
      return true;
  return false;
}

bool released_by_system(Tx& tx, const PageRow& page) {
  for (const auto& row : tx.journal().of("page", page.id.value()))
    if (row.actor == "system" && row.data.find(R"("to":"released")") != std::string::npos)
      return true;
  return false;
}

struct StandDowns {
  int texts = 0;
  int stopped = 0;
};

StandDowns stand_downs(const Witness& witness, const PageRow& page) {
  StandDowns found;
  for (const auto& [id, row] : witness.messages) {
    if (row.kind != "stand_down" || row.request != page.request || row.donor != page.donor)
      continue;
    ++found.texts;
    if (row.state == MessageState::dropped) ++found.stopped;
  }
  return found;
}

}  // namespace

// Every text on a phone is a row to that number; one row is one text, unless a page is marked as
// possibly doubled.
void check_deliveries(Tx& tx, Witness& witness, Instant now) {
  std::map<MessageId, int> copies;
  for (const auto& delivery : witness.gateway().deliveries()) {
    auto id = message_of(delivery.key);
    auto row = id ? tx.messages().find(*id) : std::nullopt;
    if (!row) {
      witness.broken(delivery.at, fmt::format("a text without a row: {}", delivery.key));
      continue;
    }
    ++copies[*id];
    // Nobody can say any more which number was theirs.
    if (row->donor && tx.donors().find(row->donor)->erased_at) continue;
    auto point = tx.contact_points().find(row->contact_point);
    if (!point || point->address != delivery.to)
      witness.broken(delivery.at, fmt::format("message {} went to another number", id->value()));
    if (row->state == MessageState::rejected)
      witness.broken(now, fmt::format("message {} reached a phone and says {}", id->value(),
                                      name(row->state)));
  }
  for (auto [id, count] : copies) {
    auto row = *tx.messages().find(id);
    bool allowed = !witness.keyed() && row.lane == SendLane::emergency && row.maybe_duplicate;
    if (count > 1 && !allowed)
      witness.broken(now, fmt::format("message {} ({}) is {} times on the phone", id.value(),
                                      row.kind, count));
  }
}

void check_stand_downs(Tx& tx, Witness& witness, Instant now) {
  for (const auto& page : pages_of_closed(tx)) {
    auto what = fmt::format("donor {}, request {}, page {}", page.donor.value(),
                            page.request.value(), name(page.state));
    auto text = tx.messages().find_dedupe(
        fmt::format("page-{}-{}", page.request.value(), page.donor.value()));
    if (!text) {
      witness.broken(now, what + ": a page without a message");
      continue;
    }
    bool left = may_have_left(tx, text->id);
    auto found = stand_downs(witness, page);
    if (found.texts > 1) witness.broken(now, what + ": more than one stand-down");
    // A stop that came between the close and the closing text has the last word.
    if (found.texts == 0 && left && !excused(page.state))
      witness.broken(now, what + ": owed a stand-down, got none");
    if (found.texts > 0 && !left) witness.broken(now, what + ": a stand-down without a page");
    if (page.state == PageState::released && left && found.texts == 0 &&
        released_by_system(tx, page))
      witness.broken(now, what + ": was paged, and released without a word");
  }
}

void check_steps(Tx& tx, Witness& witness, Instant now) {
  auto count = [&tx](const char* sql) {
    auto rows = tx.sql().query(sql);
    rows.next();
    return rows.integer(0);
  };
  // Audience = sent + counted reasons: a step that is over either made exactly one message or says
  // why not.
  auto done = count("select count(*) from step where state = 1");
  auto messages = count("select count(*) from message where step_id is not null");
  if (done != messages)
    witness.broken(now, fmt::format("{} steps are done, {} messages came of them", done, messages));
  auto silent = count("select count(*) from step where state in (2, 3, 4) and reason = 0");
  if (silent > 0) witness.broken(now, fmt::format("{} steps ended without a reason", silent));
  auto unexplained = count("select count(*) from message where state = 8 and reason = 0");
  if (unexplained > 0)
    witness.broken(now, fmt::format("{} messages were dropped without a reason", unexplained));
}

void check_journal(Tx& tx, Witness& witness, Instant now) {
  if (auto fault = tx.journal().verify())
    witness.broken(now, fmt::format("the journal breaks at {}: {}", fault->seq, fault->why));
}

}  // namespace muster::simulation
