// SPDX-License-Identifier: Apache-2.0
#include "wal_reserve.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace muster {
namespace {

constexpr std::int64_t piece = 1 << 20;

class File {
 public:
  File(const std::string& path, int flags) : fd_(open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  explicit operator bool() const { return fd_ >= 0; }
  int fd() const { return fd_; }

 private:
  int fd_;
};

Error failed(const char* what, const std::string& path) {
  return Error(ErrorKind::io, fmt::format("cannot {} it: {}", what, std::strerror(errno)), path);
}

// As SQLite does: whoever may open the database must be able to open its log.
void like_database(int fd, const std::string& database) {
  struct stat found{};
  if (stat(database.c_str(), &found) == 0) fchmod(fd, found.st_mode & 0777);
}

bool write_zeros(int fd, std::int64_t bytes) {
  const std::vector<char> zeros(piece);
  while (bytes > 0) {
    auto written = write(fd, zeros.data(), static_cast<std::size_t>(std::min(bytes, piece)));
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes -= written;
  }
  return true;
}

}  // namespace

Result<bool> reserve_wal(const std::string& database, std::int64_t bytes) {
  const auto wal = database + "-wal";
  if (access(wal.c_str(), F_OK) == 0) return false;
  // Made whole under another name and linked: a log of another program that opens the database at
  // the same moment is never written over.
  const auto made = wal + ".new";
  unlink(made.c_str());
  Result<bool> done = true;
  {
    File file(made, O_WRONLY | O_CREAT | O_EXCL);
    if (!file) return failed("create", made);
    like_database(file.fd(), database);
    if (!write_zeros(file.fd(), bytes))
      done = failed("write", made);
    else if (link(made.c_str(), wal.c_str()) != 0)
      done = errno == EEXIST ? Result<bool>(false) : Result<bool>(failed("link", wal));
  }
  unlink(made.c_str());
  return done;
}

Result<void> write_wal_zeros(const std::string& database, std::int64_t from, std::int64_t to) {
  const auto wal = database + "-wal";
  File file(wal, O_WRONLY);
  if (!file) return failed("open", wal);
  if (lseek(file.fd(), from, SEEK_SET) != from || !write_zeros(file.fd(), to - from))
    return failed("write", wal);
  return {};
}

Result<void> sync_wal(const std::string& database) {
  const auto wal = database + "-wal";
  File file(wal, O_RDONLY);
  if (!file) return failed("open", wal);
  if (fdatasync(file.fd()) != 0) return failed("sync", wal);
  return {};
}

}  // namespace muster
