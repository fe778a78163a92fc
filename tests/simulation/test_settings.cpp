// SPDX-License-Identifier: Apache-2.0
#include "test_settings.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "muster/domain/rule_set.hpp"

namespace muster::simulation {
namespace {

namespace fs = std::filesystem;

const std::string root = MUSTER_SOURCE_DIR;

std::string content(const fs::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void replace(std::string& text, std::string_view what, const std::string& with) {
  auto at = text.find(what);
  ASSERT_NE(at, std::string::npos) << "the shipped file has no line '" << what << "'";
  text.replace(at, what.size(), with);
}

std::string gateway_text(const GatewayManners& manners) {
  auto text = content(root + "/config/gateways/sandbox.toml");
  replace(text, "\nhonours_keys = true",
          manners.keyed ? "\nhonours_keys = true" : "\nhonours_keys = false");
  replace(text, "\nin_flight = 256", fmt::format("\nin_flight = {}", manners.in_flight));
  if (manners.per_second > 0)
    replace(text, "\ntimeout = \"10s\"",
            fmt::format("\nper_second = {}\ntimeout = \"10s\"", manners.per_second));
  return text;
}

TextTarget target_of(const std::string& word) {
  if (word == "subject") return TextTarget::subject;
  if (word == "plain") return TextTarget::plain;
  if (word == "html") return TextTarget::html;
  if (word == "voice") return TextTarget::voice;
  EXPECT_EQ(word, "sms");
  return TextTarget::sms;
}

// templates/messages/<language>/<kind>.<variant>.<target>.txt
Wording::Source source_of(const fs::path& path) {
  std::vector<std::string> parts;
  std::stringstream stream(path.filename().string());
  for (std::string part; std::getline(stream, part, '.');) parts.push_back(part);
  Wording::Source source;
  source.path = path.string();
  source.language = path.parent_path().filename().string();
  source.kind = parts.at(0);
  if (parts.size() > 3 && parts.at(1) != "any") source.variant = parts.at(1);
  source.target = target_of(parts.at(parts.size() - 2));
  source.text = content(path);
  return source;
}

Wording shipped_wording(Problems& problems) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root + "/templates/messages"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Wording::Source> sources;
  for (const auto& file : files) sources.push_back(source_of(file));
  return Wording::compile(std::move(sources), "vi", problems);
}

Result<std::string> literal_only(std::string_view reference) {
  return invalid("secret", fmt::format("the simulation reads no secret '{}'", reference));
}

}  // namespace

std::shared_ptr<const Settings> shipped_settings(const GatewayManners& manners) {
  Problems problems;
  auto settings = std::make_shared<Settings>();
  settings->public_url = "https://muster.example.org";
  settings->rules =
      read_rule_set(TomlFile::load(root + "/config/deferral/vn-2013.toml", problems), problems);
  auto plan =
      read_numbering_plan(TomlFile::load(root + "/config/numbering/vn.toml", problems), problems);
  settings->numbering.plans.push_back(std::move(plan));
  settings->series.push_back(
      read_series(TomlFile::load(root + "/config/series/repeat-donors.toml", problems), problems));
  settings->wording = shipped_wording(problems);
  auto file = TomlFile::parse("sandbox.toml", gateway_text(manners), problems);
  if (auto gateway = Gateway::compile(file, literal_only, settings->public_url, problems))
    settings->gateways.push_back(std::move(*gateway));
  settings->routes.push_back({Channel::sms, "", gateway_name});
  settings->request_limits.screening = Minutes(25);
  settings->reserve_in_flight = std::min(8, manners.in_flight / 2);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  return settings;
}

}  // namespace muster::simulation
