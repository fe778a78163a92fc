// SPDX-License-Identifier: Apache-2.0
// Who donors are and where they are reached; records of one person.
#include "command.hpp"

namespace muster {
namespace {

using enum Goes;

const std::vector<std::string_view> address_columns = {
    "id", "channel", "address", "verified_at", "reached_at", "from", "to", "suppressed", "stopped"};

// Of a new donor and of an edit.
std::vector<Argument> person(std::vector<Argument> more) {
  std::vector<Argument> all = {
      {"--external-id", "external_id", body, false, "the owner's own number"},
      {"--given-name", "given_name", body, false, "what texts call them"},
      {"--sex", "sex", body, false, "female, male, unknown"},
      {"--birth", "birth", body, false, "day, like 1990-03-04"},
      {"--group", "group", body, false, "O-, AB+, A (RhD unknown)"},
      {"--typing", "typing", body, false, "laboratory, self_declared; needed with a new group"},
      {"--typed-on", "typed_on", body, false, "day of the typing"},
      {"--phenotype", "phenotype", list, false, "rare antigens: K-,Jk(a-b-)"},
      {"--weight", "weight_kg", integer, false, "kilograms"},
      {"--language", "language", body, false, "vi or en"},
      {"--zone", "zone", body, false, "time zone, if not the organisation's"},
      {"--commune", "commune", body, false, "where they live"},
      {"--where", "where", body, false, "home on the map: 20.9876,106.5432"},
      {"--travel", "travel_minutes", integer, false, "minutes to where donors are called"}};
  more.insert(more.end(), all.begin(), all.end());
  return more;
}

std::vector<Command> donor_commands() {
  return {
      {"donor",
       "add",
       "POST",
       "/v1/donors",
       "register a donor; their addresses follow with `address add`",
       person({{"--name", "name", body, true, "full name, the given name last"},
               {"--org", "organisation", body, false, "code"}}),
       {}},
      {"donor",
       "edit",
       "POST",
       "/v1/donors/{id}",
       "change what is said, and nothing else",
       with_id("donor", person({{"--name", "name", body, false, "full name"},
                                {"--clear", "clear", list, false, "fields to empty: birth,..."}})),
       {}},
      {"donor",
       "merge",
       "POST",
       "/v1/donors/{id}/merge",
       "make OTHER part of this donor: two records of one person",
       with_id("the donor to keep", {{"other", "other", integer, true, "the record to take in"}}),
       {}},
      {"donor",
       "unmerge",
       "POST",
       "/v1/donors/{id}/unmerge",
       "undo the merge of this record into another",
       with_id("the record that was taken in"),
       {}},
      {"duplicates",
       "list",
       "GET",
       "/v1/duplicates",
       "records that may be of one person, and why",
       {{"--cursor", "cursor", query, false, "`next` of the page before"},
        {"--limit", "limit", query, false, "rows a page"}},
       {"first", "second", "reasons"}},
      {"duplicates",
       "dismiss",
       "POST",
       "/v1/duplicates/dismiss",
       "they are two people: not listed again",
       {{"first", "first", integer, true, "one donor"},
        {"second", "second", integer, true, "another"}},
       {}},
  };
}

std::vector<Command> address_commands() {
  return {
      {"address", "list", "GET", "/v1/donors/{id}/addresses", "where a donor is reached, in order",
       with_id("donor"), address_columns},
      {"address",
       "add",
       "POST",
       "/v1/donors/{id}/addresses",
       "add a number or an e-mail address, or take one back",
       with_id("donor", {{"--address", "address", body, true, "as people write it"},
                         {"--channel", "channel", body, false, "sms, voice, email"},
                         {"--verified", "verified", body, false, "how it was checked"},
                         {"--from", "from", body, false, "08:00: routine texts wait for it"},
                         {"--to", "to", body, false, "17:00"}}),
       {}},
      {"address",
       "move",
       "POST",
       "/v1/addresses/{id}",
       "change its place in the order, or its hours",
       with_id("address", {{"--position", "position", integer, false, "0 is tried first"},
                           {"--from", "from", body, false, "08:00"},
                           {"--to", "to", body, false, "17:00"},
                           {"--any-time", "at_any_time", flag, false, "yes: no hours any more"}}),
       {}},
      {"address",
       "remove",
       "DELETE",
       "/v1/addresses/{id}",
       "never use it again; it stays as history",
       with_id("address"),
       {}},
      {"address",
       "code",
       "POST",
       "/v1/addresses/{id}/code",
       "send six digits there",
       with_id("address"),
       {}},
      {"address",
       "verify",
       "POST",
       "/v1/addresses/{id}/verify",
       "enter the code that was sent, or what else the desk saw",
       with_id("address", {{"--code", "code", body, false, "six digits"},
                           {"--how", "how", body, false, "called back, saw the telephone, ..."}}),
       {}},
      {"club",
       "place",
       "POST",
       "/v1/clubs/{code}/where",
       "put its place on the map",
       {{"code", "code", path, true, "club"}, {"--where", "where", body, true, "20.9876,106.5432"}},
       {}},
  };
}

}  // namespace

std::vector<Command> contact_commands() {
  auto all = donor_commands();
  auto more = address_commands();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace muster
