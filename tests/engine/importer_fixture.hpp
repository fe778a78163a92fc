// SPDX-License-Identifier: Apache-2.0
// An importer on an empty store, everything inline; 2026-11-22, 10:00 in Viet Nam.
#pragma once
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>

#include "muster/domain/rule_set.hpp"
#include "muster/engine/importer.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/organisations.hpp"

namespace muster {

inline std::shared_ptr<const Settings> import_settings() {
  Problems problems;
  auto made = std::make_shared<Settings>();
  const auto numbering = TomlFile::load(MUSTER_SOURCE_DIR "/config/numbering/vn.toml", problems);
  made->numbering.plans.push_back(read_numbering_plan(numbering, problems));
  const auto rules = TomlFile::load(MUSTER_SOURCE_DIR "/config/deferral/vn-2013.toml", problems);
  made->rules = read_rule_set(rules, problems);
  for (const auto& problem : problems) ADD_FAILURE() << problem.text();
  return made;
}

class ImporterTest : public testing::Test {
 protected:
  template <class Job>
  auto write(Job job) {
    auto wrapped = [&job](Tx& tx) -> Result<std::invoke_result_t<Job&, Tx&>> { return job(tx); };
    auto written = run(store_->write(SendLane::transactional, wrapped));
    return std::move(written).value();
  }
  template <class Job>
  auto read(Job job) {
    auto wrapped = [&job](Tx& tx) -> Result<std::invoke_result_t<Job&, Tx&>> { return job(tx); };
    return run(store_->read(wrapped)).value();
  }

  ImporterTest() { add_organisation(); }
  // Another empty store.
  void start_afresh() {
    store_ = open();
    add_organisation();
  }

  void add_organisation() {
    options_.organisation = write([](Tx& tx) {
      OrganisationRow row;
      row.code = "kinh-mon";
      row.name = "Kinh Môn";
      return tx.organisations().add(row);
    });
  }

  Context context() {
    return {loop_.get_executor(), clock_, random_, *store_, settings_, metrics_, null_log()};
  }
  Result<ImportResult> try_import(std::string file, Principal who = system_principal()) {
    Importer importer(context(), lane_, replan_);
    return run(importer.take(who, std::move(file), options_));
  }
  ImportResult import(std::string file) {
    auto result = try_import(std::move(file));
    if (!result) ADD_FAILURE() << result.error().text();
    return result ? *result : ImportResult();
  }

  DonorRow donor(std::int64_t id = 1) {
    return read([&](Tx& tx) { return tx.donors().find(DonorId(id)).value_or(DonorRow()); });
  }
  std::int64_t donors() {
    return read([](Tx& tx) { return tx.donors().count(system_principal()); });
  }
  std::vector<ContactPointRow> points(std::int64_t id = 1) {
    return read([&](Tx& tx) { return tx.contact_points().of_donor(DonorId(id)); });
  }
  std::vector<Donation> donations(std::int64_t id = 1) {
    return read([&](Tx& tx) { return tx.ledger().donations(DonorId(id)); });
  }

  template <class Value>
  static asio::awaitable<void> keep(asio::awaitable<Value> task, std::optional<Value>* value) {
    value->emplace(co_await std::move(task));
  }
  template <class Value>
  Value run(asio::awaitable<Value> task) {
    std::optional<Value> value;
    asio::co_spawn(loop_, keep(std::move(task), &value), [](std::exception_ptr thrown) {
      if (thrown) std::rethrow_exception(thrown);
    });
    while (!value) loop_.run_one();
    return std::move(*value);
  }

  asio::io_context loop_;
  asio::executor_work_guard<asio::io_context::executor_type> work_{loop_.get_executor()};
  VirtualClock clock_{*parse_instant("2026-11-22T03:00:00.000Z")};
  SeededRandom random_{7};
  Sealer sealer_ = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
  std::unique_ptr<Store> store_ = open();
  SettingsHolder settings_{import_settings()};
  Metrics metrics_;
  InlineLane lane_{loop_.get_executor()};
  Importer::Replan replan_;
  ImportOptions options_;

 private:
  std::unique_ptr<Store> open() {
    SqliteOptions options;
    options.path = ":memory:";
    options.inline_jobs = true;
    return open_sqlite(loop_.get_executor(), options, sealer_, random_, clock_, null_log()).value();
  }
};

inline const char* const donor_list =
    "\xEF\xBB\xBFSTT;Họ và tên;Ngày sinh;Giới tính;Điện thoại;Nhóm máu;Ngày hiến gần nhất;Ghi "
    "chú\r\n"
    "1;Nguyễn Thị Lan;05/02/1990;Nữ;0912345678;O+;25/10/2026;\"cô giáo; nghỉ hè\"\r\n"
    "2;Trần Văn An;;Nam;0987654321;A;;\r\n"
    "3;\"Lê \"\"Ba\"\"\";01/01/1980;Nam;0911;B+;31/02/2026;\r\n"
    "\r\n"
    "4;Phạm Thị Mai;10/10/1970;Nữ;0220 3822 222;AB-;2026-01-05;\r\n";

}  // namespace muster
