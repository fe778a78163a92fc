// SPDX-License-Identifier: Apache-2.0
// Reads TOML so that every error of a file is told at once, with file, line, key and cure, and
// unknown keys are errors. Any thread; no state.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/instant.hpp"
#include "muster/base/result.hpp"

namespace toml {
inline namespace v3 {
class table;
class node;
}  // namespace v3
}  // namespace toml

namespace muster {

struct Problem {
  std::string file;
  int line = 0;
  std::string key;
  std::string message;  // what is wrong and how to mend it
  std::string text() const;  // "config/muster.toml:12: http.port: must be 1 to 65535"
};
using Problems = std::vector<Problem>;

class TomlTable;

class TomlFile {
 public:
  // A syntax error becomes a Problem and an empty file.
  static TomlFile parse(std::string name, std::string_view text, Problems& problems);
  // Reads the file too; a missing file is a Problem.
  static TomlFile load(const std::string& path, Problems& problems);
  ~TomlFile();
  TomlFile(TomlFile&&) noexcept;
  TomlFile& operator=(TomlFile&&) noexcept;

  const std::string& name() const;
  TomlTable root(Problems& problems) const;

 private:
  struct Inner;
  explicit TomlFile(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

// One table being read. Each getter marks its key as known; `finish()` reports every key nobody
// asked for, with the nearest known name as the cure. The TomlFile and the Problems must outlive
// it.
class TomlTable {
 public:
  std::string path() const;  // "http.tls"
  int line() const;
  bool has(std::string_view key) const;
  // Adds a problem at the key's line (or the table's).
  void problem(std::string_view key, std::string message);

  // Optional values: the default when the key is missing, a problem when the type is wrong.
  std::string text(std::string_view key, std::string_view otherwise = {});
  std::int64_t integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                       std::int64_t most);
  double number(std::string_view key, double otherwise, double least, double most);
  bool flag(std::string_view key, bool otherwise);
  Millis duration(std::string_view key, Millis otherwise);
  MinuteOfDay minute_of_day(std::string_view key, MinuteOfDay otherwise);
  std::optional<Day> day(std::string_view key);  // a TOML date or "2026-12-01"
  std::vector<std::string> texts(std::string_view key);
  // Required ones: a problem when missing.
  std::string required_text(std::string_view key);
  std::int64_t required_integer(std::string_view key, std::int64_t least, std::int64_t most);
  // One of `allowed`; a problem names them all.
  std::string one_of(std::string_view key, std::vector<std::string_view> allowed,
                     std::string_view otherwise);

  // Sub-tables. A missing one reads as empty.
  TomlTable table(std::string_view key);
  std::vector<TomlTable> tables(std::string_view key);  // [[array of tables]]
  // Every key of this table, in file order; for maps whose keys are data. Marks them all as known.
  std::vector<std::string> keys();

  void finish();

 private:
  friend class TomlFile;
  TomlTable(const toml::table* table, std::string file, std::string path, int line,
            Problems* problems);
  const toml::node* find(std::string_view key);
  const toml::table* table_;
  std::string file_;
  std::string path_;
  int line_;
  Problems* problems_;
  std::vector<std::string> known_;
};

}  // namespace muster
