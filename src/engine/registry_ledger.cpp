// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "ledger_limits.hpp"
#include "muster/domain/donor_weight.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/messages.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {


std::string known_reasons(const RuleSet& rules) {
  std::string codes;
  for (const auto& reason : rules.reasons) codes += (codes.empty() ? "" : ", ") + reason.code;
  return codes;
}

}  // namespace

Result<DonationEntered> add_donation(Tx& tx, const Settings& settings, const Principal& who,
                                     DonorId id, const NewDonation& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  FieldChecks check;
  check.past_day("/on", wanted.on, zone_of(tx, *donor).day_of(now));
  if (donor->birth && wanted.on < *donor->birth) check.refuse("/on", "lies before their birth");
  check.number("/volume_ml", wanted.volume_ml, 0, volume_most);
  DonationPapers papers;
  papers.units = check.number("/units", wanted.units, 1, units_most);
  papers.certificate = check.text("/certificate", wanted.certificate, certificate_most);
  papers.session = wanted.session;
  papers.source = "desk";
  papers.entered_by = who.actor;
  if (!check.ok()) return check.error();
  DonationEntered entered;
  entered.donation = {{}, wanted.product, wanted.outcome, wanted.on, wanted.volume_ml};
  auto ledger = tx.ledger().ledger(*donor);
  auto cycle = current_cycle(ledger.donations);
  if (auto doubt = volume_warning(settings.rules, ledger, wanted.product, wanted.volume_ml);
      !doubt.empty())
    entered.warnings.push_back(std::move(doubt));
  auto added = tx.ledger().add_donation(id, donor->organisation, entered.donation, papers, now);
  entered.known = !added;
  if (!added) {
    for (const auto& donation : tx.ledger().donations(id))
      if (donation.product == wanted.product && donation.outcome == wanted.outcome &&
          donation.on == wanted.on)
        entered.donation = donation;
    return entered;
  }
  entered.donation.id = *added;
  boost::json::object data = {{"donation", added->value()},
                              {"product", name(wanted.product)},
                              {"outcome", name(wanted.outcome)},
                              {"on", to_string(wanted.on)}};
  journal(tx, who, "donor", id.value(), "donation_added", data, now);
  replan(tx, settings, id, now);
  // A new cycle: what the old one was about to say is pointless.
  if (current_cycle(tx.ledger().donations(id)) != cycle)
    tx.messages().drop_queued_steps(id, Reason::answered, now);
  return entered;
}

Result<DeferralEntered> add_deferral(Tx& tx, const Settings& settings, const Principal& who,
                                     DonorId id, const NewDeferral& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  FieldChecks check;
  check.past_day("/event", wanted.event, zone_of(tx, *donor).day_of(now));
  if (!settings.rules.reason(wanted.reason))
    check.refuse("/reason", fmt::format("is no reason of the rules {}; they have: {}",
                                        settings.rules.code, known_reasons(settings.rules)));
  if (wanted.until && *wanted.until <= wanted.event)
    check.refuse("/until", "is not after the day it begins");
  if (!check.ok()) return check.error();
  DeferralEntered entered;
  entered.deferral = {{}, wanted.reason, wanted.event, wanted.until};
  if (!wanted.until) {
    auto end = deferral_end(settings.rules, wanted.reason, wanted.event);
    if (!end) return Error(end.error().kind(), end.error().message(), "/reason");
    entered.deferral.until = *end;
  }
  auto added = tx.ledger().add_deferral(id, donor->organisation, entered.deferral, "desk", now);
  entered.known = !added;
  if (!added) return entered;
  entered.deferral.id = *added;
  // The reason is health data: the journal has the row's number.
  boost::json::object data = {{"deferral", added->value()}};
  journal(tx, who, "donor", id.value(), "deferral_added", data, now);
  replan(tx, settings, id, now);
  return entered;
}

}  // namespace muster
