// SPDX-License-Identifier: Apache-2.0
// People and addresses: what is known of a donor's blood, weight and place; addresses with windows,
// removed and reached; codes sent to them; records of one person made one.
#include "migrations.hpp"

namespace muster {

const char* const migration_005 = R"sql(
alter table donor add column typed_on integer;
alter table donor add column phenotype text not null default '';
alter table donor add column weight_kg integer;
alter table donor add column latitude integer;   -- millionths of a degree
alter table donor add column longitude integer;
alter table donor add column merged_into integer references donor(id);
-- Who may be one person: only rows that can be.
create index donor_same_birth on donor(name_key, birth_day)
  where birth_day is not null and merged_into is null and erased_at is null;
create index donor_same_number on donor(external_id)
  where length(external_id) >= 6 and merged_into is null and erased_at is null;
create index donor_merged on donor(merged_into) where merged_into is not null;

alter table contact_point add column from_minute integer;  -- both or neither
alter table contact_point add column to_minute integer;
alter table contact_point add column removed_at integer;
alter table contact_point add column reached_at integer;
-- Whom a page could go to, without a look at the row and its sealed address. The columns of the
-- condition stand in it too: else SQLite fetches the row to ask for them.
create index contact_point_usable on contact_point(donor_id, position, id, channel, verified_at,
  reached_at, from_minute, to_minute, address_index, suppressed_at, removed_at)
  where suppressed_at is null and removed_at is null;
create index member_now on member(club_id, donor_id, left_at) where left_at is null;
-- Who else has an address, without a look at their rows.
drop index contact_point_address;
create index contact_point_address on contact_point(address_index, donor_id);

alter table club add column latitude integer;
alter table club add column longitude integer;

create table verification (
  id integer primary key, contact_point_id integer not null references contact_point(id),
  organisation_id integer not null references organisation(id), code_hash blob not null,
  sent_at integer not null, expires_at integer not null, tries integer not null default 0,
  ended_at integer, ended_how text
) strict;
create index verification_address on verification(contact_point_id, sent_at);

create table donor_merge (
  id integer primary key, organisation_id integer not null references organisation(id),
  kept_id integer not null references donor(id), other_id integer not null references donor(id),
  at integer not null, by text not null, undone_at integer, undone_by text
) strict;
create index donor_merge_other on donor_merge(other_id);
create index donor_merge_kept on donor_merge(kept_id);
-- What a merge moved or changed, so that it can be undone.
create table donor_merge_row (
  merge_id integer not null references donor_merge(id), what text not null, row_id integer not null,
  detail text not null default '', primary key (merge_id, what, row_id, detail)
) strict, without rowid;
create table donor_distinct (
  first_id integer not null references donor(id), second_id integer not null references donor(id),
  organisation_id integer not null references organisation(id), at integer not null,
  by text not null, primary key (first_id, second_id)
) strict, without rowid;
)sql";

}  // namespace muster
