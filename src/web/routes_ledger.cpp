// SPDX-License-Identifier: Apache-2.0
// The donation ledger: entries, corrections, holds.
#include "api.hpp"

namespace muster {
namespace {

constexpr Roles staff = {Role::admin, Role::coordinator, Role::approver, Role::desk};
constexpr Roles desk = {Role::admin, Role::coordinator, Role::desk};

constexpr Route routes[] = {
    {.method = "GET",
     .path = "/v1/donors/{id}/donations",
     .roles = staff,
     .summary = "What they gave, newest first, and what each entry said before a correction",
     .answer = "donation_entry[]",
     .read = list_donations_job},
    {.method = "GET",
     .path = "/v1/donors/{id}/deferrals",
     .roles = desk,
     .summary = "Why they may not, newest first, and what each entry said before a correction",
     .answer = "deferral_entry[]",
     .read = list_deferrals_job},
    {.method = "POST",
     .path = "/v1/donations/{id}",
     .roles = desk,
     .summary = "Correct a donation; what is not said stays, what it said before is kept",
     .body = "donation_correction",
     .answer = "donation_entry",
     .write = correct_donation_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/donations/{id}/withdraw",
     .roles = desk,
     .summary = "A donation was entered in error",
     .body = "withdrawal",
     .answer = "donation_entry",
     .write = withdraw_donation_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/deferrals/{id}",
     .roles = desk,
     .summary = "Correct a deferral; what is not said stays, what it said before is kept",
     .body = "deferral_correction",
     .answer = "deferral_entry",
     .write = correct_deferral_job,
     .keyed = Keyed::may},
    {.method = "POST",
     .path = "/v1/deferrals/{id}/withdraw",
     .roles = desk,
     .summary = "A deferral was entered in error",
     .body = "withdrawal",
     .answer = "deferral_entry",
     .write = withdraw_deferral_job,
     .keyed = Keyed::may},
    {.method = "GET",
     .path = "/v1/holds",
     .roles = desk,
     .summary = "Who is neither reminded nor paged because an outcome is not entered",
     .query = "hold_find",
     .answer = "hold[]",
     .read = list_holds_job},
};

}  // namespace

std::span<const Route> ledger_routes() { return routes; }

}  // namespace muster
