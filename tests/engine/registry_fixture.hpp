// SPDX-License-Identifier: Apache-2.0
// A province with one committee below it on an empty inline store; 2026-11-22, 10:00 in Viet Nam.
#pragma once
#include "muster/engine/registry.hpp"
#include "support/shipped.hpp"
#include "support/store_world.hpp"

namespace muster {

class RegistryTest : public testing::Test, public StoreWorld {
 protected:
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

  Instant now_ = clock_.now();
  std::shared_ptr<const Settings> settings_ = shipped_site();
};

}  // namespace muster
