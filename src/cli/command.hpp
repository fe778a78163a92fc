// SPDX-License-Identifier: Apache-2.0
// One row a command: which call of the API it is and where each argument goes. A new command is a
// new row.
#pragma once
#include <string_view>
#include <vector>

namespace muster {

enum class Goes : unsigned char {
  path,     // a positional argument, into {name} of the path
  query,
  body,     // text
  integer,  // body
  list,     // body, "a,b"
  yes_no,   // body: true or false
  flag,     // body true: named without a value
  mark,     // query true: likewise
  when,     // body: "+90m" as needed_in_minutes, else an instant as needed_by
};

struct Argument {
  std::string_view name;   // "--units", or "id" for a positional one
  std::string_view field;  // of the path, query or body
  Goes goes = Goes::body;
  bool required = false;
  std::string_view help = {};
};

struct Command {
  std::string_view noun;
  std::string_view verb;
  std::string_view method;
  std::string_view path;
  std::string_view help = {};
  std::vector<Argument> arguments = {};
  std::vector<std::string_view> columns = {};  // of a list, in order; empty: all plain ones
  std::string_view fixed = {};  // "outcome=no_show": a body field the command itself sets
};

std::vector<Command> registry_commands();
std::vector<Command> contact_commands();
std::vector<Command> ledger_commands();
std::vector<Command> paging_commands();
std::vector<Command> consent_commands();
std::vector<Command> privacy_commands();
std::vector<Command> all_commands();

// The positional id first, then `more`.
std::vector<Argument> with_id(std::string_view help, std::vector<Argument> more = {});

}  // namespace muster
