// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/erasure.hpp"

#include <fmt/format.h>

#include <utility>

#include "muster/engine/page_log.hpp"
#include "muster/engine/registry.hpp"
#include "muster/engine/subject_requests.hpp"
#include "muster/store/erasure.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Millis try_again = Seconds(5);

// Also when the caller's coroutine goes away in between.
class Busy {
 public:
  explicit Busy(bool& flag) : flag_(flag) { flag_ = true; }
  ~Busy() { flag_ = false; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

 private:
  bool& flag_;
};

// A donor who stands at the desk, or lies on the chair, is not erased from under it.
bool at_a_desk(Tx& tx, DonorId donor) {
  for (const auto& page : tx.pages().open_of(donor))
    if (page.state == PageState::arrived) return true;
  return false;
}

int release_pages(Tx& tx, const Principal& who, DonorId donor, Instant now) {
  int released = 0;
  for (const auto& page : tx.pages().open_of(donor))
    if (is_unanswered(page.state) || is_commitment(page.state))
      released += move_page(tx, page, PageState::released, who.actor, now);
  return released;
}

void erase_one(Tx& tx, const Principal& who, const DonorRow& donor, Erased& erased, Instant now) {
  erased.pages_released += release_pages(tx, who, donor.id, now);
  if (auto booking = tx.sessions().booking_of(donor.id))
    tx.sessions().book(booking->session, donor.id, BookingState::cancelled, now);
  LedgerTraits exact;
  exact.birth = donor.birth;
  exact.group = donor.group;
  auto rows = ErasureTable(tx).erase(donor.id, anonymous(exact), now);
  erased.messages_dropped += rows.messages_dropped;
  erased.consents_ended += rows.consents_ended;
  erased.donors.push_back(donor.id);
}

Erased before(const DonorRow& donor) {
  Erased erased;
  erased.donor = donor.id;
  erased.at = *donor.erased_at;
  erased.already = true;
  return erased;
}

Result<void> close_request(Tx& tx, const Principal& who, const EraseWanted& wanted, Instant now) {
  if (!wanted.request) return {};
  auto request = subject_request_of(tx, who, wanted.request, wanted.donor);
  if (!request) return request.error();
  auto closed =
      close_subject_request(tx, who, wanted.request, SubjectOutcome::done, wanted.donor, now);
  if (!closed) return closed.error();
  return {};
}

}  // namespace

Result<Erased> erase_donor(Tx& tx, const Principal& who, const EraseWanted& wanted, Instant now) {
  if (auto may = allow(who, coordinators); !may) return may.error();
  auto found = tx.donors().find(wanted.donor);
  if (found && found->erased_at && tx.organisations().visible(who, found->organisation))
    return before(*found);
  auto donor = donor_of(tx, who, wanted.donor);
  if (!donor) return donor.error();
  ErasureTable table(tx);
  auto parts = table.merged_into(donor->id);
  if (at_a_desk(tx, donor->id))
    return conflict("this donor has arrived for an open request: enter the outcome first");
  if (auto closed = close_request(tx, who, wanted, now); !closed) return closed.error();
  Erased erased;
  erased.donor = donor->id;
  erased.at = now;
  erase_one(tx, who, *donor, erased, now);
  for (auto id : parts) erase_one(tx, who, *tx.donors().find(id), erased, now);
  table.mark_scrub_due();
  for (auto id : erased.donors) {
    boost::json::object data = {{"reason", name(wanted.reason)},
                                {"messages_dropped", erased.messages_dropped},
                                {"pages_released", erased.pages_released}};
    if (wanted.request) data["request"] = wanted.request.value();
    if (id != donor->id) data["merged_into"] = donor->id.value();
    journal(tx, who, "donor", id.value(), "erased", data, now);
  }
  return erased;
}

Eraser::Eraser(Context& context, std::vector<Dispatcher*> dispatchers)
    : context_(context),
      dispatchers_(std::move(dispatchers)),
      alarm_(context.executor, context.clock) {}

// Runs after COMMIT, whether or not somebody waits for the answer still.
void Eraser::committed(const std::vector<DonorId>& donors) {
  for (auto donor : donors)
    for (auto* dispatcher : dispatchers_) dispatcher->revoke_donor(donor);
  rests_.insert(rests_.end(), donors.begin(), donors.end());
  alarm_.ring();
}

asio::awaitable<Result<Erased>> Eraser::erase(Principal who, EraseWanted wanted) {
  auto now = context_.clock.now();
  auto job = [this, who, wanted, now](Tx& tx) {
    auto erased = erase_donor(tx, who, wanted, now);
    if (erased && !erased->already)
      tx.after_commit([this, donors = erased->donors] { committed(donors); });
    return erased;
  };
  auto erased = co_await context_.store.write(SendLane::reply, job);
  if (!erased) co_return erased;
  context_.log.info("event=donor_erased donor={} records={} reason={} actor={}",
                    wanted.donor.value(), erased->donors.size(), name(wanted.reason), who.actor);
  erased->scrubbed = co_await scrub();
  co_return erased;
}

// Comes after what is queued already about texts that were on the wire.
asio::awaitable<bool> Eraser::erase_rests() {
  if (rests_.empty()) co_return true;
  auto donors = std::exchange(rests_, {});
  auto job = [donors](Tx& tx) -> Result<bool> {
    for (auto donor : donors) ErasureTable(tx).erase_rests(donor);
    return true;
  };
  auto done = co_await context_.store.write(SendLane::campaign, job);
  if (!done) rests_.insert(rests_.end(), donors.begin(), donors.end());
  co_return done.has_value();
}

// Whether nothing is due any more.
asio::awaitable<bool> Eraser::scrub() {
  if (scrubbing_) co_return false;
  Busy busy(scrubbing_);
  bool rests_gone = co_await erase_rests();
  if (!rests_gone) co_return false;
  auto look = [](Tx& tx) -> Result<std::optional<std::string>> {
    return ErasureTable(tx).scrub_due();
  };
  auto due = co_await context_.store.read(look);
  bool clean = due && !*due;
  if (due && *due) {
    auto gone = co_await context_.store.scrub();
    auto mark = [number = **due](Tx& tx) -> Result<bool> {
      ErasureTable(tx).scrubbed(number);
      return !ErasureTable(tx).scrub_due().has_value();
    };
    if (gone && *gone) {
      auto marked = co_await context_.store.write(SendLane::campaign, mark);
      clean = marked && *marked;
      if (clean) context_.log.info("event=files_scrubbed erasure={}", **due);
    }
  }
  co_return clean;
}

asio::awaitable<void> Eraser::run() {
  while (true) {
    bool done = co_await scrub();
    co_await alarm_.wait(done ? Instant::max() : context_.clock.now() + try_again);
    // Whoever erases scrubs at once; this is for when they could not, or are gone.
    if (!rests_.empty()) co_await alarm_.wait(context_.clock.now() + try_again);
  }
}

}  // namespace muster
