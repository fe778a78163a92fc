// SPDX-License-Identifier: Apache-2.0
// What a request says of the recipient, and an age limit of its own for apheresis.
#include "migrations.hpp"

namespace muster {

const char* const migration_003 = R"sql(
alter table request add column recipient_sex integer not null default 0;
alter table request add column recipient_age integer;
alter table request add column anti_d integer not null default 0;
alter table request add column chronically_transfused integer not null default 0;
alter table request add column rhd_policy integer not null default 0;

alter table eligibility add column before_apheresis_day integer;
update eligibility set before_apheresis_day = before_day;
)sql";

}  // namespace muster
