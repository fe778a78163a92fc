// SPDX-License-Identifier: Apache-2.0
#include "site.hpp"

#include <curl/curl.h>
#include <signal.h>

#include <stdexcept>

namespace muster::e2e {
namespace {

std::size_t append(char* data, std::size_t, std::size_t size, void* to) {
  static_cast<std::string*>(to)->append(data, size);
  return size;
}

// What the gateway file and the sandbox share.
constexpr const char* signing_key = "whsec_bXVzdGVyLXNhbmRib3gtc2lnbmluZy1rZXktMQ==";

void replace(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

int read_port(const std::filesystem::path& file) {
  auto text = read_file(file);
  return text.empty() || text.back() != '\n' ? 0 : std::stoi(text);
}

}  // namespace

json::value HttpAnswer::json() const {
  boost::system::error_code error;
  auto value = json::parse(body, error);
  return error ? json::value(nullptr) : value;
}

HttpAnswer http(const std::string& method, const std::string& url, const std::string& body,
                std::vector<std::string> headers) {
  CURL* easy = curl_easy_init();
  HttpAnswer answer;
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& header : headers) list = curl_slist_append(list, header.c_str());
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 120L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  if (method != "GET") {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
  }
  if (curl_easy_perform(easy) == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
  }
  curl_slist_free_all(list);
  curl_easy_cleanup(easy);
  return answer;
}

Sandbox::Sandbox(const std::filesystem::path& folder, int port, std::vector<std::string> options) {
  auto port_file = folder / "sandbox.port";
  std::filesystem::remove(port_file);
  write_file(folder / "signing.key", signing_key);
  std::vector<std::string> argv = {binary("muster-sandbox"),
                                   "--port",
                                   std::to_string(port),
                                   "--port-file",
                                   port_file.string(),
                                   "--webhook-secret-file",
                                   (folder / "signing.key").string()};
  argv.insert(argv.end(), options.begin(), options.end());
  process_ = std::make_unique<Process>(argv, folder / "sandbox.log");
  if (!eventually(20,
                  [&] { return (port_ = read_port(port_file)) != 0 || !process_->running(); }) ||
      port_ == 0)
    throw std::runtime_error("the sandbox does not start: " + process_->log());
}

json::array Sandbox::messages(const std::string& query) {
  json::array all;
  std::string after;
  while (true) {
    auto answer =
        http("GET", url() + "/v1/messages?limit=1000" + (query.empty() ? "" : "&" + query) + after)
            .json();
    const auto* items = answer.is_object() ? answer.as_object().if_contains("messages") : nullptr;
    if (!items && answer.is_object()) items = answer.as_object().if_contains("items");
    if (!items || items->as_array().empty()) return all;
    for (const auto& item : items->as_array()) all.push_back(item);
    if (items->as_array().size() < 1000) return all;
    after = "&after=" + std::string(all.back().as_object().at("id").as_string());
  }
}

json::object Sandbox::stats() { return http("GET", url() + "/v1/stats").json().as_object(); }

void Sandbox::behave(const std::string& json_text) {
  auto answer =
      http("POST", url() + "/v1/behaviour", json_text, {"Content-Type: application/json"});
  if (answer.status >= 300) throw std::runtime_error("behaviour: " + answer.body);
}

void Sandbox::reply(const std::string& phone, const std::string& text) {
  json::object body{{"text", text}};
  auto number = phone;
  replace(number, "+", "%2B");
  // A text is on its way before it is on the phone: nobody answers it sooner.
  HttpAnswer answer;
  bool taken = eventually(10, [&] {
    answer = http("POST", url() + "/v1/phones/" + number + "/replies", json::serialize(body),
                  {"Content-Type: application/json"});
    return answer.status != 0 && answer.status < 300;
  });
  if (!taken) throw std::runtime_error("reply: " + answer.body);
}

Site::Site(bool keyed) : keyed_(keyed) {
  std::filesystem::create_directories(folder() / "store");
  write_file(folder() / "keys/master.key", std::string(32, 'k'));
}

Site::~Site() {
  daemon_.reset();
  sandbox_.reset();
}

void Site::start_sandbox(std::vector<std::string> options) {
  sandbox_ = std::make_unique<Sandbox>(folder(), 0, std::move(options));
}

void Site::write_configuration() {
  auto file = read_file(source("config/gateways/sandbox.toml"));
  auto gateway = !gateway_url.empty() || !sandbox_ ? gateway_url : sandbox_->url();
  if (!gateway.empty()) replace(file, "http://127.0.0.1:8471", gateway);
  if (in_flight > 0) replace(file, "in_flight = 256", "in_flight = " + std::to_string(in_flight));
  if (!keyed_) replace(file, "honours_keys = true", "honours_keys = false");
  write_file(folder() / "sandbox.toml", file);
  auto share = source("").string();
  auto text = "public_url = \"" + url() +
              "\"\n[store]\npath = \"store/muster.sqlite\"\n[keys]\nfile = \"keys/master.key\"\n" +
              "[http]\nport = " + std::to_string(port()) + "\n[hours]\n" + hours +
              "\n[request]\nscreening = \"25m\"\n" + "[files]\ndeferral = \"" + share +
              "config/deferral/vn-2013.toml\"\nnumbering = [\"" + share +
              "config/numbering/vn.toml\"]\nseries = [\"" + share +
              "config/series/repeat-donors.toml\"]\ntemplates = \"" + share +
              "templates/messages\"\ngateways = [" + gateways +
              "]\n[[route]]\nchannel = \"sms\"\ngateway = \"" + route_gateway + "\"\n" + extra;
  write_file(config(), text);
}

void Site::start() {
  write_configuration();
  if (token.empty()) {
    auto access = folder() / "access.txt";
    auto made = run({binary("musterd"), "--config", config().string(), "--init", access.string(),
                     "--org-code", "kinh-mon", "--org-name", "Hội CTĐ Kinh Môn", "--org-hotline",
                     "02203822222"});
    if (made.status != 0) throw std::runtime_error("init: " + made.err);
    auto text = read_file(access);
    token = text.substr(text.find("token ") + 6);
    token.pop_back();
  }
  auto port_file = folder() / "musterd.port";
  std::filesystem::remove(port_file);
  daemon_ = std::make_unique<Process>(
      std::vector<std::string>{binary("musterd"), "--config", config().string(), "--port-file",
                               port_file.string()},
      folder() / "musterd.log", environment);
  if (!eventually(30, [&] { return read_port(port_file) != 0 || !daemon_->running(); }) ||
      !daemon_->running())
    throw std::runtime_error("the daemon does not start: " + daemon_->log());
}

void Site::stop() {
  daemon_->signal(SIGTERM);
  if (!daemon_->wait(30)) throw std::runtime_error("the daemon does not stop: " + daemon_->log());
}

HttpAnswer Site::api(const std::string& method, const std::string& path, const std::string& body,
                     std::vector<std::string> headers) {
  headers.push_back("Authorization: Bearer " + token);
  if (method != "GET") headers.push_back("Content-Type: application/json");
  return http(method, url() + path, body, std::move(headers));
}

json::value Site::get(const std::string& path) { return api("GET", path).json(); }

Ran Site::muster(std::vector<std::string> arguments, std::string input) {
  arguments.insert(arguments.begin(), binary("muster"));
  return run(std::move(arguments), std::move(input),
             {{"MUSTER_URL", url()}, {"MUSTER_TOKEN", token}});
}

json::value Site::muster_json(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "--json");
  auto ran = muster(std::move(arguments));
  if (ran.status != 0) throw std::runtime_error("muster: " + ran.err);
  return json::parse(ran.out);
}

}  // namespace muster::e2e
