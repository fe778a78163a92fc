// SPDX-License-Identifier: Apache-2.0
// Two records of one person: found, made one, told apart, undone. Jobs like those of registry.hpp.
// The kept record gets the other's history and what it lacks itself; the other stays as a row that
// says into whom, is never messaged and never listed. Privacy fails closed: the last word on each
// consent counts, a tie is a no, pauses and suppressed addresses stay; no hold and no stop is lost.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "muster/engine/settings.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/merges.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct DonorsMerged {
  MergeRow merge;
  DonorRow kept;
  std::map<std::string, int> moved;  // rows, by table
};
// Errors also: conflict, where the records contradict each other (group, sex, birth: mend one
// first), or both were asked in a request that is not over (two arrival codes of one person).
Result<DonorsMerged> merge_donors(Tx& tx, const Settings& settings, const Principal& who,
                                  DonorId keep, DonorId other, Instant now);

// The other is a donor of their own again, with what was theirs; what was added since stays with
// the kept one. Errors also: conflict (it was not merged; the kept one was merged on).
Result<DonorRow> unmerge_donor(Tx& tx, const Settings& settings, const Principal& who,
                               DonorId other, Instant now);

// They are two people: the pair is not listed again. False when that was known.
Result<bool> dismiss_duplicate(Tx& tx, const Settings& settings, const Principal& who, DonorId a,
                               DonorId b, Instant now);

}  // namespace muster
