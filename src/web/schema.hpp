// SPDX-License-Identifier: Apache-2.0
// The shapes of what goes in and out, as data: requests are checked against them, the OpenAPI
// document is made of them, and the tests hold every answer against them. Constant; any thread.
#pragma once
#include <span>
#include <string_view>
#include <vector>

namespace muster {

enum class FieldType : unsigned char {
  text,
  integer,
  id,  // of a row: 1 and up
  boolean,
  instant,   // RFC 3339
  day,       // 2026-12-01
  time,      // 08:00
  duration,  // 90m
  group,     // O-, AB+, A (RhD unknown), ?
  choice,    // one of `of`: "a|b|c"
  choices,   // an array of them
  texts,     // an array of texts
  object,    // of the schema `of`
  objects,   // an array of them
  counts,    // names to whole numbers
  anything,
};

enum class Need : unsigned char { optional, required };

struct Field {
  std::string_view name;
  FieldType type = FieldType::text;
  Need need = Need::optional;  // of an answer: may it be null
  std::string_view about;
  std::string_view of = {};
};

struct Schema {
  std::string_view name;
  std::span<const Field> fields;
  const Field* field(std::string_view name) const;
};

// What callers send.
std::span<const Schema> input_schemas();
std::span<const Schema> ledger_input_schemas();
std::span<const Schema> contact_input_schemas();
std::span<const Schema> consent_inputs();
std::span<const Schema> privacy_input_schemas();
// What we answer.
std::span<const Schema> people_schemas();  // donors and emergencies
std::span<const Schema> ledger_schemas();  // donations, deferrals, holds
std::span<const Schema> contact_schemas();  // addresses, duplicates
std::span<const Schema> consent_schemas();
std::span<const Schema> privacy_schemas();  // erasure, export, data subjects' requests
std::span<const Schema> list_schemas();  // lists that are imported and exported
std::span<const Schema> house_schemas();   // everything else

std::vector<std::span<const Schema>> all_input_schemas();
std::vector<std::span<const Schema>> all_answer_schemas();
// Aborts when there is none: the names stand in our own tables.
const Schema& schema(std::string_view name);

}  // namespace muster
