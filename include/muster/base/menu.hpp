// SPDX-License-Identifier: Apache-2.0
// The command line of a program: its nouns, their verbs, the settings of a verb as a table. The
// only unit that knows CLI11 is menu.cpp: it costs a compiler more than all that a command does.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace muster {

// One argument. What `into` points at outlives the menu; a value that is there already is what is
// taken when nothing is said.
struct Setting {
  std::string name;  // "--units", or "id" for a positional one
  // A list is typed as often as needed, or has what is left over.
  std::variant<std::string*, bool*, int*, std::uint16_t*, std::uint64_t*, double*,
               std::vector<std::string>*>
      into;
  std::string help = {};
  bool required = false;
  bool plain = false;  // a text that is named without a value: it becomes "true"
  // What is wrong with the word; empty: nothing.
  std::function<std::string(const std::string&)> check = {};
  std::vector<std::string> needs = {};  // other settings' names
  std::string excludes = {};            // likewise
  std::string group = {};               // its heading in the help
};

// A handle: copies are of one menu.
class Menu {
 public:
  using Action = std::function<int()>;

  // The whole program's; one of its verbs must be typed.
  Menu(std::string_view help, std::vector<Setting> everywhere);

  // Its sub-menu, made when it is first asked for.
  Menu noun(std::string_view name, std::string_view help = {});
  void verb(std::string_view name, std::string_view help, std::vector<Setting> settings,
            Action action);

  // Does what was typed; returns the exit status. Of the whole program's menu only.
  int run(int count, char** arguments);

 private:
  struct Inner;
  explicit Menu(std::shared_ptr<Inner> inner);
  std::shared_ptr<Inner> inner_;
};

// A program without verbs: sets what was typed. The exit status when there is nothing to do: after
// --help, or a mistake, which has been told.
std::optional<int> read_settings(std::string_view help, const std::vector<Setting>& settings,
                                 int count, char** arguments);

// For a Setting: one of these words.
std::function<std::string(const std::string&)> one_of(std::vector<std::string> words);

}  // namespace muster
