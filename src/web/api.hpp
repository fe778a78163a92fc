// SPDX-License-Identifier: Apache-2.0
// The handlers that are jobs; who calls which is in the table of routes. They run off the loop.
#pragma once
#include "route.hpp"

namespace muster {

// api_requests.cpp
Result<Answer> open_request_job(Tx& tx, const Call& call);
Result<Answer> list_requests_job(Tx& tx, const Call& call);
Result<Answer> show_request_job(Tx& tx, const Call& call);
Result<Answer> list_pages_job(Tx& tx, const Call& call);
Result<Answer> list_answers_job(Tx& tx, const Call& call);
Result<Answer> enter_arrival_job(Tx& tx, const Call& call);
Result<Answer> close_request_job(Tx& tx, const Call& call);
// The whole of a request, for its stream.
Result<Answer> snapshot_job(Tx& tx, const Call& call);

// api_donors.cpp
Result<Answer> find_donors_job(Tx& tx, const Call& call);
Result<Answer> add_donor_job(Tx& tx, const Call& call);
Result<Answer> edit_donor_job(Tx& tx, const Call& call);
Result<Answer> show_donor_job(Tx& tx, const Call& call);
Result<Answer> add_address_job(Tx& tx, const Call& call);

// api_contacts.cpp
Result<Answer> list_addresses_job(Tx& tx, const Call& call);
Result<Answer> edit_address_job(Tx& tx, const Call& call);
Result<Answer> remove_address_job(Tx& tx, const Call& call);
Result<Answer> send_code_job(Tx& tx, const Call& call);
Result<Answer> verify_address_job(Tx& tx, const Call& call);
Result<Answer> place_club_job(Tx& tx, const Call& call);

// api_duplicates.cpp
Result<Answer> list_duplicates_job(Tx& tx, const Call& call);
Result<Answer> dismiss_duplicate_job(Tx& tx, const Call& call);
Result<Answer> merge_donors_job(Tx& tx, const Call& call);
Result<Answer> unmerge_donor_job(Tx& tx, const Call& call);

// api_ledger.cpp
Result<Answer> add_donation_job(Tx& tx, const Call& call);
Result<Answer> add_deferral_job(Tx& tx, const Call& call);
Result<Answer> explain_eligibility_job(Tx& tx, const Call& call);

// api_holds.cpp
Result<Answer> list_donations_job(Tx& tx, const Call& call);
Result<Answer> list_deferrals_job(Tx& tx, const Call& call);
Result<Answer> correct_donation_job(Tx& tx, const Call& call);
Result<Answer> withdraw_donation_job(Tx& tx, const Call& call);
Result<Answer> correct_deferral_job(Tx& tx, const Call& call);
Result<Answer> withdraw_deferral_job(Tx& tx, const Call& call);
Result<Answer> list_holds_job(Tx& tx, const Call& call);

// api_timeline.cpp
Result<Answer> timeline_job(Tx& tx, const Call& call);

// api_organisations.cpp
Result<Answer> list_organisations_job(Tx& tx, const Call& call);
Result<Answer> add_organisation_job(Tx& tx, const Call& call);
Result<Answer> list_tokens_job(Tx& tx, const Call& call);
Result<Answer> issue_token_job(Tx& tx, const Call& call);
Result<Answer> revoke_token_job(Tx& tx, const Call& call);
Result<Answer> list_journal_job(Tx& tx, const Call& call);
Result<Answer> verify_journal_job(Tx& tx, const Call& call);

// api_sessions.cpp
Result<Answer> list_sessions_job(Tx& tx, const Call& call);
Result<Answer> add_session_job(Tx& tx, const Call& call);
Result<Answer> show_session_job(Tx& tx, const Call& call);
Result<Answer> list_bookings_job(Tx& tx, const Call& call);
Result<Answer> enter_booking_job(Tx& tx, const Call& call);
Result<Answer> list_series_job(Tx& tx, const Call& call);

// api_clubs.cpp
Result<Answer> list_clubs_job(Tx& tx, const Call& call);
Result<Answer> add_club_job(Tx& tx, const Call& call);
Result<Answer> show_club_job(Tx& tx, const Call& call);
Result<Answer> list_members_job(Tx& tx, const Call& call);
Result<Answer> add_member_job(Tx& tx, const Call& call);
Result<Answer> remove_member_job(Tx& tx, const Call& call);
Result<Answer> list_rota_job(Tx& tx, const Call& call);
Result<Answer> add_shift_job(Tx& tx, const Call& call);
Result<Answer> remove_shift_job(Tx& tx, const Call& call);
Result<Answer> readiness_job(Tx& tx, const Call& call);

// api_privacy.cpp
Result<Answer> list_subject_requests_job(Tx& tx, const Call& call);
Result<Answer> open_subject_request_job(Tx& tx, const Call& call);
Result<Answer> extend_subject_request_job(Tx& tx, const Call& call);
Result<Answer> close_subject_request_job(Tx& tx, const Call& call);
Result<Answer> show_retention_job(Tx& tx, const Call& call);

// api_messages.cpp
Result<Answer> list_messages_job(Tx& tx, const Call& call);
Result<Answer> show_message_job(Tx& tx, const Call& call);
Result<Answer> list_replies_job(Tx& tx, const Call& call);
Result<Answer> resolve_reply_job(Tx& tx, const Call& call);
Result<Answer> show_halt_job(Tx& tx, const Call& call);

inline Answer answered(boost::json::object body) {
  Answer answer;
  answer.body = std::move(body);
  return answer;
}

}  // namespace muster
