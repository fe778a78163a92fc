// SPDX-License-Identifier: Apache-2.0
// Rows as JSON. Each takes the principal where what it shows depends on the role. Inside a job.
#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "muster/engine/settings.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/contact_points.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/messages.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/principal.hpp"
#include "muster/store/replies.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// Values that may be missing are null, not left out.
boost::json::value json_or_null(const std::optional<Instant>& value);
boost::json::value json_or_null(const std::optional<Day>& value);
boost::json::value json_or_null(const std::string& value);  // empty: null
boost::json::value json_or_null(std::string_view value);
template <class Tag>
boost::json::value json_or_null(Id<Tag> id) {
  if (!id) return nullptr;
  return id.value();
}

// Who may read names, and who telephones donors.
bool sees_names(const Principal& who);
bool sees_addresses(const Principal& who);

std::string_view name(TypingSource typing);
std::optional<TypingSource> parse_typing(std::string_view text);

std::string organisation_code(Tx& tx, OrganisationId id);
std::string given_name_of(Tx& tx, DonorId donor);

boost::json::object request_json(Tx& tx, const RequestRow& row);
// Callers get acceptors only, by given name, time and arrival code, until a day after the close.
boost::json::array pages_json(Tx& tx, const Settings& settings, const Principal& who,
                              const RequestRow& request, Instant now);
boost::json::object answer_json(Tx& tx, const ReplyRow& row);
boost::json::object donor_json(Tx& tx, const Principal& who, const DonorRow& row);
boost::json::object address_json(Tx& tx, const Principal& who, const ContactPointRow& row);
boost::json::object eligible_on_json(Tx& tx, DonorId donor);
boost::json::object message_json(const MessageRow& row);

}  // namespace muster
