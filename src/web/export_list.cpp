// SPDX-License-Identifier: Apache-2.0
// GET /v1/exports: the file comes piece by piece, however long it is.
#include <fmt/format.h>

#include "muster/engine/exporter.hpp"
#include "problem.hpp"
#include "specials.hpp"
#include "web_state.hpp"

namespace muster {
namespace {

asio::awaitable<Result<std::optional<std::string>>> next_piece(std::shared_ptr<Web> web,
                                                               std::shared_ptr<Export> list) {
  auto piece = co_await list->next();
  if (!piece) web->engine().log.error("event=export_failed error={}", quoted(piece.error().text()));
  co_return piece;
}

}  // namespace

asio::awaitable<HttpReply> export_list(std::shared_ptr<Web> web, Call call, HttpExchange) {
  ExportOptions options;
  options.kind = *parse_import_kind(call.query.text("kind"));
  options.format = *parse_export_format(call.query.text("format", "csv"));
  options.language = call.query.text("language", call.settings->fallback_language);
  const auto file_name = fmt::format("{}.{}", name(options.kind), name(options.format));
  const std::string type(content_type(options.format));
  auto beginning =
      begin_export(web->engine(), web->context().importer.compute(), call.who, std::move(options));
  auto list = co_await std::move(beginning);
  if (!list) co_return problem(list.error());
  BodyStream body;
  body.headers = respond(200, type, {}).headers;
  body.headers.emplace_back("Content-Disposition",
                            fmt::format("attachment; filename=\"{}\"", file_name));
  body.next = [web, list = *list] { return next_piece(web, list); };
  co_return std::move(body);
}

}  // namespace muster
