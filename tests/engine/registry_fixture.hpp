// SPDX-License-Identifier: Apache-2.0
// A province with one committee below it on an empty inline store; 2026-11-22, 10:00 in Viet Nam.
#pragma once
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include "muster/domain/rule_set.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/store.hpp"

namespace muster {

inline std::shared_ptr<Settings> registry_settings() {
  Problems problems;
  auto made = std::make_shared<Settings>();
  auto numbering = TomlFile::load(MUSTER_SOURCE_DIR "/config/numbering/vn.toml", problems);
  made->numbering.plans.push_back(read_numbering_plan(numbering, problems));
  auto rules = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/vn-2013.toml", problems);
  made->rules = read_rule_set(rules, problems);
  auto series = TomlFile::load(MUSTER_SOURCE_DIR "/config/series/repeat-donors.toml", problems);
  made->series.push_back(read_series(series, problems));
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  return made;
}

class RegistryTest : public testing::Test {
 protected:
  // The job's own answer.
  template <class Job>
  auto attempt(Job job) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    std::optional<Value> value;
    asio::co_spawn(loop_, keep(store_->write(SendLane::transactional, std::move(job)), &value),
                   [](std::exception_ptr) {});
    loop_.restart();
    while (!value && loop_.run_one() > 0) {}
    return std::move(*value);
  }
  template <class Job>
  auto write(Job job) {
    auto wrapped = [&job](Tx& tx) -> Result<std::invoke_result_t<Job&, Tx&>> { return job(tx); };
    return attempt(wrapped).value();
  }

  RegistryTest() {
    write([this](Tx& tx) {
      NewOrganisation root;
      root.code = "hai-duong";
      root.name = "Hải Dương";
      add_organisation(tx, *settings_, system_principal(), root, now_).value();
      NewOrganisation below;
      below.parent = "hai-duong";
      below.code = "kinh-mon";
      below.name = "Kinh Môn";
      return add_organisation(tx, *settings_, system_principal(), below, now_).value();
    });
  }

  Principal as(Role role, std::string code = "kinh-mon") {
    return write([&](Tx& tx) {
      auto row = tx.organisations().find(std::string_view(code)).value();
      Principal who;
      who.role = role;
      who.organisation = row.id;
      who.subtree = row.path;
      who.actor = "token:test";
      return who;
    });
  }

  DonorId donor() {
    auto who = as(Role::desk);
    return write([&](Tx& tx) {
      NewDonor wanted;
      wanted.name = "  Nguyễn Thị Lan ";
      wanted.addresses.push_back({{}, "0912345678", ""});
      return add_donor(tx, *settings_, who, wanted, now_).value().id;
    });
  }

  static constexpr Day day(int year, unsigned month, unsigned of_month) {
    using namespace std::chrono;
    return local_days(std::chrono::year(year) / std::chrono::month(month) /
                      std::chrono::day(of_month));
  }

  asio::io_context loop_;
  VirtualClock clock_{*parse_instant("2026-11-22T03:00:00.000Z")};
  Instant now_ = clock_.now();
  SystemRandom random_;
  Sealer sealer_ = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  std::unique_ptr<Store> store_ = open();
  std::shared_ptr<const Settings> settings_ = registry_settings();

 private:
  template <class Value>
  static asio::awaitable<void> keep(asio::awaitable<Value> task, std::optional<Value>* value) {
    value->emplace(co_await std::move(task));
  }
  std::unique_ptr<Store> open() {
    SqliteOptions options;
    options.path = ":memory:";
    options.inline_jobs = true;
    return open_sqlite(loop_.get_executor(), options, sealer_, random_, clock_, null_log()).value();
  }
};

}  // namespace muster
