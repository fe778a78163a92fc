// SPDX-License-Identifier: Apache-2.0
// What every change of a register asks first: may this principal, and is each field what it must
// be. Keeps the first error, so that a form can be checked field by field. Inside a job.
#pragma once
#include <boost/json/object.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "muster/base/instant.hpp"
#include "muster/base/result.hpp"
#include "muster/domain/travel.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// The system always may.
Result<void> allow(const Principal& who, std::initializer_list<Role> roles);
inline constexpr auto coordinators = {Role::admin, Role::coordinator};
inline constexpr auto desk_staff = {Role::admin, Role::coordinator, Role::desk};

// By its code, or the principal's own when that is empty.
Result<OrganisationRow> organisation_for(Tx& tx, const Principal& who, const std::string& code);

// Ids and codes only: the journal never holds a name, a number or a text.
void journal(Tx& tx, const Principal& who, std::string_view noun, std::int64_t id,
             std::string_view what, const boost::json::object& data, Instant now);

class FieldChecks {
 public:
  void refuse(std::string field, std::string message);
  // Trimmed, in NFC, on one line, at most `most` bytes.
  std::string text(std::string field, std::string_view value, std::size_t most,
                   bool required = false);
  // 2 to 40 of a-z, 0-9 and '-': what an operator types and the journal may hold.
  std::string code(std::string field, const std::string& value);
  // Stands in every page, which must stay one SMS: text that fits the page's variable.
  std::string page_text(std::string field, std::string_view value, std::string_view variable);
  std::string zone(std::string field, const std::string& value, const std::string& fallback);
  // "20.9876,106.5432" as maps show it; empty: none.
  std::optional<Place> where(std::string field, std::string_view value);
  int number(std::string field, int value, int least, int most);
  // Not after `today`, and within living memory.
  void past_day(std::string field, Day value, Day today);

  bool ok() const { return !first_; }
  const Error& error() const { return *first_; }

 private:
  std::optional<Error> first_;
};

}  // namespace muster
