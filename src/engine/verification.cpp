// SPDX-License-Identifier: Apache-2.0
// Codes: sent to an address, read out at the desk or sent back from it. The digits lie nowhere in
// clear: hashed in the verification, sealed in the message and in the attempt.
#include <fmt/format.h>

#include "muster/base/random.hpp"
#include "muster/engine/contacts.hpp"
#include "muster/engine/registry.hpp"
#include "muster/engine/service_text.hpp"
#include "muster/engine/texts.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/stops.hpp"
#include "muster/store/verifications.hpp"
#include "registry_rules.hpp"

namespace muster {
namespace {

constexpr Millis day = Hours(24);

Result<void> may_send(Tx& tx, const Settings& settings, const ContactPointRow& row, Instant now) {
  if (row.channel != Channel::sms && row.channel != Channel::email)
    return conflict("no code can be sent there: verify it at the desk");
  if (row.suppressed_at)
    return conflict(
        fmt::format("nothing goes to this address any more: {}", row.suppressed_reason));
  if (tx.stops().in_force(row.address_index, row.donor).forbid(row.channel, {}))
    return conflict("this address is stopped: only its owner can lift that, by writing START");
  if (!settings.route(row.channel, row.address))
    return conflict("no gateway serves this address: add a [[route]] for it");
  if (tx.verifications().sent_to(row.address_index, now - day) >= settings.contacts.codes_a_day)
    return conflict(
        fmt::format("this address got {} codes in 24 hours: try again tomorrow, or "
                    "verify it at the desk",
                    settings.contacts.codes_a_day));
  return {};
}

void verified(Tx& tx, const ContactPointRow& row, std::string_view actor, std::string_view how,
              Instant now) {
  if (!tx.contact_points().verify(row.id, how, now)) return;
  tx.journal().append(actor, "contact_point", row.id.value(), "verified",
                      fmt::format(R"({{"donor":{},"how":"{}"}})", row.donor.value(), how), now);
}

// The one place where a code is compared.
CodeCheck compare(Tx& tx, const Settings& settings, const ContactPointRow& row,
                  std::string_view code, std::string_view actor, std::string_view how,
                  Instant now) {
  auto open = tx.verifications().open(row.id, now);
  if (!open) return CodeCheck::closed;
  if (tx.verifications().is_code(*open, code)) {
    tx.verifications().end(open->id, how, now);
    verified(tx, row, actor, how, now);
    return CodeCheck::verified;
  }
  tx.verifications().tried(open->id);
  if (open->tries + 1 < settings.contacts.code_tries) return CodeCheck::wrong;
  tx.verifications().end(open->id, "tries", now);
  return CodeCheck::closed;
}

}  // namespace

std::string_view name(CodeCheck check) {
  switch (check) {
    case CodeCheck::verified: return "verified";
    case CodeCheck::wrong: return "wrong";
    case CodeCheck::closed: return "closed";
  }
  return "closed";
}

Result<CodeSent> send_code(Tx& tx, const Settings& settings, const Principal& who,
                           ContactPointId id, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto row = contact_point_of(tx, who, id);
  if (!row) return row.error();
  if (auto may = may_send(tx, settings, *row, now); !may) return may.error();
  auto code = tx.random().digits(code_digits);
  VerificationRow sent;
  sent.contact_point = id;
  sent.organisation = row->organisation;
  sent.sent_at = now;
  sent.expires_at = now + settings.contacts.code_lives;
  sent = tx.verifications().add(sent, code);
  ServiceText text;
  text.donor = row->donor;
  text.contact_point = id;
  text.kind = "verify_code";
  text.dedupe = fmt::format("verify-{}", sent.id.value());
  text.detail = sealed_detail(tx, code);
  text.not_after = sent.expires_at;
  queue_text(tx, settings, text, now);
  journal(tx, who, "contact_point", id.value(), "code_sent", {{"donor", row->donor.value()}}, now);
  return CodeSent{id, sent.expires_at};
}

Result<CodeCheck> enter_code(Tx& tx, const Settings& settings, const Principal& who,
                             ContactPointId id, std::string_view code, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto row = contact_point_of(tx, who, id);
  if (!row) return row.error();
  auto digits = read_code(code);
  if (digits.empty()) return invalid("/code", "must be the six digits that were sent there");
  return compare(tx, settings, *row, digits, who.actor, "code", now);
}

Result<ContactPointRow> verify_at_desk(Tx& tx, const Settings&, const Principal& who,
                                       ContactPointId id, std::string_view how, Instant now) {
  if (auto may = allow(who, desk_staff); !may) return may.error();
  auto row = contact_point_of(tx, who, id);
  if (!row) return row.error();
  FieldChecks check;
  auto said = check.text("/how", how, 40, true);
  if (!check.ok()) return check.error();
  // The words stay in the row: the journal holds codes only.
  if (tx.contact_points().verify(id, said, now))
    journal(tx, who, "contact_point", id.value(), "verified",
            {{"donor", row->donor.value()}, {"how", "desk"}}, now);
  return *tx.contact_points().find(id);
}

std::optional<CodeReply> take_code(Tx& tx, const Settings& settings, std::string_view text,
                                   const std::vector<ContactPointRow>& points, Instant now) {
  auto digits = read_code(text);
  if (digits.empty()) return std::nullopt;
  std::optional<CodeReply> taken;
  for (const auto& point : points) {
    if (!tx.verifications().open(point.id, now)) continue;
    auto actor = fmt::format("donor:{}", point.donor.value());
    auto check = compare(tx, settings, point, digits, actor, "code_reply", now);
    taken = CodeReply{check, &point};
    if (check == CodeCheck::verified) break;
  }
  return taken;
}

}  // namespace muster
