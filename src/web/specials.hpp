// SPDX-License-Identifier: Apache-2.0
// The handlers that need the loop and not only the database.
#pragma once
#include "route.hpp"

namespace muster {

asio::awaitable<HttpReply> stream_request(std::shared_ptr<Web> web, Call call,
                                          HttpExchange exchange);
asio::awaitable<HttpReply> erase_donor(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> export_donor(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> import_list(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> show_import(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> export_list(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> take_hook(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> show_gateways(std::shared_ptr<Web> web, Call call,
                                         HttpExchange exchange);
asio::awaitable<HttpReply> show_clock(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> forward_clock(std::shared_ptr<Web> web, Call call,
                                         HttpExchange exchange);
asio::awaitable<HttpReply> show_openapi(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> show_health(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> show_ready(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> show_metrics(std::shared_ptr<Web> web, Call call, HttpExchange exchange);
asio::awaitable<HttpReply> show_home(std::shared_ptr<Web> web, Call call, HttpExchange exchange);

}  // namespace muster
