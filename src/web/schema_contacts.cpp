// SPDX-License-Identifier: Apache-2.0
// Edits of donors, their addresses, and records that may be of one person.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

constexpr Field donor_edit[] = {
    {"external_id", text, optional, "the owner's own number, unique in the organisation"},
    {"name", text, optional, "full name, the given name last"},
    {"given_name", text, optional, "what texts call them"},
    {"sex", choice, optional, "intervals may depend on it", "unknown|female|male"},
    {"birth", day, optional, "age limits are asked of it"},
    {"group", group, optional, "O-, AB+, A (RhD unknown); a new one needs its typing"},
    {"typing", choice, optional, "who typed the group", "none|self_declared|laboratory"},
    {"typed_on", day, optional, "when the group was typed"},
    {"phenotype", texts, optional, "rare antigens, short codes: all of them"},
    {"weight_kg", integer, optional, "25 to 300"},
    {"language", choice, optional, "of the texts they get", "vi|en"},
    {"zone", text, optional, "time zone, if not the organisation's"},
    {"commune", text, optional, "where they live"},
    {"where", text, optional, "latitude,longitude of their home: 20.9876,106.5432"},
    {"travel_minutes", integer, optional, "from home to where donors are called"},
    {"clear", choices, optional, "fields to empty",
     "external_id|birth|typed_on|phenotype|weight_kg|zone|commune|where|travel_minutes"},
};

constexpr Field address_edit[] = {
    {"position", integer, optional, "0 is tried first"},
    {"from", time, optional, "routine texts wait for this time of day; pages skip the address"},
    {"to", time, optional, "until then; may pass midnight"},
    {"at_any_time", boolean, optional, "takes the window away"},
};

constexpr Field address_verify[] = {
    {"code", text, optional, "the six digits that were sent there; or say how"},
    {"how", text, optional, "how the desk saw that the donor reads it; or say code"},
};

constexpr Field code_sent[] = {
    {"address", id, required, "where it went"},
    {"expires_at", instant, required, "no good from then on"},
};

constexpr Field address_verified[] = {
    {"check", text, required, "verified; wrong: try again; closed: send a new code"},
    {"address", object, required, "as it stands now", "address"},
};

constexpr Field place_set[] = {
    {"where", text, required, "latitude,longitude: 20.9876,106.5432; empty takes it off the map"},
};

constexpr Field duplicate_donor[] = {
    {"id", id, required, "their number"},
    {"name", text, required, "full name"},
    {"birth", day, optional, "date of birth"},
    {"organisation", text, required, "code"},
    {"external_id", text, optional, "the owner's own number"},
};

constexpr Field duplicate[] = {
    {"first", object, required, "one record", "duplicate_donor"},
    {"second", object, required, "the other", "duplicate_donor"},
    {"reasons", texts, required,
     "same_phone and same_birth (each with the same name), same_external_id"},
};

constexpr Field dismiss_new[] = {
    {"first", id, required, "one donor"},
    {"second", id, required, "another"},
};

constexpr Field dismissed[] = {
    {"first", id, required, "one donor"},
    {"second", id, required, "another"},
    {"known", boolean, required, "that was said before"},
};

constexpr Field merge_new[] = {
    {"other", id, required, "the record that becomes part of this one"},
};

constexpr Field merged[] = {
    {"donor", object, required, "as it stands now", "donor"},
    {"other", id, required, "the record that is history now"},
    {"moved", counts, required, "rows, by table"},
};

constexpr Schema inputs[] = {
    {"donor_edit", donor_edit}, {"address_edit", address_edit}, {"address_verify", address_verify},
    {"place_set", place_set},   {"dismiss_new", dismiss_new},   {"merge_new", merge_new},
};

constexpr Schema answers[] = {
    {"code_sent", code_sent}, {"address_verified", address_verified},
    {"duplicate", duplicate}, {"duplicate_donor", duplicate_donor},
    {"dismissed", dismissed}, {"merged", merged},
};

}  // namespace

std::span<const Schema> contact_input_schemas() { return inputs; }
std::span<const Schema> contact_schemas() { return answers; }

}  // namespace muster
