// SPDX-License-Identifier: Apache-2.0
#include "demo_people.hpp"

#include <fmt/format.h>

#include <array>

namespace muster {
namespace {

// Family names by their share of the population, in percent.
constexpr std::array<std::pair<std::string_view, int>, 12> families = {{{"Nguyễn", 38},
                                                                        {"Trần", 11},
                                                                        {"Lê", 10},
                                                                        {"Phạm", 8},
                                                                        {"Hoàng", 6},
                                                                        {"Vũ", 6},
                                                                        {"Phan", 4},
                                                                        {"Đặng", 4},
                                                                        {"Bùi", 4},
                                                                        {"Đỗ", 4},
                                                                        {"Ngô", 3},
                                                                        {"Dương", 2}}};
constexpr std::array<std::string_view, 10> middle_female = {
    "Thị", "Thị Thu", "Thị Minh", "Ngọc", "Thanh", "Kim", "Thu", "Bích", "Thị Hồng", "Mai"};
constexpr std::array<std::string_view, 10> middle_male = {"Văn",  "Đức",  "Minh", "Quang", "Hữu",
                                                          "Xuân", "Ngọc", "Đình", "Thành", "Công"};
constexpr std::array<std::string_view, 20> given_female = {
    "Lan",  "Hương", "Hà",    "Linh", "Mai",    "Nga",   "Hạnh", "Thảo", "Trang", "Yến",
    "Hiền", "Loan",  "Nhung", "Oanh", "Phương", "Quỳnh", "Thủy", "Vân",  "Xuân",  "Ánh"};
constexpr std::array<std::string_view, 20> given_male = {
    "An",  "Bình",  "Cường", "Dũng", "Đạt", "Giang", "Hải",  "Hùng", "Khánh", "Long",
    "Nam", "Phong", "Quân",  "Sơn",  "Tâm", "Thắng", "Tuấn", "Việt", "Vinh",  "Trung"};

template <class List>
std::string_view pick(Random& random, const List& list) {
  return list[random.below(list.size())];
}

std::string_view family(Random& random) {
  auto at = static_cast<int>(random.below(100));
  for (const auto& [name, share] : families)
    if ((at -= share) < 0) return name;
  return families.front().first;
}

BloodGroup chance_group(Random& random) {
  auto percent = random.below(100);
  auto abo = percent < 45 ? Abo::o : percent < 65 ? Abo::a : percent < 95 ? Abo::b : Abo::ab;
  return {abo, random.below(10'000) < 5 ? RhD::negative : RhD::positive};
}

// Most give once or twice a year; about a quarter has come due in the last half year.
std::vector<Day> history(Random& random, Day today) {
  std::vector<Day> days;
  auto count = random.below(9);
  auto day = today - Days(10 + static_cast<int>(random.below(240)));
  for (std::uint64_t i = 0; i < count; ++i) {
    days.insert(days.begin(), day);
    day -= Days(90 + static_cast<int>(random.below(200)));
  }
  return days;
}

}  // namespace

DemoPerson make_person(Random& random, int number, Day today, std::optional<BloodGroup> group) {
  DemoPerson person;
  person.sex = random.below(2) == 0 ? Sex::female : Sex::male;
  bool female = person.sex == Sex::female;
  person.name = fmt::format("{} {} {}", family(random),
                            female ? pick(random, middle_female) : pick(random, middle_male),
                            female ? pick(random, given_female) : pick(random, given_male));
  // 22 to 55: a history of some years fits into the ages of 18 to 60.
  person.birth = today - Days(22 * 366 + static_cast<int>(random.below(33 * 365)));
  person.group = group.value_or(chance_group(random));
  person.phone = fmt::format("090{}", 1'000'000 + number);
  person.travel_minutes = 5 + static_cast<int>(random.below(26));
  person.donations = history(random, today);
  person.consents = random.below(100) < 85;
  return person;
}

}  // namespace muster
