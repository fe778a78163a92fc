// SPDX-License-Identifier: Apache-2.0
// An importer on an empty store, everything inline; 2026-11-22, 10:00 in Viet Nam.
#pragma once
#include "muster/engine/importer.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/organisations.hpp"
#include "support/shipped.hpp"
#include "support/store_world.hpp"

namespace muster {

class ImporterTest : public testing::Test, public StoreWorld {
 protected:
  ImporterTest() { add_organisation(); }
  // Another empty store.
  void start_afresh() {
    store_ = open_inline();
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

  SettingsHolder settings_{shipped_site()};
  Metrics metrics_;
  InlineLane lane_{loop_.get_executor()};
  Importer::Replan replan_;
  ImportOptions options_;
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
