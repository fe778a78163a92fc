// SPDX-License-Identifier: Apache-2.0
// What a donor gives.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace muster {

enum class Product : std::uint8_t { whole_blood, red_cells, platelets, plasma, granulocytes };
inline constexpr std::array all_products = {Product::whole_blood, Product::red_cells,
                                            Product::platelets, Product::plasma,
                                            Product::granulocytes};

std::string_view name(Product product);
std::optional<Product> parse_product(std::string_view text);

enum class Sex : std::uint8_t { unknown, female, male };
std::string_view name(Sex sex);
std::optional<Sex> parse_sex(std::string_view text);

}  // namespace muster
