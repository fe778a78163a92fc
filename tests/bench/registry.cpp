// SPDX-License-Identifier: Apache-2.0
// A nation's register: how long its import takes and what it weighs, how soon one donor is found
// and explained, and how fast everybody is planned anew when the rules change.
#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <stdexcept>

#include "database.hpp"
#include "reference.hpp"
#include "sections.hpp"

namespace muster::bench {
namespace {

namespace fs = std::filesystem;

constexpr int looks = 200;

// Of one call of the API after the other, each over a connection of its own.
struct Times {
  double median = 0;
  double worst = 0;
};

template <class Path>
Times time_calls(Town& town, Path path) {
  std::vector<double> seconds;
  for (int i = 0; i < looks; ++i) {
    auto start = Clock::now();
    auto answer = town.site().api("GET", path(i));
    seconds.push_back(seconds_since(start));
    if (answer.status != 200 || answer.body.size() < 40)
      throw std::runtime_error(path(i) + ": " + answer.body);
  }
  return {median(seconds), worst(seconds)};
}

void look_up(Town& town, int donors, Report& report) {
  auto someone = [donors](int i) { return 1 + static_cast<int>(i * 104'729LL % donors); };
  auto say = [&](const char* what, Times times, double mark) {
    report.at_most(fmt::format("{}, p50", what), times.median * 1e3, mark, "ms");
    report.say(fmt::format("{}, worst of {}", what, looks), times.worst * 1e3, "ms");
  };
  say("one donor by telephone",
      time_calls(town, [&](int i) { return fmt::format("/v1/donors?phone=091{:07}", someone(i)); }),
      5);
  say("one donor by external id",
      time_calls(town,
                 [&](int i) { return fmt::format("/v1/donors?external_id=D{:07}", someone(i)); }),
      5);
  say("donors by the beginning of a name",
      time_calls(town,
                 [&](int i) {
                   return fmt::format("/v1/donors?limit=20&name=nguyen%20thi%20lan%20{}",
                                      someone(i));
                 }),
      5);
  say("explain",
      time_calls(town, [&](int i) { return fmt::format("/v1/donors/{}/eligibility", someone(i)); }),
      1);
}

// The same rules with a day more between whole blood donations: every date moves.
void change_rules(Town& town) {
  auto& site = town.site();
  auto text = e2e::read_file(e2e::source("config/deferral/vn-2013.toml"));
  auto at = text.find("days = 84");
  if (at == std::string::npos) throw std::runtime_error("no interval of 84 days in vn-2013");
  text.replace(at, 9, "days = 85");
  auto rules = site.folder() / "rules.toml";
  e2e::write_file(rules, text);
  auto configuration = e2e::read_file(site.config());
  auto key = configuration.find("deferral = ");
  auto end = configuration.find('\n', key);
  if (key == std::string::npos) throw std::runtime_error("no deferral in the configuration");
  configuration.replace(key, end - key, fmt::format("deferral = \"{}\"", rules.string()));
  e2e::write_file(site.config(), configuration);
  kill(site.daemon().pid(), SIGHUP);
}

void replan(Town& town, int donors, Report& report) {
  change_rules(town);
  auto path = town.site().folder() / "store/muster.sqlite";
  auto plan = [&path](const char* column) {
    // Looks now and then: a reader in the log at all times would keep it from starting over.
    Database database(path);
    return database.number(fmt::format(
        "select coalesce((select {} from bulk_plan where kind = 'rules' and changed > 0 order by "
        "id desc limit 1), 0)",
        column));
  };
  std::vector<double> waits;
  auto start = Clock::now();
  while (plan("finished_at") == 0) {
    if (seconds_since(start) > 900) throw std::runtime_error("everybody is not planned anew");
    auto call = Clock::now();
    town.site().api("POST", "/v1/donors/1/stop", R"({"how":"bench"})");
    waits.push_back(seconds_since(call));
    for (int i = 0; i < 10; ++i) e2e::nap();
  }
  auto seconds = static_cast<double>(plan("finished_at") - plan("started_at")) / 1e3;
  report.at_least("planned anew by other rules", donors / seconds, 15'000, "donors/s");
  report.at_most("a change committed meanwhile, worst", worst(waits) * 1e3, 100, "ms");
}

}  // namespace

void registry(Town& town, const Size& size, Report& report) {
  town.empty();
  town.sandbox(0);
  town.start(1);
  auto start = Clock::now();
  town.import_plain(size.donors);
  auto ours = seconds_since(start);
  auto peak = static_cast<double>(status_of(town.site().daemon().pid(), "VmHWM")) / 1024;
  town.site().stop();
  auto folder = town.site().folder();
  auto file = folder / "store/muster.sqlite";
  auto name = fmt::format("{} donors", size.donors);
  report.say("muster import, " + name, ours, "s");
  report.at_most("resident at most while they come in", peak, 600, "MiB");
  report.at_most("database of " + name, static_cast<double>(fs::file_size(file)) / (1 << 20), 1024,
                 "MiB");
  auto reference = import_reference(folder, file);
  report.say("bare SQLite loop, " + name, reference, "s");
  report.at_most("import / bare loop, " + name, ours / reference, 3, "");
  town.start(1);
  look_up(town, size.donors, report);
  replan(town, size.donors, report);
  town.site().stop();
}

}  // namespace muster::bench
