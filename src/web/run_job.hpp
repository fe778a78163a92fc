// SPDX-License-Identifier: Apache-2.0
// Around every job of the API: what it throws becomes an error, what it answers becomes text off
// the loop, and a creation under an Idempotency-Key is done once (the answer is kept in the same
// transaction). Runs on a reader's or the writer's thread.
#pragma once
#include <string>

#include "route.hpp"

namespace muster {

struct Done {
  int status = 200;
  std::string body;  // JSON; empty: none
  Answer answer;     // for what follows on the loop
};

// Of one request: whoever sends the same key, path and body again gets the first answer.
struct CreationKey {
  std::string key;    // empty: not keyed
  std::string scope;  // actor, method and path
  std::string body;
};

Result<Done> run_job(Tx& tx, const Call& call, Job job, int status, const CreationKey& key);

// Errors: precondition (it must be there), invalid.
Result<CreationKey> creation_key(const Route& route, const Principal& who,
                                 const HttpRequest& request);

}  // namespace muster
