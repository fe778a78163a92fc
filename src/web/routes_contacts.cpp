// SPDX-License-Identifier: Apache-2.0
// Edits of donors, their addresses, and records that may be of one person.
#include "api.hpp"

namespace muster {
namespace {

constexpr Roles staff = {Role::admin, Role::coordinator, Role::approver, Role::desk};
constexpr Roles desk = {Role::admin, Role::coordinator, Role::desk};
constexpr Roles coordinating = {Role::admin, Role::coordinator};

constexpr Route routes[] = {
    {.method = "POST",
     .path = "/v1/donors/{id}",
     .roles = desk,
     .summary = "Change a donor: only the fields that are given",
     .body = "donor_edit",
     .answer = "donor",
     .write = edit_donor_job,
     .keyed = Keyed::may},
    {.method = "GET",
     .path = "/v1/donors/{id}/addresses",
     .roles = staff,
     .summary = "Where a donor is reached, in order of preference",
     .answer = "address[]",
     .read = list_addresses_job},
    {.method = "POST",
     .path = "/v1/addresses/{id}",
     .roles = desk,
     .summary = "Change an address's place in the order, or when it may be used",
     .body = "address_edit",
     .answer = "address",
     .write = edit_address_job,
     .keyed = Keyed::may},
    {.method = "DELETE",
     .path = "/v1/addresses/{id}",
     .roles = desk,
     .summary = "Never use an address again; it stays as history",
     .answer = "address",
     .write = remove_address_job},
    {.method = "POST",
     .path = "/v1/addresses/{id}/code",
     .roles = desk,
     .summary = "Send six digits there, to be read out or sent back",
     .answer = "code_sent",
     .write = send_code_job,
     .keyed = Keyed::may,
     .lane = SendLane::reply},
    {.method = "POST",
     .path = "/v1/addresses/{id}/verify",
     .roles = desk,
     .summary = "Enter the code the donor read out, or what else the desk saw",
     .body = "address_verify",
     .answer = "address_verified",
     .write = verify_address_job},
    {.method = "POST",
     .path = "/v1/clubs/{code}/where",
     .roles = coordinating,
     .summary = "Put the place where donors are called to on the map",
     .body = "place_set",
     .answer = "club",
     .write = place_club_job,
     .keyed = Keyed::may},
    {.method = "GET",
     .path = "/v1/duplicates",
     .roles = coordinating,
     .summary = "Records that may be of one person, and why; a page may be short or empty: "
                "go on while there is a next",
     .query = "page_of_list",
     .answer = "duplicate[]",
     .read = list_duplicates_job},
    {.method = "POST",
     .path = "/v1/duplicates/dismiss",
     .roles = coordinating,
     .summary = "They are two people: not listed again",
     .body = "dismiss_new",
     .answer = "dismissed",
     .write = dismiss_duplicate_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/donors/{id}/merge",
     .roles = coordinating,
     .summary = "Make another record part of this one; both histories are kept",
     .body = "merge_new",
     .answer = "merged",
     .write = merge_donors_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/donors/{id}/unmerge",
     .roles = coordinating,
     .summary = "Undo the merge of this record into another",
     .answer = "donor",
     .write = unmerge_donor_job,
     .keyed = Keyed::may},
};

}  // namespace

std::span<const Route> contact_routes() { return routes; }

}  // namespace muster
