// SPDX-License-Identifier: Apache-2.0
// A page of a list: {"items": [...], "next": "17"}; `next` is null on the last one. Pure.
#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>

#include "input.hpp"

namespace muster {

struct Paging {
  std::int64_t after = 0;  // the cursor; 0: from the beginning
  int limit = 50;
};

// Errors: invalid ("?cursor", "?limit").
Result<Paging> paging(const Input& query);

// The page was asked with limit + 1 rows to see whether more follow; `last` is the id of the last
// one that is shown.
boost::json::object listing(boost::json::array items, std::optional<std::int64_t> last);

// Makes a page of rows: each item by `item`, the cursor by `id`.
template <class Rows, class Item, class IdOf>
boost::json::object listing(const Rows& rows, int limit, Item item, IdOf id) {
  boost::json::array items;
  std::optional<std::int64_t> last;
  for (const auto& row : rows) {
    if (static_cast<int>(items.size()) == limit) return listing(std::move(items), last);
    items.push_back(item(row));
    last = id(row);
  }
  return listing(std::move(items), std::nullopt);
}

}  // namespace muster
