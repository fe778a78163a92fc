// SPDX-License-Identifier: Apache-2.0
// A site under test: a folder with a configuration, a sandbox gateway, the daemon, and the
// operator's command.
#pragma once
#include <boost/json.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "process.hpp"
#include "support/folder.hpp"
#include "support/ports.hpp"

namespace muster::e2e {

namespace json = boost::json;

struct HttpAnswer {
  int status = 0;
  std::string body;
  json::value json() const;
};

HttpAnswer http(const std::string& method, const std::string& url, const std::string& body = {},
                std::vector<std::string> headers = {});

// The fake gateway with virtual phones.
class Sandbox {
 public:
  explicit Sandbox(const std::filesystem::path& folder, int port = 0,
                   std::vector<std::string> options = {});
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int port() const { return port_; }
  json::array messages(const std::string& query = "");
  json::object stats();
  void behave(const std::string& json_text);
  void reply(const std::string& phone, const std::string& text);
  Process& process() { return *process_; }

 private:
  int port_ = 0;
  std::unique_ptr<Process> process_;
};

// musterd with a configuration of its own.
class Site {
 public:
  // `keyed`: whether the gateway file says that the sandbox honours idempotency keys.
  explicit Site(bool keyed = true);
  ~Site();

  Sandbox& sandbox() { return *sandbox_; }
  void start_sandbox(std::vector<std::string> options = {});
  // Starts the daemon and waits until it is ready.
  void start();
  void stop();  // TERM, waits
  Process& daemon() { return *daemon_; }
  bool daemon_runs() { return daemon_ && daemon_->running(); }

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path config() const { return folder() / "muster.toml"; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }
  int port() const { return ports_.first(); }
  HttpAnswer api(const std::string& method, const std::string& path, const std::string& body = {},
                 std::vector<std::string> headers = {});
  json::value get(const std::string& path);
  // `muster ...` against this site.
  Ran muster(std::vector<std::string> arguments, std::string input = {});
  json::value muster_json(std::vector<std::string> arguments);

  // For tests that bring their own gateway or route.
  std::string extra;  // appended to muster.toml
  std::string gateways = "\"sandbox.toml\"";
  std::string route_gateway = "sandbox";
  std::string hours = "reminders = \"00:00-24:00\"";  // tests run at any hour of the day
  int in_flight = 0;        // places at the sandbox; 0: as its file says
  std::string gateway_url;  // who plays the sandbox, if it is not ours
  std::map<std::string, std::string> environment;  // of the daemon
  void write_configuration();
  std::string token;

 private:
  TestFolder folder_;
  PortPair ports_;
  bool keyed_;
  std::unique_ptr<Sandbox> sandbox_;
  std::unique_ptr<Process> daemon_;
};

}  // namespace muster::e2e
