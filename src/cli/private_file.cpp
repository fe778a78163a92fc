// SPDX-License-Identifier: Apache-2.0
#include "private_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace muster {

Result<PrivateFile> PrivateFile::create(std::string path) {
  PrivateFile made(std::move(path), nullptr);
  // One that is left from before may be readable by others, or a link to somewhere.
  ::unlink(made.part().c_str());
  const int opened = ::open(made.part().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (opened >= 0) made.file_ = ::fdopen(opened, "wb");
  if (!made.file_) return made.failure();
  return made;
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, nullptr)) {}

PrivateFile::~PrivateFile() {
  if (!file_) return;
  std::fclose(file_);
  ::unlink(part().c_str());
}

Error PrivateFile::failure() const {
  return Error(ErrorKind::io, std::generic_category().message(errno), path_);
}

Result<void> PrivateFile::keep() {
  const bool written = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (written && std::rename(part().c_str(), path_.c_str()) == 0) return {};
  const Error error = failure();
  ::unlink(part().c_str());
  return error;
}

}  // namespace muster
