// SPDX-License-Identifier: Apache-2.0
#include "test_settings.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "support/shipped.hpp"

namespace muster::simulation {
namespace {

namespace fs = std::filesystem;

void replace(std::string& text, std::string_view what, const std::string& with) {
  auto at = text.find(what);
  ASSERT_NE(at, std::string::npos) << "the shipped file has no line '" << what << "'";
  text.replace(at, what.size(), with);
}

std::string gateway_text(const GatewayManners& manners) {
  auto text = shipped_text("config/gateways/sandbox.toml");
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
  source.text = shipped_text(fs::relative(path, shipped_path("")).string());
  return source;
}

Wording shipped_wording(Problems& problems) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(shipped_path("templates/messages")))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Wording::Source> sources;
  for (const auto& file : files) sources.push_back(source_of(file));
  return Wording::compile(std::move(sources), "vi", problems);
}

}  // namespace

std::shared_ptr<const Settings> shipped_settings(const GatewayManners& manners) {
  Problems problems;
  auto settings = shipped_site();
  settings->public_url = "https://muster.example.org";
  settings->wording = shipped_wording(problems);
  add_sandbox(*settings, gateway_text(manners));
  settings->request_limits.screening = Minutes(25);
  settings->reserve_in_flight = std::min(8, manners.in_flight / 2);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  return settings;
}

}  // namespace muster::simulation
