// SPDX-License-Identifier: Apache-2.0
// Rule files looked at without a daemon: what is wrong with them, and what follows from them.
#include <gtest/gtest.h>

#include "process.hpp"
#include "support/folder.hpp"

namespace muster::e2e {
namespace {

namespace fs = std::filesystem;

std::string shipped(const std::string& name) { return source("config/" + name).string(); }

struct Rules : testing::Test {
  TestFolder own;
  const fs::path& folder = own.path();

  // A copy of a shipped file with one piece of it changed.
  std::string changed(const std::string& name, const std::string& from, const std::string& to) {
    auto text = read_file(source("config/" + name));
    auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    auto path = folder / "changed.toml";
    write_file(path, text.replace(at, from.size(), to));
    return path.string();
  }
};

TEST_F(Rules, AllShippedFilesHoldAndMistakesAreToldWithTheirLine) {
  auto good = run({binary("muster"), "rules", "check", shipped("deferral/vn-2013.toml"),
                   shipped("deferral/us-fda.toml"), shipped("deferral/uk-nhsbt.toml"),
                   shipped("deferral/in-nbtc.toml")});
  EXPECT_EQ(good.status, 0) << good.err;
  EXPECT_EQ(run({binary("muster"), "compatibility", "check", shipped("compatibility.toml")}).status,
            0);
  auto bad =
      run({binary("muster"), "rules", "check", shipped("deferral/vn-2013.toml"),
           changed("deferral/vn-2013.toml", "count = 3\ndays = 7", "cuont = 3\nmonths = 0")});
  EXPECT_EQ(bad.status, 1);
  EXPECT_NE(bad.err.find("windows[1].cuont: unknown key; did you mean 'count'?"), std::string::npos)
      << bad.err;
  EXPECT_NE(bad.err.find("windows[1].months: must be 1 to 120, not 0"), std::string::npos)
      << bad.err;
  auto table = run({binary("muster"), "compatibility", "check",
                    changed("compatibility.toml", "\"O-\"  = {\"O-\" = 0}",
                            "\"O-\"  = {\"O-\" = 0, \"A-\" = 1}")});
  EXPECT_EQ(table.status, 1);
  EXPECT_NE(table.err.find("an antigen that the recipient lacks"), std::string::npos) << table.err;
  EXPECT_EQ(run({binary("muster"), "rules", "check", "nowhere.toml"}).status, 1);
}

TEST_F(Rules, ExplainTellsTheDateTheRuleAndItsArticle) {
  auto ask = [](std::vector<std::string> more) {
    std::vector<std::string> argv = {binary("muster"), "rules", "explain", "--rules",
                                     shipped("deferral/vn-2013.toml")};
    argv.insert(argv.end(), more.begin(), more.end());
    return run(argv);
  };
  auto told = ask({"--sex", "f", "--born", "1990-05-01", "--weight", "44", "--gave",
                   "whole_blood:2026-09-10", "--deferral", "flu:2026-08-01", "--on", "2026-12-01"});
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_NE(told.out.find("whole_blood: not before 2026-12-03: 84 days after whole blood on "
                          "2026-09-10, Circular 26/2013/TT-BYT Art. 6(1)"),
            std::string::npos)
      << told.out;
  EXPECT_NE(told.out.find("plasma: no plasma: weight 44 kg, plasma needs at least 50 kg"),
            std::string::npos)
      << told.out;
  struct Bad {
    std::vector<std::string> argv;
    const char* told;
  };
  const Bad cases[] = {
      {{"--on", "1.12.2026"}, "--on"},
      {{"--on", "2026-12-01", "--gave", "blood"}, "write product:day"},
      {{"--on", "2026-12-01", "--gave", "blood:2026-09-10"}, "'blood' is no product"},
      {{"--on", "2026-12-01", "--gave", "plasma:2026-09-31"}, "there is no day 2026-09-31"},
      {{"--on", "2026-12-01", "--gave", "plasma:2026-09-10:x"}, "'x' is not a whole number"},
      {{"--on", "2026-12-01", "--deferral", "tatoo:2026-09-10"}, "did you mean 'tattoo'?"},
      {{"--on", "2026-12-01", "--sex", "q"}, "'q' is neither f nor m"},
      {{"--on", "2026-12-01", "--product", "blood"}, "'blood' is no product"},
  };
  for (const auto& bad : cases) {
    auto ran = ask(bad.argv);
    EXPECT_EQ(ran.status, 1) << bad.told;
    EXPECT_NE(ran.err.find(bad.told), std::string::npos) << bad.told << " -> " << ran.err;
  }
}

}  // namespace
}  // namespace muster::e2e
