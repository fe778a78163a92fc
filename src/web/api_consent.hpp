// SPDX-License-Identifier: Apache-2.0
// The handlers of consent and stop; who calls which is in routes_consent.cpp.
#pragma once
#include "api.hpp"
#include "muster/store/stops.hpp"

namespace muster {

// api_consent.cpp
Result<Answer> change_consent_job(Tx& tx, const Call& call);
Result<Answer> list_consents_job(Tx& tx, const Call& call);
Result<Answer> stop_donor_job(Tx& tx, const Call& call);
Result<Answer> start_donor_job(Tx& tx, const Call& call);
Result<Answer> snooze_donor_job(Tx& tx, const Call& call);
Result<Answer> wake_donor_job(Tx& tx, const Call& call);
boost::json::array stops_json(Tx& tx, DonorId donor);

// api_contact_rules.cpp
Result<Answer> show_hours_job(Tx& tx, const Call& call);
Result<Answer> set_hours_job(Tx& tx, const Call& call);
Result<Answer> remove_hours_job(Tx& tx, const Call& call);
Result<Answer> list_blackouts_job(Tx& tx, const Call& call);
Result<Answer> add_blackout_job(Tx& tx, const Call& call);
Result<Answer> remove_blackout_job(Tx& tx, const Call& call);

// api_bypasses.cpp
Result<Answer> list_bypasses_job(Tx& tx, const Call& call);
Result<Answer> open_bypass_job(Tx& tx, const Call& call);
Result<Answer> end_bypass_job(Tx& tx, const Call& call);
Result<Answer> list_all_addresses_job(Tx& tx, const Call& call);
Result<Answer> restore_address_job(Tx& tx, const Call& call);

// dnc_list.cpp
Result<Answer> show_dnc_job(Tx& tx, const Call& call);
asio::awaitable<HttpReply> import_dnc(std::shared_ptr<Web> web, Call call, HttpExchange exchange);

}  // namespace muster
