// SPDX-License-Identifier: Apache-2.0
#include "listing.hpp"

#include <charconv>

namespace muster {
namespace {

constexpr std::int64_t limit_most = 200;

}  // namespace

Result<Paging> paging(const Input& query) {
  Paging page;
  auto limit = query.integer("limit", page.limit);
  if (limit < 1 || limit > limit_most) return invalid("?limit", "must be 1 to 200");
  page.limit = static_cast<int>(limit);
  auto cursor = query.text("cursor");
  auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), page.after);
  bool number = error == std::errc() && end == cursor.data() + cursor.size() && page.after > 0;
  if (!cursor.empty() && !number)
    return invalid("?cursor", "must be the `next` of the page before, unchanged");
  return page;
}

boost::json::object listing(boost::json::array items, std::optional<std::int64_t> last) {
  boost::json::object page;
  page["items"] = std::move(items);
  if (last)
    page["next"] = std::to_string(*last);
  else
    page["next"] = nullptr;
  return page;
}

}  // namespace muster
