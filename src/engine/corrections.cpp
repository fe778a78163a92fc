// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/corrections.hpp"

#include <fmt/format.h>

#include "ledger_limits.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/messages.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr std::size_t note_most = 200;

template <class Entry, class Find>
Result<Entry> entry_of(Tx& tx, const Principal& who, const char* noun, std::int64_t id, Find find) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  std::optional<Entry> entry = find();
  if (!entry || !donor_of(tx, who, entry->donor))
    return not_found(fmt::format("there is no {} {}", noun, id));
  return std::move(*entry);
}

Result<DonationEntry> donation_of(Tx& tx, const Principal& who, DonationId id) {
  auto entry = entry_of<DonationEntry>(tx, who, "donation", id.value(),
                                       [&] { return tx.ledger().find_donation(id); });
  if (entry && !entry->in_force())
    return conflict("that entry is in force no more: it was settled or withdrawn");
  return entry;
}

Result<DeferralEntry> deferral_of(Tx& tx, const Principal& who, DeferralId id) {
  auto entry = entry_of<DeferralEntry>(tx, who, "deferral", id.value(),
                                       [&] { return tx.ledger().find_deferral(id); });
  if (entry && entry->withdrawn_at) return conflict("that deferral was withdrawn already");
  return entry;
}

// What follows from the ledger, and the end of texts about a cycle that is no more.
void follow(Tx& tx, const Settings& settings, DonorId donor, const std::string& cycle,
            Instant now) {
  replan(tx, settings, donor, now);
  if (current_cycle(tx.ledger().donations(donor)) != cycle)
    tx.messages().drop_queued_steps(donor, Reason::answered, now);
}

std::string cycle_of(Tx& tx, DonorId donor) { return current_cycle(tx.ledger().donations(donor)); }

void journal_change(Tx& tx, const Principal& who, DonorId donor, const char* noun, std::int64_t id,
                    const char* what, Instant now) {
  boost::json::object data = {{noun, id}};
  journal(tx, who, "donor", donor.value(), fmt::format("{}_{}", noun, what), data, now);
}

bool stands_already(Tx& tx, const DonationEntry& entry) {
  for (const auto& other : tx.ledger().donations(entry.donor))
    if (other.id != entry.donation.id && other.product == entry.donation.product &&
        other.outcome == entry.donation.outcome && other.on == entry.donation.on)
      return true;
  return false;
}

}  // namespace

Result<DonationEntry> correct_donation(Tx& tx, const Settings& settings, const Principal& who,
                                       DonationId id, const DonationCorrection& wanted,
                                       Instant now) {
  auto entry = donation_of(tx, who, id);
  if (!entry) return entry.error();
  auto donor = donor_of(tx, who, entry->donor);
  if (!donor) return donor.error();
  auto& donation = entry->donation;
  FieldChecks check;
  donation.product = wanted.product.value_or(donation.product);
  donation.outcome = wanted.outcome.value_or(donation.outcome);
  donation.on = wanted.on.value_or(donation.on);
  donation.volume_ml =
      check.number("/volume_ml", wanted.volume_ml.value_or(donation.volume_ml), 0, volume_most);
  entry->papers.units =
      check.number("/units", wanted.units.value_or(entry->papers.units), 1, units_most);
  if (wanted.certificate)
    entry->papers.certificate = check.text("/certificate", *wanted.certificate, certificate_most);
  check.past_day("/on", donation.on, zone_of(tx, *donor).day_of(now));
  if (donor->birth && donation.on < *donor->birth) check.refuse("/on", "lies before their birth");
  auto note = check.text("/note", wanted.note, note_most, true);
  if (!check.ok()) return check.error();
  if (stands_already(tx, *entry))
    return Error(ErrorKind::conflict, "the ledger has that donation already: withdraw one of them",
                 "/on");
  auto cycle = cycle_of(tx, donor->id);
  if (!tx.ledger().correct_donation(*entry, {who.actor, note, now})) return *entry;
  journal_change(tx, who, donor->id, "donation", id.value(), "corrected", now);
  follow(tx, settings, donor->id, cycle, now);
  return *tx.ledger().find_donation(id);
}

Result<DonationEntry> withdraw_donation(Tx& tx, const Settings& settings, const Principal& who,
                                        DonationId id, const std::string& wanted, Instant now) {
  auto entry = donation_of(tx, who, id);
  if (!entry) return entry.error();
  FieldChecks check;
  auto note = check.text("/note", wanted, note_most, true);
  if (!check.ok()) return check.error();
  auto cycle = cycle_of(tx, entry->donor);
  tx.ledger().withdraw_donation(id, {who.actor, note, now});
  journal_change(tx, who, entry->donor, "donation", id.value(), "withdrawn", now);
  follow(tx, settings, entry->donor, cycle, now);
  return *tx.ledger().find_donation(id);
}

Result<DeferralEntry> correct_deferral(Tx& tx, const Settings& settings, const Principal& who,
                                       DeferralId id, const DeferralCorrection& wanted,
                                       Instant now) {
  auto entry = deferral_of(tx, who, id);
  if (!entry) return entry.error();
  auto donor = donor_of(tx, who, entry->donor);
  if (!donor) return donor.error();
  auto& deferral = entry->deferral;
  bool by_rule = wanted.reason || wanted.event;
  deferral.reason = wanted.reason.value_or(deferral.reason);
  deferral.event = wanted.event.value_or(deferral.event);
  FieldChecks check;
  check.past_day("/event", deferral.event, zone_of(tx, *donor).day_of(now));
  auto note = check.text("/note", wanted.note, note_most, true);
  if (wanted.until) {
    deferral.until = wanted.until;
    if (*wanted.until <= deferral.event) check.refuse("/until", "is not after the day it begins");
  } else if (by_rule) {
    auto end = deferral_end(settings.rules, deferral.reason, deferral.event);
    if (end)
      deferral.until = *end;
    else
      check.refuse("/reason", end.error().message());
  }
  if (!check.ok()) return check.error();
  if (!tx.ledger().correct_deferral(*entry, {who.actor, note, now})) return *entry;
  journal_change(tx, who, donor->id, "deferral", id.value(), "corrected", now);
  follow(tx, settings, donor->id, cycle_of(tx, donor->id), now);
  return *tx.ledger().find_deferral(id);
}

Result<DeferralEntry> withdraw_deferral(Tx& tx, const Settings& settings, const Principal& who,
                                        DeferralId id, const std::string& wanted, Instant now) {
  auto entry = deferral_of(tx, who, id);
  if (!entry) return entry.error();
  FieldChecks check;
  auto note = check.text("/note", wanted, note_most, true);
  if (!check.ok()) return check.error();
  tx.ledger().withdraw_deferral(id, {who.actor, note, now});
  journal_change(tx, who, entry->donor, "deferral", id.value(), "withdrawn", now);
  follow(tx, settings, entry->donor, cycle_of(tx, entry->donor), now);
  return *tx.ledger().find_deferral(id);
}

}  // namespace muster
