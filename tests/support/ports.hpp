// SPDX-License-Identifier: Apache-2.0
// Two ports of 127.0.0.1 in a row, for programs that cannot be given port 0. They are ours while
// this lives: a lock keeps every other test of this machine from them.
#pragma once

namespace muster {

class PortPair {
 public:
  PortPair();
  ~PortPair();
  PortPair(const PortPair&) = delete;
  PortPair& operator=(const PortPair&) = delete;

  int first() const { return first_; }
  int second() const { return first_ + 1; }

 private:
  int first_ = 0;
  int lock_ = -1;
};

}  // namespace muster
