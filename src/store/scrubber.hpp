// SPDX-License-Identifier: Apache-2.0
// Takes deleted data out of the files: the database's free space and the frames of the write-ahead
// log. In small steps, each with the writer at rest, everything committed moved into the database
// and the writer's cache dropped: so a page that was cleared never comes back as it was. The files
// are reached through SQLite's own handles; closing others would drop its locks. On the
// checkpointer's thread, or the loop's with inline jobs.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <string>

#include "sql.hpp"

namespace muster {

class Scrubber {
 public:
  enum class Step : unsigned char {
    again,   // done, more is left
    done,
    later,   // a reader is in the log: try again
    failed,  // what() says what the disk said
  };

  // `writer`: its cache is dropped; the same as `own` with inline jobs.
  Scrubber(Sql& own, Sql& writer) : own_(own), writer_(writer) {}

  // The writer rests meanwhile. From the first page on until it says `done`.
  Step clear_pages();
  // After that: empties the log's file.
  Step clear_log();
  void start_over() { next_page_ = 0; }
  const std::string& what() const { return what_; }

 private:
  Step moved(int mode);
  Step failed(const char* what, int code);
  bool clear_page(sqlite3_file& file, std::int64_t page);

  Sql& own_;
  Sql& writer_;
  std::int64_t next_page_ = 0;
  int page_size_ = 0;
  int usable_ = 0;
  std::string what_;
};

}  // namespace muster
