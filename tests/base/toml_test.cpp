// SPDX-License-Identifier: Apache-2.0
#include "muster/base/toml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "support/folder.hpp"

namespace muster {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> texts_of(const Problems& problems) {
  std::vector<std::string> texts;
  for (const Problem& problem : problems) texts.push_back(problem.text());
  return texts;
}

TEST(Toml, ReadsEveryKindOfValue) {
  Problems problems;
  TomlFile file = TomlFile::parse("a.toml", R"(
name = "Kinh Môn"
port = 8470
share = 0.5
whole = 2
on = true
wait = "90m"
opens = "08:00"
closes = 20:30:00
from = 2026-12-01
until = "2026-12-31"
words = ["a", "b"]
[http.tls]
certificate = "x.pem"
[[gateways]]
name = "one"
[[gateways]]
name = "two"
)",
                                  problems);
  TomlTable root = file.root(problems);
  EXPECT_EQ(root.text("name"), "Kinh Môn");
  EXPECT_EQ(root.integer("port", 1, 1, 65535), 8470);
  EXPECT_DOUBLE_EQ(root.number("share", 0, 0, 1), 0.5);
  EXPECT_DOUBLE_EQ(root.number("whole", 0, 0, 9), 2);
  EXPECT_TRUE(root.flag("on", false));
  EXPECT_EQ(root.duration("wait", Millis(0)), Minutes(90));
  EXPECT_EQ(root.minute_of_day("opens", MinuteOfDay(0)), Hours(8));
  EXPECT_EQ(root.minute_of_day("closes", MinuteOfDay(0)), Hours(20) + Minutes(30));
  EXPECT_EQ(root.day("from"), parse_day("2026-12-01").value());
  EXPECT_EQ(root.day("until"), parse_day("2026-12-31").value());
  EXPECT_THAT(root.texts("words"), ElementsAre("a", "b"));
  TomlTable http = root.table("http");
  TomlTable tls = http.table("tls");
  EXPECT_EQ(tls.path(), "http.tls");
  EXPECT_EQ(tls.required_text("certificate"), "x.pem");
  std::vector<TomlTable> gateways = root.tables("gateways");
  ASSERT_EQ(gateways.size(), 2u);
  EXPECT_EQ(gateways[0].required_text("name"), "one");
  EXPECT_EQ(gateways[1].required_text("name"), "two");
  EXPECT_EQ(gateways[1].path(), "gateways[2]");
  EXPECT_EQ(gateways[1].line(), 17);
  for (TomlTable* table : {&root, &http, &tls, &gateways[0], &gateways[1]}) table->finish();
  EXPECT_THAT(texts_of(problems), ElementsAre());
}

TEST(Toml, MissingKeysReadAsTheirDefaults) {
  Problems problems;
  TomlFile file = TomlFile::parse("a.toml", "", problems);
  TomlTable root = file.root(problems);
  EXPECT_EQ(root.text("a", "x"), "x");
  EXPECT_EQ(root.integer("b", 7, 1, 9), 7);
  EXPECT_DOUBLE_EQ(root.number("c", 0.25, 0, 1), 0.25);
  EXPECT_TRUE(root.flag("d", true));
  EXPECT_EQ(root.duration("e", Seconds(3)), Seconds(3));
  EXPECT_EQ(root.minute_of_day("f", Hours(7)), Hours(7));
  EXPECT_FALSE(root.day("g"));
  EXPECT_TRUE(root.texts("h").empty());
  EXPECT_TRUE(root.tables("i").empty());
  EXPECT_EQ(root.one_of("j", {"x", "y"}, "y"), "y");
  TomlTable none = root.table("k").table("l");
  EXPECT_FALSE(none.has("m"));
  EXPECT_TRUE(none.keys().empty());
  none.finish();
  EXPECT_THAT(texts_of(problems), ElementsAre());
}

TEST(Toml, TellsAllProblemsAtOnceEachWithItsLine) {
  Problems problems;
  TomlFile file = TomlFile::parse("conf.toml", R"(port = 70000
name = 5
share = nan
on = "yes"
wait = "soon"
opens = 8
from = 2026-02-28T10:00:00
words = ["a", 5]
mode = "fsat"
[http]
prot = 1
listen = "x"
)",
                                  problems);
  TomlTable root = file.root(problems);
  EXPECT_EQ(root.integer("port", 1, 1, 65535), 1);
  EXPECT_EQ(root.text("name", "x"), "x");
  root.number("share", 0, 0, 1);
  root.flag("on", false);
  root.duration("wait", Millis(0));
  root.minute_of_day("opens", MinuteOfDay(0));
  root.day("from");
  EXPECT_THAT(root.texts("words"), ElementsAre("a"));
  EXPECT_EQ(root.one_of("mode", {"fast", "slow"}, "slow"), "slow");
  root.required_text("owner");
  root.required_integer("count", 1, 9);
  TomlTable http = root.table("http");
  http.integer("port", 1, 1, 9);
  http.required_text("host");
  http.finish();
  root.finish();
  EXPECT_THAT(
      texts_of(problems),
      ElementsAre(
          "conf.toml:1: port: must be 1 to 65535, not 70000",
          "conf.toml:2: name: must be text in quotes, not a whole number",
          HasSubstr("conf.toml:3: share: must be 0 to 1, not"),
          HasSubstr("conf.toml:4: on: must be true or false, without quotes, not text"),
          HasSubstr("conf.toml:5: wait: "), HasSubstr("conf.toml:6: opens: must be a time"),
          HasSubstr("conf.toml:7: from: must be a date, like 2026-12-31, not a date with a"),
          HasSubstr("conf.toml:8: words: must be an array of texts only"),
          "conf.toml:9: mode: must be one of fast, slow; not 'fsat', did you mean 'fast'?",
          HasSubstr("conf.toml:1: owner: is missing"), HasSubstr("conf.toml:1: count: is missing"),
          HasSubstr("conf.toml:10: http.host: is missing"),
          "conf.toml:11: http.prot: unknown key; did you mean 'port'?",
          "conf.toml:12: http.listen: unknown key; known here: port, host"));
}

TEST(Toml, RangesIncludeTheirEnds) {
  Problems problems;
  TomlFile file = TomlFile::parse("a", "a = 1\nb = 9\nc = 0\nd = 10\ne = -0.1\nf = inf", problems);
  TomlTable root = file.root(problems);
  EXPECT_EQ(root.integer("a", 5, 1, 9), 1);
  EXPECT_EQ(root.integer("b", 5, 1, 9), 9);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(root.integer("c", 5, 1, 9), 5);
  EXPECT_EQ(root.integer("d", 5, 1, 9), 5);
  EXPECT_DOUBLE_EQ(root.number("e", 0.5, 0, 1), 0.5);
  EXPECT_DOUBLE_EQ(root.number("f", 0.5, 0, 1), 0.5);
  EXPECT_EQ(problems.size(), 4u);
}

TEST(Toml, WrongShapesAreProblemsNotCrashes) {
  Problems problems;
  TomlFile file = TomlFile::parse("a", "a = 1\nb = [1, 2]\nc = {x = 1}\nd = \"\"\n", problems);
  TomlTable root = file.root(problems);
  EXPECT_FALSE(root.table("a").has("x"));
  EXPECT_TRUE(root.tables("b").empty());
  EXPECT_TRUE(root.tables("c").empty());
  EXPECT_TRUE(root.texts("c").empty());
  EXPECT_EQ(root.required_text("d"), "");
  EXPECT_EQ(problems.size(), 6u);
}

struct Broken {
  const char* text;
  int line;
};

TEST(Toml, SyntaxErrorsTellTheirLineAndHideWhatFollowsFromThem) {
  for (const Broken& broken :
       {Broken{"a = 1\nb = \n", 2}, Broken{"a = 1\na = 2\n", 2}, Broken{"[x\n", 1},
        Broken{"a = \"\xff\"\n", 1}, Broken{"a = 2026-02-30\n", 1}}) {
    Problems problems;
    TomlFile file = TomlFile::parse("bad.toml", broken.text, problems);
    TomlTable root = file.root(problems);
    root.required_text("needed");
    root.finish();
    ASSERT_EQ(problems.size(), 1u) << broken.text;
    EXPECT_EQ(problems[0].line, broken.line) << broken.text;
    EXPECT_THAT(problems[0].text(), HasSubstr("not TOML"));
  }
}

TEST(Toml, KeysKeepTheOrderOfTheFileAndCountAsKnown) {
  Problems problems;
  TomlFile file = TomlFile::parse("a", "[m]\nzeta = 1\nalpha = 2\n\"x y\" = 3\n", problems);
  TomlTable map = file.root(problems).table("m");
  EXPECT_THAT(map.keys(), ElementsAre("zeta", "alpha", "x y"));
  map.finish();
  EXPECT_TRUE(problems.empty());
}

TEST(Toml, LoadReadsAFileAndTellsWhenItCannot) {
  const TestFolder folder;
  const auto path = folder.write("muster.toml", "\xEF\xBB\xBFname = \"x\"\n");
  Problems problems;
  TomlFile good = TomlFile::load(path, problems);
  EXPECT_EQ(good.root(problems).text("name"), "x");
  EXPECT_EQ(good.name(), path);
  EXPECT_TRUE(problems.empty());
  folder.clear();

  for (const std::string& bad : {path, folder.path().string()}) {
    Problems found;
    TomlFile file = TomlFile::load(bad, found);
    file.root(found).required_text("needed");
    ASSERT_EQ(found.size(), 1u) << bad;
    EXPECT_THAT(found[0].text(), HasSubstr(bad + ": cannot be read: "));
  }
}

}  // namespace
}  // namespace muster
