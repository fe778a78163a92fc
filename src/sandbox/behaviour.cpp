// SPDX-License-Identifier: Apache-2.0
#include "behaviour.hpp"

#include <array>

namespace muster::sandbox {
namespace {

constexpr std::array<BehaviourField, 14> fields = {{
    {"latency_ms", "every answer waits this long", &Behaviour::latency_ms},
    {"jitter_ms", "and up to this much longer", &Behaviour::jitter_ms},
    {"fail_503", "share of requests answered 503", &Behaviour::fail_503},
    {"fail_429", "share answered 429 with Retry-After", &Behaviour::fail_429},
    {"fail_400", "share answered 400", &Behaviour::fail_400},
    {"retry_after_s", "the Retry-After of a 429", &Behaviour::retry_after_s},
    {"lost", "share accepted whose answer is lost", &Behaviour::lost},
    {"hang", "share accepted and left hanging", &Behaviour::hang},
    {"hang_ms", "how long those hang before the connection ends", &Behaviour::hang_ms},
    {"receipts", "send delivery receipts", &Behaviour::receipts},
    {"receipt_delay_ms", "receipts come this much later", &Behaviour::receipt_delay_ms},
    {"duplicate_receipts", "share of receipts sent twice", &Behaviour::duplicate_receipts},
    {"undelivered", "share of messages that do not reach the phone", &Behaviour::undelivered},
    {"ignore_keys", "deliver again what comes again under a known key", &Behaviour::ignore_keys},
}};

std::string pointer(std::string_view name) { return "/" + std::string(name); }

// The value for one member; false when the JSON has another type.
bool assign(int& into, const boost::json::value& value) {
  if (!value.is_int64() || value.as_int64() > 86'400'000 || value.as_int64() < 0) return false;
  into = static_cast<int>(value.as_int64());
  return true;
}

bool assign(double& into, const boost::json::value& value) {
  if (!value.is_number()) return false;
  into = value.to_number<double>();
  return true;
}

bool assign(bool& into, const boost::json::value& value) {
  if (!value.is_bool()) return false;
  into = value.as_bool();
  return true;
}

}  // namespace

std::span<const BehaviourField> behaviour_fields() { return fields; }

boost::json::object to_json(const Behaviour& behaviour) {
  boost::json::object out;
  for (const auto& field : fields)
    std::visit([&](auto member) { out[field.name] = behaviour.*member; }, field.member);
  return out;
}

Result<void> change(Behaviour& behaviour, const boost::json::object& keys) {
  auto changed = behaviour;
  for (const auto& [key, value] : keys) {
    auto field = std::ranges::find(fields, std::string_view(key), &BehaviourField::name);
    if (field == fields.end()) return invalid(pointer(key), "there is no such behaviour");
    bool fits =
        std::visit([&](auto member) { return assign(changed.*member, value); }, field->member);
    if (!fits) return invalid(pointer(key), "the value does not fit: " + std::string(field->help));
  }
  auto checked = check(changed);
  if (checked) behaviour = changed;
  return checked;
}

Result<void> check(const Behaviour& behaviour) {
  for (const auto& field : fields) {
    if (const auto* rate = std::get_if<double Behaviour::*>(&field.member)) {
      auto value = behaviour.**rate;
      if (!(value >= 0 && value <= 1)) return invalid(pointer(field.name), "must be from 0 to 1");
    }
    if (const auto* count = std::get_if<int Behaviour::*>(&field.member))
      if (behaviour.**count < 0) return invalid(pointer(field.name), "must not be negative");
  }
  if (behaviour.fail_503 + behaviour.fail_429 + behaviour.fail_400 > 1)
    return invalid("/fail_503", "fail_503, fail_429 and fail_400 are more than 1 together");
  return {};
}

int Fates::failure(const Behaviour& behaviour) {
  double all = behaviour.fail_503 + behaviour.fail_429 + behaviour.fail_400;
  if (all <= 0) return 0;
  double drawn = random_.uniform();
  if (drawn < behaviour.fail_503) return 503;
  if (drawn < behaviour.fail_503 + behaviour.fail_429) return 429;
  return drawn < all ? 400 : 0;
}

int Fates::latency_ms(const Behaviour& behaviour) {
  if (behaviour.jitter_ms == 0) return behaviour.latency_ms;
  auto bound = static_cast<std::uint64_t>(behaviour.jitter_ms) + 1;
  return behaviour.latency_ms + static_cast<int>(random_.below(bound));
}

}  // namespace muster::sandbox
