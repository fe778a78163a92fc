// SPDX-License-Identifier: Apache-2.0
#include "../../src/gateway/json_template.hpp"

#include <gtest/gtest.h>

namespace muster {
namespace {

struct Place {
  std::string_view at, value;
  SendField::Type type = SendField::Type::text;
};

JsonTemplate made(std::initializer_list<Place> places) {
  JsonTemplate json;
  for (const Place& place : places) {
    SendField field;
    field.at = place.at;
    field.type = place.type;
    field.value = *TextTemplate::compile(place.value, {});
    Result<void> added = json.add(std::move(field));
    EXPECT_TRUE(added) << added.error().text();
  }
  return json;
}

std::string built(const JsonTemplate& json, const OutgoingText& text = {}) {
  SlotValues values(text, text.text);
  Result<std::string> body = json.build(values, std::nullopt);
  return body ? *body : "error " + body.error().text();
}

constexpr auto number = SendField::Type::number;
constexpr auto boolean = SendField::Type::boolean;

TEST(JsonTemplate, PointersMakeTheTree) {
  EXPECT_EQ(built(made({{"/b", "1"}, {"/a/x", "2"}, {"/a/y/0", "3"}, {"/a/y/1/z", "4"}})),
            R"({"b":"1","a":{"x":"2","y":["3",{"z":"4"}]}})");
  EXPECT_EQ(built(made({{"/0", "x"}, {"/1", "y"}})), R"(["x","y"])");
  EXPECT_EQ(built(made({{"/a~1b~0c", "x"}, {"/", "empty name"}})),
            R"({"a/b~c":"x","":"empty name"})");
  EXPECT_EQ(built(made({{"", "all"}})), R"("all")");
  EXPECT_EQ(built(JsonTemplate()), "{}");
}

TEST(JsonTemplate, ValuesHaveTheirType) {
  EXPECT_EQ(built(made({{"/i", "12", number}, {"/d", "1.5", number}, {"/t", "true", boolean}})),
            R"({"i":12,"d":1.5E0,"t":true})");
  OutgoingText text;
  text.key = "not a number";
  EXPECT_TRUE(built(made({{"/n", "{key}", number}}), text).starts_with("error /n"));
  EXPECT_TRUE(built(made({{"/n", "{key}", boolean}}), text).starts_with("error /n"));
}

TEST(JsonTemplate, WhatTheTextDoesNotBringLeavesNoTrace) {
  JsonTemplate json = made({{"/list/0", "{subject}"},
                            {"/list/1", "{key}"},
                            {"/only/html", "{html}"},
                            {"/ttl", "{validity_seconds}", number}});
  OutgoingText text;
  text.key = "k";
  EXPECT_EQ(built(json, text), R"({"list":["k"]})");
  text.subject = "s";
  text.html = "<p>";
  text.validity = Millis(1);
  EXPECT_EQ(built(json, text), R"({"list":["s","k"],"only":{"html":"<p>"},"ttl":1})");
}

TEST(JsonTemplate, TextsCannotChangeTheShape) {
  OutgoingText text;
  text.text = "\",\"to\":\"x\\\n\x01{key}";
  EXPECT_EQ(built(made({{"/t", "{text}"}}), text), R"({"t":"\",\"to\":\"x\\\n\u0001{key}"})");
}

TEST(JsonTemplate, BracesAreDoubled) {
  OutgoingText text;
  text.key = "k";
  EXPECT_EQ(built(made({{"/t", "{{{key}}} }}"}}), text), R"({"t":"{k} }"})");
}

}  // namespace
}  // namespace muster
