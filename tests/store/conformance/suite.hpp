// SPDX-License-Identifier: Apache-2.0
// One suite for every store: each test runs on an empty store that the factory opens. A second
// store joins by an INSTANTIATE_TEST_SUITE_P of its own (see sqlite.cpp).
#pragma once
#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "muster/base/clock.hpp"
#include "muster/base/random.hpp"
#include "muster/base/sealing.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/store.hpp"

namespace muster {

// What a store needs around it; the folder is empty and goes away after the test.
struct StoreSurroundings {
  asio::io_context loop;
  // What a lane lets go last could stop the loop otherwise, and a stopped loop waits for nothing.
  asio::executor_work_guard<asio::io_context::executor_type> work{loop.get_executor()};
  std::string folder;
  VirtualClock clock{from_millis(1'790'000'000'000)};  // 2026-09-21
  SystemRandom random;
  Sealer sealer = Sealer::with_key(std::string(Sealer::key_size, 'k')).value();
};

struct StoreFactory {
  std::string name;
  std::function<std::unique_ptr<Store>(StoreSurroundings&)> open;
};
inline void PrintTo(const StoreFactory& factory, std::ostream* out) { *out << factory.name; }

class StoreConformance : public testing::TestWithParam<StoreFactory> {
 protected:
  StoreConformance();
  ~StoreConformance() override;

  // `job` is Result<T>(Tx&); returns what the store gave back.
  template <class Job>
  auto try_write(Job job, SendLane lane = SendLane::transactional) {
    return run(store_->write(lane, std::move(job)));
  }
  template <class Job>
  auto try_read(Job job) {
    return run(store_->read(std::move(job)));
  }
  // `job` is T(Tx&) and must succeed.
  template <class Job>
  auto write(Job job) {
    return unwrap(try_write(wrap(std::move(job))));
  }
  template <class Job>
  auto read(Job job) {
    return unwrap(try_read(wrap(std::move(job))));
  }

  Result<bool> scrub() { return run(store_->scrub()); }

  Instant now() const { return around_.clock.now(); }
  std::string index(std::string_view address) const { return around_.sealer.blind_index(address); }
  void reopen();

  // Rows to hang others on; they differ by `code`, `name` and `address`.
  static OrganisationId add_organisation(Tx& tx, std::string code, OrganisationId parent = {});
  static DonorId add_donor(Tx& tx, OrganisationId organisation, std::string name, Instant now);
  static ContactPointId add_phone(Tx& tx, DonorId donor, OrganisationId organisation,
                                  std::string number);
  struct Seed {
    OrganisationId organisation;
    DonorId donor;
  };
  Seed seed();

  StoreSurroundings around_;
  std::unique_ptr<Store> store_;

 private:
  template <class Job>
  static auto wrap(Job job) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    return [job = std::move(job)](Tx& tx) mutable -> Result<Value> {
      if constexpr (std::is_void_v<Value>) {
        job(tx);
        return {};
      } else {
        return job(tx);
      }
    };
  }
  template <class Value>
  static Value unwrap(Result<Value> result) {
    if (!result) ADD_FAILURE() << result.error().text();
    if constexpr (!std::is_void_v<Value>) return std::move(result).value();
  }
  template <class Value>
  static asio::awaitable<void> keep(asio::awaitable<Value> task, std::optional<Value>* value) {
    value->emplace(co_await std::move(task));
  }
  template <class Value>
  Value run(asio::awaitable<Value> task) {
    std::optional<Value> value;
    std::exception_ptr failure;
    bool done = false;  // the value is there before the handler is through with this frame
    asio::co_spawn(around_.loop, keep(std::move(task), &value), [&](std::exception_ptr thrown) {
      failure = thrown;
      done = true;
    });
    while (!done) around_.loop.run_one();
    if (failure) std::rethrow_exception(failure);
    return std::move(*value);
  }
};

}  // namespace muster
