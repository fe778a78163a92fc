// SPDX-License-Identifier: Apache-2.0
// Donations, deferrals, and when somebody may give again and why.
#include "api.hpp"
#include "json_values.hpp"
#include "muster/engine/planner.hpp"
#include "muster/engine/registry.hpp"
#include "muster/store/ledger.hpp"

namespace muster {

namespace json = boost::json;

Result<Answer> add_donation_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  NewDonation wanted;
  wanted.product = parse_product(call.body.text("product")).value();
  wanted.outcome = parse_donation_outcome(call.body.text("outcome", "given")).value();
  wanted.on = *call.body.day("on");
  wanted.volume_ml = static_cast<int>(call.body.integer("volume_ml"));
  wanted.units = static_cast<int>(call.body.integer("units", 1));
  wanted.certificate = call.body.text("certificate");
  auto entered = add_donation(tx, *call.settings, call.who, *id, wanted, call.now);
  if (!entered) return entered.error();
  json::object body;
  body["id"] = json_or_null(entered->donation.id);
  body["product"] = name(entered->donation.product);
  body["outcome"] = name(entered->donation.outcome);
  body["on"] = to_string(entered->donation.on);
  body["volume_ml"] = entered->donation.volume_ml;
  body["known"] = entered->known;
  body["eligible_on"] = eligible_on_json(tx, *id);
  json::array warnings;
  for (const auto& warning : entered->warnings) warnings.emplace_back(warning);
  body["warnings"] = std::move(warnings);
  return answered(std::move(body));
}

Result<Answer> add_deferral_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  NewDeferral wanted;
  wanted.reason = call.body.text("reason");
  wanted.event = *call.body.day("event");
  wanted.until = call.body.day("until");
  auto entered = add_deferral(tx, *call.settings, call.who, *id, wanted, call.now);
  if (!entered) return entered.error();
  json::object body;
  body["id"] = json_or_null(entered->deferral.id);
  body["reason"] = entered->deferral.reason;
  body["event"] = to_string(entered->deferral.event);
  body["until"] = json_or_null(entered->deferral.until);
  body["known"] = entered->known;
  body["eligible_on"] = eligible_on_json(tx, *id);
  return answered(std::move(body));
}

Result<Answer> explain_eligibility_job(Tx& tx, const Call& call) {
  auto id = id_at<DonorId>(call, "id");
  if (!id) return id.error();
  auto donor = donor_of(tx, call.who, *id);
  if (!donor) return donor.error();
  const auto& rules = call.settings->rules;
  auto product = parse_product(call.query.text("product", "whole_blood")).value();
  auto day = call.query.day("on").value_or(zone_of(tx, *donor).day_of(call.now));
  // From the ledger, not from the stored dates: it is the explanation that must be right.
  auto found = eligible_on(rules, tx.ledger().ledger(*donor), product);
  json::object body;
  body["donor"] = id->value();
  body["on"] = to_string(day);
  body["product"] = name(product);
  body["eligible"] = found.accepts(day);
  body["eligible_on"] = json_or_null(found.on);
  body["before"] = json_or_null(found.before);
  body["rule"] = name(found.rule);
  body["article"] = json_or_null(found.article);
  body["detail"] = json_or_null(found.detail);
  body["explanation"] = explain(rules, found, product, day);
  body["hold"] = found.hold;
  body["held_since"] = json_or_null(found.held_since);
  body["verified"] = found.verified;
  body["rule_set"] = rules.code;
  body["most_ml"] = found.most_ml ? json::value(*found.most_ml) : nullptr;
  body["to_check"] = json_or_null(found.to_check);
  return answered(std::move(body));
}

}  // namespace muster
