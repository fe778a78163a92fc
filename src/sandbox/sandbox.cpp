// SPDX-License-Identifier: Apache-2.0
#include "sandbox.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <fstream>

#include "api.hpp"

namespace muster::sandbox {
namespace {

// The one in config/gateways/sandbox.toml: known to everybody, as is right for virtual phones.
constexpr std::string_view known_secret = "whsec_bXVzdGVyLXNhbmRib3gtc2lnbmluZy1rZXktMQ==";

Result<HookSigner> signer_of(const Options& options) {
  if (options.webhook_secret_file.empty()) return HookSigner::from(known_secret);
  std::ifstream file(options.webhook_secret_file);
  std::string line;
  if (!std::getline(file, line))
    return Error(ErrorKind::io, "cannot be read", options.webhook_secret_file);
  return HookSigner::from(line);
}

Result<void> write_port(const std::string& path, unsigned short port) {
  if (path.empty()) return {};
  // Renamed into place, so that whoever waits for the file never reads half of it.
  auto part = path + ".part";
  std::ofstream file(part);
  file << port << "\n";
  file.close();
  if (!file || std::rename(part.c_str(), path.c_str()) != 0)
    return Error(ErrorKind::io, "cannot be written", path);
  return {};
}

class Sandbox {
 public:
  Sandbox(const Options& options, HookSigner signer, Log log)
      : log_(log),
        clock_(loop_),
        phones_(options.keep),
        hooks_(loop_, clock_, std::move(signer), log,
               [this](const Hook& hook, bool taken) { api_.reply_settled(hook, taken); }),
        gateway_(loop_, clock_, phones_, hooks_, options.seed),
        api_(clock_, phones_, hooks_, gateway_),
        server_(loop_, api_.router(), HttpLimits(), log),
        signals_(loop_, SIGTERM, SIGINT) {
    gateway_.behaviour() = options.behaviour;
  }

  Result<void> listen(const Options& options) {
    if (!options.journal.empty()) {
      auto opened = gateway_.open_journal(options.journal);
      if (!opened) return opened;
    }
    HttpListen where;
    where.port = options.port;
    auto listening = server_.listen(where);
    if (!listening) return listening;
    return write_port(options.port_file, server_.port());
  }

  void run() {
    log_.info("event=listening url=http://127.0.0.1:{}", server_.port());
    log_.flush();
    hooks_.start();
    asio::co_spawn(loop_, until_signal(), [this](std::exception_ptr error) {
      loop_.stop();
      if (error) std::rethrow_exception(error);
    });
    loop_.run();
  }

 private:
  asio::awaitable<void> until_signal() {
    co_await signals_.async_wait(asio::use_awaitable);
    log_.info("event=stopping");
    co_await server_.stop(Millis(1000));
    co_await hooks_.stop();
    log_.info("event=stopped accepted={} duplicates={}", gateway_.counts().accepted,
              gateway_.counts().duplicates);
    log_.flush();
  }

  Log log_;
  asio::io_context loop_{1};
  SystemClock clock_;
  Phones phones_;
  Hooks hooks_;
  Gateway gateway_;
  Api api_;
  HttpServer server_;
  asio::signal_set signals_;
};

int refuse(const Log& log, const Error& error) {
  log.error("event=start_failed error={}", quoted(error.text()));
  log.flush();
  return 1;
}

}  // namespace

int run(const Options& options) {
  auto log = stderr_log(options.log_level);
  auto signer = signer_of(options);
  if (!signer) return refuse(log, signer.error());
  Sandbox sandbox(options, *signer, log);
  auto listening = sandbox.listen(options);
  if (!listening) return refuse(log, listening.error());
  sandbox.run();
  return 0;
}

}  // namespace muster::sandbox
