// SPDX-License-Identifier: Apache-2.0
// Data subjects' requests and retention. Erasing and exporting a donor ask more of a terminal: they
// are in donor_commands.cpp.
#include "command.hpp"

namespace muster {

using enum Goes;

std::vector<Command> privacy_commands() {
  return {
      {"subject",
       "list",
       "GET",
       "/v1/subject-requests",
       "what people asked about their own data, and by when it is due",
       {{"--all", "all", query, false, "true: the closed ones too"},
        {"--overdue", "overdue", query, false, "true: only those past their day"},
        {"--donor", "donor", query, false, "only theirs"},
        {"--cursor", "cursor", query, false, "`next` of the page before"},
        {"--limit", "limit", query, false, "rows a page"}},
       {"id", "kind", "donor", "received_at", "due_at", "overdue", "outcome", "note"}},
      {"subject",
       "open",
       "POST",
       "/v1/subject-requests",
       "enter one",
       {{"--kind", "kind", body, true,
         "access, correction, erasure, restriction, objection, withdrawal, complaint"},
        {"--how", "how", body, true, "desk, phone, letter, email, link, reply"},
        {"--donor", "donor", integer, false, "who; or say it in --note"},
        {"--note", "note", body, false, "in their words, or who they are"},
        {"--received", "received_at", body, false, "instant; now when not said"},
        {"--org", "organisation", body, false, "code, when the donor is not known"}},
       {}},
      {"subject",
       "extend",
       "POST",
       "/v1/subject-requests/{id}/extend",
       "take its one extension",
       with_id("request"),
       {}},
      {"subject",
       "close",
       "POST",
       "/v1/subject-requests/{id}/close",
       "it is done, or why not",
       with_id("request",
               {{"--outcome", "outcome", body, true, "done, refused, withdrawn, mistaken"},
                {"--donor", "donor", integer, false, "who it was, if nobody knew"}}),
       {}},
      {"retention",
       "show",
       "GET",
       "/v1/retention",
       "what goes by itself next, and who is proposed for erasure",
       {},
       {}},
  };
}

}  // namespace muster
