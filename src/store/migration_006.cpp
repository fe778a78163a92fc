// SPDX-License-Identifier: Apache-2.0
// Data subjects' requests, what retention has come to, and which kept answers are about whom.
#include "migrations.hpp"

namespace muster {

const char* const migration_006 = R"sql(
-- `note` is sealed: who asked, in their words, when nobody knows yet which donor they are.
create table subject_request (
  id integer primary key, organisation_id integer not null references organisation(id),
  donor_id integer references donor(id), kind text not null, received_at integer not null, how text not null,
  note blob not null, due_at integer not null, extended_at integer, entered_at integer not null,
  entered_by text not null, closed_at integer, closed_by text, outcome text
) strict;
create index subject_request_donor on subject_request(donor_id);
create index subject_request_open on subject_request(due_at) where closed_at is null;

-- How far each rule has come: all rows up to `cursor` are done.
create table retention (rule text primary key, cursor integer not null, changed_at integer not null) strict;

-- ",12,13,": the donors the answer shows. The answer itself is sealed.
alter table idempotency add column donors text not null default '';

-- Replies of a number before its donor was known go with that donor.
create index reply_address on reply(address_index);
-- Those whose text is kept still.
create index reply_kept on reply(received_at) where length(address_index) > 0;
)sql";

}  // namespace muster
