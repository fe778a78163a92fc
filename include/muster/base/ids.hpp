// SPDX-License-Identifier: Apache-2.0
// Strong ids: a DonorId is not a RequestId. 0 means "none"; real ids start at 1.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace muster {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::int64_t value) : value_(value) {}
  constexpr std::int64_t value() const { return value_; }
  constexpr explicit operator bool() const { return value_ != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::int64_t value_ = 0;
};

using OrganisationId = Id<struct OrganisationTag>;
using DonorId = Id<struct DonorTag>;
using ContactPointId = Id<struct ContactPointTag>;
using DonationId = Id<struct DonationTag>;
using DeferralId = Id<struct DeferralTag>;
using ConsentId = Id<struct ConsentTag>;
using SessionId = Id<struct SessionTag>;
using StepId = Id<struct StepTag>;
using MessageId = Id<struct MessageTag>;
using AttemptId = Id<struct AttemptTag>;
using ReplyId = Id<struct ReplyTag>;
using ClubId = Id<struct ClubTag>;
using RequestId = Id<struct RequestTag>;
using PageId = Id<struct PageTag>;
using SubjectRequestId = Id<struct SubjectRequestTag>;
using UserId = Id<struct UserTag>;
using VerificationId = Id<struct VerificationTag>;
using MergeId = Id<struct MergeTag>;
using StopId = Id<struct StopTag>;
using BlackoutId = Id<struct BlackoutTag>;
using BypassId = Id<struct BypassTag>;
using DncListId = Id<struct DncListTag>;

}  // namespace muster

template <class Tag>
struct std::hash<muster::Id<Tag>> {
  std::size_t operator()(muster::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value());
  }
};
