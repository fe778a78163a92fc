// SPDX-License-Identifier: Apache-2.0
// The keys about people and places, in a configuration of the shipped files.
#include "muster/engine/configuration.hpp"

#include <gtest/gtest.h>

#include "support/folder.hpp"

namespace muster {
namespace {

// `more` stands before the tables that every configuration needs.
std::optional<Configuration> load(const std::string& more, const std::string& files,
                                  Problems& problems) {
  const std::string root = MUSTER_SOURCE_DIR;
  TestFolder folder;
  auto path = folder.write("muster.toml",
                           "public_url = \"https://muster.example.org\"\n"
                           "[store]\npath = \"x.sqlite\"\n[keys]\nfile = \"x.key\"\n"
                           "[request]\nscreening = \"25m\"\n" +
                               more + "\n[files]\ndeferral = \"" + root +
                               "/config/deferral/vn-2013.toml\"\nnumbering = [\"" + root +
                               "/config/numbering/vn.toml\"]\ntemplates = \"" + root +
                               "/templates/messages\"\ngateways = [\"" + root +
                               "/config/gateways/sandbox.toml\"]\n" + files +
                               "\n[[route]]\nchannel = \"sms\"\ngateway = \"sandbox\"\n");
  return load_configuration(path, "", problems);
}

TEST(Configuration, PeopleHaveDefaults) {
  Problems problems;
  auto loaded = load("", "", problems);
  ASSERT_TRUE(loaded) << listed(problems);
  EXPECT_EQ(Millis(Days(365)), loaded->settings->contacts.reached_counts_for);
  EXPECT_EQ(3, loaded->settings->contacts.codes_a_day);
  EXPECT_EQ(20, loaded->settings->travel.usual_minutes);
  EXPECT_EQ(0u, loaded->settings->places.size());
}

TEST(Configuration, PeopleAndPlacesAreReadFromTheirKeys) {
  Problems problems;
  auto loaded = load(
      "[contacts]\nreached_counts_for = \"90d\"\ncode_lives = \"5m\"\ncode_tries = 2\n"
      "codes_a_day = 1\n[travel]\ndetour = 1.5\nday_kmh = 20\nnight_kmh = 40\nfixed_minutes = 3\n"
      "usual_minutes = 30\n",
      "places = [\"" MUSTER_SOURCE_DIR "/config/places/kinh-mon.csv\"]\n", problems);
  ASSERT_TRUE(loaded) << listed(problems);
  const auto& settings = *loaded->settings;
  EXPECT_EQ(Millis(Days(90)), settings.contacts.reached_counts_for);
  EXPECT_EQ(Millis(Minutes(5)), settings.contacts.code_lives);
  EXPECT_EQ(2, settings.contacts.code_tries);
  EXPECT_EQ(1, settings.contacts.codes_a_day);
  EXPECT_EQ(1.5, settings.travel.detour);
  EXPECT_EQ(20, settings.travel.day_kmh);
  EXPECT_EQ(40, settings.travel.night_kmh);
  EXPECT_EQ(3, settings.travel.fixed_minutes);
  EXPECT_EQ(30, settings.travel.usual_minutes);
  EXPECT_TRUE(settings.places.find("An Lưu"));
}

TEST(Configuration, WhenARequestIsCovered) {
  Problems problems;
  auto loaded = load("", "", problems);
  ASSERT_TRUE(loaded) << listed(problems);
  EXPECT_EQ(.97, loaded->settings->wave.covered_at);
  EXPECT_EQ(.92, loaded->settings->wave.show);
  EXPECT_FALSE(loaded->settings->wave.count_told);
  loaded = load(
      "[wave]\ncovered_at = 0.9\nshow = 0.8\npass = 0.7\naccepts_on_call = 0.6\n"
      "accepts_standby = 0.1\ntold_groups = \"count\"\n",
      "", problems);
  ASSERT_TRUE(loaded) << listed(problems);
  const auto& wave = loaded->settings->wave;
  EXPECT_EQ(.9, wave.covered_at);
  EXPECT_EQ(.8, wave.show);
  EXPECT_EQ(.7, wave.pass);
  EXPECT_EQ(.6, wave.accepts_on_call);
  EXPECT_EQ(.1, wave.accepts_standby);
  EXPECT_TRUE(wave.count_told);
  EXPECT_FALSE(load("[wave]\ntold_groups = \"trust\"\ncovered_at = 1.0\n", "", problems));
  EXPECT_EQ(2u, problems.size()) << listed(problems);
}

TEST(Configuration, WhatCannotBeIsTold) {
  Problems problems;
  EXPECT_FALSE(load("[contacts]\ncode_trys = 2\n[travel]\nday_kmh = 0\n",
                    "places = [\"/nowhere.csv\"]\n", problems));
  EXPECT_EQ(3u, problems.size()) << listed(problems);
}

}  // namespace
}  // namespace muster
