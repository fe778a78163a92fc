// SPDX-License-Identifier: Apache-2.0
// A body or a query, checked against its schema: what is read from it afterwards is there and
// of its type. A value; any thread.
#pragma once
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "muster/base/http_message.hpp"
#include "muster/base/instant.hpp"
#include "muster/domain/blood_group.hpp"
#include "schema.hpp"

namespace muster {

class Input {
 public:
  Input() = default;
  // Errors: invalid; field is a pointer ("/addresses/0/address").
  static Result<Input> of_body(const Schema& schema, std::string_view body);
  // Errors: invalid; field is "?name".
  static Result<Input> of_query(const Schema& schema, const Pairs& query);

  // null counts as not said.
  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::string text(std::string_view name, std::string_view otherwise = {}) const;
  std::int64_t integer(std::string_view name, std::int64_t otherwise = 0) const;
  bool flag(std::string_view name, bool otherwise = false) const;
  std::optional<Instant> instant(std::string_view name) const;
  std::optional<Day> day(std::string_view name) const;
  std::optional<MinuteOfDay> minute(std::string_view name) const;
  BloodGroup group(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;
  std::vector<Input> objects(std::string_view name) const;
  template <class Id>
  std::optional<Id> id(std::string_view name) const {
    if (!has(name)) return std::nullopt;
    return Id(integer(name));
  }

 private:
  explicit Input(boost::json::object values) : values_(std::move(values)) {}
  const boost::json::value* find(std::string_view name) const;
  boost::json::object values_;
};

}  // namespace muster
