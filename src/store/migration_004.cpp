// SPDX-License-Identifier: Apache-2.0
// Consent and stop: the text a donor agreed to; stops of some purposes or one channel, of a number
// or of a donor; hours, blackouts and bypasses of organisations; the Do-Not-Call register, of which
// only blind indexes are kept; why a suppressed address was used again.
//
// A stop's `purposes` are the bits of domain's Consents, and 16 for service texts. What was scope 0
// (all) is 31, what was 1 (reminders and campaigns) is 3.
#include "migrations.hpp"

namespace muster {

const char* const migration_004 = R"sql(
alter table consent add column text_shown text not null default '';

create table stop_005 (
  id integer primary key, address_index blob, donor_id integer references donor(id), channel integer,
  purposes integer not null, only_channel integer, since integer not null, how text not null,
  stopped_by text not null default '', lifted_at integer, lifted_how text, lifted_by text,
  check ((address_index is null) <> (donor_id is null))
) strict;
insert into stop_005 (id, address_index, channel, purposes, since, how, lifted_at, lifted_how)
  select id, address_index, channel, case scope when 0 then 31 else 3 end, since, how, lifted_at, lifted_how
  from stop;
drop table stop;
alter table stop_005 rename to stop;
create index stop_address on stop(address_index) where lifted_at is null and address_index is not null;
create index stop_donor on stop(donor_id) where donor_id is not null;

create table organisation_hours (
  organisation_id integer not null references organisation(id), kind text not null,
  from_minute integer not null, to_minute integer not null, changed_at integer not null,
  changed_by text not null, primary key (organisation_id, kind)
) strict;

create table blackout (
  id integer primary key, organisation_id integer not null references organisation(id), name text not null,
  first_day integer not null, last_day integer not null, purposes integer not null, added_at integer not null,
  added_by text not null, removed_at integer, removed_by text
) strict;
create index blackout_open on blackout(last_day) where removed_at is null;

create table bypass (
  id integer primary key, organisation_id integer not null references organisation(id),
  club_id integer references club(id), reason text not null, opened_at integer not null,
  expires_at integer not null, opened_by text not null, role text not null, ended_at integer, ended_by text
) strict;
create index bypass_open on bypass(expires_at) where ended_at is null;
alter table message add column bypass_id integer references bypass(id);
create index message_bypass on message(bypass_id) where bypass_id is not null;

create table dnc_list (
  id integer primary key, listed_on integer not null, source text not null, imported_at integer not null,
  imported_by text not null, entries integer not null default 0, complete_at integer, retired_at integer
) strict;
create table dnc_entry (
  list_id integer not null references dnc_list(id), address_index blob not null, channel integer not null,
  primary key (address_index, list_id)
) strict, without rowid;
create index dnc_entry_list on dnc_entry(list_id);

create table address_restored (
  id integer primary key, contact_point_id integer not null references contact_point(id),
  organisation_id integer not null references organisation(id), suppressed_at integer not null,
  suppressed_reason text not null, restored_at integer not null, restored_by text not null, reason text not null
) strict;
create index address_restored_point on address_restored(contact_point_id);
create index contact_point_suppressed on contact_point(id) where suppressed_at is not null;
)sql";

}  // namespace muster
