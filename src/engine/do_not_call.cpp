// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/do_not_call.hpp"

#include <fmt/format.h>

#include <memory>

#include "dnc_reader.hpp"
#include "muster/base/sealing.hpp"
#include "muster/engine/contact_rules.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr std::size_t bytes_most = 64u << 20;
constexpr std::size_t chunk = 500;  // numbers a job
constexpr std::size_t lines_shown = 100;

// The register's own zone does not matter to a day more or less; Viet Nam's is its reader's.
Day today(Instant now) { return Zone::utc().day_of(now + Hours(12)); }

Result<void> may_change(const Principal& who) {
  if (auto may = allow(who, {Role::admin}); !may) return may.error();
  if (who.subtree == "/") return {};
  return Error(ErrorKind::forbidden,
               "the register is for administrators of the whole house: it binds everybody");
}

}  // namespace

Result<DncListId> begin_do_not_call(Tx& tx, const Principal& who, const DncImport& wanted,
                                    Instant now) {
  if (auto may = may_change(who); !may) return may.error();
  FieldChecks check;
  DncListRow row;
  row.listed_on = wanted.on;
  check.past_day("?on", wanted.on, today(now));
  row.source = check.text("?source", wanted.source, 120, true);
  if (!check.ok()) return check.error();
  row.imported_at = now;
  row.imported_by = who.actor;
  return tx.do_not_call().begin(row);
}

Result<int> add_do_not_call(Tx& tx, DncListId list, DncChannel channel,
                            const std::vector<std::string>& numbers) {
  int fresh = 0;
  for (const auto& number : numbers)
    fresh += tx.do_not_call().add(list, tx.sealer().blind_index(number), channel);
  return fresh;
}

Result<void> end_do_not_call(Tx& tx, const Principal& who, DncListId list, const DncImport& wanted,
                             std::int64_t entries, Instant now) {
  tx.do_not_call().complete(list, static_cast<int>(entries), now);
  if (wanted.replace) tx.do_not_call().retire_older(list, now);
  boost::json::object data = {{"on", to_string(wanted.on)},
                              {"channel", name(wanted.channel)},
                              {"entries", entries},
                              {"replace", wanted.replace}};
  journal(tx, who, "dnc_list", list.value(), "imported", data, now);
  return {};
}

namespace {

class RegisterImport {
 public:
  RegisterImport(Context& context, std::vector<Dispatcher*> dispatchers, Principal who,
                 DncImport wanted)
      : context_(context),
        dispatchers_(std::move(dispatchers)),
        who_(std::move(who)),
        wanted_(std::move(wanted)) {}

  asio::awaitable<Result<DncImported>> run(DncNumbers numbers) {
    auto now = context_.clock.now();
    auto begin = [who = who_, wanted = wanted_, now](Tx& tx) {
      return begin_do_not_call(tx, who, wanted, now);
    };
    auto list = co_await context_.store.write(SendLane::campaign, begin);
    if (!list) co_return list.error();
    DncImported done;
    done.list = *list;
    done.lines = numbers.lines;
    done.refused = static_cast<std::int64_t>(numbers.refused.size());
    numbers.refused.resize(std::min(numbers.refused.size(), lines_shown));
    done.refused_lines = std::move(numbers.refused);
    auto added = co_await add_all(*list, std::move(numbers.numbers));
    if (!added) co_return added.error();
    done.entries = *added;
    auto end = [who = who_, wanted = wanted_, id = *list, entries = *added, now](Tx& tx) {
      return end_do_not_call(tx, who, id, wanted, entries, now);
    };
    auto ended = co_await context_.store.write(SendLane::campaign, end);
    if (!ended) co_return ended.error();
    co_await forget_retired();
    context_.log.info("event=do_not_call_imported list={} entries={} refused={} on={} replace={}",
                      done.list.value(), done.entries, done.refused, to_string(wanted_.on),
                      wanted_.replace);
    co_return done;
  }

 private:
  asio::awaitable<Result<std::int64_t>> add_all(DncListId list, std::vector<std::string> numbers) {
    std::int64_t entries = 0;
    for (std::size_t begin = 0; begin < numbers.size(); begin += chunk) {
      auto end = std::min(begin + chunk, numbers.size());
      std::vector<std::string> part(numbers.begin() + static_cast<std::ptrdiff_t>(begin),
                                    numbers.begin() + static_cast<std::ptrdiff_t>(end));
      auto job = [list, channel = wanted_.channel, part](Tx& tx) {
        return add_do_not_call(tx, list, channel, part);
      };
      auto added = co_await context_.store.write(SendLane::campaign, job);
      if (!added) co_return added.error();
      entries += *added;
      for (auto* dispatcher : dispatchers_) dispatcher->recall(routine_recall());
    }
    co_return entries;
  }

  asio::awaitable<void> forget_retired() {
    auto job = [](Tx& tx) -> Result<int> { return tx.do_not_call().forget_retired(chunk); };
    while (true) {
      auto gone = co_await context_.store.write(SendLane::campaign, job);
      // They count for nothing any more; the next import goes on.
      if (!gone || *gone == 0) co_return;
    }
  }

  Context& context_;
  std::vector<Dispatcher*> dispatchers_;
  Principal who_;
  DncImport wanted_;
};

}  // namespace

asio::awaitable<Result<DncImported>> import_do_not_call(Context& context, Lane& compute,
                                                        std::vector<Dispatcher*> dispatchers,
                                                        Principal who, std::string bytes,
                                                        DncImport wanted) {
  if (auto may = may_change(who); !may) co_return may.error();
  if (bytes.size() > bytes_most)
    co_return Error(ErrorKind::too_large, "the file is larger than 64 MiB: split it");
  auto file = std::make_shared<const std::string>(std::move(bytes));
  auto settings = context.settings.get();
  auto read = [file, settings] {
    return read_dnc_numbers(*file, settings->numbering, settings->country);
  };
  auto numbers = co_await run_on(compute, read);
  if (numbers.numbers.empty())
    co_return invalid("body",
                      "no line of the file has a telephone number: send a number a line, "
                      "or a CSV with a column of them");
  RegisterImport taker(context, std::move(dispatchers), std::move(who), std::move(wanted));
  auto done = co_await taker.run(std::move(numbers));
  co_return done;
}

}  // namespace muster
