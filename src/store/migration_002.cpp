// SPDX-License-Identifier: Apache-2.0
// The ledger keeps what it said before a correction; a booking is held from the start of its
// session; plans that touch every donor go in chunks and resume.
#include "migrations.hpp"

namespace muster {

const char* const migration_002 = R"sql(
alter table donation add column units integer not null default 1;
alter table donation add column entered_by text not null default '';
alter table donation add column withdrawn_at integer;
create index donation_pending on donation(day)
  where replaced_by is null and withdrawn_at is null and (outcome = 2 or outcome = 3);

-- What a row of the ledger said before it was corrected or withdrawn, and why.
create table donation_version (
  id integer primary key, donation_id integer not null references donation(id),
  donor_id integer not null references donor(id), organisation_id integer not null references organisation(id),
  product integer not null, outcome integer not null, day integer not null, volume_ml integer not null,
  units integer not null, certificate text, until integer not null, ended_by text not null, note text not null
) strict;
create index donation_version_donor on donation_version(donor_id, donation_id);

create table deferral_version (
  id integer primary key, deferral_id integer not null references deferral(id),
  donor_id integer not null references donor(id), organisation_id integer not null references organisation(id),
  reason text not null, event_day integer not null, until_day integer, until integer not null,
  ended_by text not null, note text not null
) strict;
create index deferral_version_donor on deferral_version(donor_id, deferral_id);

-- When those who had booked and said nothing more were put on hold.
alter table session add column held_at integer;
create index session_to_hold on session(starts_at) where held_at is null;

-- Work over many rows: where it stands.
create table bulk_plan (
  id integer primary key, kind text not null, subject text not null, cursor integer not null, done integer not null,
  changed integer not null, started_at integer not null, finished_at integer
) strict;
create index bulk_plan_kind on bulk_plan(kind, id);
)sql";

}  // namespace muster
