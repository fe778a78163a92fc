// SPDX-License-Identifier: Apache-2.0
// What we answer about lists that are imported.
#include "schema.hpp"

namespace muster {
namespace {

using enum FieldType;
using enum Need;

constexpr Field import_problem[] = {
    {"line", integer, required, "of the file, from 1"},
    {"column", integer, required, "from 1; 0: the line as a whole"},
    {"header", text, required, "of that column"},
    {"value", text, required, "of the cell"},
    {"reason", text, required, "what is wrong"},
    {"cure", text, required, "what to do"},
};

constexpr Field import_change_field[] = {
    {"field", text, required, "which"},
    {"before", text, required, "empty: there was nothing"},
    {"after", text, required, "as it shall be"},
};

constexpr Field import_change[] = {
    {"line", integer, required, "of the file, from 1"},
    {"what", text, required, "added, changed"},
    {"donor", id, optional, "null: to be added"},
    {"name", text, required, "the donor's"},
    {"fields", objects, required, "what differs", "import_change_field"},
};

constexpr Field import_rejects[] = {
    {"texts", texts, required, "reasons and cures"},
    {"rows", anything, required,
     "four numbers a refusal, one after another: line, column (0: the whole line), reason and cure "
     "as places in texts; a line may have several"},
};

constexpr Field import_result[] = {
    {"id", text, optional, "of a run in the background; the last few are kept"},
    {"state", text, required, "running, done, failed"},
    {"error", object, optional, "of a run that failed", "problem"},
    {"bytes", integer, required, "of the file, read so far"},
    {"file_bytes", integer, required, "of the whole file; 0: it was not counted"},
    {"dry_run", boolean, required, "nothing was written"},
    {"encoding", text, optional, "that the file was read in"},
    {"rows", integer, required, "lines with something in them"},
    {"added", integer, required, "donors, or entries of another kind"},
    {"changed", integer, required, "donors"},
    {"unchanged", integer, required, "lines that say nothing new"},
    {"refused", integer, required, "lines"},
    {"donations", integer, required, "entered in the ledger"},
    {"deferrals", integer, required, "entered in the ledger"},
    {"consents", integer, required, "purposes recorded"},
    {"without_consent", integer, required, "for no purpose at all: never asked"},
    {"without_address", integer, required, "never asked"},
    {"unverified", integer, required, "not asked in an emergency"},
    {"problem_count", integer, required, "all, also those not shown"},
    {"note_count", integer, required, "all, also those not shown"},
    {"change_count", integer, required, "of a dry run: all, also those not shown"},
    {"problems", objects, required, "of refused lines", "import_problem"},
    {"notes", objects, required, "what was not kept of lines that were taken", "import_problem"},
    {"changes", objects, required, "of a dry run: what it would change", "import_change"},
    {"rejects", object, optional, "every refused line, when asked for", "import_rejects"},
    {"unused_columns", texts, required, "headers that mean nothing here"},
    {"advice", texts, required, "who will not be asked, and how to mend it"},
};

constexpr Schema all[] = {
    {"import_problem", import_problem}, {"import_change_field", import_change_field},
    {"import_change", import_change},   {"import_rejects", import_rejects},
    {"import", import_result},
};

}  // namespace

std::span<const Schema> list_schemas() { return all; }

}  // namespace muster
