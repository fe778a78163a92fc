// SPDX-License-Identifier: Apache-2.0
#include "emergency.hpp"

#include <gtest/gtest.h>

#include "muster/engine/paging.hpp"
#include "world.hpp"

namespace muster::simulation {
namespace {

bool enter(World& world, const DeskEntry& entry) {
  auto settings = world.settings();
  auto now = world.now();
  auto job = [settings, entry, now](Tx& tx) {
    return desk(tx, *settings, system_principal(), entry, now);
  };
  return world.change(job).has_value();
}

DeskEntry entry_of(RequestId request, DonorId donor, DeskFinding finding) {
  DeskEntry entry;
  entry.request = request;
  entry.donor = donor;
  entry.finding = finding;
  return entry;
}

}  // namespace

RequestRow Emergency::row() const {
  auto job = [id = id_](Tx& tx) -> Result<RequestRow> { return *tx.requests().find(id); };
  return world_->look(job);
}

std::vector<PageRow> Emergency::pages() const {
  auto job = [id = id_](Tx& tx) -> Result<std::vector<PageRow>> {
    return tx.pages().of_request(id);
  };
  return world_->look(job);
}

bool Emergency::asked(const std::string& alias) const {
  auto donor = world_->id(alias);
  for (const auto& page : pages())
    if (page.donor == donor) return true;
  return false;
}

PageRow Emergency::page_to(const std::string& alias) const {
  auto donor = world_->id(alias);
  for (const auto& page : pages())
    if (page.donor == donor) return page;
  ADD_FAILURE() << alias << " was not asked";
  return {};
}

bool Emergency::arrives(const std::string& alias) {
  return enter(*world_, entry_of(id_, world_->id(alias), DeskFinding::usable));
}

bool Emergency::arrives_with_code(const std::string& code) {
  auto entry = entry_of(id_, {}, DeskFinding::usable);
  entry.arrival_code = code;
  return enter(*world_, entry);
}

bool Emergency::is_deferred(const std::string& alias) {
  return enter(*world_, entry_of(id_, world_->id(alias), DeskFinding::deferred));
}

bool Emergency::does_not_show(const std::string& alias) {
  return enter(*world_, entry_of(id_, world_->id(alias), DeskFinding::no_show));
}

bool Emergency::close(CloseReason reason) {
  auto now = world_->now();
  auto job = [id = id_, reason, now](Tx& tx) {
    return close_request(tx, system_principal(), id, reason, now);
  };
  bool closed = world_->change_unsettled(job).has_value();
  // As the API does: pages that are leased and not yet on the wire come back.
  if (closed) world_->process().pages().revoke_request(id_);
  world_->settle();
  return closed;
}

}  // namespace muster::simulation
