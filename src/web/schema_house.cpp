// SPDX-License-Identifier: Apache-2.0
// What we answer about the house: organisations, sessions, clubs, messages, tokens, the journal.
// `required`: always there and never null.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

constexpr Field organisation[] = {
    {"id", id, required, "its number"},
    {"parent", text, optional, "code of the one above"},
    {"code", text, required, "what operators type"},
    {"name", text, required, "as donors know it"},
    {"zone", text, required, "time zone"},
    {"hotline", text, required, "the number in texts that cannot be answered"},
};

constexpr Field session[] = {
    {"id", id, required, "its number"},
    {"organisation", text, required, "code"},
    {"code", text, required, "what operators type"},
    {"venue", text, required, "as donors know it"},
    {"address", text, required, "street and commune"},
    {"starts_at", instant, required, "when the doors open"},
    {"ends_at", instant, required, "when they close"},
    {"zone", text, required, "time zone"},
    {"capacity", integer, required, "donors; 0 is without limit"},
    {"booked", integer, required, "places taken"},
    {"hotline", text, required, "the number for questions"},
    {"note", text, required, "for operators"},
};

constexpr Field booking[] = {
    {"session", id, required, "of the session"},
    {"donor", id, required, "who"},
    {"state", text, required, "booked, cancelled, arrived, given, deferred, no_show"},
    {"changed_at", instant, required, "when it last moved"},
};

constexpr Field series_step[] = {
    {"code", text, required, "its name in the series"},
    {"anchor", text, required, "the date it hangs on"},
    {"offset_days", integer, required, "days after that date"},
    {"at", time, required, "local time of the donor"},
    {"text", text, required, "kind of text"},
    {"lane", text, required, "its priority class"},
    {"when", text, required, "always, silent or coming"},
    {"late", text, required, "what becomes of it when its time passed"},
};

constexpr Field series[] = {
    {"code", text, required, "its name"},
    {"purpose", text, required, "the consent it needs"},
    {"product", text, required, "what eligibility is about"},
    {"needs_session", boolean, required, "no invitation without somewhere to go"},
    {"steps", objects, required, "in the file's order", "series_step"},
};

constexpr Field club[] = {
    {"id", id, required, "its number"},
    {"organisation", text, required, "code"},
    {"code", text, required, "what operators type"},
    {"name", text, required, "as its members know it"},
    {"place", text, required, "where its donors are called to"},
    {"contact", text, required, "the number in every page"},
    {"zone", text, required, "the rota's time zone"},
    {"where", text, optional, "latitude,longitude: travel times are counted to there"},
    {"members", integer, required, "how many"},
};

constexpr Field member[] = {
    {"donor", id, required, "who"},
    {"given_name", text, required, "what they are called"},
    {"group", group, required, "? when unknown"},
    {"role", text, required, "member or coordinator"},
    {"tags", texts, required, "rare-group, ..."},
    {"joined_at", instant, required, "since when"},
    {"on_call", boolean, required, "by the rota, now"},
};

constexpr Field ready_donor[] = {
    {"donor", id, required, "who"},
    {"given_name", text, required, "what they are called"},
    {"group", group, required, "theirs"},
    {"on_call", boolean, required, "by the rota"},
    {"travel_minutes", integer, required, "to where donors are called"},
};

constexpr Field readiness[] = {
    {"club", text, required, "code"},
    {"at", instant, required, "the moment that was asked about"},
    {"product", text, required, "what would be needed"},
    {"group", group, optional, "of the recipient; null: each member's own"},
    {"night", boolean, required, "night consent is needed"},
    {"members", integer, required, "how many"},
    {"on_call", integer, required, "of them by the rota"},
    {"ready", integer, required, "could be paged"},
    {"ready_on_call", integer, required, "of them on call"},
    {"by_group", counts, required, "ready, by their own group"},
    {"excluded", counts, required, "the others, by reason"},
    {"without_consent", integer, required, "members who will not be asked in an emergency"},
    {"without_verified", integer, required, "members without a verified number: not asked either"},
    {"donors", objects, required, "who is ready; none for callers and viewers", "ready_donor"},
    {"advice", texts, required, "who will not be asked, and how to mend it"},
};

constexpr Field message[] = {
    {"id", id, required, "its number"},
    {"donor", id, optional, "to whom"},
    {"lane", text, required, "its priority class"},
    {"purpose", text, optional, "null: a service text"},
    {"channel", text, required, "sms, voice, email"},
    {"kind", text, required, "which text"},
    {"state", text, required, "how it stands"},
    {"reason", text, optional, "why it waits or was dropped"},
    {"due_at", instant, required, "not before"},
    {"not_after", instant, optional, "of use to nobody from then on"},
    {"created_at", instant, required, "when it was planned"},
    {"changed_at", instant, required, "when it last moved"},
    {"attempts", integer, required, "how many"},
    {"gateway", text, optional, "the last one tried"},
    {"code", text, optional, "the gateway's last code"},
    {"segments", integer, required, "SMS parts; 0 before it was rendered"},
    {"maybe_duplicate", boolean, required, "may have reached the phone twice"},
    {"request", id, optional, "the request it belongs to"},
    {"session", id, optional, "the session it is about"},
    {"reply", id, optional, "the reply it answers"},
    {"bypass", id, optional, "the emergency bypass it goes by"},
};

constexpr Field attempt[] = {
    {"id", id, required, "its number"},
    {"epoch", integer, required, "the run of the daemon that made it"},
    {"key", text, required, "idempotency key"},
    {"gateway", text, required, "by which"},
    {"started_at", instant, required, "committed, before the first byte"},
    {"deadline", instant, required, "when it is given up"},
    {"finished_at", instant, optional, "when its outcome was committed"},
    {"status", text, optional, "accepted, retry, rejected, unknown; null: under way or cut off"},
    {"code", text, optional, "the gateway's"},
    {"reason", text, optional, "ours"},
    {"provider_id", text, optional, "the gateway's id"},
};

constexpr Field message_detail[] = {
    {"message", object, required, "the row", "message"},
    {"attempts", objects, required, "oldest first", "attempt"},
};

constexpr Field gateway[] = {
    {"name", text, required, "of its file"},
    {"channel", text, required, "sms, voice, email"},
    {"in_flight", integer, required, "on the wire now"},
    {"limit", integer, required, "most at once"},
    {"per_second", anything, required, "0: without limit"},
    {"two_way", boolean, required, "donors can answer its texts"},
    {"honours_keys", boolean, required, "the same bytes may go again under the same key"},
    {"sends_receipts", boolean, required, "tells what became of a text"},
};

constexpr Field token[] = {
    {"name", text, required, "the journal names actors by it"},
    {"role", text, required, "what it may do"},
    {"organisation", text, required, "code: the root of what it sees"},
    {"created_at", instant, required, "when"},
    {"expires_at", instant, optional, "when it ends by itself"},
    {"revoked_at", instant, optional, "when it was revoked"},
};

constexpr Field token_issued[] = {
    {"token", object, required, "the row", "token"},
    {"secret", text, required, "told this once: it is not stored"},
};

constexpr Field journal_row[] = {
    {"seq", integer, required, "without gaps"},
    {"at", instant, required, "when"},
    {"actor", text, required, "token:<name>, donor:<id>, system"},
    {"noun", text, required, "what was changed"},
    {"noun_id", integer, required, "which one"},
    {"what", text, required, "how"},
    {"data", anything, required, "ids and codes"},
};

constexpr Field journal_check[] = {
    {"holds", boolean, required, "no row was changed, removed or moved"},
    {"seq", integer, required, "of the last chained row"},
    {"hash", text, optional, "the chain's head: only one kept elsewhere shows a cut tail"},
    {"first_bad", integer, optional, "the first row that cannot be trusted"},
    {"why", text, optional, "what is wrong with it"},
};

constexpr Field halt[] = {
    {"halted", texts, required, "lanes that nothing leaves by"},
};

constexpr Field clock[] = {
    {"now", instant, required, "the daemon's time"},
    {"demo", boolean, required, "whether it may be moved forward"},
};

constexpr Schema all[] = {
    {"organisation", organisation},
    {"session", session},
    {"booking", booking},
    {"series_step", series_step},
    {"series", series},
    {"club", club},
    {"member", member},
    {"ready_donor", ready_donor},
    {"readiness", readiness},
    {"message", message},
    {"attempt", attempt},
    {"message_detail", message_detail},
    {"gateway", gateway},
    {"token", token},
    {"token_issued", token_issued},
    {"journal_row", journal_row},
    {"journal_check", journal_check},
    {"halt", halt},
    {"clock", clock},
};

}  // namespace

std::span<const Schema> house_schemas() { return all; }

}  // namespace muster
