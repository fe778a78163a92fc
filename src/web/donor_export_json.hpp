// SPDX-License-Identifier: Apache-2.0
// A donor's data as they take it elsewhere: times and days as ISO 8601, enumerators by name. Inside
// a job.
#pragma once
#include <boost/json/object.hpp>
#include <string>

#include "muster/base/ids.hpp"
#include "muster/base/instant.hpp"
#include "muster/store/tx.hpp"

namespace muster {

boost::json::object donor_export_json(Tx& tx, DonorId donor, const std::string& actor, Instant now);

}  // namespace muster
