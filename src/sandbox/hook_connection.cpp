// SPDX-License-Identifier: Apache-2.0
#include "hook_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

namespace muster::sandbox {
namespace {

using asio::ip::tcp;
constexpr auto done = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t answer_max = 64 * 1024;

std::string_view view(boost::urls::string_view text) { return {text.data(), text.size()}; }

HookAnswer failed(std::string error) {
  HookAnswer answer;
  answer.error = std::move(error);
  return answer;
}

int number(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The head of an answer: status, and the headers that matter here.
HttpResponse read_head(std::string_view head) {
  HttpResponse response;
  response.status = head.size() > 12 ? number(head.substr(9, 3)) : 0;
  for (auto end = head.find("\r\n"); end != std::string_view::npos; end = head.find("\r\n")) {
    head.remove_prefix(end + 2);
    auto line = head.substr(0, head.find("\r\n"));
    auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    auto value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    response.headers.emplace_back(line.substr(0, colon), value);
  }
  return response;
}

}  // namespace

struct HookConnection::Target {
  tcp::endpoint endpoint;
  std::string host;
  std::string path;

  // Error text, empty when it is one we may call.
  std::string read(const std::string& url) {
    auto parsed = boost::urls::parse_uri(url);
    if (!parsed || view(parsed->scheme()) != "http") return "not a plain http URL";
    host = view(parsed->encoded_host_and_port());
    std::string name(view(parsed->encoded_host()));
    if (name == "localhost") name = "127.0.0.1";
    if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
    boost::system::error_code error;
    auto address = asio::ip::make_address(name, error);
    if (error || !address.is_loopback()) return "not a loopback address";
    auto port = parsed->has_port() ? parsed->port_number() : std::uint16_t(80);
    endpoint = tcp::endpoint(address, port);
    path = view(parsed->encoded_target());
    if (path.empty()) path = "/";
    return {};
  }
};

asio::awaitable<HookAnswer> HookConnection::post(std::string url, Headers headers,
                                                 std::string body) {
  Target target;
  auto refused = target.read(url);
  if (!refused.empty()) {
    auto answer = failed(std::move(refused));
    answer.never = true;
    co_return answer;
  }
  std::string request =
      "POST " + target.path + " HTTP/1.1\r\nHost: " + target.host +
      "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n";
  for (const auto& [name, value] : headers)
    request.append(name).append(": ").append(value) += "\r\n";
  request += "\r\n" + body;

  bool reused = socket_ && socket_->is_open() && endpoint_ == target.endpoint;
  if (reused) {
    auto answer = co_await exchange(request);
    if (answer.status != 0) co_return answer;
  }
  // The daemon may have closed an idle connection just then; hooks are idempotent by their id.
  bool connected = co_await connect(target.endpoint);
  if (!connected) co_return failed("nobody listens");
  auto answer = co_await exchange(std::move(request));
  co_return answer;
}

asio::awaitable<bool> HookConnection::connect(tcp::endpoint endpoint) {
  socket_ = std::make_shared<tcp::socket>(loop_);
  endpoint_ = endpoint;
  limit(Seconds(5));
  auto [error] = co_await socket_->async_connect(endpoint, done);
  deadline_.cancel();
  if (error) socket_.reset();
  co_return !error;
}

asio::awaitable<HookAnswer> HookConnection::exchange(std::string request) {
  auto socket = socket_;
  limit(Seconds(20));
  auto sent = co_await asio::async_write(*socket, asio::buffer(request), done);
  std::string in;
  auto buffer = asio::dynamic_buffer(in, answer_max);
  boost::system::error_code error = std::get<0>(sent);
  std::size_t head_size = 0;
  if (!error) {
    auto read = co_await asio::async_read_until(*socket, buffer, "\r\n\r\n", done);
    error = std::get<0>(read);
    head_size = std::get<1>(read);
  }
  HttpResponse response;
  bool keep = false;
  if (!error) {
    response = read_head(std::string_view(in).substr(0, head_size));
    auto length = number(header(response.headers, "Content-Length"));
    keep = length >= 0 && header(response.headers, "Connection") != "close";
    auto have = in.size() - head_size;
    auto want = keep ? static_cast<std::size_t>(length) : 0;
    if (want > have) {
      auto rest =
          co_await asio::async_read(*socket, buffer, asio::transfer_exactly(want - have), done);
      keep = !std::get<0>(rest);
    }
  }
  deadline_.cancel();
  if (!keep) socket_.reset();
  if (error) co_return failed(error.message());
  HookAnswer answer;
  answer.status = response.status;
  auto after = number(header(response.headers, "Retry-After"));
  if (after >= 0) answer.retry_after = Seconds(std::min(after, 3600));
  co_return answer;
}

void HookConnection::limit(Millis time) {
  deadline_.expires_after(time);
  std::weak_ptr<tcp::socket> watched = socket_;
  deadline_.async_wait([watched](boost::system::error_code error) {
    auto socket = watched.lock();
    if (error || !socket) return;
    boost::system::error_code ignored;
    socket->close(ignored);
  });
}

}  // namespace muster::sandbox
