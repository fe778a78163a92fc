// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/reason_words.hpp"

#include <algorithm>

#include "muster/domain/folding.hpp"

namespace muster {
namespace {

struct Word {
  std::string_view folded;
  std::string_view code;
};

constexpr Word words[] = {
    {"PHAU THUAT", "surgery"},
    {"MO", "surgery"},
    {"OPERATION", "surgery"},
    {"SOT RET", "malaria"},
    {"GIANG MAI", "syphilis"},
    {"LAO", "tuberculosis"},
    {"LAO PHOI", "tuberculosis"},
    {"TB", "tuberculosis"},
    {"UON VAN", "tetanus"},
    {"VIEM NAO", "encephalitis"},
    {"VIEM MANG NAO", "meningitis"},
    {"TIEM PHONG DAI", "rabies_vaccine"},
    {"TIEM DAI", "rabies_vaccine"},
    {"VAC XIN DAI", "rabies_vaccine"},
    {"VACXIN DAI", "rabies_vaccine"},
    {"TRUYEN MAU", "transfusion"},
    {"NHAN MAU", "transfusion"},
    {"BLOOD TRANSFUSION", "transfusion"},
    {"MANG THAI", "pregnancy"},
    {"CO THAI", "pregnancy"},
    {"THAI SAN", "pregnancy"},
    {"SINH CON", "pregnancy"},
    {"SINH DE", "pregnancy"},
    {"SAY THAI", "pregnancy"},
    {"PREGNANT", "pregnancy"},
    {"CHILDBIRTH", "pregnancy"},
    {"XAM", "tattoo"},
    {"XAM HINH", "tattoo"},
    {"XAM MINH", "tattoo"},
    {"XAM TRO", "tattoo"},
    {"XO KHUYEN", "piercing"},
    {"BAM LO TAI", "piercing"},
    {"XO LO TAI", "piercing"},
    {"PHOI NHIEM", "blood_exposure"},
    {"PHOI NHIEM MAU", "blood_exposure"},
    {"THUONG HAN", "typhoid"},
    {"NHIEM TRUNG HUYET", "sepsis"},
    {"NHIEM KHUAN HUYET", "sepsis"},
    {"RAN CAN", "snake_bite"},
    {"VIEM DA DAY RUOT", "gastroenteritis"},
    {"TIEU CHAY", "gastroenteritis"},
    {"ROI LOAN TIEU HOA", "gastroenteritis"},
    {"DIARRHOEA", "gastroenteritis"},
    {"DIARRHEA", "gastroenteritis"},
    {"NHIEM TRUNG TIET NIEU", "urinary_infection"},
    {"VIEM DUONG TIET NIEU", "urinary_infection"},
    {"VIEM DA NHIEM TRUNG", "infected_dermatitis"},
    {"VIEM PHE QUAN", "bronchitis"},
    {"VIEM PHOI", "pneumonia"},
    {"SOI", "measles"},
    {"BENH SOI", "measles"},
    {"HO GA", "pertussis"},
    {"QUAI BI", "mumps"},
    {"SOT XUAT HUYET", "dengue"},
    {"DENGUE FEVER", "dengue"},
    {"KIET LY", "dysentery"},
    {"RUBEON", "rubella"},
    {"SOI DUC", "rubella"},
    {"BENH TA", "cholera"},
    {"THIEU MAU", "low_haemoglobin"},
    {"HUYET SAC TO THAP", "low_haemoglobin"},
    {"HB THAP", "low_haemoglobin"},
    {"HST THAP", "low_haemoglobin"},
    {"LOW HEMOGLOBIN", "low_haemoglobin"},
    {"LOW HB", "low_haemoglobin"},
    {"ANAEMIA", "low_haemoglobin"},
    {"ANEMIA", "low_haemoglobin"},
    {"CUM", "flu"},
    {"CAM CUM", "flu"},
    {"INFLUENZA", "flu"},
    {"CAM LANH", "cold"},
    {"COMMON COLD", "cold"},
    {"VIEM MUI DI UNG", "nasal_allergy"},
    {"DI UNG MUI", "nasal_allergy"},
    {"DI UNG HONG", "throat_allergy"},
    {"DAU HONG", "sore_throat"},
    {"VIEM HONG", "sore_throat"},
    {"DAU NUA DAU", "migraine"},
    {"TIEM VAC XIN", "other_vaccine"},
    {"TIEM VACXIN", "other_vaccine"},
    {"TIEM CHUNG", "other_vaccine"},
    {"TIEM PHONG", "other_vaccine"},
    {"VACCINE", "other_vaccine"},
    {"VACCINATION", "other_vaccine"},
    {"VINH VIEN", "permanent"},
    {"HOAN VINH VIEN", "permanent"},
    {"TRI HOAN VINH VIEN", "permanent"},
    {"PERMANENT DEFERRAL", "permanent"},
};

// "sore_throat" -> "SORE THROAT".
std::string key_of(std::string_view text) {
  std::string key = fold_key(text);
  for (char& c : key)
    if (c == '_' || c == '-') c = ' ';
  return key;
}

}  // namespace

const DeferralReason* deferral_reason_named(const RuleSet& rules, std::string_view text) {
  const std::string key = key_of(text);
  for (const auto& reason : rules.reasons)
    if (key_of(reason.code) == key) return &reason;
  const auto word = std::ranges::find(words, std::string_view(key), &Word::folded);
  return word == std::end(words) ? nullptr : rules.reason(word->code);
}

}  // namespace muster
