// SPDX-License-Identifier: Apache-2.0
// How far an import is, as one line of a terminal that is written over. One thread.
#pragma once
#include <cstdint>
#include <string>

namespace muster {

// "[########............]  40 %  400000 lines"; the share is that of the file's bytes.
std::string progress_line(std::int64_t rows, std::int64_t bytes, std::int64_t file_bytes);

class ImportProgressBar {
 public:
  explicit ImportProgressBar(bool shown) : shown_(shown) {}
  ~ImportProgressBar();
  ImportProgressBar(const ImportProgressBar&) = delete;
  ImportProgressBar& operator=(const ImportProgressBar&) = delete;

  void show(std::int64_t rows, std::int64_t bytes, std::int64_t file_bytes);

 private:
  bool shown_;
  std::size_t width_ = 0;
};

}  // namespace muster
