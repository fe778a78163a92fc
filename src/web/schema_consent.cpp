// SPDX-License-Identifier: Apache-2.0
// Consent, stop, hours, blackouts, bypasses, the register: what callers send and what we answer.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

#define PURPOSES "reminders|campaigns|emergency|emergency_night"

constexpr Field consent_new[] = {
    {"action", choice, optional, "give when not said", "give|withdraw"},
    {"purposes", choices, required, "what it is for", PURPOSES},
    {"how", text, required, "list, desk, link"},
    {"proof", text, optional, "where the proof lies; needed to give"},
    {"on", day, optional, "the day it was given; today when not said"},
    {"text_shown", text, optional, "what they agreed to: its version, or the wording itself"},
};

constexpr Field stop_new[] = {
    {"how", text, optional, "who asked and how; desk when not said"},
    {"channel", choice, optional, "only there; everywhere when not said", "sms|voice|email|zalo"},
    {"purposes", choices, optional, "only these; everything when not said",
     "reminders|campaigns|emergency"},
};

constexpr Field start_new[] = {
    {"reason", text, required, "why it is lifted: who asked, and how"},
    {"stop", id, optional, "only that one; all of them when not said"},
};

constexpr Field snooze_new[] = {
    {"until", day, required, "the first day they may be written to again"},
};

constexpr Field hours_new[] = {
    {"purpose", choice, required, "of which texts; voice is calls of either",
     "reminders|campaigns|voice"},
    {"from", time, required, "the first minute"},
    {"to", time, required, "the first minute no longer"},
};

constexpr Field hours_of[] = {
    {"purpose", choice, required, "of which texts; voice is calls of either",
     "reminders|campaigns|voice"},
};

constexpr Field blackout_find[] = {
    {"from", day, optional, "those that are over before it are left out; today when not said"},
};

constexpr Field blackout_new[] = {
    {"organisation", text, optional, "code; the token's own when not said"},
    {"name", text, required, "what it is: a feast, a day of mourning"},
    {"first", day, required, "in the donor's own calendar"},
    {"last", day, optional, "included; that one day when not said"},
    {"purposes", choices, optional, "reminders and campaigns when not said", "reminders|campaigns"},
};

constexpr Field bypass_new[] = {
    {"organisation", text, optional, "code; the token's own when not said"},
    {"club", text, optional, "code; every club of the organisation when not said"},
    {"reason", text, required, "why; kept for the record"},
    {"expires_at", instant, optional, "at most 24 hours ahead; in 4 hours when not said"},
    {"hours", integer, optional, "or so many hours from now"},
};

constexpr Field address_find[] = {
    {"suppressed", boolean, optional, "only those: true"},
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field restore_new[] = {
    {"reason", text, required, "why it works again: who said so, and how it was tried"},
};

constexpr Field dnc_ask[] = {
    {"on", day, required, "the day the register was drawn"},
    {"channel", choice, optional, "what its numbers refuse; both when not said", "sms|voice|both"},
    {"source", text, optional, "where the list comes from"},
    {"replace", boolean, optional, "end the lists before it"},
};

constexpr Schema inputs[] = {
    {"consent_new", consent_new},     {"stop_new", stop_new},         {"start_new", start_new},
    {"snooze_new", snooze_new},       {"hours_new", hours_new},       {"hours_of", hours_of},
    {"blackout_find", blackout_find}, {"blackout_new", blackout_new}, {"bypass_new", bypass_new},
    {"address_find", address_find},   {"restore_new", restore_new},   {"dnc_ask", dnc_ask},
};

constexpr Field consent[] = {
    {"id", id, required, "its number"},
    {"purpose", text, required, "what it is for"},
    {"given_at", instant, required, "when"},
    {"how", text, required, "list, desk, link"},
    {"proof", text, required, "where the proof lies"},
    {"text_shown", text, optional, "what they agreed to"},
    {"given_to", text, required, "who recorded it"},
    {"withdrawn_at", instant, optional, "when it ended"},
    {"withdrawn_how", text, optional, "how it ended"},
};

constexpr Field stop[] = {
    {"id", id, required, "its number"},
    {"scope", text, required, "all, reminders_and_campaigns, campaigns by sms, ..."},
    {"purposes", texts, required, "what it ends"},
    {"services", boolean, required, "answers and codes too"},
    {"channel", text, optional, "only there"},
    {"binds", text, required, "number: whoever has it; donor: whatever number they have"},
    {"address", id, optional, "of a number: which of theirs"},
    {"since", instant, required, "when"},
    {"how", text, required, "reply, receipt, or who asked the desk and how"},
    {"by", text, optional, "who entered it; null: the donor's own word"},
    {"lifted_at", instant, optional, "when it ended"},
};

constexpr Field started[] = {
    {"donor", id, required, "who"},
    {"lifted", integer, required, "stops that were lifted"},
    {"consents", texts, required, "purposes in force, as before the stop"},
    {"stops", objects, required, "what still stands", "stop"},
};

constexpr Field stopped[] = {
    {"donor", id, required, "who"},
    {"scope", text, required, "what is stopped now"},
    {"addresses", integer, required, "addresses that are stopped; 0: the donor is"},
    {"fresh", integer, required, "of which were not before"},
};

constexpr Field snoozed[] = {
    {"donor", id, required, "who"},
    {"snoozed_until", instant, optional, "null: they may be written to"},
};

constexpr Field house_hours[] = {
    {"purpose", text, required, "reminders, campaigns, voice"},
    {"from", text, required, "the first minute"},
    {"to", text, required, "the first minute no longer"},
};

constexpr Field narrowed_hours[] = {
    {"organisation", text, required, "code of who narrowed them"},
    {"purpose", text, required, "reminders, campaigns, voice"},
    {"from", text, required, "the first minute"},
    {"to", text, required, "the first minute no longer"},
    {"changed_at", instant, required, "when"},
    {"changed_by", text, required, "who"},
};

constexpr Field hours[] = {
    {"organisation", text, required, "code"},
    {"house", objects, required, "of the configuration", "house_hours"},
    {"narrowed", objects, required, "from the root down; all of them hold", "narrowed_hours"},
};

constexpr Field blackout[] = {
    {"id", id, required, "its number"},
    {"organisation", text, required, "code; it holds for all below"},
    {"name", text, required, "what it is"},
    {"first", day, required, "in the donor's own calendar"},
    {"last", day, required, "included"},
    {"purposes", texts, required, "what waits"},
    {"added_at", instant, required, "when"},
    {"added_by", text, required, "who"},
};

constexpr Field bypass[] = {
    {"id", id, required, "its number"},
    {"organisation", text, required, "code"},
    {"club", text, optional, "code; null: every club"},
    {"reason", text, required, "why"},
    {"opened_at", instant, required, "when"},
    {"opened_by", text, required, "who answers for it"},
    {"role", text, required, "as what"},
    {"expires_at", instant, required, "when it ends by itself"},
    {"ended_at", instant, optional, "when it was ended"},
    {"ended_by", text, optional, "who ended it"},
    {"in_force", boolean, required, "does it count now"},
    {"used", integer, required, "pages that went because of it"},
};

constexpr Field suppressed_address[] = {
    {"id", id, required, "its number"},
    {"donor", id, required, "whose"},
    {"channel", text, required, "sms, voice, email"},
    {"address", text, required, "in clear only for those who call donors"},
    {"verified_at", instant, optional, "when somebody proved that they read it"},
    {"suppressed", text, optional, "why nothing goes there; null: it does"},
    {"suppressed_at", instant, optional, "since when"},
};

constexpr Field dnc_list[] = {
    {"id", id, required, "its number"},
    {"on", day, required, "the day the register was drawn"},
    {"source", text, required, "where it comes from"},
    {"imported_at", instant, required, "when it was taken in"},
    {"imported_by", text, required, "who"},
    {"entries", integer, required, "numbers"},
    {"complete", boolean, required, "false: it was cut off, import it again"},
};

constexpr Field dnc[] = {
    {"newest", day, optional, "of the youngest list; null: there is none"},
    {"age_days", integer, optional, "of it"},
    {"stale", boolean, required, "older than campaigns should go by"},
    {"warn_after_days", integer, required, "what counts as old"},
    {"reminders", boolean, required, "do reminders keep to it too"},
    {"entries", integer, required, "numbers of all lists"},
    {"lists", objects, required, "newest first", "dnc_list"},
};

constexpr Field dnc_report[] = {
    {"list", id, required, "its number"},
    {"lines", integer, required, "with something in them, without the header"},
    {"entries", integer, required, "numbers taken in"},
    {"refused", integer, required, "lines without a number of a known plan"},
    {"refused_lines", anything, required, "the first of them, by line"},
};

constexpr Schema answers[] = {
    {"consent", consent},
    {"stop", stop},
    {"started", started},
    {"stopped", stopped},
    {"snoozed", snoozed},
    {"house_hours", house_hours},
    {"narrowed_hours", narrowed_hours},
    {"hours", hours},
    {"blackout", blackout},
    {"bypass", bypass},
    {"suppressed_address", suppressed_address},
    {"dnc_list", dnc_list},
    {"dnc", dnc},
    {"dnc_report", dnc_report},
};

}  // namespace

std::span<const Schema> consent_inputs() { return inputs; }
std::span<const Schema> consent_schemas() { return answers; }

}  // namespace muster
