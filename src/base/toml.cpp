// SPDX-License-Identifier: Apache-2.0
#include "muster/base/toml.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <system_error>

namespace muster {
namespace {

// Far above any configuration; a wrong path (a database, a device) must not fill the memory.
constexpr std::size_t largest_file = 8u << 20;

int line_of(const toml::source_region& source) { return static_cast<int>(source.begin.line); }

// stdio, not ifstream: it tells a directory or a missing file by errno.
bool read_whole(const std::string& path, std::string& text, std::string& reason) {
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
  char buffer[16384];
  std::size_t got = 0;
  while (file && (got = std::fread(buffer, 1, sizeof buffer, file.get())) > 0) {
    text.append(buffer, got);
    if (text.size() > largest_file) {
      reason = "larger than 8 MiB, so it is hardly a configuration file";
      return false;
    }
  }
  if (file && !std::ferror(file.get())) return true;
  reason = std::generic_category().message(errno);
  return false;
}

}  // namespace

std::string Problem::text() const {
  std::string place = line > 0 ? fmt::format("{}:{}", file, line) : file;
  return key.empty() ? fmt::format("{}: {}", place, message)
                     : fmt::format("{}: {}: {}", place, key, message);
}

struct TomlFile::Inner {
  std::string name;
  toml::table table;
  bool broken = false;
  Problems
      ignored;  // a file that could not be read also lacks every required key: saying so is noise
};

TomlFile::TomlFile(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
TomlFile::~TomlFile() = default;
TomlFile::TomlFile(TomlFile&&) noexcept = default;
TomlFile& TomlFile::operator=(TomlFile&&) noexcept = default;

TomlFile TomlFile::parse(std::string name, std::string_view text, Problems& problems) {
  auto inner = std::make_unique<Inner>();
  inner->name = std::move(name);
  try {
    inner->table = toml::parse(text, std::string_view(inner->name));
  } catch (const toml::parse_error& error) {
    inner->broken = true;
    problems.push_back({inner->name,
                        line_of(error.source()),
                        {},
                        fmt::format("not TOML: {}", error.description())});
  } catch (const std::exception& error) {
    inner->broken = true;
    problems.push_back({inner->name, 0, {}, fmt::format("not TOML: {}", error.what())});
  }
  return TomlFile(std::move(inner));
}

TomlFile TomlFile::load(const std::string& path, Problems& problems) {
  std::string text;
  std::string reason;
  if (read_whole(path, text, reason)) return parse(path, text, problems);
  problems.push_back({path, 0, {}, fmt::format("cannot be read: {}", reason)});
  auto inner = std::make_unique<Inner>();
  inner->name = path;
  inner->broken = true;
  return TomlFile(std::move(inner));
}

const std::string& TomlFile::name() const { return inner_->name; }

TomlTable TomlFile::root(Problems& problems) const {
  Problems* sink = inner_->broken ? &inner_->ignored : &problems;
  return TomlTable(&inner_->table, inner_->name, {}, 1, sink);
}

}  // namespace muster
