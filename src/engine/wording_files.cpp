// SPDX-License-Identifier: Apache-2.0
#include "wording_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace muster {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

Wording load_wording(const std::string& folder, const std::string& fallback_language,
                     Problems& problems) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error))
    if (at->is_regular_file() && at->path().extension() == ".txt") paths.push_back(at->path());
  if (error || paths.empty()) {
    problems.push_back(
        {folder, 0, "files.templates", "there are no texts here: *.txt in a folder a language"});
    return {};
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Wording::Source> sources;
  for (const auto& path : paths) {
    auto source = Wording::source(path.string(), read(path));
    if (source)
      sources.push_back(std::move(*source));
    else
      problems.push_back({path.string(), 0, "name", source.error().message()});
  }
  auto wording = Wording::compile(std::move(sources), fallback_language, problems);
  // Found out now and not when a page is to go out.
  wording.require_all(problems);
  return wording;
}

}  // namespace muster
