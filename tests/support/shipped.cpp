// SPDX-License-Identifier: Apache-2.0
#include "shipped.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "muster/base/toml.hpp"
#include "muster/domain/rule_set.hpp"

namespace muster {
namespace {

TomlFile load(std::string_view name, Problems& problems) {
  return TomlFile::load(shipped_path(name), problems);
}

void expect_none(const Problems& problems) {
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
}

Result<std::string> no_secret(std::string_view reference) {
  return invalid("secret", "the tests read no secret: " + std::string(reference));
}

}  // namespace

std::string shipped_path(std::string_view name) {
  return std::string(MUSTER_SOURCE_DIR "/") + std::string(name);
}

std::string shipped_text(std::string_view name) {
  std::ifstream file(shipped_path(name), std::ios::binary);
  EXPECT_TRUE(file) << name;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::shared_ptr<Settings> shipped_site() {
  Problems problems;
  auto made = std::make_shared<Settings>();
  auto numbering = load("config/numbering/vn.toml", problems);
  made->numbering.plans.push_back(read_numbering_plan(numbering, problems));
  auto rules = load("config/deferral/vn-2013.toml", problems);
  made->rules = read_rule_set(rules, problems);
  auto series = load("config/series/repeat-donors.toml", problems);
  made->series.push_back(read_series(series, problems));
  expect_none(problems);
  return made;
}

void add_sandbox(Settings& settings, std::string_view text) {
  Problems problems;
  auto file = TomlFile::parse("sandbox.toml", text, problems);
  if (auto gateway = Gateway::compile(file, no_secret, settings.public_url, problems)) {
    settings.gateways.push_back(std::move(*gateway));
    settings.routes.push_back({Channel::sms, "", "sandbox"});
  }
  expect_none(problems);
}

}  // namespace muster
