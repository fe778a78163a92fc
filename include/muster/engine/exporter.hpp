// SPDX-License-Identifier: Apache-2.0
// Lists out of the registers, as files that can be imported again: read in pages so that no read
// transaction is long, made on the compute lane, given away piece by piece. Who exported what and
// how much is journalled. Loop thread.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "muster/base/lane.hpp"
#include "muster/engine/context.hpp"
#include "muster/engine/import_kind.hpp"
#include "muster/store/principal.hpp"

namespace muster {

enum class ExportFormat : std::uint8_t { csv, xlsx };
std::string_view name(ExportFormat format);
std::optional<ExportFormat> parse_export_format(std::string_view text);
std::string_view content_type(ExportFormat format);

struct ExportOptions {
  ImportKind kind = ImportKind::donors;
  ExportFormat format = ExportFormat::csv;
  std::string language = "vi";  // of the headers: vi, en
};

// One export under way. Each step holds it, so it may be dropped at any time.
class Export {
 public:
  virtual ~Export() = default;
  // The file's next piece; none after the last. Errors: busy, unavailable, io: what was given away
  // so far is no whole file.
  virtual asio::awaitable<Result<std::optional<std::string>>> next() = 0;
};

// Everything that the principal may see. That it was begun is journalled before the first piece,
// how many rows there were after the last. Errors: forbidden; io, busy.
asio::awaitable<Result<std::shared_ptr<Export>>> begin_export(Context context, Lane& compute,
                                                              Principal who, ExportOptions options);

}  // namespace muster
