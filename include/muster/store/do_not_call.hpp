// SPDX-License-Identifier: Apache-2.0
// The public Do-Not-Call register as it was taken in: lists with their day, and of each number only
// its blind index, because most of them are strangers'. One register for the whole house. A list
// counts from its first entry on; a replacement ends the older ones when it is complete, so that a
// crash in between leaves too many numbers and never too few. Part of a Tx.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/do_not_call.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct DncListRow {
  DncListId id;
  Day listed_on{};  // the day the register was drawn
  std::string source;  // "nospam.vncert.vn"
  Instant imported_at{};
  std::string imported_by;
  int entries = 0;
  std::optional<Instant> complete_at;
};

class DncTable {
 public:
  explicit DncTable(Tx& tx) : tx_(tx) {}

  DncListId begin(const DncListRow& row);
  // Returns whether it is new in that list; a second entry for the other channel makes it both.
  bool add(DncListId list, std::string_view address_index, DncChannel channel);
  void complete(DncListId list, int entries, Instant now);
  // Those begun before it end.
  void retire_older(DncListId list, Instant now);
  // Forgets at most so many entries of lists that have ended; returns how many.
  int forget_retired(int limit);
  // Lists in force, newest first.
  std::vector<DncListRow> lists();
  // The youngest day of a complete list in force.
  std::optional<Day> newest();
  std::vector<DncChannel> entries_of(std::string_view address_index);

 private:
  Tx& tx_;
};

}  // namespace muster
