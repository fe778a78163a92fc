// SPDX-License-Identifier: Apache-2.0
#include "suite.hpp"

#include <cstdlib>
#include <filesystem>

#include "muster/base/assert.hpp"

namespace muster {

StoreConformance::StoreConformance() {
  std::string folder = testing::TempDir() + "muster-store-XXXXXX";
  MUSTER_ASSERT(mkdtemp(folder.data()));
  around_.folder = folder;
  store_ = GetParam().open(around_);
}

StoreConformance::~StoreConformance() {
  store_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(around_.folder, ignored);
}

void StoreConformance::reopen() {
  store_.reset();
  store_ = GetParam().open(around_);
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
