// SPDX-License-Identifier: Apache-2.0
#include "town.hpp"

#include <date/date.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "database.hpp"

namespace muster::bench {
namespace {

namespace fs = std::filesystem;
using e2e::eventually;

constexpr int members = 200;
constexpr int emergency_reserve = 8;  // of muster.toml: places that only pages use

date::year_month_day day_from_today(int days) {
  auto now = std::chrono::system_clock::now();
  return date::year_month_day(date::floor<date::days>(now) + date::days(days));
}

std::string ymd(int days) { return date::format("%Y-%m-%d", day_from_today(days)); }

void must(const e2e::HttpAnswer& answer, const std::string& what) {
  if (answer.status != 201) throw std::runtime_error(what + ": " + answer.body);
}

void copy_tree(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
  sync();  // not while we measure
}

}  // namespace

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Town::Town() : site_("bench") {}

bool Town::put_back(const std::string& state) {
  auto kept = site_.folder() / "states" / state;
  if (!fs::exists(kept)) return false;
  copy_tree(kept, site_.folder() / "store");
  return true;
}

void Town::keep(const std::string& state) {
  site_.stop();
  fs::create_directories(site_.folder() / "states");
  copy_tree(site_.folder() / "store", site_.folder() / "states" / state);
}

void Town::empty() {
  if (put_back("empty")) return;
  sandbox(0);
  start(1, true);
  keep("empty");
}

void Town::queued(int reminders) {
  auto name = fmt::format("queued-{}", reminders);
  if (put_back(name)) return;
  empty();
  start(1, true);
  add_session();
  import(0, reminders);
  add_club();
  await_queued(reminders);
  keep(name);
  fmt::print("# {} reminders are queued\n", reminders);
}

void Town::await_queued(int reminders) {
  // Closed before the daemon is stopped, which then leaves no log behind.
  Database database(site_.folder() / "store/muster.sqlite");
  const std::string due =
      "select count(*) from step where state = 0 and due_at <= unixepoch() * 1000";
  if (!eventually(300, [&] {
        return database.number("select count(*) from message where state = 0") == reminders &&
               database.number(due) == 0;
      }))
    throw std::runtime_error("the reminders are not queued");
}

void Town::scheduled(int steps) {
  constexpr int donors = 10'000;
  if (put_back("scheduled")) return;
  empty();
  start(1);
  import(0, donors);
  add_session();
  keep("scheduled");
  Database database(site_.folder() / "states/scheduled/muster.sqlite");
  database.run(fmt::format(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < {0}) insert into "
      "step (id, organisation_id, donor_id, series, cycle, step, due_at, state, changed_at) select "
      "1000000 + i, 1, 1 + i % {1}, 'repeat-donors', 'bench-' || (i / {1}), 'invite', "
      "unixepoch('now', '+30 days') * 1000 + i * 1000, 0, 0 from n",
      steps, donors));
  put_back("scheduled");
}

void Town::first_step_due() {
  Database database(site_.folder() / "store/muster.sqlite");
  database.run(
      "update step set due_at = unixepoch('now') * 1000, state = 0 where id = (select min(id) "
      "from step where step = 'invite' and state = 0)");
}

void Town::sandbox(int latency_ms) {
  site_.start_sandbox({"--no-receipts", "--latency-ms", std::to_string(latency_ms)});
}

void Town::start(int connections, bool halted) {
  site_.in_flight = connections + emergency_reserve;
  // The members are asked again and again, which real members are not.
  site_.extra = fmt::format(
      "[paging]\nstandby_most = 1000\nstandby_apart = \"0s\"\non_call_most = 1000\n"
      "[send]\nhalted = [{}]\n",
      halted ? "\"reminder\"" : "");
  site_.start();
}

void Town::stop() {
  if (site_.daemon_runs()) site_.daemon().kill9();
  site_.environment.clear();
  site_.gateway_url.clear();
}

std::int64_t Town::count_of(const char* name) {
  return site_.sandbox().stats().at(name).to_number<std::int64_t>();
}

double Town::drain_rate(int reminders, std::int64_t before) {
  auto first = before;
  auto last = before;
  Clock::time_point start;
  auto done = eventually(600, [&] {
    last = accepted();
    if (first == before && last > before) {
      first = last;
      start = Clock::now();
    }
    return last >= before + reminders || !site_.daemon_runs();
  });
  auto seconds = seconds_since(start);
  if (!done || last < before + reminders)
    throw std::runtime_error(
        fmt::format("only {} texts came: {}", last - before, site_.daemon().log()));
  return static_cast<double>(last - first) / seconds;
}

std::string Town::lines(int from, int count, int donated_days_ago) {
  auto donated = date::format("%d/%m/%Y", day_from_today(-donated_days_ago));
  std::string csv = "Mã;Họ tên;Điện thoại;Nhóm máu;Ngày hiến gần nhất\n";
  for (int i = from + 1; i <= from + count; ++i)
    csv += fmt::format("D{:07};Nguyễn Thị Lan {};091{:07};{};{}\n", i, i, i,
                       i <= members ? "O-" : "O+", donated);
  return csv;
}

void Town::import_lines(const std::string& csv, const std::string& purposes) {
  auto file = site_.folder() / "donors.csv";
  e2e::write_file(file, csv);
  auto ran = site_.muster({"import", "donors", file.string(), "--consent", purposes, "--proof",
                           "signed list 1", "--on", ymd(-200), "--typing", "laboratory",
                           "--verified", "called back"});
  if (ran.status != 0) throw std::runtime_error("import: " + ran.err + ran.out.substr(0, 2000));
}

void Town::import(int from, int count) {
  import_lines(lines(from, count, 100), "reminders,campaigns,emergency,emergency_night");
}

void Town::import_plain(int count) { import_lines(lines(0, count, 30), "reminders"); }

void Town::add_session() {
  auto body = fmt::format(
      R"({{"code":"s1","venue":"Nhà văn hóa","starts_at":"{0}T07:30:00+07:00","ends_at":"{0}T11:30:00+07:00"}})",
      ymd(28));
  must(site_.api("POST", "/v1/sessions", body), "session");
}

void Town::add_club() {
  must(site_.api("POST", "/v1/clubs",
                 R"({"code":"rapid","name":"CLB","place":"BV Kinh Mon","contact":"0220382115"})"),
       "club");
  for (int i = 1; i <= members; ++i)
    must(site_.api("POST", "/v1/clubs/rapid/members", fmt::format(R"({{"donor":{}}})", i)),
         "member");
}

std::int64_t status_of(pid_t pid, const std::string& name) {
  std::ifstream in(fmt::format("/proc/{}/status", pid));
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(name + ":")) return std::stoll(line.substr(name.size() + 1));
  return 0;
}

double cpu_seconds(pid_t pid) {
  double nanoseconds = 0;
  for (const auto& task : fs::directory_iterator(fmt::format("/proc/{}/task", pid))) {
    std::ifstream in(task.path() / "schedstat");
    double on_cpu = 0;
    in >> on_cpu;
    nanoseconds += on_cpu;
  }
  return nanoseconds / 1e9;
}

std::int64_t sum_over_threads(pid_t pid, const std::string& name) {
  std::int64_t sum = 0;
  for (const auto& task : fs::directory_iterator(fmt::format("/proc/{}/task", pid)))
    sum += status_of(std::stoi(task.path().filename().string()), name);
  return sum;
}

}  // namespace muster::bench
