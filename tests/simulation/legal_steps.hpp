// SPDX-License-Identifier: Apache-2.0
// Between two looks a row may have taken several steps: the closure of may_follow says where it can
// have got to.
#pragma once
#include <array>

#include "muster/domain/message.hpp"
#include "muster/domain/page.hpp"
#include "muster/domain/request.hpp"

namespace muster::simulation {

template <class State, std::size_t count>
class Closure {
 public:
  Closure() {
    for (std::size_t from = 0; from < count; ++from)
      for (std::size_t to = 0; to < count; ++to)
        reach_[from][to] =
            from == to || may_follow(static_cast<State>(from), static_cast<State>(to));
    for (std::size_t via = 0; via < count; ++via)
      for (std::size_t from = 0; from < count; ++from)
        for (std::size_t to = 0; to < count; ++to)
          reach_[from][to] = reach_[from][to] || (reach_[from][via] && reach_[via][to]);
  }
  bool reaches(State from, State to) const {
    return reach_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
  }

 private:
  std::array<std::array<bool, count>, count> reach_{};
};

inline bool reachable(MessageState from, MessageState to) {
  static const Closure<MessageState, 9> closure;
  return closure.reaches(from, to);
}
inline bool reachable(PageState from, PageState to) {
  static const Closure<PageState, all_page_states.size()> closure;
  return closure.reaches(from, to);
}
inline bool reachable(RequestState from, RequestState to) {
  static const Closure<RequestState, all_request_states.size()> closure;
  return closure.reaches(from, to);
}

}  // namespace muster::simulation
