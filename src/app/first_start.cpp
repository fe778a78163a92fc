// SPDX-License-Identifier: Apache-2.0
#include "first_start.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "muster/base/task_group.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/store.hpp"

namespace muster {
namespace {

Result<std::string> fill(Tx& tx, const Settings& settings, const FirstStart& wanted, Instant now) {
  if (!tx.organisations().all().empty())
    return conflict(
        "this database has its first organisation already; issue tokens with: muster token add");
  NewOrganisation root;
  root.code = wanted.code;
  root.name = wanted.name;
  root.hotline = wanted.hotline;
  auto organisation = add_organisation(tx, settings, system_principal(), root, now);
  if (!organisation) return organisation.error();
  NewToken token;
  token.organisation = wanted.code;
  token.name = "first";
  token.role = Role::admin;
  auto issued = issue_token(tx, settings, system_principal(), token, now);
  if (!issued) return issued.error();
  return issued->secret;
}

asio::awaitable<void> write(Store& store, std::shared_ptr<const Settings> settings,
                            FirstStart wanted, Instant now, Result<std::string>& token) {
  auto job = [settings, wanted, now](Tx& tx) { return fill(tx, *settings, wanted, now); };
  token = co_await store.write(SendLane::transactional, job);
}

}  // namespace

Result<void> first_start(const FirstStart& wanted, const Configuration& configuration,
                         const Sealer& sealer) {
  asio::io_context loop;
  SystemClock clock(loop);
  SystemRandom random;
  SqliteOptions options;
  options.path = configuration.daemon.store_path;
  options.inline_jobs = true;
  auto store = open_sqlite(loop.get_executor(), options, sealer, random, clock, null_log());
  if (!store) return store.error();
  Result<std::string> token = not_found("");
  TaskGroup tasks(loop.get_executor());
  tasks.spawn("first_start", write(**store, configuration.settings, wanted, clock.now(), token));
  while (tasks.size() > 0 && loop.run_one() > 0) {}
  if (!token) return token.error();
  std::ofstream(wanted.access_file).close();
  std::filesystem::permissions(
      wanted.access_file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::ofstream out(wanted.access_file, std::ios::trunc);
  out << "url " << configuration.settings->public_url << "\ntoken " << *token << "\n";
  out.close();
  if (!out)
    return Error(ErrorKind::io, "cannot be written; revoke the token `first` and issue another",
                 wanted.access_file);
  return {};
}

}  // namespace muster
