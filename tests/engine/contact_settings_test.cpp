// SPDX-License-Identifier: Apache-2.0
// [hours], [caps] and [do_not_call]: what stands in the shipped file is what holds without it.
#include "../../src/engine/contact_settings.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

Settings read(const std::string& text, Problems& problems) {
  auto file = TomlFile::parse("test.toml", text, problems);
  auto root = file.root(problems);
  Settings settings;
  read_contact_settings(root, settings);
  return settings;
}

void expect_same(const FrequencyCap& a, const FrequencyCap& b, const char* what) {
  EXPECT_EQ(a.count, b.count) << what;
  EXPECT_EQ(a.window, b.window) << what;
}

void expect_same(const Settings& a, const Settings& b) {
  EXPECT_EQ(a.hours.reminders, b.hours.reminders);
  EXPECT_EQ(a.hours.campaigns, b.hours.campaigns);
  EXPECT_EQ(a.hours.voice, b.hours.voice);
  EXPECT_EQ(a.hours.night, b.hours.night);
  expect_same(a.caps.reminders, b.caps.reminders, "reminders");
  expect_same(a.caps.campaigns, b.caps.campaigns, "campaigns");
  expect_same(a.caps.overall, b.caps.overall, "overall");
  expect_same(a.caps.campaign_sms, b.caps.campaign_sms, "sms");
  expect_same(a.caps.campaign_email, b.caps.campaign_email, "email");
  expect_same(a.caps.campaign_calls, b.caps.campaign_calls, "calls");
  EXPECT_EQ(a.do_not_call.reminders, b.do_not_call.reminders);
  EXPECT_EQ(a.do_not_call.warn_after, b.do_not_call.warn_after);
}

TEST(ContactSettings, TheShippedFileSaysTheDefaults) {
  Problems problems;
  auto file = TomlFile::load(MUSTER_SOURCE_DIR "/config/muster.toml", problems);
  auto root = file.root(problems);
  Settings shipped;
  shipped.hours.reminders = {};
  shipped.caps.overall = {};
  read_contact_settings(root, shipped);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  Settings defaults;
  expect_same(shipped, defaults);
}

TEST(ContactSettings, AreReadAndChecked) {
  Problems problems;
  expect_same(read("", problems), Settings());
  auto settings = read(
      "[hours]\nreminders = \"09:00-18:30\"\n[caps]\noverall = 2\noverall_days = 7\n"
      "campaign_sms_a_day = 1\n[do_not_call]\nreminders = true\nwarn_after = \"7d\"\n",
      problems);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  EXPECT_EQ(settings.hours.reminders, (DayWindow{Hours(9), Hours(18) + Minutes(30)}));
  EXPECT_EQ(settings.caps.overall.count, 2);
  EXPECT_EQ(settings.caps.overall.window, Days(7));
  EXPECT_EQ(settings.caps.campaign_sms.count, 1);
  EXPECT_EQ(settings.caps.campaign_sms.window, Hours(24));
  EXPECT_TRUE(settings.do_not_call.reminders);
  EXPECT_EQ(settings.do_not_call.warn_after, Days(7));
  for (const auto* wrong : {"[hours]\nvoice = \"8 to 17\"\n", "[caps]\noverall = -1\n",
                            "[caps]\ncampaign_fax = 1\n", "[do_not_call]\nwarn_after = 30\n"}) {
    Problems found;
    read(wrong, found);
    EXPECT_EQ(found.size(), 1u) << wrong;
  }
}

}  // namespace
}  // namespace muster
