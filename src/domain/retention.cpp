// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/retention.hpp"

namespace muster {
namespace {

constexpr std::array<std::string_view, all_retention_rules.size()> names = {
    "request_bytes", "provider_ids", "message_details", "reply_texts"};

}  // namespace

std::string_view name(RetentionRule rule) { return names[static_cast<std::size_t>(rule)]; }

Day inactive_before(const RetentionPolicy& policy, Instant now) {
  std::chrono::year_month_day today(policy.zone.day_of(now));
  auto then = today - std::chrono::months(policy.inactive_months);
  // The 31st of a shorter month is its last day.
  if (!then.ok()) then = then.year() / then.month() / std::chrono::last;
  return Day(then);
}

Instant next_run(const RetentionPolicy& policy, std::optional<Instant> finished, Instant now) {
  auto today = policy.zone.day_of(now);
  auto run = policy.zone.at(today, policy.at);
  if (run > now) run = policy.zone.at(today - Days(1), policy.at);  // the last that was due
  if (!finished || *finished < run) return run;
  return policy.zone.at(policy.zone.day_of(run) + Days(1), policy.at);
}

}  // namespace muster
