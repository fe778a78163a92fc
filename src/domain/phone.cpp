// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/phone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

constexpr std::size_t kLongestInput = 64;   // a field with more holds something else
constexpr std::size_t kShortestNational = 7;  // below: short codes (113, 8041), never a subscriber
constexpr std::size_t kLongestE164 = 15;  // ITU-T E.164, calling code included

bool starts_with_digits_only(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a person or a spreadsheet wrote, reduced to digits. `international` by a leading + or 00.
struct Dialled {
  std::string digits;
  bool international = false;
};

bool separator(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')' || c == '\t' || c == '\r';
}

// A spreadsheet's float, "8.49E+10" or "8,49E+10", as the digits it shows and how many the number
// has.
struct Float {
  std::string digits;
  std::size_t wanted = 0;
  // "8.4912345678E+10" shows the whole number; after "8.49E+10" most of it is gone.
  bool whole() const { return digits.size() == wanted; }
};

std::optional<Float> read_float(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == 0 || e == std::string_view::npos) return std::nullopt;
  std::string_view exponent = text.substr(e + 1);
  if (!exponent.empty() && exponent.front() == '+') exponent.remove_prefix(1);
  if (!starts_with_digits_only(exponent) || exponent.size() > 2) return std::nullopt;
  const std::string_view shown = text.substr(0, e);
  if (shown.find_first_not_of("0123456789.,") != std::string_view::npos) return std::nullopt;
  Float found;
  std::copy_if(shown.begin(), shown.end(), std::back_inserter(found.digits),
               [](char c) { return c != '.' && c != ','; });
  for (const char c : exponent)
    found.wanted = found.wanted * 10 + static_cast<std::size_t>(c - '0');
  // One digit stands before the point, as spreadsheets write it; other floats are no whole number.
  const bool one_before = shown.size() > 1 && (shown[1] == '.' || shown[1] == ',');
  found.wanted = one_before ? found.wanted + 1 : 0;
  return found;
}

// Marks that spreadsheets leave on a number: a leading apostrophe (text cell), a trailing ".0".
std::string_view without_cell_marks(std::string_view text) {
  if (text.starts_with('\'')) text.remove_prefix(1);
  const std::string_view whole = text.starts_with('+') ? text.substr(1) : text;
  if (whole.size() > 8 && whole.ends_with(".0") &&
      starts_with_digits_only(whole.substr(0, whole.size() - 2))) {
    text.remove_suffix(2);
  }
  return text;
}

// nullopt: not a telephone number at all.
std::optional<Dialled> read_dialled(std::string_view text) {
  Dialled out;
  bool plus = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      out.digits.push_back(c);
    } else if (c == '+') {
      if (plus || !out.digits.empty()) return std::nullopt;
      plus = true;
    } else if (!separator(c)) {
      return std::nullopt;
    }
  }
  if (out.digits.empty()) return std::nullopt;
  out.international = plus;
  if (!plus && out.digits.starts_with("00")) {
    out.international = true;
    out.digits.erase(0, 2);
  }
  return out;
}

std::optional<PhoneNumber> match_patterns(const NumberingPlan& plan, std::string_view national) {
  const NumberPattern* best = nullptr;
  for (const NumberPattern& pattern : plan.patterns) {
    if (static_cast<std::size_t>(pattern.digits) != national.size()) continue;
    if (!national.starts_with(pattern.prefix)) continue;
    if (best == nullptr || pattern.prefix.size() > best->prefix.size()) best = &pattern;
  }
  if (best == nullptr) return std::nullopt;
  return PhoneNumber{fmt::format("+{}{}", plan.calling_code, national), best->type};
}

// `national` without trunk digit, as it is today or as it was before a renumbering.
std::optional<PhoneNumber> match_national(const NumberingPlan& plan, std::string_view national) {
  if (auto found = match_patterns(plan, national)) return found;
  for (const Renumbering& change : plan.renumbering) {
    if (static_cast<std::size_t>(change.digits) != national.size()) continue;
    if (!national.starts_with(change.from)) continue;
    const std::string today = change.to + std::string(national.substr(change.from.size()));
    if (auto found = match_patterns(plan, today)) return found;
  }
  return std::nullopt;
}

std::string_view without_trunk(const NumberingPlan& plan, std::string_view digits) {
  return digits.starts_with(plan.trunk) ? digits.substr(plan.trunk.size()) : digits;
}

// Why no pattern fits: the reason code is the error's field, the message is the cure.
Error refusal(const NumberingPlan& plan, std::string_view national) {
  if (national.size() < kShortestNational) {
    return invalid("too_short", "too few digits for a telephone number");
  }
  bool too_short = false;
  bool too_long = false;
  for (const NumberPattern& pattern : plan.patterns) {
    if (!national.starts_with(pattern.prefix)) continue;
    (national.size() < static_cast<std::size_t>(pattern.digits) ? too_short : too_long) = true;
  }
  if (too_short) return invalid("too_short", "digits are missing: compare with the donor's card");
  if (too_long || national.size() + plan.calling_code.size() > kLongestE164) {
    return invalid("too_long", "too many digits: is it two numbers, or one typed twice?");
  }
  return invalid("unknown_prefix", fmt::format("no subscriber number of {} begins like this "
                                               "(premium and service numbers are refused)",
                                               plan.country));
}

const NumberingPlan* plan_by_calling_code(const NumberingPlans& plans, std::string_view digits) {
  const NumberingPlan* best = nullptr;
  for (const NumberingPlan& plan : plans.plans) {
    if (!digits.starts_with(plan.calling_code)) continue;
    if (best == nullptr || plan.calling_code.size() > best->calling_code.size()) best = &plan;
  }
  return best;
}

Result<PhoneNumber> read_unplanned(const NumberingPlans& plans, const std::string& digits) {
  if (!plans.allow_unplanned) {
    return invalid("no_plan",
                   "no numbering plan for this country, and the configuration does not "
                   "allow numbers without one");
  }
  if (digits.size() > kLongestE164) return invalid("too_long", "more than 15 digits");
  if (digits.size() < kShortestNational + 1) return invalid("too_short", "too few digits");
  return PhoneNumber{"+" + digits, LineType::other};
}

Result<PhoneNumber> read_international(const NumberingPlans& plans, const std::string& digits) {
  const NumberingPlan* plan = plan_by_calling_code(plans, digits);
  if (plan == nullptr) return read_unplanned(plans, digits);
  const std::string_view rest = std::string_view(digits).substr(plan->calling_code.size());
  const std::string_view national = without_trunk(*plan, rest);  // "(+84) 0912 ..."
  if (auto found = match_national(*plan, national)) return *found;
  return refusal(*plan, national);
}

Result<PhoneNumber> read_national(const NumberingPlan& plan, std::string_view digits) {
  if (!plan.trunk.empty() && digits.starts_with(plan.trunk)) {
    const std::string_view national = without_trunk(plan, digits);
    if (auto found = match_national(plan, national)) return *found;
    return refusal(plan, national);
  }
  if (digits.starts_with(plan.calling_code)) {  // "84912345678": the + is often left out
    const std::string_view rest = digits.substr(plan.calling_code.size());
    if (auto found = match_national(plan, without_trunk(plan, rest))) return *found;
  }
  // A spreadsheet that took the number for a number dropped the leading 0.
  if (auto found = match_national(plan, digits)) return *found;
  const bool code_written =
      digits.starts_with(plan.calling_code) && digits.size() > kShortestNational + 2;
  return refusal(plan, code_written ? digits.substr(plan.calling_code.size()) : digits);
}

}  // namespace

Result<PhoneNumber> normalise_phone(const NumberingPlans& plans, std::string_view country,
                                    std::string_view raw) {
  std::string folded = fold_key(raw);  // odd blanks, dashes and invisible marks of address books
  if (folded.empty()) return invalid("empty", "no number given");
  std::string_view text = without_cell_marks(folded);
  const std::optional<Float> shown = read_float(text);
  if (shown && !shown->whole()) {
    return invalid("precision_lost",
                   "the spreadsheet rounded this number: format the column as "
                   "text and type it again");
  }
  if (shown) text = shown->digits;
  const std::optional<Dialled> dialled =
      text.size() <= kLongestInput ? read_dialled(text) : std::nullopt;
  if (!dialled) return invalid("not_a_number", "not one telephone number: digits, blanks, . - ( )");
  if (dialled->digits.size() > 2 * kLongestE164) return invalid("too_long", "too many digits");
  if (dialled->international) return read_international(plans, dialled->digits);
  const auto home =
      std::find_if(plans.plans.begin(), plans.plans.end(),
                   [&](const NumberingPlan& plan) { return plan.country == country; });
  if (home == plans.plans.end()) {
    return invalid("no_plan", fmt::format("no numbering plan for '{}'", country));
  }
  return read_national(*home, dialled->digits);
}

}  // namespace muster
