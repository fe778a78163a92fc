// SPDX-License-Identifier: Apache-2.0
// One donor's call in one request, with the explanation of why they were asked and what they said.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "muster/base/ids.hpp"
#include "muster/domain/page.hpp"
#include "muster/store/tx.hpp"

namespace muster {

struct PageRow {
  PageId id;
  OrganisationId organisation;
  RequestId request;
  DonorId donor;
  int wave = 0;
  PageState state = PageState::queued;
  std::string why;
  Instant asked_at{};
  std::optional<Instant> answered_at;
  std::optional<Instant> eta_at;
  std::string arrival_code;
  std::optional<Instant> arrived_at;
  Instant changed_at{};
  bool left_before_close = false;
  bool stand_down = false;  // the closing text was queued
  int stands_for = 0;  // asked in the place of so many lost
};

class PageTable {
 public:
  explicit PageTable(Tx& tx) : tx_(tx) {}

  // nullopt: the donor has a page in this request already.
  std::optional<PageId> insert(const PageRow& row);
  std::optional<PageRow> find(PageId id);
  std::optional<PageRow> find(RequestId request, DonorId donor);
  std::optional<PageRow> find_arrival(RequestId request, std::string_view arrival_code);
  std::vector<PageRow> of_request(RequestId request);
  // Pages of the donor in requests that are still open, newest first.
  std::vector<PageRow> open_of(DonorId donor);
  std::vector<PageRow> of_donor(DonorId donor, int limit);
  // Guarded by the state the row had when it was read; writes every other field.
  bool update(const PageRow& row, PageState from, Instant now);
  // Of a closed request: not yet given a stand-down, oldest first.
  std::vector<PageRow> without_stand_down(int limit);

 private:
  Tx& tx_;
};

}  // namespace muster
