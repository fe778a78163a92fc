// SPDX-License-Identifier: Apache-2.0
#include "suite.hpp"

namespace muster {

// 2026-09-21.
StoreConformance::StoreConformance() : StoreWorld(from_millis(1'790'000'000'000)) {
  store_ = GetParam().open(*this);
}

StoreConformance::~StoreConformance() { store_.reset(); }

void StoreConformance::reopen() {
  store_.reset();
  store_ = GetParam().open(*this);
}

std::unique_ptr<Store> StoreConformance::open_file(SqliteOptions options) {
  options.path = folder_.file("muster.db");
  options.on_disk_failure = [](const std::string& what) { ADD_FAILURE() << what; };
  auto store = open_sqlite(loop_.get_executor(), options, sealer_, random_, clock_, null_log());
  if (!store) ADD_FAILURE() << store.error().text();
  return std::move(store).value();
}

OrganisationId StoreConformance::add_organisation(Tx& tx, std::string code, OrganisationId parent) {
  OrganisationRow row;
  row.parent = parent;
  row.name = "Red Cross " + code;
  row.code = std::move(code);
  return tx.organisations().add(row);
}

DonorId StoreConformance::add_donor(Tx& tx, OrganisationId organisation, std::string name,
                                    Instant now) {
  DonorRow row;
  row.organisation = organisation;
  row.name = std::move(name);
  return tx.donors().add(row, now);
}

ContactPointId StoreConformance::add_phone(Tx& tx, DonorId donor, OrganisationId organisation,
                                           std::string number) {
  ContactPointRow row;
  row.donor = donor;
  row.organisation = organisation;
  row.address = std::move(number);
  return tx.contact_points().add(row);
}

StoreConformance::Seed StoreConformance::seed() {
  return write([now = now()](Tx& tx) {
    Seed seed;
    seed.organisation = add_organisation(tx, "kinh-mon");
    seed.donor = add_donor(tx, seed.organisation, "Nguyễn Thị Lan", now);
    return seed;
  });
}

}  // namespace muster
