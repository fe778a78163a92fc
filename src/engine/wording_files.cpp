// SPDX-License-Identifier: Apache-2.0
#include "wording_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace muster {
namespace {

namespace fs = std::filesystem;

std::optional<TextTarget> target_named(std::string_view name) {
  if (name == "sms") return TextTarget::sms;
  if (name == "subject") return TextTarget::subject;
  if (name == "plain") return TextTarget::plain;
  if (name == "html") return TextTarget::html;
  if (name == "voice") return TextTarget::voice;
  return std::nullopt;
}

std::optional<Wording::Source> source_of(const fs::path& path, Problems& problems) {
  auto stem = path.stem().string();  // without ".txt"
  auto first = stem.find('.');
  auto last = stem.rfind('.');
  auto target = last == std::string::npos ? std::nullopt : target_named(stem.substr(last + 1));
  auto variant = first == std::string::npos || first == last
                     ? std::string()
                     : stem.substr(first + 1, last - first - 1);
  if (!target || (variant != "any" && variant != "one_way" && variant != "two_way")) {
    problems.push_back(
        {path.string(), 0, "name",
         "a text is named <kind>.<two_way|one_way|any>.<sms|subject|plain|html|voice>.txt"});
    return std::nullopt;
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  Wording::Source source;
  source.path = path.string();
  source.language = path.parent_path().filename().string();
  source.kind = stem.substr(0, first);
  source.variant = variant == "any" ? "" : variant;
  source.target = *target;
  source.text = text.str();
  return source;
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
  for (const auto& path : paths)
    if (auto source = source_of(path, problems)) sources.push_back(std::move(*source));
  return Wording::compile(std::move(sources), fallback_language, problems);
}

}  // namespace muster
