// SPDX-License-Identifier: Apache-2.0
#include "openapi.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "input_check.hpp"
#include "route.hpp"

namespace muster {
namespace {

namespace json = boost::json;

json::object reference(std::string_view schema_name) {
  return {{"$ref", fmt::format("#/components/schemas/{}", schema_name)}};
}

json::array enumeration(const Field& field) {
  json::array choices;
  for (auto choice : choices_of(field)) choices.emplace_back(choice);
  return choices;
}

json::object typed(std::string_view type) { return {{"type", type}}; }

json::object formatted(std::string_view format) { return {{"type", "string"}, {"format", format}}; }

json::object array_of(json::object items) {
  json::object array = typed("array");
  array["items"] = std::move(items);
  return array;
}

json::object type_of(const Field& field) {
  switch (field.type) {
    case FieldType::integer: return typed("integer");
    case FieldType::id: return {{"type", "integer"}, {"minimum", 1}};
    case FieldType::boolean: return typed("boolean");
    case FieldType::instant: return formatted("date-time");
    case FieldType::day: return formatted("date");
    case FieldType::time: return {{"type", "string"}, {"pattern", "^\\d{1,2}:\\d{2}$"}};
    case FieldType::duration: return {{"type", "string"}, {"examples", json::array{"90m", "1d"}}};
    case FieldType::group: return {{"type", "string"}, {"examples", json::array{"O-", "AB+"}}};
    case FieldType::choice: {
      auto choice = typed("string");
      choice["enum"] = enumeration(field);
      return choice;
    }
    case FieldType::choices: {
      auto choice = typed("string");
      choice["enum"] = enumeration(field);
      return array_of(std::move(choice));
    }
    case FieldType::texts: return array_of(typed("string"));
    case FieldType::object: return reference(field.of);
    case FieldType::objects: return array_of(reference(field.of));
    case FieldType::counts: return {{"type", "object"}, {"additionalProperties", typed("integer")}};
    case FieldType::anything: return {};
    case FieldType::text: return typed("string");
  }
  return {};
}

// Answers say null for what is not there; requests may say it too.
json::object property(const Field& field) {
  auto type = type_of(field);
  if (field.need == Need::optional && type.contains("type"))
    type["type"] = json::array{type["type"], "null"};
  type["description"] = field.about;
  return type;
}

json::object schema_json(const Schema& shape, bool answer) {
  json::object properties;
  json::array needed;
  for (const auto& field : shape.fields) {
    properties[field.name] = property(field);
    // problem documents leave `field` out.
    if (field.need == Need::required || (answer && shape.name != "problem"))
      needed.emplace_back(field.name);
  }
  json::object json = typed("object");
  json["properties"] = std::move(properties);
  json["required"] = std::move(needed);
  json["additionalProperties"] = false;
  return json;
}

json::object content(std::string_view type, json::object shape) {
  json::object media;
  media["schema"] = std::move(shape);
  json::object content;
  content[type] = std::move(media);
  return content;
}

json::object page_of(std::string_view item) {
  json::object properties;
  properties["items"] = array_of(reference(item));
  properties["next"] = json::object{{"type", json::array{"string", "null"}},
                                    {"description", "cursor of the next page; null: the last"}};
  json::object page = typed("object");
  page["properties"] = std::move(properties);
  page["required"] = json::array{"items", "next"};
  return page;
}

json::object answer_json(const Route& route) {
  json::object answer;
  answer["description"] = route.summary;
  if (route.answer.empty()) return answer;
  if (route.answer.find('/') != std::string_view::npos)
    answer["content"] = content(route.answer, typed("string"));
  else if (route.answer.ends_with("[]"))
    answer["content"] =
        content("application/json", page_of(route.answer.substr(0, route.answer.size() - 2)));
  else
    answer["content"] = content("application/json", reference(route.answer));
  return answer;
}

json::object parameter(std::string_view name, std::string_view in, bool needed,
                       json::object shape) {
  json::object parameter;
  parameter["name"] = name;
  parameter["in"] = in;
  parameter["required"] = needed;
  parameter["schema"] = std::move(shape);
  return parameter;
}

json::array parameters_json(const Route& route) {
  json::array parameters;
  for (std::size_t begin = route.path.find('{'); begin != std::string_view::npos;
       begin = route.path.find('{', begin + 1)) {
    auto end = route.path.find('}', begin);
    parameters.push_back(
        parameter(route.path.substr(begin + 1, end - begin - 1), "path", true, typed("string")));
  }
  if (!route.query.empty())
    for (const auto& field : schema(route.query).fields) {
      auto one = parameter(field.name, "query", field.need == Need::required, type_of(field));
      one["description"] = field.about;
      parameters.push_back(std::move(one));
    }
  if (route.keyed != Keyed::no)
    parameters.push_back(
        parameter("Idempotency-Key", "header", route.keyed == Keyed::must, typed("string")));
  return parameters;
}

json::array roles_json(const Route& route) {
  json::array roles;
  for (auto role :
       {Role::admin, Role::coordinator, Role::approver, Role::desk, Role::caller, Role::viewer})
    if (route.roles.has(role)) roles.emplace_back(name(role));
  return roles;
}

json::object operation(const Route& route) {
  json::object operation;
  operation["summary"] = route.summary;
  auto parameters = parameters_json(route);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.body.empty()) {
    bool file = route.body.find('/') != std::string_view::npos;
    operation["requestBody"] =
        json::object{{"required", true},
                     {"content", file ? content(route.body, typed("string"))
                                      : content("application/json", reference(route.body))}};
  }
  json::object responses;
  responses[fmt::format("{}", route.status)] = answer_json(route);
  json::object wrong;
  wrong["description"] = "a problem document (RFC 9457)";
  wrong["content"] = content("application/problem+json", reference("problem"));
  responses["default"] = std::move(wrong);
  operation["responses"] = std::move(responses);
  if (route.roles.open()) {
    operation["security"] = json::array();
  } else {
    operation["x-roles"] = roles_json(route);
  }
  return operation;
}

std::string lower(std::string_view method) {
  std::string text(method);
  for (auto& c : text) c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

json::object openapi_document(const std::string& version) {
  json::object paths;
  for (const auto* route : all_routes()) {
    auto& path = paths[route->path];
    if (!path.is_object()) path = json::object();
    path.get_object()[lower(route->method)] = operation(*route);
  }
  json::object schemas;
  for (auto inputs : all_input_schemas())
    for (const auto& shape : inputs) schemas[shape.name] = schema_json(shape, false);
  for (auto answers : all_answer_schemas())
    for (const auto& shape : answers) schemas[shape.name] = schema_json(shape, true);
  json::object bearer = {{"type", "http"}, {"scheme", "bearer"}};
  json::object components;
  components["schemas"] = std::move(schemas);
  components["securitySchemes"] = json::object{{"token", std::move(bearer)}};
  json::object document;
  document["openapi"] = "3.1.0";
  document["info"] = json::object{{"title", "muster"}, {"version", version}};
  document["security"] = json::array{json::object{{"token", json::array()}}};
  document["paths"] = std::move(paths);
  document["components"] = std::move(components);
  return document;
}

}  // namespace muster
