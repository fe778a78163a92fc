// SPDX-License-Identifier: Apache-2.0
// What people may ask about their own data. Erasing and exporting a person is for those who answer
// for the list.
#include "api.hpp"
#include "specials.hpp"

namespace muster {
namespace {

constexpr Roles listing = {Role::admin, Role::coordinator};
constexpr Roles desk = {Role::admin, Role::coordinator, Role::desk};

constexpr Route routes[] = {
    {.method = "POST",
     .path = "/v1/donors/{id}/erase",
     .roles = listing,
     .summary = "Take everything personal out, for good; an anonymous ledger stays",
     .body = "erase_new",
     .answer = "erasure",
     .special = erase_donor},
    {.method = "GET",
     .path = "/v1/donors/{id}/export",
     .roles = listing,
     .summary = "Everything held about one donor, opened; the export itself is journalled",
     .query = "donor_export_ask",
     .answer = "donor_export",
     .special = export_donor},
    {.method = "GET",
     .path = "/v1/subject-requests",
     .roles = desk,
     .summary = "What people asked about their own data, and by when it is due",
     .query = "subject_request_find",
     .answer = "subject_request[]",
     .read = list_subject_requests_job},
    {.method = "POST",
     .path = "/v1/subject-requests",
     .roles = desk,
     .summary = "Enter one; its day follows from its kind",
     .body = "subject_request_new",
     .answer = "subject_request",
     .status = 201,
     .write = open_subject_request_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/subject-requests/{id}/extend",
     .roles = listing,
     .summary = "Take its one extension",
     .answer = "subject_request",
     .write = extend_subject_request_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/subject-requests/{id}/close",
     .roles = listing,
     .summary = "It is done, or why not",
     .body = "subject_request_close",
     .answer = "subject_request",
     .write = close_subject_request_job,
     .keyed = Keyed::may},
    {.method = "GET",
     .path = "/v1/retention",
     .roles = listing,
     .summary = "What goes by itself next, and which donors are proposed for erasure",
     .answer = "retention",
     .read = show_retention_job},
};

}  // namespace

std::span<const Route> privacy_routes() { return routes; }

}  // namespace muster
