// SPDX-License-Identifier: Apache-2.0
#include "scrubber.hpp"

#include <algorithm>

#include "free_space.hpp"

namespace muster {
namespace {

constexpr std::int64_t pages_a_step = 2'000;  // 8 MiB: a few milliseconds
// An overflow page begins with the number of the next one: from here on it could look like a
// b-tree page. 64 GiB.
constexpr std::int64_t most_pages = std::int64_t{1} << 24;
constexpr int reserved_at = 20;  // in the file's header

}  // namespace

Scrubber::Step Scrubber::failed(const char* what, int code) {
  what_ = std::string(what) + ": " + sqlite3_errstr(code);
  return Step::failed;
}

// Everything that is committed is in the database, and nobody reads it from the log.
Scrubber::Step Scrubber::moved(int mode) {
  int frames = 0;
  int done = 0;
  int code = sqlite3_wal_checkpoint_v2(own_.database().getHandle(), nullptr, mode, &frames, &done);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return Step::later;
  if (code != SQLITE_OK) return failed("checkpoint", code);
  return frames == done ? Step::done : Step::later;
}

bool Scrubber::clear_page(sqlite3_file& file, std::int64_t page) {
  std::string bytes(static_cast<std::size_t>(page_size_), '\0');
  int code = file.pMethods->xRead(&file, bytes.data(), page_size_, page * page_size_);
  if (code != SQLITE_OK) return failed("read", code) != Step::failed;
  if (!clear_free_space(bytes, static_cast<std::size_t>(usable_), page == 0)) return true;
  code = file.pMethods->xWrite(&file, bytes.data(), page_size_, page * page_size_);
  return code == SQLITE_OK || failed("write", code) != Step::failed;
}

Scrubber::Step Scrubber::clear_pages() {
  if (auto step = moved(SQLITE_CHECKPOINT_PASSIVE); step != Step::done) return step;
  sqlite3_db_release_memory(writer_.database().getHandle());
  sqlite3_file* file = nullptr;
  auto* handle = own_.database().getHandle();
  int code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK || !file || !file->pMethods) return failed("open", code);
  if (page_size_ == 0) {
    page_size_ = own_.database().execAndGet("pragma page_size").getInt();
    std::string header(reserved_at + 1, '\0');
    code = file->pMethods->xRead(file, header.data(), reserved_at + 1, 0);
    if (code != SQLITE_OK) return failed("read", code);
    usable_ = page_size_ - static_cast<unsigned char>(header[reserved_at]);
  }
  sqlite3_int64 size = 0;
  code = file->pMethods->xFileSize(file, &size);
  if (code != SQLITE_OK) return failed("size", code);
  const std::int64_t pages = size / page_size_;
  if (pages >= most_pages) return Step::later;  // never: PostgreSQL is for such
  const auto end = std::min(pages, next_page_ + pages_a_step);
  for (; next_page_ < end; ++next_page_)
    if (!clear_page(*file, next_page_)) return Step::failed;
  if (next_page_ < pages) return Step::again;
  code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  return code == SQLITE_OK ? Step::done : failed("sync", code);
}

Scrubber::Step Scrubber::clear_log() { return moved(SQLITE_CHECKPOINT_TRUNCATE); }

}  // namespace muster
