// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/product.hpp"

#include <string>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

template <class Value>
struct Spelling {
  std::string_view folded;
  Value value;
};

// The field's Vietnamese terms, as fold_key leaves them.
constexpr Spelling<Product> product_spellings[] = {
    {"WHOLE BLOOD", Product::whole_blood},   {"MAU TOAN PHAN", Product::whole_blood},
    {"TOAN PHAN", Product::whole_blood},     {"RED CELLS", Product::red_cells},
    {"KHOI HONG CAU", Product::red_cells},   {"HONG CAU", Product::red_cells},
    {"PLATELETS", Product::platelets},       {"TIEU CAU", Product::platelets},
    {"KHOI TIEU CAU", Product::platelets},   {"PLASMA", Product::plasma},
    {"HUYET TUONG", Product::plasma},        {"GRANULOCYTES", Product::granulocytes},
    {"BACH CAU HAT", Product::granulocytes}, {"BACH CAU", Product::granulocytes},
};
constexpr Spelling<Sex> sex_spellings[] = {
    {"FEMALE", Sex::female}, {"F", Sex::female},        {"NU", Sex::female},
    {"MALE", Sex::male},     {"M", Sex::male},          {"NAM", Sex::male},
    {"", Sex::unknown},      {"UNKNOWN", Sex::unknown}, {"KHONG RO", Sex::unknown},
};

template <class Value, std::size_t count>
std::optional<Value> spelled(const Spelling<Value> (&spellings)[count], std::string_view text) {
  std::string key = fold_key(text);
  for (char& c : key)
    if (c == '_' || c == '-') c = ' ';
  for (const auto& spelling : spellings)
    if (spelling.folded == key) return spelling.value;
  return std::nullopt;
}

}  // namespace

std::string_view name(Product product) {
  switch (product) {
    case Product::whole_blood: return "whole_blood";
    case Product::red_cells: return "red_cells";
    case Product::platelets: return "platelets";
    case Product::plasma: return "plasma";
    case Product::granulocytes: return "granulocytes";
  }
  return "unknown";
}

std::optional<Product> parse_product(std::string_view text) {
  for (Product product : all_products)
    if (text == name(product)) return product;
  return spelled(product_spellings, text);
}

std::string_view name(Sex sex) {
  switch (sex) {
    case Sex::female: return "female";
    case Sex::male: return "male";
    case Sex::unknown: break;
  }
  return "unknown";
}

std::optional<Sex> parse_sex(std::string_view text) { return spelled(sex_spellings, text); }

}  // namespace muster
