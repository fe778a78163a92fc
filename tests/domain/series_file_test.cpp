// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "muster/domain/series.hpp"

namespace muster {
namespace {

std::vector<std::string> problems_of(std::string_view text) {
  Problems problems;
  auto file = TomlFile::parse("s.toml", text, problems);
  read_series(file, problems);
  std::vector<std::string> texts;
  for (const auto& problem : problems) texts.push_back(problem.text());
  return texts;
}

constexpr std::string_view least = R"(code = "s"
[[step]]
code = "invite"
text = "reminder_invite"
)";

std::string with(std::string_view line) { return std::string(least) + std::string(line) + "\n"; }

TEST(SeriesFile, TheShippedOneIsSound) {
  Problems problems;
  auto file = TomlFile::load(MUSTER_SOURCE_DIR "/config/series/repeat-donors.toml", problems);
  auto series = read_series(file, problems);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  EXPECT_EQ(series.code, "repeat-donors");
  EXPECT_EQ(series.purpose, Purpose::reminders);
  EXPECT_TRUE(series.needs_session);
  ASSERT_EQ(series.steps.size(), 3u);
  const auto* invite = series.step("invite");
  ASSERT_TRUE(invite);
  EXPECT_EQ(invite->anchor, SeriesAnchor::eligible_on);
  EXPECT_EQ(invite->at, Hours(9));
  EXPECT_EQ(invite->lane, SendLane::reminder);
  EXPECT_EQ(series.step("follow-up")->offset_days, 3);
  EXPECT_EQ(series.step("follow-up")->when, StepCondition::silent);
  const auto* before = series.step("day-before");
  EXPECT_EQ(before->anchor, SeriesAnchor::session);
  EXPECT_EQ(before->offset_days, -1);
  EXPECT_EQ(before->when, StepCondition::coming);
  EXPECT_FALSE(series.step("morning-of"));
}

TEST(SeriesFile, TheLeastOneHasCarefulDefaults) {
  EXPECT_THAT(problems_of(least), testing::IsEmpty());
  Problems problems;
  auto series = read_series(TomlFile::parse("s.toml", least, problems), problems);
  EXPECT_TRUE(series.needs_session);
  EXPECT_EQ(series.steps[0].late, LatePolicy::skip_and_list);
  EXPECT_EQ(series.steps[0].when, StepCondition::always);
}

TEST(SeriesFile, EachMistakeIsToldWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {with("at = \"25:00\""), "s.toml:5: step[1].at"},
      {with("at = \"24:00\""), "s.toml:5: step[1].at"},
      {with("offset_days = 4000"), "s.toml:5: step[1].offset_days"},
      {with("lane = \"emergency\""), "s.toml:5: step[1].lane"},
      {with("anchor = \"birthday\""), "s.toml:5: step[1].anchor"},
      {with("late = \"send_late_within\""), "step[1].late_within"},
      {with("late_within = \"2h\""), "s.toml:5: step[1].late_within"},
      {with("ofset_days = 1"), "did you mean 'offset_days'"},
      {with("[[step]]\ncode = \"invite\"\ntext = \"reminder_invite\""), "step[2].code"},
      {"code = \"s\"\n", "no steps"},
      {"code = \"Repeat donors\"\n" + with("").substr(11), "s.toml:1: code"},
      {"purpose = \"emergency\"\n" + std::string(least), "s.toml:1: purpose"},
      {"session_horizon = \"1h\"\n" + std::string(least), "s.toml:1: session_horizon"},
      {"code = \"s\"\n[[step]]\ncode = \"invite\"\ntext = \"reminder_invit\"\n",
       "did you mean 'reminder_invite'"},
      {"code = \"s\"\n[[step]]\ncode = \"invite\"\n", "step[1].text"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_THAT(problems_of(text), testing::ElementsAre(testing::HasSubstr(expected))) << text;
}

TEST(SeriesFile, AllMistakesAtOnce) {
  EXPECT_EQ(problems_of(with("at = \"x\"\nlane = \"y\"\nwhen = \"z\"\nunknown = 1")).size(), 4u);
}

}  // namespace
}  // namespace muster
