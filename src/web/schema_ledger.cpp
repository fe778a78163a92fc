// SPDX-License-Identifier: Apache-2.0
// The donation ledger: what goes in and what comes out.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

#define PRODUCTS "whole_blood|red_cells|platelets|plasma|granulocytes"
#define OUTCOMES "given|deferred_on_site|outcome_pending|self_reported"

constexpr Field donation_correction[] = {
    {"product", choice, optional, "what was given", PRODUCTS},
    {"outcome", choice, optional, "what came of it", OUTCOMES},
    {"on", day, optional, "the day"},
    {"volume_ml", integer, optional, "millilitres"},
    {"units", integer, optional, "bags, 1 to 4"},
    {"certificate", text, optional, "number of the donor's certificate"},
    {"note", text, required, "why it is corrected"},
};

constexpr Field deferral_correction[] = {
    {"reason", text, optional, "a code of the rule set in force"},
    {"event", day, optional, "the day its clock starts"},
    {"until", day, optional, "first day free; by the rule when reason or event change"},
    {"note", text, required, "why it is corrected"},
};

constexpr Field withdrawal[] = {
    {"note", text, required, "why it was an error"},
};

constexpr Field hold_find[] = {
    {"days", integer, optional, "for at least so many days; 2 when not said"},
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field donation_version[] = {
    {"product", text, required, "as it was"},
    {"outcome", text, required, "as it was"},
    {"on", day, required, "as it was"},
    {"volume_ml", integer, required, "as it was"},
    {"replaced_at", instant, required, "when it was changed"},
    {"by", text, required, "who changed it"},
    {"note", text, required, "why"},
};

constexpr Field deferral_version[] = {
    {"reason", text, required, "as it was"},
    {"event", day, required, "as it was"},
    {"until", day, optional, "as it was"},
    {"replaced_at", instant, required, "when it was changed"},
    {"by", text, required, "who changed it"},
    {"note", text, required, "why"},
};

constexpr Field donation_entry[] = {
    {"id", id, required, "its number"},
    {"product", text, required, "what was given"},
    {"outcome", text, required, "given, deferred_on_site, outcome_pending, self_reported"},
    {"on", day, required, "the day"},
    {"volume_ml", integer, required, "0 when not said"},
    {"units", integer, required, "bags"},
    {"certificate", text, optional, "number of the donor's certificate"},
    {"session", id, optional, "where it was given"},
    {"source", text, required, "desk, import, reply, booking, request"},
    {"entered_at", instant, required, "when"},
    {"entered_by", text, optional, "who"},
    {"state", text, required, "in_force, settled (a hold with an outcome), withdrawn"},
    {"earlier", objects, required, "what it said before, oldest first", "donation_version"},
    {"eligible_on", anything, optional, "as it follows now, by product; null in a list"},
};

constexpr Field deferral_entry[] = {
    {"id", id, required, "its number"},
    {"reason", text, required, "code of the rule set"},
    {"event", day, required, "the day its clock starts"},
    {"until", day, optional, "first day free; null is never"},
    {"source", text, required, "desk, import"},
    {"entered_at", instant, required, "when"},
    {"state", text, required, "in_force, withdrawn"},
    {"earlier", objects, required, "what it said before, oldest first", "deferral_version"},
    {"eligible_on", anything, optional, "as it follows now, by product; null in a list"},
};

constexpr Field hold[] = {
    {"donation", id, required, "the entry without an outcome"},
    {"donor", id, required, "who"},
    {"name", text, required, "full name"},
    {"organisation", text, required, "code"},
    {"since", day, required, "the day they gave, came or said so"},
    {"days", integer, required, "so long ago"},
    {"outcome", text, required, "outcome_pending, or self_reported by the donor"},
    {"source", text, required, "booking, request, reply, desk, import"},
    {"session", id, optional, "of a booking"},
};

constexpr Schema inputs[] = {
    {"donation_correction", donation_correction},
    {"deferral_correction", deferral_correction},
    {"withdrawal", withdrawal},
    {"hold_find", hold_find},
};

constexpr Schema answers[] = {
    {"donation_version", donation_version},
    {"deferral_version", deferral_version},
    {"donation_entry", donation_entry},
    {"deferral_entry", deferral_entry},
    {"hold", hold},
};

}  // namespace

std::span<const Schema> ledger_input_schemas() { return inputs; }
std::span<const Schema> ledger_schemas() { return answers; }

}  // namespace muster
