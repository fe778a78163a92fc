// SPDX-License-Identifier: Apache-2.0
// One suite for every store: each test runs on an empty store that the factory opens. A second
// store joins by an INSTANTIATE_TEST_SUITE_P of its own (see sqlite.cpp).
#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/store.hpp"
#include "support/folder.hpp"
#include "support/store_world.hpp"

namespace muster {

class StoreConformance;

struct StoreFactory {
  std::string name;
  std::function<std::unique_ptr<Store>(StoreConformance&)> open;
};
inline void PrintTo(const StoreFactory& factory, std::ostream* out) { *out << factory.name; }

class StoreConformance : public testing::TestWithParam<StoreFactory>, public StoreWorld {
 public:
  // What the factories need: an empty folder that goes away after the test, and what is around.
  const TestFolder& folder() const { return folder_; }
  std::unique_ptr<Store> open_file(SqliteOptions options);

 protected:
  StoreConformance();
  ~StoreConformance() override;

  Result<bool> scrub() { return run(store_->scrub()); }

  Instant now() const { return clock_.now(); }
  std::string index(std::string_view address) const { return sealer_.blind_index(address); }
  void reopen();

  // Rows to hang others on; they differ by `code`, `name` and `address`.
  static OrganisationId add_organisation(Tx& tx, std::string code, OrganisationId parent = {});
  static DonorId add_donor(Tx& tx, OrganisationId organisation, std::string name, Instant now);
  static ContactPointId add_phone(Tx& tx, DonorId donor, OrganisationId organisation,
                                  std::string number);
  struct Seed {
    OrganisationId organisation;
    DonorId donor;
  };
  Seed seed();

 private:
  TestFolder folder_;
};

}  // namespace muster
