// SPDX-License-Identifier: Apache-2.0
// What a line of a donor list changes, in words, for the answer to a dry run.
#include <fmt/format.h>

#include "import_match.hpp"

namespace muster {
namespace {

class Differences {
 public:
  void add(std::string_view field, std::string before, std::string after) {
    if (before != after)
      found_.push_back({std::string(field), std::move(before), std::move(after)});
  }
  std::vector<ImportFieldChange> take() { return std::move(found_); }

 private:
  std::vector<ImportFieldChange> found_;
};

std::string day_text(const std::optional<Day>& day) { return day ? to_string(*day) : ""; }
std::string sex_text(Sex sex) { return sex == Sex::unknown ? "" : std::string(name(sex)); }
std::string group_text(BloodGroup group) { return group == BloodGroup() ? "" : to_string(group); }
std::string typing_text(const DonorRow& donor) {
  switch (donor.typing) {
    case TypingSource::none: return "";
    case TypingSource::self_declared: return "self_declared";
    case TypingSource::laboratory: return "laboratory";
  }
  return "";
}

std::string names_of(Consents given) {
  std::string names;
  for (const auto purpose : all_purposes)
    if (given.has(purpose)) names += (names.empty() ? "" : ", ") + std::string(name(purpose));
  return names;
}

void compare_person(const DonorRow& before, const DonorRow& after, Differences& found) {
  found.add("external_id", before.external_id, after.external_id);
  found.add("name", before.name, after.name);
  found.add("sex", sex_text(before.sex), sex_text(after.sex));
  found.add("birth", day_text(before.birth), day_text(after.birth));
  found.add("group", group_text(before.group), group_text(after.group));
  if (after.group != BloodGroup()) found.add("typing", typing_text(before), typing_text(after));
  found.add("commune", before.commune, after.commune);
  found.add("language", before.language, after.language);
}

}  // namespace

std::vector<ImportFieldChange> changes_of(const ImportPlan& plan, const ImportMatch& match) {
  Differences found;
  DonorRow nobody;
  nobody.language.clear();
  compare_person(match.before.value_or(nobody), match.donor, found);
  for (const auto& address : match.addresses) found.add(name(address.channel), "", address.address);
  for (const auto& point : match.known)
    for (const auto id : match.unproved)
      if (point.id == id)
        found.add(fmt::format("{} verified", point.address), "", plan.options.verified);
  if (match.donation)
    found.add(
        "donation", "",
        fmt::format("{} on {}", name(match.donation->product), to_string(match.donation->on)));
  const Consents known = match.before ? match.before->consents : Consents();
  found.add("consents", names_of(known),
            names_of(Consents::of_bits(known.bits() | match.consents.bits())));
  return found.take();
}

}  // namespace muster
