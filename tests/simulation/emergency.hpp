// SPDX-License-Identifier: Apache-2.0
// One open request in a caller's and a desk's hands.
#pragma once
#include <string>
#include <vector>

#include "muster/domain/request.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"

namespace muster::simulation {

class World;

class Emergency {
 public:
  Emergency(World& world, RequestId id) : world_(&world), id_(id) {}

  RequestId id() const { return id_; }
  RequestRow row() const;
  std::string code() const { return row().code; }
  RequestState state() const { return row().state; }
  std::string closed_as() const { return row().close_reason; }
  int waves() const { return row().waves; }

  std::vector<PageRow> pages() const;
  PageRow page_to(const std::string& alias) const;
  PageState page_state(const std::string& alias) const { return page_to(alias).state; }
  bool asked(const std::string& alias) const;
  int asked_so_far() const { return static_cast<int>(pages().size()); }

  // At the desk. Each returns whether the desk could enter it.
  bool arrives(const std::string& alias);
  bool arrives_with_code(const std::string& code);
  bool is_deferred(const std::string& alias);
  bool does_not_show(const std::string& alias);
  bool close(CloseReason reason = CloseReason::cancelled);

 private:
  World* world_;
  RequestId id_;
};

}  // namespace muster::simulation
