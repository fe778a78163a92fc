// SPDX-License-Identifier: Apache-2.0
// At the end of a run, at rest: nothing lost, nothing doubled, each stand-down owed was sent once
// and no other, every due step ended with a reason, the journal's chain holds.
#pragma once
#include "muster/store/tx.hpp"
#include "witness.hpp"

namespace muster::simulation {

void check_deliveries(Tx& tx, Witness& witness, Instant now);
void check_stand_downs(Tx& tx, Witness& witness, Instant now);
void check_steps(Tx& tx, Witness& witness, Instant now);
void check_journal(Tx& tx, Witness& witness, Instant now);

}  // namespace muster::simulation
