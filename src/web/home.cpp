// SPDX-License-Identifier: Apache-2.0
// The page at "/": what this is, where things are, is it ready. No script, no style, no secret.
#include <fmt/format.h>

#include "problem.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

constexpr const char* page = R"(<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>muster</title>
</head>
<body>
<h1>muster</h1>
<p>Phần mềm nhắc lịch và gọi người hiến máu. Phiên bản {version}.<br>
<span lang="en">Reminds and calls blood donors. Version {version}.</span></p>
<p><strong>{state_vi}</strong> <span lang="en">({state_en})</span></p>
<p>Giờ của hệ thống <span lang="en">(the daemon's time)</span>: {now}{demo}</p>
<ul>
<li><a href="/v1/openapi.json">/v1/openapi.json</a>: mô tả API
<span lang="en">(the API; send a token as Authorization: Bearer)</span></li>
<li><a href="/readyz">/readyz</a>: sẵn sàng chưa, vì sao <span lang="en">(ready, or why not)</span></li>
<li><a href="/healthz">/healthz</a>: còn chạy không <span lang="en">(alive)</span></li>
<li><a href="/metrics">/metrics</a>: số liệu cho Prometheus <span lang="en">(metrics)</span></li>
</ul>
<p>Dòng lệnh <span lang="en">(command)</span>: <code>muster --help</code></p>
</body>
</html>
)";

}  // namespace

asio::awaitable<HttpReply> show_home(std::shared_ptr<Web> web, Call call, HttpExchange) {
  auto reasons = co_await web->context().health.reasons();
  bool ready = reasons.empty();
  std::string_view demo = web->context().forward_clock
                              ? " - đồng hồ trình diễn <span lang=\"en\">(demo clock)</span>"
                              : "";
  auto body = fmt::format(fmt::runtime(page), fmt::arg("version", web->context().version),
                          fmt::arg("state_vi", ready ? "Sẵn sàng" : "Chưa sẵn sàng"),
                          fmt::arg("state_en", ready ? "ready" : "not ready: see /readyz"),
                          fmt::arg("now", to_string(call.now)), fmt::arg("demo", demo));
  co_return respond(200, "text/html; charset=utf-8", std::move(body));
}

}  // namespace muster
