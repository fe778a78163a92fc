// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "donor_fields.hpp"
#include "muster/domain/phone.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr std::size_t addresses_most = 6;

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool is_email(std::string_view text) {
  auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos)
    return false;
  auto dot = text.rfind('.');
  bool blank = text.find_first_of(" ,;<>\"") != std::string_view::npos;
  return !blank && dot != std::string_view::npos && dot > at + 1 && dot + 1 < text.size();
}

std::string cure_of(const Error& error) {
  return fmt::format("is no telephone number we can reach ({}): {}", error.field(),
                     error.message());
}

// Mobiles by SMS, fixed lines by voice.
void read_number(const Settings& settings, const std::string& field, std::string_view text,
                 ContactPointRow& row, bool told, FieldChecks& check) {
  auto phone = normalise_phone(settings.numbering, settings.country, text);
  if (!phone) return check.refuse(field, cure_of(phone.error()));
  row.address = phone->e164;
  if (!told) row.channel = phone->type == LineType::fixed ? Channel::voice : Channel::sms;
}

ContactPointRow read_address(const Settings& settings, const std::string& at,
                             const NewContactPoint& wanted, FieldChecks& check, Instant now) {
  ContactPointRow row;
  auto field = at + "/address";
  auto text = check.text(field, wanted.address, 120, true);
  row.channel =
      wanted.channel.value_or(text.find('@') == std::string::npos ? Channel::sms : Channel::email);
  if (row.channel == Channel::email) {
    if (!is_email(text)) check.refuse(field, "is no e-mail address");
    row.address = lower(text);
  } else {
    read_number(settings, field, text, row, wanted.channel.has_value(), check);
  }
  if (wanted.from.has_value() != wanted.to.has_value())
    check.refuse(at + "/from", "give from and to, or neither");
  if (wanted.from && wanted.to) {
    row.window = address_window(*wanted.from, *wanted.to);
    if (!row.window)
      check.refuse(at + "/to", "is too near to `from`: give a window of 15m or more");
  }
  row.verified_how = check.text(at + "/verified", wanted.verified, 40);
  if (!row.verified_how.empty()) row.verified_at = now;
  return row;
}

void journal_address(Tx& tx, const Principal& who, const ContactPointRow& row, Instant now) {
  boost::json::object data = {{"donor", row.donor.value()},
                              {"channel", name(row.channel)},
                              {"verified", row.verified_at.has_value()}};
  journal(tx, who, "contact_point", row.id.value(), "added", data, now);
}

ContactPointRow keep_address(Tx& tx, const Principal& who, const DonorRow& donor,
                             ContactPointRow row, Instant now) {
  row.donor = donor.id;
  row.organisation = donor.organisation;
  row.id = tx.contact_points().add(row);
  tx.contact_points().restore(row.id);
  if (row.window) tx.contact_points().set_window(row.id, row.window);
  if (row.verified_at) tx.contact_points().verify(row.id, row.verified_how, now);
  journal_address(tx, who, row, now);
  return *tx.contact_points().find(row.id);
}

}  // namespace

Result<DonorRow> donor_to_show(Tx& tx, const Principal& who, DonorId id) {
  auto row = tx.donors().find(id);
  if (!row || row->erased_at || !tx.organisations().visible(who, row->organisation))
    return not_found(fmt::format("there is no donor {}", id.value()));
  return std::move(*row);
}

Result<DonorRow> donor_of(Tx& tx, const Principal& who, DonorId id) {
  auto row = donor_to_show(tx, who, id);
  if (row && row->merged_into)
    return conflict(fmt::format("donor {} was merged into donor {}: use that number", id.value(),
                                row->merged_into.value()));
  return row;
}

Result<DonorRow> add_donor(Tx& tx, const Settings& settings, const Principal& who,
                           const NewDonor& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto organisation = organisation_for(tx, who, wanted.organisation);
  if (!organisation) return organisation.error();
  FieldChecks check;
  auto row = read_donor(settings, wanted, *organisation, check, now);
  if (wanted.addresses.size() > addresses_most)
    check.refuse("/addresses", fmt::format("at most {} are kept", addresses_most));
  std::vector<ContactPointRow> addresses;
  for (std::size_t i = 0; i < wanted.addresses.size() && check.ok(); ++i)
    addresses.push_back(
        read_address(settings, fmt::format("/addresses/{}", i), wanted.addresses[i], check, now));
  if (!check.ok()) return check.error();
  if (!row.external_id.empty() && tx.donors().find_external(row.organisation, row.external_id))
    return Error(ErrorKind::conflict, "a donor of this organisation has that number already",
                 "/external_id");
  row.id = tx.donors().add(row, now);
  boost::json::object data = {{"organisation", row.organisation.value()},
                              {"addresses", addresses.size()}};
  journal(tx, who, "donor", row.id.value(), "added", data, now);
  for (auto& address : addresses) keep_address(tx, who, row, std::move(address), now);
  replan(tx, settings, row.id, now);
  return *tx.donors().find(row.id);
}

Result<ContactPointRow> add_contact_point(Tx& tx, const Settings& settings, const Principal& who,
                                          DonorId id, const NewContactPoint& wanted, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto donor = donor_of(tx, who, id);
  if (!donor) return donor.error();
  FieldChecks check;
  auto row = read_address(settings, "", wanted, check, now);
  if (!check.ok()) return check.error();
  if (tx.contact_points().of_donor(id).size() >= addresses_most)
    return conflict(fmt::format("this donor has {} addresses already", addresses_most));
  return keep_address(tx, who, *donor, std::move(row), now);
}

}  // namespace muster
