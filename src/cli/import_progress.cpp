// SPDX-License-Identifier: Apache-2.0
#include "import_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace muster {
namespace {

constexpr std::int64_t bar_width = 30;

}  // namespace

std::string progress_line(std::int64_t rows, std::int64_t bytes, std::int64_t file_bytes) {
  const std::int64_t done = std::clamp<std::int64_t>(bytes, 0, file_bytes);
  const std::int64_t filled = file_bytes > 0 ? done * bar_width / file_bytes : 0;
  return fmt::format("[{:#<{}}{:.<{}}] {:3} %  {} lines", "", filled, "", bar_width - filled,
                     file_bytes > 0 ? done * 100 / file_bytes : 0, rows);
}

void ImportProgressBar::show(std::int64_t rows, std::int64_t bytes, std::int64_t file_bytes) {
  if (!shown_) return;
  const auto line = progress_line(rows, bytes, file_bytes);
  width_ = std::max(width_, line.size());
  std::fprintf(stderr, "\r%-*s", static_cast<int>(width_), line.c_str());
  std::fflush(stderr);
}

ImportProgressBar::~ImportProgressBar() {
  if (width_ > 0) std::fprintf(stderr, "\r%*s\r", static_cast<int>(width_), "");
}

}  // namespace muster
