// SPDX-License-Identifier: Apache-2.0
// What we answer about donors and emergencies. `required`: always there and never null.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

constexpr Field problem[] = {
    {"type", text, required, "urn:muster:problem:<kind>"},
    {"title", text, required, "the kind, in words"},
    {"status", integer, required, "of HTTP"},
    {"detail", text, required, "what is wrong and how to mend it"},
    {"field", text, optional, "pointer into the body (/units), or ?name in the query"},
    {"retryable", boolean, required, "whether the same call may succeed later"},
};

constexpr Field request[] = {
    {"id", id, required, "its number"},
    {"code", text, required, "what donors type back: K7"},
    {"club", text, required, "code of the club that is called"},
    {"organisation", text, required, "code"},
    {"group", group, required, "of the recipient"},
    {"product", text, required, "what is needed"},
    {"units", integer, required, "donors wanted"},
    {"needed_by", instant, required, "at the patient"},
    {"arrive_by", instant, required, "at the desk: needed_by less screening and draw"},
    {"place", text, required, "where donors come to"},
    {"contact", text, required, "the number in every page"},
    {"state", text, required, "open, covered, filled or closed"},
    {"close_reason", text, optional, "filled, cancelled or expired"},
    {"opened_at", instant, required, "when it was durable"},
    {"opened_by", text, required, "who"},
    {"closed_at", instant, optional, "when it ended"},
    {"closed_by", text, optional, "who"},
    {"waves", integer, required, "waves asked so far"},
    {"last_wave_at", instant, optional, "when the last was asked"},
    {"next_at", instant, optional, "when the pager looks again at the latest"},
    {"usable", integer, required, "units confirmed at the desk"},
    {"coming", integer, required, "told to come and not here yet"},
    {"asked", integer, required, "donors paged"},
    {"counts", counts, required, "pages by state"},
    {"note", text, required,
     "the planner's last word: how many were asked and could be, the chance, who not and why"},
    {"recipient_sex", text, required, "unknown, female or male"},
    {"recipient_age", integer, optional, "completed years"},
    {"anti_d", boolean, required, "the recipient has it"},
    {"chronically_transfused", boolean, required, "the recipient is"},
    {"rhd_policy", text, required, "strict or emergency"},
    {"lift_caps_reason", text, optional, "why limits on pages do not hold for it; null: they do"},
    {"allow_o_positive_reason", text, optional, "why O+ was opened; null: it was not"},
};

constexpr Field page_message[] = {
    {"id", id, required, "its number"},
    {"kind", text, required, "emergency_page, page_go, stand_down, ..."},
    {"channel", text, required, "sms, voice, email"},
    {"state", text, required, "of the message"},
    {"reason", text, optional, "why it waits or was dropped"},
    {"maybe_duplicate", boolean, required, "may have reached the phone twice"},
    {"changed_at", instant, required, "when it last moved"},
};

constexpr Field page[] = {
    {"donor", id, optional, "not for callers"},
    {"given_name", text, optional, "not for viewers"},
    {"wave", integer, required, "asked together with"},
    {"state", text, required, "of the page"},
    {"why", text, optional, "why this donor, at this place in the order"},
    {"asked_at", instant, required, "when the page was written"},
    {"answered_at", instant, optional, "when they last answered"},
    {"eta_at", instant, optional, "when they are expected"},
    {"overdue", boolean, required, "more than the grace after that"},
    {"arrival_code", text, optional, "what they read out at the desk"},
    {"arrived_at", instant, optional, "when the desk saw them"},
    {"left_before_close", boolean, required, "was on the wire when the request closed"},
    {"stand_down", boolean, required, "looked at for a closing text"},
    {"messages", objects, required, "texts of this page; none for callers", "page_message"},
};

constexpr Field arrival[] = {
    {"page", object, required, "as it stands now", "page"},
    {"request", object, required, "as it stands now", "request"},
};

constexpr Field snapshot[] = {
    {"request", object, required, "as it stands now", "request"},
    {"pages", objects, required, "as they stand now", "page"},
};

constexpr Field answer[] = {
    {"id", id, required, "its number"},
    {"donor", id, optional, "who wrote, if we know"},
    {"given_name", text, optional, "what they are called"},
    {"gateway", text, required, "where it came in"},
    {"received_at", instant, required, "when"},
    {"text", text, required, "as they wrote it"},
    {"intent", text, required, "yes, no, stop, ..., unclear"},
    {"eta_minutes", integer, optional, "minutes they named"},
    {"state", text, required, "applied, needs_person or resolved"},
    {"why", text, required, "what was done with it, or why a person must look"},
    {"request", id, optional, "the request it is about"},
    {"message", id, optional, "the message it answers"},
    {"resolved_at", instant, optional, "when a person dealt with it"},
    {"resolved_by", text, optional, "who"},
};

constexpr Field address[] = {
    {"id", id, required, "its number"},
    {"channel", text, required, "sms, voice, email"},
    {"address", text, required, "in clear only for those who call donors"},
    {"verified_at", instant, optional, "when somebody proved that they read it"},
    {"verified_how", text, optional, "how"},
    {"suppressed", text, optional, "why nothing goes there any more"},
    {"reached_at", instant, optional, "when they answered from it or took a text, to the month"},
    {"from", time, optional, "routine texts wait for this time of day; pages skip the address"},
    {"to", time, optional, "until then"},
    {"stopped", text, optional, "what is stopped for it: all, campaigns by sms, ..."},
};

constexpr Field donor[] = {
    {"id", id, required, "their number"},
    {"organisation", text, required, "code"},
    {"external_id", text, optional, "the owner's own number"},
    {"name", text, required, "full name"},
    {"given_name", text, required, "what texts call them"},
    {"sex", text, required, "female, male, unknown"},
    {"birth", day, optional, "date of birth"},
    {"group", group, required, "? when unknown"},
    {"typing", text, required, "none, self_declared, laboratory"},
    {"language", text, required, "of the texts they get"},
    {"zone", text, optional, "time zone, if not the organisation's"},
    {"commune", text, optional, "where they live"},
    {"travel_minutes", integer, optional, "to where donors are called"},
    {"typed_on", day, optional, "when the group was typed"},
    {"phenotype", texts, required, "rare antigens: K-, Jk(a-b-), ..."},
    {"weight_kg", integer, optional, "weight"},
    {"where", text, optional, "latitude,longitude of their home"},
    {"merged_into", id, optional, "the record of the same person that is in use"},
    {"consents", texts, required, "purposes in force"},
    {"snoozed_until", instant, optional, "their own pause"},
    {"created_at", instant, required, "when they came into the register"},
    {"addresses", objects, required, "in order of preference", "address"},
    {"stops", objects, required, "of them and of their numbers, in force", "stop"},
    {"eligible_on", anything, required, "first day they may give, by product; null: never"},
    {"hold", boolean, required, "an outcome is not entered yet"},
    {"never", boolean, required, "deferred for good"},
};

constexpr Field timeline_entry[] = {
    {"at", instant, required, "when; midnight for what only has a day"},
    {"kind", text, required,
     "registered, donation, deferral, consent, stop, step, message, reply, page, booking"},
    {"id", id, optional, "of the row"},
    {"state", text, optional, "how it stands"},
    {"reason", text, optional, "why"},
    {"summary", text, required, "one sentence for operators"},
    {"text", text, optional, "of a reply: as they wrote it"},
    {"intent", text, optional, "of a reply"},
    {"done", text, optional, "of a reply: what was done with it"},
    {"request", id, optional, "the request it belongs to"},
};

constexpr Field eligibility[] = {
    {"donor", id, required, "who"},
    {"on", day, required, "the day that was asked about"},
    {"product", text, required, "what they would give"},
    {"eligible", boolean, required, "may they give on that day"},
    {"eligible_on", day, optional, "first day they may; 1970-01-01: any; null: never"},
    {"before", day, optional, "first day they may no longer, by age"},
    {"rule", text, required, "none, interval, window, deferral, permanent, age, outcome_pending"},
    {"article", text, optional, "with its authority"},
    {"detail", text, optional, "what sets the date"},
    {"explanation", text, required, "one sentence for operators"},
    {"hold", boolean, required, "an outcome is not entered yet"},
    {"held_since", day, optional, "of the earliest such donation"},
    {"verified", boolean, required, "was the rule checked against its source"},
    {"rule_set", text, required, "its code"},
    {"most_ml", integer, optional, "at once, by their weight; null: weight or rule unknown"},
    {"to_check", text, optional, "on site, as it is not known here"},
};

constexpr Field donation[] = {
    {"id", id, optional, "its number"},
    {"product", text, required, "what was given"},
    {"outcome", text, required, "given, deferred_on_site, outcome_pending, self_reported"},
    {"on", day, required, "the day"},
    {"volume_ml", integer, required, "0 when not said"},
    {"known", boolean, required, "the ledger had it already: nothing changed"},
    {"eligible_on", anything, required, "as it follows now, by product"},
    {"warnings", texts, required, "what looks like a slip and was entered all the same"},
};

constexpr Field deferral[] = {
    {"id", id, optional, "its number"},
    {"reason", text, required, "code of the rule set"},
    {"event", day, required, "the day its clock starts"},
    {"until", day, optional, "first day free; null is never"},
    {"known", boolean, required, "it stood already: nothing changed"},
    {"eligible_on", anything, required, "as it follows now, by product"},
};

constexpr Field consents[] = {
    {"donor", id, required, "who"},
    {"consents", texts, required, "purposes in force"},
};

constexpr Schema all[] = {
    {"problem", problem},
    {"request", request},
    {"page_message", page_message},
    {"page", page},
    {"arrival", arrival},
    {"snapshot", snapshot},
    {"answer", answer},
    {"address", address},
    {"donor", donor},
    {"timeline_entry", timeline_entry},
    {"eligibility", eligibility},
    {"donation", donation},
    {"deferral", deferral},
    {"consents", consents},
};

}  // namespace

std::span<const Schema> people_schemas() { return all; }

}  // namespace muster
