// SPDX-License-Identifier: Apache-2.0
#include "json_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

namespace muster {
namespace {

namespace json = boost::json;
using Node = JsonTemplate::Node;

bool is_index(const std::string& step) {
  return !step.empty() && step.size() < 4 &&
         std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The child a step leads to, made if need be; null when the step contradicts what is there.
Node* child(Node& node, const std::string& step) {
  Node::Kind kind = is_index(step) ? Node::Kind::array : Node::Kind::object;
  if (node.kind == Node::Kind::unset) node.kind = kind;
  if (node.kind != kind) return nullptr;
  if (kind == Node::Kind::array) {
    auto index = static_cast<std::size_t>(std::stoi(step));
    if (index > node.children.size()) return nullptr;
    if (index == node.children.size()) node.children.emplace_back();
    return &node.children[index].second;
  }
  for (auto& [name, existing] : node.children)
    if (name == step) return &existing;
  node.children.emplace_back(step, Node{});
  return &node.children.back().second;
}

struct Builder {
  const SlotValues& values;
  std::optional<SmsEncoding> encoding;
  json::storage_ptr storage;
  std::string wrong;  // pointer of the first value that is not of its type

  std::optional<json::value> leaf(const SendField& field) {
    std::optional<std::string> text = field.render(values, encoding);
    if (!text) return std::nullopt;
    if (field.type == SendField::Type::text) return json::value(json::string(*text, storage));
    if (field.type == SendField::Type::boolean && (*text == "true" || *text == "false"))
      return json::value(*text == "true", storage);
    std::int64_t whole = 0;
    double broken = 0;
    const char* end = text->data() + text->size();
    if (field.type == SendField::Type::number) {
      if (auto read = std::from_chars(text->data(), end, whole);
          read.ec == std::errc() && read.ptr == end)
        return json::value(whole, storage);
      if (auto read = std::from_chars(text->data(), end, broken);
          read.ec == std::errc() && read.ptr == end)
        return json::value(broken, storage);
    }
    wrong = field.at;
    return std::nullopt;
  }

  std::optional<json::value> make(const Node& node) {
    if (node.kind == Node::Kind::leaf) return leaf(node.field);
    json::array elements(storage);
    json::object members(storage);
    for (const auto& [name, below] : node.children) {
      std::optional<json::value> value = make(below);
      if (!value) continue;
      if (node.kind == Node::Kind::array)
        elements.push_back(std::move(*value));
      else
        members.emplace(name, std::move(*value));
    }
    if (elements.empty() && members.empty()) return std::nullopt;
    if (node.kind == Node::Kind::array) return json::value(std::move(elements));
    return json::value(std::move(members));
  }
};

}  // namespace

Result<std::vector<std::string>> parse_pointer(std::string_view pointer) {
  std::vector<std::string> steps;
  if (pointer.empty()) return steps;
  Error broken = invalid({}, fmt::format("'{}' is no JSON pointer: it must begin with / and use ~0 "
                                         "and ~1 for ~ and /",
                                         pointer));
  if (pointer.front() != '/') return broken;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      steps.emplace_back();
    } else if (pointer[i] != '~') {
      steps.back() += pointer[i];
    } else if (i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
      steps.back() += pointer[++i] == '0' ? '~' : '/';
    } else {
      return broken;
    }
  }
  return steps;
}

Result<void> JsonTemplate::add(SendField field) {
  Result<std::vector<std::string>> steps = parse_pointer(field.at);
  if (!steps) return steps.error();
  Node* node = &root_;
  for (const std::string& step : *steps) {
    Node* below = node->kind == Node::Kind::leaf ? nullptr : child(*node, step);
    if (!below)
      return invalid({},
                     fmt::format("'{}' contradicts an earlier field at step '{}': the same place "
                                 "is a value, an array or an object, never two of them, and "
                                 "array elements come in order from 0",
                                 field.at, step));
    node = below;
  }
  if (node->kind != Node::Kind::unset)
    return invalid(
        {}, fmt::format("'{}' is written twice, or is the parent of another field", field.at));
  node->kind = Node::Kind::leaf;
  node->field = std::move(field);
  return {};
}

Result<std::string> JsonTemplate::build(const SlotValues& values,
                                        std::optional<SmsEncoding> encoding) const {
  unsigned char space[4096];
  json::monotonic_resource memory(space, sizeof space);
  Builder builder{values, encoding, &memory, {}};
  std::optional<json::value> body = builder.make(root_);
  if (!builder.wrong.empty())
    return invalid(builder.wrong, "the value is not of the declared type");
  return body ? json::serialize(*body) : std::string("{}");
}

}  // namespace muster
