// SPDX-License-Identifier: Apache-2.0
// From the request of an emergency to the first byte of a page at the gateway, idle and beside a
// draining queue.
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "page_gateway.hpp"
#include "reference.hpp"
#include "sections.hpp"

namespace muster::bench {
namespace {

constexpr int samples = 100;
constexpr std::size_t wave = 10;

// A connection of a duty phone that is kept open: what it writes is a request, whole and at once.
class Caller {
 public:
  explicit Caller(int port) : fd_(connect_to(port)) {}
  ~Caller() { close(fd_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  Clock::time_point write(const std::string& bytes) {
    auto now = Clock::now();
    if (send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
      throw std::runtime_error("the daemon hung up");
    return now;
  }
  // The body of a 201.
  e2e::json::value read() {
    std::string bytes;
    char buffer[4096];
    while (true) {
      auto count = recv(fd_, buffer, sizeof buffer, 0);
      if (count <= 0) throw std::runtime_error("the daemon hung up");
      bytes.append(buffer, static_cast<std::size_t>(count));
      auto head = bytes.find("\r\n\r\n");
      auto at = bytes.find("Content-Length: ");
      if (head == std::string::npos || at == std::string::npos) continue;
      auto length = std::stoul(bytes.substr(at + 16));
      if (bytes.size() < head + 4 + length) continue;
      if (!bytes.starts_with("HTTP/1.1 201")) throw std::runtime_error("refused: " + bytes);
      return e2e::json::parse(bytes.substr(head + 4, length));
    }
  }

 private:
  int fd_;
};

class Emergencies {
 public:
  Emergencies(Town& town, PageGateway& gateway)
      : town_(town), gateway_(gateway), caller_(std::stoi(town.site().url().substr(17))) {}

  // One request, from the moment it is written; then it is closed. Seconds.
  double one() {
    gateway_.forget_pages();
    auto start = caller_.write(request());
    auto opened = caller_.read();
    auto code = std::string(opened.at("code").as_string());
    std::vector<PageGateway::Time> pages;
    if (!e2e::eventually(20, [&] { return (pages = gateway_.pages_of(code)).size() >= wave; }))
      throw std::runtime_error("no page: " + town_.site().daemon().log());
    close_request(opened);
    return std::chrono::duration<double>(*std::min_element(pages.begin(), pages.end()) - start)
        .count();
  }

 private:
  std::string request() {
    const std::string body =
        R"({"club":"rapid","group":"O-","product":"red_cells","units":2,"needed_in_minutes":90})";
    return fmt::format(
        "POST /v1/requests HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
        "Content-Type: application/json\r\nIdempotency-Key: bench-{}\r\nContent-Length: "
        "{}\r\n\r\n{}",
        town_.site().token, ++number_, body.size(), body);
  }
  void close_request(const e2e::json::value& opened) {
    auto path = fmt::format("/v1/requests/{}/close", opened.at("id").as_int64());
    auto answer = town_.site().api("POST", path, R"({"reason":"cancelled"})");
    if (answer.status != 200) throw std::runtime_error("close: " + answer.body);
  }

  Town& town_;
  PageGateway& gateway_;
  Caller caller_;
  int number_ = 0;
};

void settle(PageGateway& gateway) {
  for (auto before = gateway.posts();; before = gateway.posts()) {
    for (int i = 0; i < 5; ++i) e2e::nap();
    if (gateway.posts() == before) return;
  }
}

std::vector<double> while_idle(Town& town, PageGateway& gateway) {
  std::vector<double> seconds;
  Emergencies emergencies(town, gateway);
  for (int i = 0; i < samples / 2; ++i) {
    settle(gateway);
    seconds.push_back(emergencies.one());
  }
  return seconds;
}

// Requests one after the other while the queue drains; as many queues as it takes.
std::vector<double> while_draining(Town& town, const Size& size, PageGateway& gateway) {
  std::vector<double> seconds;
  auto messages = size.messages * 2;
  while (seconds.size() < samples) {
    town.queued(messages);
    auto before = gateway.posts();
    town.start(64);
    Emergencies emergencies(town, gateway);
    // Not at the very end: then it would be idle.
    while (seconds.size() < samples && gateway.posts() < before + messages * 19 / 20)
      seconds.push_back(emergencies.one());
    fmt::print("# {} requests while {} posts came\n", seconds.size(), gateway.posts() - before);
    town.site().stop();
  }
  return seconds;
}

}  // namespace

void page(Town& town, const Size& size, Report& report) {
  PageGateway gateway;
  std::vector<double> hot, rested, quiet, busy, worst_busy, quiet_ratio, worst_ratio;
  for (int round = 0; round < size.rounds; ++round) {
    town.queued(size.messages * 2);
    town.site().gateway_url = fmt::format("http://127.0.0.1:{}", gateway.port());
    town.start(64, true);
    auto folder = town.site().folder();
    hot.push_back(page_yardstick(folder, gateway.port(), samples, [] {}));
    rested.push_back(page_yardstick(folder, gateway.port(), samples / 2, [&] { settle(gateway); }));
    quiet.push_back(median(while_idle(town, gateway)));
    town.site().stop();
    auto seconds = while_draining(town, size, gateway);
    town.site().gateway_url.clear();
    busy.push_back(median(seconds));
    worst_busy.push_back(worst(seconds));
    quiet_ratio.push_back(quiet.back() / rested.back());
    worst_ratio.push_back(worst_busy.back() / hot.back());
    fmt::print(
        "# round {}: yardstick {:.2f} ms, idle {:.2f} ms; request idle {:.2f} ms, draining {:.2f} "
        "ms, worst {:.2f} ms\n",
        round + 1, hot.back() * 1e3, rested.back() * 1e3, quiet.back() * 1e3, busy.back() * 1e3,
        worst_busy.back() * 1e3);
  }
  report.say("yardstick: three commits and one POST", median(hot) * 1e3, "ms");
  report.say("the same on an idle machine", median(rested) * 1e3, "ms");
  report.say("request to the first page, idle, p50", median(quiet) * 1e3, "ms");
  report.say("request to the first page, queue draining, p50", median(busy) * 1e3, "ms");
  report.say("request to the first page, queue draining, worst", median(worst_busy) * 1e3, "ms");
  report.at_most("idle, p50", median(quiet_ratio), 4, "yardsticks");
  report.at_most(fmt::format("queue draining, worst of {}", samples), median(worst_ratio), 20,
                 "yardsticks");
}

}  // namespace muster::bench
