// SPDX-License-Identifier: Apache-2.0
// musterd --init FILE: gives an empty database its first organisation and its first token, and
// ends.
#pragma once
#include <string>

#include "muster/base/result.hpp"
#include "muster/base/sealing.hpp"
#include "muster/engine/configuration.hpp"

namespace muster {

struct FirstStart {
  std::string access_file;  // `url ...` and `token ...`, readable by its owner only
  std::string code = "root";
  std::string name;  // as donors know it
  std::string hotline;
};

// Errors: conflict when there is an organisation already; nothing is changed then.
Result<void> first_start(const FirstStart& wanted, const Configuration& configuration,
                         const Sealer& sealer);

}  // namespace muster
