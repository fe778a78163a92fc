// SPDX-License-Identifier: Apache-2.0
#include "daemon.hpp"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "demo_town.hpp"
#include "muster/base/task_group.hpp"
#include "muster/engine/configuration.hpp"
#include "muster/engine/holds.hpp"
#include "muster/engine/pager.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/replanner.hpp"
#include "muster/engine/retention.hpp"
#include "muster/engine/scheduler.hpp"
#include "muster/engine/sweeper.hpp"
#include "muster/gateway/curl_client.hpp"
#include "muster/web/web.hpp"
#include "shared_clock.hpp"

namespace muster {
namespace {

constexpr int compute_threads = 2;

CurlOptions curl_options(const Settings& settings) {
  CurlOptions options;
  long most = 64;
  for (const auto& gateway : settings.gateways) most = std::max<long>(most, gateway.in_flight());
  options.per_host = most + settings.reserve_in_flight;
  options.kept_connections =
      options.per_host * static_cast<long>(std::max<std::size_t>(1, settings.gateways.size()));
  return options;
}

// Every part, in the order it is made; they go in reverse.
class Daemon {
 public:
  Daemon(const Launch& launch, Configuration configuration, const Sealer& sealer)
      : launch_(launch),
        options_(configuration.daemon),
        sealer_(sealer),
        log_(stderr_log(options_.log_level)),
        settings_(configuration.settings),
        clock_(loop_),
        compute_("compute", compute_threads),
        tasks_(loop_.get_executor()),
        client_(loop_, curl_options(*configuration.settings)) {
    throttles_.apply(*configuration.settings);
  }

  int run() {
    if (launch_.demo) clock_.forward(demo_offset(clock_.now()));
    SqliteOptions store;
    store.path = options_.store_path;
    store.readers = options_.readers;
    // Pages that the kernel could not write may be gone: stop at once, start clean, recover from
    // what is on disk.
    store.on_disk_failure = [](const std::string& what) {
      std::fprintf(stderr, "level=error event=disk_failed detail=\"%s\"\n", what.c_str());
      std::_Exit(74);
    };
    auto opened = open_sqlite(loop_.get_executor(), store, sealer_, random_, clock_, log_);
    if (!opened) return fail(opened.error());
    store_ = std::move(*opened);
    context_.emplace(
        Context{loop_.get_executor(), clock_, random_, *store_, settings_, metrics_, log_});
    parts_.emplace(*this);
    tasks_.spawn("start", start());
    while (!(ending_ && tasks_.size() == 0) && loop_.run_one() > 0) {}
    // The last commits are done before what they wake goes.
    store_.reset();
    log_.info("event=stopped");
    log_.flush();
    return exit_;
  }

 private:
  struct Parts {
    explicit Parts(Daemon& d)
        : scheduler(*d.context_),
          urgent(*d.context_, d.client_, d.throttles_, {SendLane::emergency}),
          routine(
              *d.context_, d.client_, d.throttles_,
              {SendLane::reply, SendLane::transactional, SendLane::reminder, SendLane::campaign}),
          pager(*d.context_),
          sweeper(*d.context_),
          holds(*d.context_),
          replanner(*d.context_),
          eraser(*d.context_, {&urgent, &routine}),
          retention(*d.context_, eraser),
          hooks(*d.context_, {&urgent, &routine}),
          health(*d.context_),
          importer(*d.context_, d.compute_, replan_after_import()),
          signals(d.loop_, SIGTERM, SIGINT, SIGHUP) {}
    static Importer::Replan replan_after_import() {
      return [](Tx& tx, const Settings& settings, DonorId donor, Instant now) {
        replan(tx, settings, donor, now);
      };
    }
    Scheduler scheduler;
    Dispatcher urgent;
    Dispatcher routine;
    Pager pager;
    Sweeper sweeper;
    Holds holds;
    Replanner replanner;
    Eraser eraser;
    Retention retention;
    Hooks hooks;
    Health health;
    Importer importer;
    asio::signal_set signals;
    std::unique_ptr<HttpServer> server;
  };

  int fail(const Error& error) {
    log_.error("event=start_failed error={}", quoted(error.text()));
    log_.flush();
    return 1;
  }

  asio::awaitable<void> start() {
    auto recovered = co_await parts_->sweeper.recover_attempts();
    if (!recovered) co_return stop_with(fail(recovered.error()));
    if (launch_.demo) {
      auto town = co_await make_demo_town(*context_, launch_.demo_folder);
      if (!town) co_return stop_with(fail(town.error()));
    }
    auto listening = listen();
    if (!listening) co_return stop_with(fail(listening.error()));
    tasks_.spawn("scheduler", parts_->scheduler.run());
    tasks_.spawn("urgent_claim", parts_->urgent.claim());
    tasks_.spawn("urgent_settle", parts_->urgent.settle_outcomes());
    tasks_.spawn("routine_claim", parts_->routine.claim());
    tasks_.spawn("routine_settle", parts_->routine.settle_outcomes());
    tasks_.spawn("pager", parts_->pager.run());
    tasks_.spawn("sweeper", parts_->sweeper.run());
    tasks_.spawn("holds", parts_->holds.run());
    tasks_.spawn("replanner", parts_->replanner.run());
    tasks_.spawn("eraser", parts_->eraser.run());
    tasks_.spawn("retention", parts_->retention.run());
    tasks_.spawn("watchdog", watchdog());
    tasks_.spawn("signals", take_signals());
    if (launch_.demo) share_clock();
    log_.info("event=ready url=http{}://{}:{} epoch={}", options_.tls_key.empty() ? "" : "s",
              options_.http_host, parts_->server->port(), store_->epoch());
    sd_notify(0, "READY=1");
  }

  Result<void> listen() {
    std::function<Instant(Millis)> forward;
    if (launch_.demo)
      forward = [this](Millis by) {
        clock_.forward(by);
        share_clock();
        return clock_.now();
      };
    WebContext web{*context_,         parts_->hooks, parts_->health,
                   parts_->importer,  throttles_,    {&parts_->urgent, &parts_->routine},
                   std::move(forward)};
    web.eraser = &parts_->eraser;
    parts_->server =
        std::make_unique<HttpServer>(loop_, make_router(std::move(web)), HttpLimits{}, log_);
    HttpListen where;
    where.host = options_.http_host;
    where.port = static_cast<unsigned short>(options_.http_port);
    where.trusted_proxies = options_.trusted_proxies;
    if (!options_.tls_key.empty()) where.tls = TlsFiles{options_.tls_certificate, options_.tls_key};
    auto listening = parts_->server->listen(where);
    if (listening && !launch_.port_file.empty())
      std::ofstream(launch_.port_file) << parts_->server->port() << "\n";
    return listening;
  }

  // The sandbox stamps what it sends with our time: receipts of another day would look stale.
  void share_clock() { tell_sandbox_the_time(client_, *settings_.get(), clock_.offset(), log_); }

  asio::awaitable<void> watchdog() {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0) co_return;
    asio::steady_timer timer(loop_);
    while (true) {
      timer.expires_after(std::chrono::microseconds(microseconds / 2));
      co_await timer.async_wait(asio::use_awaitable);
      bool alive = co_await parts_->health.alive();
      // A writer that does not answer is as dead as a loop that does not turn: the supervisor
      // restarts us.
      if (alive) sd_notify(0, "WATCHDOG=1");
    }
  }

  asio::awaitable<void> take_signals() {
    while (true) {
      auto signal = co_await parts_->signals.async_wait(asio::use_awaitable);
      if (signal == SIGHUP) {
        reload();
        continue;
      }
      if (stopping_) {
        log_.warn("event=stop_forced");
        log_.flush();
        std::_Exit(130);
      }
      stopping_ = true;
      log_.info("event=stopping");
      sd_notify(0, "STOPPING=1");
      tasks_.spawn("stop", stop());
    }
  }

  void reload() {
    Problems problems;
    auto fresh = load_configuration(launch_.config, launch_.credentials, problems);
    if (!fresh) {
      log_.error("event=configuration_refused problems={}", quoted(listed(problems)));
      parts_->health.configuration(listed(problems));
      return;
    }
    settings_.set(fresh->settings);
    throttles_.apply(*fresh->settings);
    parts_->replanner.ring();
    parts_->health.configuration(std::nullopt);
    if (!options_.tls_key.empty())
      if (auto tls = parts_->server->reload_tls(); !tls)
        log_.error("event=certificate_refused error={}", quoted(tls.error().text()));
    log_.info("event=configuration_taken");
  }

  // First no new work, then the answers of the gateways, then everything else.
  asio::awaitable<void> stop() {
    auto until = clock_.now() + options_.drain_within;
    co_await parts_->server->stop(options_.drain_within);
    co_await parts_->importer.stop();
    co_await parts_->urgent.drain(until);
    co_await parts_->routine.drain(until);
    co_await parts_->health.stop();
    stop_with(0);
  }

  void stop_with(int status) {
    exit_ = status;
    ending_ = true;
    client_.stop();
    tasks_.cancel();
  }

  const Launch& launch_;
  DaemonOptions options_;
  const Sealer& sealer_;
  Log log_;
  asio::io_context loop_{1};
  SystemRandom random_;
  Metrics metrics_;
  SettingsHolder settings_;
  SystemClock clock_;
  ThreadLane compute_;
  Throttles throttles_;
  std::unique_ptr<Store> store_;
  std::optional<Context> context_;
  TaskGroup tasks_;
  CurlClient client_;
  std::optional<Parts> parts_;
  bool stopping_ = false;
  bool ending_ = false;
  int exit_ = 0;
};

}  // namespace

int run_daemon(const Launch& launch, Configuration configuration, const Sealer& sealer) {
  return Daemon(launch, std::move(configuration), sealer).run();
}

}  // namespace muster
