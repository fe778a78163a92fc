// SPDX-License-Identifier: Apache-2.0
// Consent, stop and pause; hours, blackouts and bypasses; dead addresses; the register of those
// nobody may advertise to.
#include "command.hpp"

namespace muster {
namespace {

using enum Goes;

const Argument cursor{"--cursor", "cursor", query, false, "`next` of the page before"};
const Argument limit{"--limit", "limit", query, false, "rows a page"};
const Argument reason{"--reason", "reason", body, true, "why; kept for the record"};

std::vector<Command> of_donors() {
  return {
      {"donor",
       "consent",
       "POST",
       "/v1/donors/{id}/consents",
       "record a consent or its withdrawal",
       with_id("donor", {{"--purposes", "purposes", list, true,
                          "reminders,campaigns,emergency,emergency_night"},
                         {"--how", "how", body, true, "list, desk, link"},
                         {"--proof", "proof", body, false, "where it lies"},
                         {"--text-shown", "text_shown", body, false,
                          "what they agreed to: its version, or the wording"},
                         {"--on", "on", body, false, "day it was given"},
                         {"--action", "action", body, false, "give or withdraw"}}),
       {}},
      {"donor",
       "consents",
       "GET",
       "/v1/donors/{id}/consents",
       "every consent with its proof",
       with_id("donor"),
       {"id", "purpose", "given_at", "how", "proof", "text_shown", "given_to", "withdrawn_at"}},
      {"donor",
       "stop",
       "POST",
       "/v1/donors/{id}/stop",
       "no message to any of their addresses any more, or none of some kind",
       with_id(
           "donor",
           {{"--how", "how", body, false, "who asked, and how"},
            {"--channel", "channel", body, false, "only there: sms, voice, email, zalo"},
            {"--purposes", "purposes", list, false, "only these: reminders,campaigns,emergency"}}),
       {}},
      {"donor",
       "start",
       "POST",
       "/v1/donors/{id}/start",
       "lift what is stopped; consents are as they were before",
       with_id("donor", {reason,
                         {"--stop", "stop", integer, false,
                          "only that one, by its number in `donor show`"}}),
       {}},
      {"donor",
       "snooze",
       "POST",
       "/v1/donors/{id}/snooze",
       "their own pause",
       with_id("donor", {{"--until", "until", body, true,
                          "first day they may be written to again, like 2026-12-31"}}),
       {}},
      {"donor", "wake", "DELETE", "/v1/donors/{id}/snooze", "end the pause", with_id("donor"), {}},
      {"address",
       "all",
       "GET",
       "/v1/addresses",
       "of all donors; --suppressed: those that nothing goes to any more, and why",
       {{"--suppressed", "suppressed", mark, false, "only those"}, cursor, limit},
       {"id", "donor", "channel", "address", "suppressed", "suppressed_at"}},
      {"address",
       "restore",
       "POST",
       "/v1/addresses/{id}/restore",
       "texts go there again",
       with_id("address", {reason}),
       {}},
  };
}

std::vector<Command> of_organisations() {
  const Argument kind{"--purpose", "purpose", body, true, "reminders, campaigns, voice"};
  return {
      {"org",
       "hours",
       "POST",
       "/v1/organisations/{code}/hours",
       "narrow the hours for it and all below it",
       {{"code", "code", path, true, "organisation"},
        kind,
        {"--from", "from", body, true, "09:00"},
        {"--to", "to", body, true, "19:00"}},
       {}},
      {"org",
       "show-hours",
       "GET",
       "/v1/organisations/{code}/hours",
       "the house's hours and who narrowed them",
       {{"code", "code", path, true, "organisation"}},
       {}},
      {"org",
       "drop-hours",
       "DELETE",
       "/v1/organisations/{code}/hours",
       "take its own hours back",
       {{"code", "code", path, true, "organisation"},
        {"--purpose", "purpose", query, true, "reminders, campaigns, voice"}},
       {}},
      {"blackout",
       "list",
       "GET",
       "/v1/blackouts",
       "days on which nothing goes",
       {{"--from", "from", query, false, "day; today when not said"}},
       {"id", "organisation", "name", "first", "last", "purposes"}},
      {"blackout",
       "add",
       "POST",
       "/v1/blackouts",
       "add a day or a period, for the organisation and all below it",
       {{"--name", "name", body, true, "what it is"},
        {"--first", "first", body, true, "day, like 2027-02-05"},
        {"--last", "last", body, false, "included; that one day when not said"},
        {"--org", "organisation", body, false, "code"},
        {"--purposes", "purposes", list, false, "reminders,campaigns when not said"}},
       {}},
      {"blackout",
       "remove",
       "DELETE",
       "/v1/blackouts/{id}",
       "take it back",
       with_id("blackout"),
       {}},
      {"bypass",
       "list",
       "GET",
       "/v1/bypasses",
       "emergency bypasses, and how many pages went because of each",
       {cursor, limit},
       {"id", "organisation", "club", "opened_at", "opened_by", "role", "expires_at", "in_force",
        "used", "reason"}},
      {"bypass",
       "open",
       "POST",
       "/v1/bypasses",
       "page at night and above the limits without asking their consent for it",
       {reason,
        {"--org", "organisation", body, false, "code"},
        {"--club", "club", body, false, "code; every club of the organisation when not said"},
        {"--hours", "hours", integer, false, "1 to 24; 4 when not said"}},
       {}},
      {"bypass", "end", "POST", "/v1/bypasses/{id}/end", "end it now", with_id("bypass"), {}},
      {"dnc", "show", "GET", "/v1/dnc", "the Do-Not-Call register and how old it is", {}, {}},
  };
}

}  // namespace

std::vector<Command> consent_commands() {
  auto all = of_donors();
  auto more = of_organisations();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace muster
