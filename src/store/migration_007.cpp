// SPDX-License-Identifier: Apache-2.0
// What a caller lifts for one request, and which pages stand for lost ones.
#include "migrations.hpp"

namespace muster {

const char* const migration_007 = R"sql(
-- The caller's reasons; empty: the caps hold, RhD-positive cells are not opened.
alter table request add column lift_caps text not null default '';
alter table request add column allow_o_positive text not null default '';
-- Asked in the place of so many donors who were lost: nobody is replaced twice.
alter table page add column stands_for integer not null default 0;
)sql";

}  // namespace muster
