// SPDX-License-Identifier: Apache-2.0
// A file with names and telephone numbers in it: of this user alone, and under its name only once
// it is whole; until then NAME.part, which goes away with the object.
#pragma once
#include <cstdio>
#include <string>

#include "muster/base/result.hpp"

namespace muster {

class PrivateFile {
 public:
  // Error: io.
  static Result<PrivateFile> create(std::string path);
  ~PrivateFile();
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile& operator=(PrivateFile&&) = delete;

  std::FILE* get() const { return file_; }
  Error failure() const;  // what the system says was wrong last
  // It is whole; what had its name is replaced. Error: io.
  Result<void> keep();

 private:
  PrivateFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  std::string part() const { return path_ + ".part"; }
  std::string path_;
  std::FILE* file_;
};

}  // namespace muster
