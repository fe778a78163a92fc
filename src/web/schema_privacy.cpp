// SPDX-License-Identifier: Apache-2.0
// Erasure, export, data subjects' requests, retention: what is asked and what we answer.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

#define SUBJECT_RIGHTS "access|correction|erasure|restriction|objection|withdrawal|complaint"

constexpr Field erase_new[] = {
    {"reason", choice, required, "why; the journal holds the word",
     "requested|consent_withdrawn|inactive|deceased|mistake"},
    {"request", id, optional, "the data subject's request that asks for it: closed with it"},
};

constexpr Field donor_export_ask[] = {
    {"request", id, optional, "the data subject's request that asks for it: closed with it"},
};

constexpr Field subject_request_new[] = {
    {"kind", choice, required, "what they ask", SUBJECT_RIGHTS},
    {"donor", id, optional, "who; or say it in note"},
    {"organisation", text, optional, "code, when the donor is not known; your own when not said"},
    {"how", choice, required, "how it came", "desk|phone|letter|email|link|reply"},
    {"note", text, optional,
     "in their words, or who they are; sealed, and gone when they are erased"},
    {"received_at", instant, optional, "now when not said"},
};

constexpr Field subject_request_find[] = {
    {"all", boolean, optional, "the closed ones too"},
    {"overdue", boolean, optional, "only the open ones past their day"},
    {"donor", id, optional, "only theirs"},
    {"cursor", text, optional, "`next` of the page before"},
    {"limit", integer, optional, "rows a page, 1 to 200; 50 when not said"},
};

constexpr Field subject_request_close[] = {
    {"outcome", choice, required, "what became of it", "done|refused|withdrawn|mistaken"},
    {"donor", id, optional, "who it was, if nobody knew"},
};

constexpr Field erasure[] = {
    {"donor", id, required, "their number; it stays in the ledger"},
    {"erased_at", instant, required, "when"},
    {"already", boolean, required, "it was done before; nothing changed"},
    {"donors", integer, required, "records erased: with those merged into it"},
    {"messages_dropped", integer, required, "queued texts that do not go any more"},
    {"pages_released", integer, required, "open pages they were freed from"},
    {"consents_ended", integer, required, "consents that were in force"},
    {"scrubbed", boolean, required,
     "nothing is left in the database's files; false: it follows by itself"},
};

constexpr Field donor_export[] = {
    {"donor", id, required, "whose data it is"},
    {"exported_at", instant, required, "when"},
    {"exported_by", text, required, "who"},
    {"about", texts, required, "what is here, and what is not kept"},
    {"tables", anything, required, "rows by table, with what is sealed opened"},
};

constexpr Field subject_request[] = {
    {"id", id, required, "its number"},
    {"organisation", text, required, "code"},
    {"donor", id, optional, "who asked, if that is known"},
    {"kind", text, required, "what they ask"},
    {"received_at", instant, required, "when it came"},
    {"how", text, required, "how it came"},
    {"note", text, optional, "in their words, or who they are"},
    {"due_at", instant, required, "by when it must be done"},
    {"overdue", boolean, required, "open after that"},
    {"extended_at", instant, optional, "when its one extension was taken"},
    {"entered_by", text, required, "who entered it"},
    {"closed_at", instant, optional, "when it ended"},
    {"closed_by", text, optional, "who closed it"},
    {"outcome", text, optional, "what became of it"},
};

constexpr Field retention_rule[] = {
    {"rule", text, required, "what goes"},
    {"before", instant, required, "what is older goes"},
    {"rows", integer, required, "rows that would go now, counted up to 10000"},
};

constexpr Field inactive_donor[] = {
    {"donor", id, required, "without consent"},
    {"last_seen", day, required, "their last sign of life"},
};

constexpr Field retention[] = {
    {"next_run", instant, required, "of the daily job"},
    {"rules", objects, required, "what goes by age", "retention_rule"},
    {"inactive_before", day, required, "donors not seen since, without consent, are proposed"},
    {"erases_inactive", boolean, required, "the daily job erases them; else it is up to you"},
    {"proposed", objects, required, "the first 200 to erase", "inactive_donor"},
};

constexpr Schema inputs[] = {
    {"erase_new", erase_new},
    {"donor_export_ask", donor_export_ask},
    {"subject_request_new", subject_request_new},
    {"subject_request_find", subject_request_find},
    {"subject_request_close", subject_request_close},
};

constexpr Schema answers[] = {
    {"erasure", erasure},
    {"donor_export", donor_export},
    {"subject_request", subject_request},
    {"retention_rule", retention_rule},
    {"inactive_donor", inactive_donor},
    {"retention", retention},
};

}  // namespace

std::span<const Schema> privacy_input_schemas() { return inputs; }
std::span<const Schema> privacy_schemas() { return answers; }

}  // namespace muster
