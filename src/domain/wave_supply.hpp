// SPDX-License-Identifier: Apache-2.0
// What has been promised, asked and could be asked, as chances. Inside domain/wave only.
#pragma once
#include <unordered_map>
#include <vector>

#include "muster/domain/fill.hpp"
#include "wave_order.hpp"

namespace muster {

// A page that may still bring somebody who was not told to come: unanswered, or a reserve.
struct Hope {
  DonorId donor;
  Ranked ranked;
  double chance = 0;
};

struct Reserve {
  DonorId donor;
  int minutes = 0;  // from now until they are there
  Ranked ranked;
};

// One look at a request. `ranked` of a page whose donor has left the club: their promise stands,
// their group and distance are not known here, so it is not proven.
class Supply {
 public:
  Supply(const WavePolicy& policy, const CompatibilityTable& table, const WaveView& view,
         Instant now);

  const Fill& trusted() const { return trusted_; }  // told to come, group proven
  const Fill& coming() const { return coming_; }  // all told to come
  int expected() const { return expected_; }
  int unproven() const { return unproven_; }
  const std::vector<Hope>& hopes() const { return hopes_; }
  // In time, those of better typing first, then the nearest.
  const std::vector<Reserve>& reserves() const { return reserves_; }

  void promote(const Reserve& reserve);
  Ranked ranked_of(DonorId donor) const;
  // Could those of better typing than this still do without: told to come, asked, and in `pool`?
  bool better_may_suffice(int typing_class, const std::vector<Ranked>& pool) const;

 private:
  void tell_to_come(const Ranked& ranked);
  void count(const PageView& page, Instant now);
  void add_arrivals();
  Fill needed() const { return Fill(view_.terms.units - view_.usable_arrivals); }

  const WavePolicy& policy_;
  const WaveView& view_;
  std::unordered_map<DonorId, Ranked> known_;
  Fill trusted_, coming_;
  std::vector<std::pair<Ranked, double>> sure_;  // told to come or here, with their chance
  std::vector<Ranked> arrived_;
  int used_ = 0;  // pages whose donor gave: judged
  int expected_ = 0;
  int unproven_ = 0;
  std::vector<Hope> hopes_;
  std::vector<Reserve> reserves_;
};

double chance_of_yes(const WavePolicy& policy, const Candidate& candidate);

struct OpenPool {
  std::vector<Ranked> open;  // whose step is open, first to ask first
  double reach = 0;  // with everybody, also those whose step is not open
};
// A step opens only while all before it, asked and not yet asked, do not reach the mark; of a
// spared group only as many as close the gap.
OpenPool open_pool(const WavePolicy& policy, const Supply& supply, const std::vector<Ranked>& pool);

}  // namespace muster
