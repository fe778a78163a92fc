// SPDX-License-Identifier: Apache-2.0
// Donors of a site under test, imported by the command as a coordinator would.
#pragma once
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <string>

#include "site.hpp"

namespace muster::e2e {

// So many days from today, as strftime writes it: the sites run on the real clock.
inline std::string day_from_now(int days, const char* format = "%d/%m/%Y") {
  auto at = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) + days * 86'400;
  char text[32];
  std::tm parts{};
  return std::string(text, std::strftime(text, sizeof text, format, gmtime_r(&at, &parts)));
}

// A session four weeks ahead, for the API.
inline std::string session_json(const std::string& venue) {
  auto day = day_from_now(28, "%Y-%m-%d");
  return fmt::format(
      R"({{"code":"s1","venue":"{0}","starts_at":"{1}T07:30:00+07:00","ends_at":"{1}T11:30:00+07:00"}})",
      venue, day);
}

// `count` O- donors 1, 2, ... with telephone 0912000001, ..., who signed for everything and were
// called back.
inline std::string donor_lines(int count, const std::string& group = "O-",
                               const std::string& last_donation = "01/01/2026") {
  std::string csv = "Mã;Họ tên;Điện thoại;Nhóm máu;Ngày hiến gần nhất\n";
  for (int i = 1; i <= count; ++i)
    csv +=
        fmt::format("D{:05};Nguyễn Thị Lan {};09120{:05};{};{}\n", i, i, i, group, last_donation);
  return csv;
}

inline Ran import_donors(Site& site, const std::string& csv, std::vector<std::string> more = {}) {
  auto file = site.folder() / "donors.csv";
  write_file(file, csv);
  std::vector<std::string> arguments = {"import", "donors", file.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return site.muster(std::move(arguments));
}

inline std::vector<std::string> signed_by_all() {
  return {"--consent",  "reminders,campaigns,emergency,emergency_night",
          "--proof",    "signed list 1",
          "--on",       "2026-01-02",
          "--typing",   "laboratory",
          "--verified", "called back"};
}

inline std::string phone_of(int number) { return fmt::format("+849120{:05}", number); }

}  // namespace muster::e2e
