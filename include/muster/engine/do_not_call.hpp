// SPDX-License-Identifier: Apache-2.0
// Takes in the public Do-Not-Call register: a number a line, or a CSV with a column of them. Reads
// on the compute lane, writes in chunks; of each number only its blind index is kept. A file that
// was cut off is imported again: meanwhile too many numbers count, never too few. Loop thread.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "muster/base/lane.hpp"
#include "muster/domain/do_not_call.hpp"
#include "muster/engine/context.hpp"
#include "muster/engine/dispatcher.hpp"
#include "muster/store/do_not_call.hpp"
#include "muster/store/principal.hpp"

namespace muster {

struct DncImport {
  DncChannel channel = DncChannel::both;
  Day on{};            // the day the register was drawn
  std::string source;  // where it comes from
  bool replace = false;  // end the lists before it, once it is in
};

struct DncImported {
  DncListId list;
  std::int64_t lines = 0;    // with something in them, without the header
  std::int64_t entries = 0;  // numbers that are in now
  std::int64_t refused = 0;
  std::vector<std::int64_t> refused_lines;  // the first; the numbers themselves are not told
};

// Admins of the whole house: there is one register. After each chunk what is leased of campaigns
// (and of reminders, if they keep to the register) is decided again. Errors: forbidden, invalid
// (the day lies ahead, no source, no number in the file), too_large; those of the store.
asio::awaitable<Result<DncImported>> import_do_not_call(Context& context, Lane& compute,
                                                        std::vector<Dispatcher*> dispatchers,
                                                        Principal who, std::string bytes,
                                                        DncImport wanted);

// The first part of it alone, for whoever has the numbers already: inside a job.
Result<DncListId> begin_do_not_call(Tx& tx, const Principal& who, const DncImport& wanted,
                                    Instant now);
Result<int> add_do_not_call(Tx& tx, DncListId list, DncChannel channel,
                            const std::vector<std::string>& numbers);
Result<void> end_do_not_call(Tx& tx, const Principal& who, DncListId list, const DncImport& wanted,
                             std::int64_t entries, Instant now);

}  // namespace muster
