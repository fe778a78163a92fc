// SPDX-License-Identifier: Apache-2.0
// Two records of one person: `kept_` is to take in `other_`.
#pragma once
#include <functional>
#include <string>

#include "muster/engine/duplicates.hpp"
#include "muster/store/consents.hpp"
#include "registry_fixture.hpp"

namespace muster {

class MergeDonorsTest : public RegistryTest {
 protected:
  MergeDonorsTest() {
    kept_ = add("Trần Thị Lan", "0912345678");
    other_ = add("TRAN THI LAN", "0987654321");
  }

  DonorId add(std::string name, std::string phone) {
    auto who = as(Role::desk);
    return write([&](Tx& tx) {
      NewDonor wanted;
      wanted.name = name;
      wanted.addresses.push_back({{}, phone, ""});
      return add_donor(tx, *settings_, who, wanted, now_).value().id;
    });
  }
  Result<DonorsMerged> merge() {
    auto who = as(Role::coordinator);
    return try_write(
        [&](Tx& tx) { return merge_donors(tx, *settings_, who, kept_, other_, now_); });
  }
  Result<DonorRow> unmerge() {
    auto who = as(Role::coordinator);
    return try_write([&](Tx& tx) { return unmerge_donor(tx, *settings_, who, other_, now_); });
  }
  DonorRow row(DonorId id) {
    return write([&](Tx& tx) { return tx.donors().find(id).value(); });
  }
  void change(DonorId id, std::function<void(DonorRow&)> change) {
    write([&](Tx& tx) {
      auto row = tx.donors().find(id).value();
      change(row);
      return tx.donors().update(row, now_);
    });
  }
  void given(DonorId id, Purpose purpose, Instant at) {
    write([&](Tx& tx) {
      return tx.consents().give(id, row_organisation(tx, id), purpose, "desk", "form", "x", at);
    });
  }
  void withdrawn(DonorId id, Purpose purpose, Instant at) {
    write([&](Tx& tx) { return tx.consents().withdraw(id, purpose, "desk", at); });
  }
  static OrganisationId row_organisation(Tx& tx, DonorId id) {
    return tx.donors().find(id)->organisation;
  }

  DonorId kept_;
  DonorId other_;
};

}  // namespace muster
