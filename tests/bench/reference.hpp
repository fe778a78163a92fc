// SPDX-License-Identifier: Apache-2.0
// The yardsticks: bare libcurl and bare SQLite doing the least that the job needs, timed in the
// same run as muster.
#pragma once
#include <filesystem>
#include <functional>
#include <string>

namespace muster::bench {

// The reference loop: `count` POSTs over `connections` by libcurl multi on one thread, one SQLite
// FULL commit a turn of the loop. Messages a second.
double reference_rate(const std::filesystem::path& folder, int port, int count, int connections);

// The same POSTs by plain sockets, without libcurl and without a database: how fast the gateway is.
double raw_post_rate(int port, int count, int connections);
extern const std::string post_body;
// A socket of ours to a server on this machine, without delay.
int connect_to(int port);

// Three bare SQLite FULL commits and one bare libcurl POST, one after the other: the median of
// `rounds`, in seconds. `before` each of them whatever puts the machine into the state of what is
// measured: one that has been idle is slower, for everybody.
double page_yardstick(const std::filesystem::path& folder, int port, int rounds,
                      const std::function<void()>& before);

// A bare SQLite loop writing the rows of the people in the database `imported` into tables and
// indexes of the same shape; seconds.
double import_reference(const std::filesystem::path& folder, const std::filesystem::path& imported);

}  // namespace muster::bench
