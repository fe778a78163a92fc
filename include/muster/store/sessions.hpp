// SPDX-License-Identifier: Apache-2.0
// Sessions (a venue, hours, capacity) and who booked a place. Part of a Tx: valid only inside its
// job.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/store/tx.hpp"

namespace muster {

class Rows;

struct SessionRow {
  SessionId id;
  OrganisationId organisation;
  std::string code;  // unique in the installation
  std::string venue;
  std::string address;
  Instant starts_at{};
  Instant ends_at{};
  std::string zone = "Asia/Ho_Chi_Minh";
  int capacity = 0;  // donors; 0 = without limit
  std::string hotline;
  std::string note;
};

struct UpcomingSession {
  SessionRow session;
  int booked = 0;
  bool has_room() const { return session.capacity == 0 || booked < session.capacity; }
};

// booked -> arrived -> given | deferred; booked -> cancelled | no_show. `booked` after the session
// and `arrived` are holds until the desk enters the outcome.
enum class BookingState : std::uint8_t { booked, cancelled, arrived, given, deferred, no_show };
std::string_view name(BookingState state);
std::optional<BookingState> parse_booking_state(std::string_view text);

struct BookingRow {
  SessionId session;
  DonorId donor;
  BookingState state = BookingState::booked;
  Instant changed_at{};
};

class SessionTable {
 public:
  explicit SessionTable(Tx& tx) : tx_(tx) {}

  // The code must be free.
  SessionId add(const SessionRow& row);
  std::optional<SessionRow> find(SessionId id);
  // The same without a copy, until the job ends or the row is changed; null when there is none.
  const SessionRow* look(SessionId id);
  std::optional<SessionRow> find(std::string_view code);
  // Those that end after `after`, soonest first; of one organisation, or of all when it is none.
  std::vector<UpcomingSession> upcoming(OrganisationId organisation, Instant after, int limit);

  // Inserts or moves the donor's booking. Returns whether that changed anything. Room is the
  // caller's question (one writer: what it saw in its job still holds).
  bool book(SessionId session, DonorId donor, BookingState state, Instant now);
  // The donor's open booking (booked or arrived), of the earliest session if there are several.
  std::optional<BookingRow> booking_of(DonorId donor);
  // Of those whose session is not over, the earliest.
  std::optional<BookingRow> coming_booking(DonorId donor, Instant now);
  std::optional<BookingRow> booking(SessionId session, DonorId donor);
  // Places taken: all bookings but the cancelled and the no-shows.
  int booked(SessionId session);
  // When the next session begins whose bookings are not on hold yet.
  std::optional<Instant> next_to_hold();
  // One that has begun, the earliest.
  std::optional<SessionRow> to_hold(Instant now);
  // Its open bookings without an entry in the ledger.
  std::vector<DonorId> without_entry(SessionId session, int limit);
  void held(SessionId session, Instant now);
  // A new job begins: what was read for the last one may have changed.
  void forget() { known_.clear(); }

 private:
  std::optional<BookingRow> earliest_booking(DonorId donor, Instant not_over);
  Tx& tx_;
  // A job over many donors asks for the same few again and again.
  std::unordered_map<SessionId, SessionRow> known_;
};

}  // namespace muster
