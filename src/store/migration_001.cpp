// SPDX-License-Identifier: Apache-2.0
// The first schema. A migration is never edited after it has landed. Times are integer milliseconds
// UTC, days are days since 1970-01-01; enumerators are stored by number where a table is hot
// (message, attempt, step, page) and by name elsewhere. Telephone numbers, e-mail addresses, reply
// texts and request bodies are sealed.
#include "migrations.hpp"

namespace muster {

const char* const migration_001 = R"sql(
create table meta (name text primary key, value text not null) strict;

create table organisation (
  id integer primary key, parent_id integer references organisation(id), path text not null unique,
  code text not null unique, name text not null, zone text not null, hotline text not null default ''
) strict;

create table donor (
  id integer primary key, organisation_id integer not null references organisation(id), external_id text,
  name text not null, name_key text not null, given_name text not null, sex integer not null, birth_day integer,
  abo integer not null, rhd integer not null, typing integer not null, language text not null, zone text,
  commune text not null default '', travel_minutes integer, consents integer not null default 0,
  snoozed_until integer, erased_at integer, created_at integer not null, changed_at integer not null
) strict;
create unique index donor_external on donor(organisation_id, external_id) where external_id is not null;
create index donor_name on donor(name_key);
create index donor_organisation on donor(organisation_id, id);

create table contact_point (
  id integer primary key, donor_id integer not null references donor(id),
  organisation_id integer not null references organisation(id), channel integer not null, address blob not null,
  address_index blob not null, position integer not null, verified_at integer, verified_how text,
  suppressed_at integer, suppressed_reason text, unique (donor_id, channel, address_index)
) strict;
create index contact_point_address on contact_point(address_index);

create table consent (
  id integer primary key, donor_id integer not null references donor(id),
  organisation_id integer not null references organisation(id), purpose text not null, given_at integer not null,
  how text not null, proof text not null, given_to text not null, withdrawn_at integer, withdrawn_how text
) strict;
create index consent_donor on consent(donor_id);

create table stop (
  id integer primary key, address_index blob not null, channel integer not null, scope integer not null,
  since integer not null, how text not null, lifted_at integer, lifted_how text
) strict;
create index stop_address on stop(address_index) where lifted_at is null;

create table donation (
  id integer primary key, donor_id integer not null references donor(id),
  organisation_id integer not null references organisation(id), product integer not null, outcome integer not null,
  day integer not null, volume_ml integer not null, session_id integer, certificate text, source text not null,
  entered_at integer not null, replaced_by integer references donation(id)
) strict;
create index donation_donor on donation(donor_id);

create table deferral (
  id integer primary key, donor_id integer not null references donor(id),
  organisation_id integer not null references organisation(id), reason text not null, event_day integer not null,
  until_day integer, source text not null, entered_at integer not null, withdrawn_at integer
) strict;
create index deferral_donor on deferral(donor_id);

create table eligibility (
  donor_id integer primary key references donor(id), rule_set text not null, never integer not null,
  hold integer not null, before_day integer, whole_blood integer, red_cells integer, platelets integer,
  plasma integer, granulocytes integer
) strict;

create table session (
  id integer primary key, organisation_id integer not null references organisation(id), code text not null unique,
  venue text not null, address text not null, starts_at integer not null, ends_at integer not null,
  zone text not null, capacity integer not null, hotline text not null, note text not null
) strict;
create index session_start on session(starts_at);

create table booking (
  session_id integer not null references session(id), donor_id integer not null references donor(id),
  state text not null, changed_at integer not null, primary key (session_id, donor_id)
) strict;
create index booking_donor on booking(donor_id);

create table step (
  id integer primary key, organisation_id integer not null references organisation(id),
  donor_id integer not null references donor(id), series text not null, cycle text not null, step text not null,
  due_at integer not null, state integer not null, reason integer not null default 0, session_id integer,
  changed_at integer not null, unique (donor_id, series, cycle, step)
) strict;
create index step_due on step(due_at) where state = 0;

create table club (
  id integer primary key, organisation_id integer not null references organisation(id), code text not null unique,
  name text not null, place text not null, contact text not null, zone text not null
) strict;

create table member (
  club_id integer not null references club(id), donor_id integer not null references donor(id),
  role text not null, tags text not null, joined_at integer not null, left_at integer, primary key (club_id, donor_id)
) strict;
create index member_donor on member(donor_id);

create table rota_shift (
  club_id integer not null references club(id), donor_id integer not null references donor(id),
  weekday integer not null, from_minute integer not null, to_minute integer not null,
  primary key (club_id, donor_id, weekday, from_minute)
) strict;

create table request (
  id integer primary key, organisation_id integer not null references organisation(id), code text not null,
  club_id integer not null references club(id), abo integer not null, rhd integer not null,
  product integer not null, units integer not null, needed_by integer not null, arrive_by integer not null,
  place text not null, contact text not null, state integer not null, close_reason text, opened_at integer not null,
  opened_by text not null, closed_at integer, closed_by text, waves integer not null, last_wave_at integer,
  next_at integer, usable integer not null, seed integer not null, note text not null,
  stood_down integer not null default 0
) strict;
create index request_closing on request(id) where stood_down = 0 and closed_at is not null;
-- Codes are reused only after a request is closed: what a donor types must mean one open request.
create unique index request_code on request(code) where closed_at is null;

create table message (
  id integer primary key, organisation_id integer not null references organisation(id),
  donor_id integer references donor(id), contact_point_id integer references contact_point(id),
  lane integer not null, purpose integer, channel integer not null, kind text not null, dedupe text not null unique,
  state integer not null, reason integer not null, due_at integer not null, not_after integer,
  created_at integer not null, changed_at integer not null, attempts integer not null default 0, key_number integer
  not null default 1, gateway text, code text, segments integer not null default 0,
  maybe_duplicate integer not null default 0, step_id integer references step(id),
  session_id integer references session(id), request_id integer references request(id),
  reply_id integer, detail text not null default ''
) strict;
create index message_due on message(lane, due_at) where state in (0, 3);
create index message_donor on message(donor_id, id);
create index message_request on message(request_id) where request_id is not null;
create index message_unknown on message(id) where state = 5;

create table attempt (
  id integer primary key, message_id integer not null references message(id), epoch integer not null,
  key text not null, gateway text not null, started_at integer not null, deadline integer not null, request blob,
  finished_at integer, status integer, code text, reason text, provider_id text
) strict;
create index attempt_open on attempt(epoch) where finished_at is null;
create index attempt_provider on attempt(provider_id) where provider_id is not null;

create table receipt (
  id integer primary key, gateway text not null, provider_id text not null, key text not null,
  state integer not null, code text not null, reason text not null, flags integer not null, at integer not null
) strict;
create index receipt_provider on receipt(provider_id);
create index receipt_at on receipt(at);

create table page (
  id integer primary key, organisation_id integer not null references organisation(id),
  request_id integer not null references request(id), donor_id integer not null references donor(id),
  wave integer not null, state integer not null, why text not null, asked_at integer not null, answered_at integer,
  eta_at integer, arrival_code text, arrived_at integer, changed_at integer not null,
  left_before_close integer not null default 0, stand_down integer not null default 0,
  unique (request_id, donor_id)
) strict;
create index page_donor on page(donor_id, asked_at, request_id);

create table reply (
  id integer primary key, organisation_id integer, gateway text not null, external_id text not null,
  address_index blob not null, donor_id integer references donor(id), message_id integer references message(id),
  request_id integer references request(id), text blob not null, intent text not null, eta_minutes integer,
  state text not null, why text not null, received_at integer not null, resolved_at integer, resolved_by text,
  unique (gateway, external_id)
) strict;
create index reply_donor on reply(donor_id, id);
create index reply_open on reply(id) where state = 'needs_person';

create table journal (
  seq integer primary key, at integer not null, actor text not null, noun text not null, noun_id integer not null,
  what text not null, data text not null
) strict;
create index journal_noun on journal(noun, noun_id);

create table journal_group (
  last_seq integer primary key, first_seq integer not null, hash blob not null
) strict;

create table token (
  hash blob primary key, name text not null unique, role text not null,
  organisation_id integer not null references organisation(id), created_at integer not null, expires_at integer,
  revoked_at integer
) strict;

create table idempotency (
  scope text not null, key text not null, body_hash blob not null, status integer not null, response text not null,
  at integer not null, primary key (scope, key)
) strict, without rowid;
create index idempotency_at on idempotency(at);
)sql";

}  // namespace muster
