// SPDX-License-Identifier: Apache-2.0
// The tree of committees, agencies and communes that owns donors, clubs and sessions. Part of a Tx:
// valid only inside its job.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct OrganisationRow {
  OrganisationId id;
  OrganisationId parent;  // none: a root
  std::string path;  // "/1/4/": the ids from the root down to itself
  std::string code;  // unique in the installation
  std::string name;
  std::string zone = "Asia/Ho_Chi_Minh";  // IANA
  std::string hotline;  // the number texts give when they cannot be answered
};

class Organisations {
 public:
  explicit Organisations(Tx& tx) : tx_(tx) {}

  // `id` and `path` are made here. The parent must exist and the code must be free.
  OrganisationId add(OrganisationRow row);
  std::optional<OrganisationRow> find(OrganisationId id);
  // The same without a copy, until the job ends or the row is changed; null when there is none.
  const OrganisationRow* look(OrganisationId id);
  std::optional<OrganisationRow> find(std::string_view code);
  // Parents before their children.
  std::vector<OrganisationRow> all();
  // An organisation that does not exist is not visible.
  bool visible(const Principal& principal, OrganisationId id);
  // A new job begins: what was read for the last one may have changed.
  void forget() { known_.clear(); }

 private:
  Tx& tx_;
  // A job over many donors asks for the same few again and again.
  std::unordered_map<OrganisationId, OrganisationRow> known_;
};

}  // namespace muster
