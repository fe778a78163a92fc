// SPDX-License-Identifier: Apache-2.0
// One SQLite connection with its prepared statements. Not thread-safe: each lane has its own.
// Throws SQLite::Exception, which only sqlite_store.cpp catches.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"

namespace muster {

// Marks bytes that are not text.
struct Blob {
  std::string_view bytes;
};

// A statement, and SQLite's own handle of it: a Column of SQLiteCpp counts references at each
// value, which is a tenth of the time of a query over many rows.
struct Prepared {
  std::unique_ptr<SQLite::Statement> statement;
  sqlite3_stmt* handle = nullptr;
};

// The rows of one running query. Resets its statement when it goes.
class Rows {
 public:
  explicit Rows(const Prepared& prepared)
      : statement_(prepared.statement.get()), handle_(prepared.handle) {}
  ~Rows() {
    if (statement_) {
      statement_->tryReset();
      statement_->clearBindings();
    }
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows(Rows&& other) noexcept
      : statement_(std::exchange(other.statement_, nullptr)), handle_(other.handle_) {}

  bool next() { return statement_->executeStep(); }
  bool null(int i) const { return sqlite3_column_type(handle_, i) == SQLITE_NULL; }
  std::int64_t integer(int i) const { return sqlite3_column_int64(handle_, i); }
  int small(int i) const { return sqlite3_column_int(handle_, i); }
  bool flag(int i) const { return integer(i) != 0; }
  double number(int i) const { return sqlite3_column_double(handle_, i); }
  std::string text(int i) const {  // TEXT or BLOB
    return std::string(view(i));
  }
  // Until the next row.
  std::string_view view(int i) const {
    const void* bytes = sqlite3_column_blob(handle_, i);
    auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, i));
    return {static_cast<const char*>(bytes), bytes ? size : 0};
  }
  Instant instant(int i) const { return from_millis(integer(i)); }
  std::optional<Instant> optional_instant(int i) const {
    if (null(i)) return std::nullopt;
    return instant(i);
  }
  Day day(int i) const { return Day(Days(integer(i))); }
  std::optional<Day> optional_day(int i) const {
    if (null(i)) return std::nullopt;
    return day(i);
  }
  template <class SomeId>
  SomeId id(int i) const {
    return SomeId(null(i) ? 0 : integer(i));
  }
  template <class Enum>
  Enum enumerator(int i) const {
    return static_cast<Enum>(integer(i));
  }

 private:
  SQLite::Statement* statement_;
  sqlite3_stmt* handle_;
};

class Sql {
 public:
  Sql(const std::string& path, int flags) : db_(path, flags) {}

  // `sql` must be a literal: statements are cached by its address.
  template <class... Args>
  Rows query(const char* sql, const Args&... args) {
    auto& found = prepared(sql);
    int position = 0;
    (bind(*found.statement, ++position, args), ...);
    return Rows(found);
  }
  // Rows changed.
  template <class... Args>
  int run(const char* sql, const Args&... args) {
    auto& found = prepared(sql);
    int position = 0;
    (bind_here(*found.statement, ++position, args), ...);
    Rows rows(found);
    rows.next();
    return db_.getChanges();
  }
  // For statements built at run time: not cached.
  void execute(const std::string& sql) { db_.exec(sql); }
  SQLite::Database& database() { return db_; }

  // Ids are dense per table and never reused while the program runs; the one writer hands them out.
  // `table` is a literal.
  std::int64_t next_id(const char* table);

 private:
  const Prepared& prepared(const char* sql);

  // The argument outlives the statement's run: what can be bound without a copy is.
  template <class T>
  static void bind_here(SQLite::Statement& s, int i, const T& v) {
    if constexpr (std::is_same_v<T, std::string>)
      s.bindNoCopy(i, v);
    else if constexpr (std::is_same_v<T, Blob>)
      s.bindNoCopy(i, bytes_of(v), static_cast<int>(v.bytes.size()));
    else
      bind(s, i, v);
  }
  // A null pointer would bind NULL; an empty blob is a value.
  static const void* bytes_of(Blob v) { return v.bytes.data() ? v.bytes.data() : ""; }

  static void bind(SQLite::Statement& s, int i, std::nullptr_t) { s.bind(i); }
  // Copies: the rows may outlive the argument.
  static void bind(SQLite::Statement& s, int i, std::string_view v) { s.bind(i, std::string(v)); }
  static void bind(SQLite::Statement& s, int i, const std::string& v) { s.bind(i, v); }
  static void bind(SQLite::Statement& s, int i, const char* v) { bind(s, i, std::string_view(v)); }
  static void bind(SQLite::Statement& s, int i, Blob v) {
    s.bind(i, bytes_of(v), static_cast<int>(v.bytes.size()));
  }
  static void bind(SQLite::Statement& s, int i, Instant v) { s.bind(i, to_millis(v)); }
  static void bind(SQLite::Statement& s, int i, Day v) {
    s.bind(i, static_cast<std::int64_t>(v.time_since_epoch().count()));
  }
  static void bind(SQLite::Statement& s, int i, double v) { s.bind(i, v); }
  template <class T>
    requires std::is_integral_v<T>
  static void bind(SQLite::Statement& s, int i, T v) {
    s.bind(i, static_cast<std::int64_t>(v));
  }
  template <class T>
    requires std::is_enum_v<T>
  static void bind(SQLite::Statement& s, int i, T v) {
    s.bind(i, static_cast<std::int64_t>(v));
  }
  // An id of 0 is "none": NULL, so that foreign keys hold.
  template <class Tag>
  static void bind(SQLite::Statement& s, int i, Id<Tag> v) {
    if (v)
      s.bind(i, v.value());
    else
      s.bind(i);
  }
  template <class T>
  static void bind(SQLite::Statement& s, int i, const std::optional<T>& v) {
    if (v)
      bind(s, i, *v);
    else
      s.bind(i);
  }

  SQLite::Database db_;
  std::unordered_map<const char*, Prepared> statements_;
  std::unordered_map<const char*, std::int64_t> last_ids_;
};

}  // namespace muster
