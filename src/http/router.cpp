// SPDX-License-Identifier: Apache-2.0
// Routes in a tree of path segments. A literal wins over {name}, {name} over {name...}; a branch
// that lacks the method is left for the next, so that "GET /a/b" and "POST /a/{x}" can live side by
// side.
#include <algorithm>
#include <array>

#include "muster/base/assert.hpp"
#include "muster/http/server.hpp"

namespace muster {
namespace {

struct Leaf {
  std::string method;
  Router::Route route;
  std::vector<std::string> names;  // of the parameters, in order
};

struct Node {
  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> one;  // {name}
  std::unique_ptr<Node> rest;  // {name...}
  std::vector<Leaf> leaves;

  const Node* literal(std::string_view segment) const {
    for (const auto& [text, node] : literals)
      if (text == segment) return node.get();
    return nullptr;
  }
};

constexpr std::array<std::string_view, 9> known_methods = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"};

// The first segment of `path`; nullopt in `tail` when it was the last.
std::string_view first_segment(std::string_view path, std::optional<std::string_view>& tail) {
  auto slash = path.find('/');
  tail.reset();
  if (slash != std::string_view::npos) tail = path.substr(slash + 1);
  return path.substr(0, slash);
}

class Search {
 public:
  explicit Search(std::string_view method) : method_(method) {}

  const Leaf* visit(const Node& node, std::optional<std::string_view> path) {
    if (!path) return leaf_of(node);
    std::optional<std::string_view> tail;
    auto segment = first_segment(*path, tail);
    if (const Node* child = node.literal(segment))
      if (const Leaf* found = visit(*child, tail)) return found;
    if (node.one && !segment.empty()) {
      captured_.push_back(segment);
      if (const Leaf* found = visit(*node.one, tail)) return found;
      captured_.pop_back();
    }
    if (node.rest && !path->empty()) {
      captured_.push_back(*path);
      if (const Leaf* found = leaf_of(*node.rest)) return found;
      captured_.pop_back();
    }
    return nullptr;
  }

  const std::vector<std::string_view>& captured() const { return captured_; }
  bool known() const { return !allowed_.empty(); }
  std::string allow() {
    if (std::ranges::find(allowed_, "GET") != allowed_.end()) allowed_.emplace_back("HEAD");
    std::ranges::sort(allowed_);
    allowed_.erase(std::unique(allowed_.begin(), allowed_.end()), allowed_.end());
    return fmt::format("{}", fmt::join(allowed_, ", "));
  }

 private:
  const Leaf* leaf_of(const Node& node) {
    const Leaf* get = nullptr;
    for (const auto& leaf : node.leaves) {
      if (leaf.method == method_) return &leaf;
      if (leaf.method == "GET") get = &leaf;
    }
    if (get && method_ == "HEAD") return get;
    for (const auto& leaf : node.leaves) allowed_.push_back(leaf.method);
    return nullptr;
  }

  std::string_view method_;
  std::vector<std::string_view> captured_;
  std::vector<std::string> allowed_;
};

HttpResponse plain_problem(int status, std::string detail) {
  HttpResponse response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(detail) + "\n";
  return response;
}

}  // namespace

struct Router::Inner {
  Node root;
  Problem problem = plain_problem;

  void add(std::string method, const std::string& pattern, Route route) {
    MUSTER_ASSERT(pattern.starts_with('/'));
    Leaf leaf;
    leaf.method = std::move(method);
    leaf.route = std::move(route);
    Node* node = &root;
    std::optional<std::string_view> path = std::string_view(pattern).substr(1);
    while (path) {
      std::optional<std::string_view> tail;
      auto segment = first_segment(*path, tail);
      node = &step(*node, segment, leaf.names, !tail);
      path = tail;
    }
    for (const auto& other : node->leaves) MUSTER_ASSERT(other.method != leaf.method);
    node->leaves.push_back(std::move(leaf));
  }

  static Node& step(Node& node, std::string_view segment, std::vector<std::string>& names,
                    bool last) {
    if (!segment.starts_with('{')) {
      for (auto& [text, child] : node.literals)
        if (text == segment) return *child;
      node.literals.emplace_back(segment, std::make_unique<Node>());
      return *node.literals.back().second;
    }
    MUSTER_ASSERT(segment.ends_with('}') && segment.size() > 2);
    auto name = segment.substr(1, segment.size() - 2);
    bool rest = name.ends_with("...");
    MUSTER_ASSERT(!rest || last);
    if (rest) name.remove_suffix(3);
    names.emplace_back(name);
    auto& child = rest ? node.rest : node.one;
    if (!child) child = std::make_unique<Node>();
    return *child;
  }
};

Router::Router() : inner_(std::make_unique<Inner>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string method, std::string pattern, HttpHandler handler,
                 std::optional<std::size_t> body_bytes) {
  Route route;
  route.handler = std::move(handler);
  route.body_bytes = body_bytes;
  inner_->add(std::move(method), pattern, std::move(route));
}

void Router::add_quick(std::string method, std::string pattern, QuickHandler handler,
                       std::optional<std::size_t> body_bytes) {
  Route route;
  route.quick = std::move(handler);
  route.body_bytes = body_bytes;
  inner_->add(std::move(method), pattern, std::move(route));
}

void Router::add_attempt(std::string method, std::string pattern, AttemptHandler attempt,
                         HttpHandler handler, std::optional<std::size_t> body_bytes) {
  Route route;
  route.attempt = std::move(attempt);
  route.handler = std::move(handler);
  route.body_bytes = body_bytes;
  inner_->add(std::move(method), pattern, std::move(route));
}

void Router::problem(Problem problem) { inner_->problem = std::move(problem); }

HttpResponse Router::error(int status, std::string detail) const {
  return inner_->problem(status, std::move(detail));
}

Router::Match Router::match(std::string_view method, std::string_view path,
                            Pairs& parameters) const {
  Match match;
  if (std::ranges::find(known_methods, method) == known_methods.end()) {
    match.status = 501;
    return match;
  }
  if (!path.starts_with('/')) return match;
  Search search(method);
  const Leaf* leaf = search.visit(inner_->root, path.substr(1));
  if (!leaf) {
    match.status = search.known() ? 405 : 404;
    if (search.known()) match.allow = search.allow();
    return match;
  }
  match.status = 200;
  match.route = &leaf->route;
  parameters.clear();
  for (std::size_t i = 0; i < leaf->names.size(); ++i)
    parameters.emplace_back(leaf->names[i], percent_decode(search.captured()[i], false));
  return match;
}

}  // namespace muster
