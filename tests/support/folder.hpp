// SPDX-License-Identifier: Apache-2.0
// A fresh folder of one test, gone with it: whatever else runs on this machine cannot meet it. The
// only place in the tests that knows the temporary directory.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace muster {

class TestFolder {
 public:
  // `memory`: where there is a file system in memory; for tests that care for what is written and
  // not for the disk's patience.
  enum class On { disk, memory };
  explicit TestFolder(On on = On::disk);
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // The path of a file in it, whether it is there or not.
  std::string file(std::string_view name) const { return (path_ / name).string(); }
  // Writes the file anew and returns its path.
  std::string write(std::string_view name, std::string_view content) const;
  // Takes out all that is in it.
  void clear() const;

 private:
  std::filesystem::path path_;
};

}  // namespace muster
