// SPDX-License-Identifier: Apache-2.0
#include "folder.hpp"

#include <stdlib.h>

#include <fstream>
#include <stdexcept>

namespace muster {
namespace {

namespace fs = std::filesystem;

fs::path base(TestFolder::On on) {
  if (on == TestFolder::On::memory && fs::is_directory("/dev/shm")) return "/dev/shm";
  return fs::temp_directory_path();
}

}  // namespace

TestFolder::TestFolder(On on) {
  auto path = (base(on) / "muster-test-XXXXXX").string();
  if (!mkdtemp(path.data())) throw std::runtime_error("no folder can be made: " + path);
  path_ = path;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TestFolder::write(std::string_view name, std::string_view content) const {
  auto path = file(name);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << content;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
  return path;
}

void TestFolder::clear() const {
  for (const auto& entry : fs::directory_iterator(path_)) fs::remove_all(entry.path());
}

}  // namespace muster
