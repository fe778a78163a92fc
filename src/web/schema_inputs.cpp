// SPDX-License-Identifier: Apache-2.0
// What callers send: bodies, and the queries of lists.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

#define PRODUCTS "whole_blood|red_cells|platelets|plasma|granulocytes"
#define SEXES "unknown|female|male"
#define PURPOSES "reminders|campaigns|emergency|emergency_night"
#define IMPORT_KINDS "donors|donations|deferrals|consents"
#define BOOKING_STATES "booked|cancelled|arrived|given|deferred|no_show"

constexpr Field page[] = {
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field request_new[] = {
    {"club", text, required, "code of the club that is called"},
    {"group", group, required, "of the recipient: O-, AB+, ...; ? when nobody knows"},
    {"product", choice, required, "what is needed", PRODUCTS},
    {"units", integer, required, "donors wanted: one gives one unit"},
    {"needed_by", instant, optional, "when it is needed; or say needed_in_minutes"},
    {"needed_in_minutes", integer, optional, "counted from now; or say needed_by"},
    {"place", text, optional,
     "where donors come to, at most 28 characters; the club's when not said"},
    {"contact", text, optional,
     "the number in every page, at most 11 digits; the club's when not said"},
    {"recipient_sex", choice, optional, "with the age it decides on RhD-positive cells", SEXES},
    {"recipient_age", integer, optional, "completed years"},
    {"anti_d", boolean, optional, "the recipient has anti-D: RhD-negative only"},
    {"chronically_transfused", boolean, optional, "RhD-negative only"},
    {"rhd_policy", choice, optional,
     "strict when not said; emergency: RhD-positive cells too where the site's table allows them",
     "strict|emergency"},
    {"lift_caps", boolean, optional,
     "limits on pages of one donor do not hold for this request; needs lift_caps_reason"},
    {"lift_caps_reason", text, optional, "why; it is kept and shown"},
    {"allow_o_positive", boolean, optional,
     "group ? and rhd_policy emergency: O+ too, after O-; needs allow_o_positive_reason"},
    {"allow_o_positive_reason", text, optional, "why; it is kept and shown"},
};

constexpr Field arrival_new[] = {
    {"code", text, optional, "the arrival code the donor reads out; or say donor"},
    {"donor", id, optional, "who came; callers confirm by code only"},
    {"outcome", choice, required, "what the desk found", "usable|deferred|no_show"},
};

constexpr Field close_new[] = {
    {"reason", choice, required, "why it ends", "filled|cancelled"},
};

constexpr Field donor_find[] = {
    {"name", text, optional, "the beginning of the name, accents or not"},
    {"phone", text, optional, "a number as people write it"},
    {"external_id", text, optional, "the owner's own number for them"},
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field address_new[] = {
    {"channel", choice, optional, "told by the address when not said", "sms|voice|email"},
    {"address", text, required, "a telephone number as people write it, or an e-mail address"},
    {"verified", text, optional, "how it was checked: desk, code; not when empty"},
    {"from", time, optional, "routine texts wait for this time of day; pages skip the address"},
    {"to", time, optional, "until then; may pass midnight"},
};

constexpr Field donor_new[] = {
    {"organisation", text, optional, "code; the token's own when not said"},
    {"external_id", text, optional, "the owner's own number, unique in the organisation"},
    {"name", text, required, "full name, the given name last"},
    {"sex", choice, optional, "intervals may depend on it", "unknown|female|male"},
    {"birth", day, optional, "age limits are asked of it"},
    {"group", group, optional, "O-, AB+, A (RhD unknown)"},
    {"typing", choice, optional, "who typed the group", "none|self_declared|laboratory"},
    {"language", choice, optional, "of the texts they get", "vi|en"},
    {"zone", text, optional, "time zone; the organisation's when not said"},
    {"commune", text, optional, "where they live"},
    {"travel_minutes", integer, optional, "from home to where donors are called"},
    {"given_name", text, optional, "what texts call them; the last word of the name"},
    {"typed_on", day, optional, "when the group was typed"},
    {"phenotype", texts, optional, "rare antigens, short codes: K-, Jk(a-b-)"},
    {"weight_kg", integer, optional, "25 to 300"},
    {"where", text, optional, "latitude,longitude of their home: 20.9876,106.5432"},
    {"addresses", objects, optional, "in order of preference", "address_new"},
};

constexpr Field eligibility_ask[] = {
    {"on", day, optional, "which day; today when not said"},
    {"product", choice, optional, "whole_blood when not said", PRODUCTS},
};

constexpr Field donation_new[] = {
    {"product", choice, required, "what was given", PRODUCTS},
    {"on", day, required, "the day"},
    {"outcome", choice, optional, "given when not said",
     "given|deferred_on_site|outcome_pending|self_reported"},
    {"volume_ml", integer, optional, "millilitres"},
    {"units", integer, optional, "bags, 1 to 4; 1 when not said"},
    {"certificate", text, optional, "number of the donor's certificate"},
};

constexpr Field deferral_new[] = {
    {"reason", text, required, "a code of the rule set in force"},
    {"event", day, required, "the day its clock starts"},
    {"until", day, optional, "first day free; by the rule for the reason when not said"},
};

constexpr Field import_ask[] = {
    {"kind", choice, optional, "what the file lists; donors when not said", IMPORT_KINDS},
    {"organisation", text, optional, "code; the token's own when not said"},
    {"dry_run", boolean, optional, "check everything, write nothing"},
    {"consent", choices, optional, "purposes that a signed list is for", PURPOSES},
    {"proof", text, optional, "where the signed list lies"},
    {"text_shown", text, optional, "what was signed: its version, or the wording itself"},
    {"on", day, optional, "the day it was signed"},
    {"typing", choice, optional, "who typed the groups", "none|self_declared|laboratory"},
    {"verified", text, optional, "how all numbers were checked; not when empty"},
    {"encoding", choice, optional, "found out when not said",
     "utf-8|utf-16le|utf-16be|windows-1258"},
    {"mapping", text, optional,
     "TOML, at most 4096 bytes: dates = \"dmy\", \"mdy\" or \"ymd\"; under [columns] header = "
     "field "
     "or \"ignore\", under [values] field = value of all lines"},
    {"rejects", boolean, optional, "the answer shall tell every refused line"},
    {"background", boolean, optional, "answer at once; ask GET /v1/imports/{id} how it goes"},
};

constexpr Field import_wait[] = {
    {"wait", boolean, optional,
     "answer when it is over or another hundredth is read, or after 5 s"},
};

constexpr Field export_ask[] = {
    {"kind", choice, required, "what to list", IMPORT_KINDS},
    {"format", choice, optional, "csv when not said", "csv|xlsx"},
    {"language", choice, optional, "of the headers; the installation's when not said", "vi|en"},
};

constexpr Field organisation_new[] = {
    {"parent", text, optional, "code; the token's own organisation when not said"},
    {"code", text, required, "what operators type"},
    {"name", text, required, "as donors know it"},
    {"zone", text, optional, "time zone; Asia/Ho_Chi_Minh when not said"},
    {"hotline", text, optional, "the number in texts that cannot be answered"},
};

constexpr Field session_find[] = {
    {"after", instant, optional, "those that end later; now when not said"},
    {"limit", integer, optional, "at most, 1 to 200; 50 when not said"},
};

constexpr Field session_new[] = {
    {"organisation", text, optional, "code; the token's own when not said"},
    {"code", text, required, "what operators type"},
    {"venue", text, required, "as donors know it"},
    {"address", text, optional, "street and commune"},
    {"starts_at", instant, required, "when the doors open"},
    {"ends_at", instant, required, "when they close"},
    {"zone", text, optional, "time zone; the organisation's when not said"},
    {"capacity", integer, optional, "donors; 0 is without limit"},
    {"hotline", text, optional, "the number for questions"},
    {"note", text, optional, "for operators"},
};

constexpr Field booking_find[] = {
    {"donor", id, required, "whose booking"},
};

constexpr Field booking_new[] = {
    {"donor", id, required, "who"},
    {"state", choice, optional, "booked when not said", BOOKING_STATES},
    {"product", choice, optional, "of given and deferred; whole_blood when not said", PRODUCTS},
    {"volume_ml", integer, optional, "of given: millilitres"},
};

constexpr Field club_new[] = {
    {"organisation", text, optional, "code; the token's own when not said"},
    {"code", text, required, "what operators type"},
    {"name", text, required, "as its members know it, at most 20 characters"},
    {"place", text, required, "where its donors are called to, at most 28 characters"},
    {"contact", text, required, "the number in every page, at most 11 digits"},
    {"zone", text, optional, "the rota's time zone; the organisation's when not said"},
    {"where", text, optional, "latitude,longitude of the place: 20.9876,106.5432"},
};

constexpr Field member_new[] = {
    {"donor", id, required, "who"},
    {"role", choice, optional, "member when not said", "member|coordinator"},
    {"tags", texts, optional, "rare-group, platelets, ..."},
};

constexpr Field shift[] = {
    {"donor", id, required, "a member"},
    {"weekday", integer, required, "1 Monday to 7 Sunday: the day it begins"},
    {"from", time, required, "local time"},
    {"to", time, required, "not after `from`: on the next day"},
};

constexpr Field readiness_ask[] = {
    {"at", instant, optional, "now when not said"},
    {"product", choice, optional, "red_cells when not said", PRODUCTS},
    {"group", group, optional, "of the recipient; each member's own when not said"},
    {"needed_in_minutes", integer, optional,
     "from then to the need: who would come later is not counted; nobody is too far when not said"},
};

constexpr Field message_find[] = {
    {"state", choice, optional, "only those",
     "queued|sending|accepted|retry|rejected|unknown|delivered|undelivered|dropped"},
    {"donor", id, optional, "only theirs"},
    {"request", id, optional, "only of that request"},
    {"maybe_duplicate", boolean, optional, "only those sent twice perhaps, or only the others"},
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field reply_find[] = {
    {"all", boolean, optional, "the settled too; only open ones when not said"},
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field token_new[] = {
    {"name", text, required, "unique for ever: the journal names actors by it"},
    {"role", choice, required, "what it may do", "admin|coordinator|approver|desk|caller|viewer"},
    {"organisation", text, optional, "code: the root of what it sees; your own when not said"},
    {"expires_at", instant, optional, "when it ends by itself"},
};

constexpr Field forward_new[] = {
    {"by", duration, required, "how far: 1d, 90m"},
};

constexpr Schema all[] = {
    {"page_of_list", page},
    {"request_new", request_new},
    {"arrival_new", arrival_new},
    {"close_new", close_new},
    {"donor_find", donor_find},
    {"address_new", address_new},
    {"donor_new", donor_new},
    {"eligibility_ask", eligibility_ask},
    {"donation_new", donation_new},
    {"deferral_new", deferral_new},
    {"import_ask", import_ask},
    {"import_wait", import_wait},
    {"export_ask", export_ask},
    {"organisation_new", organisation_new},
    {"session_find", session_find},
    {"session_new", session_new},
    {"booking_find", booking_find},
    {"booking_new", booking_new},
    {"club_new", club_new},
    {"member_new", member_new},
    {"shift", shift},
    {"readiness_ask", readiness_ask},
    {"message_find", message_find},
    {"reply_find", reply_find},
    {"token_new", token_new},
    {"forward_new", forward_new},
};

}  // namespace

std::span<const Schema> input_schemas() { return all; }

}  // namespace muster
