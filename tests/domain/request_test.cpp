// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/request.hpp"

#include <gtest/gtest.h>

#include <set>

namespace muster {
namespace {

using S = RequestState;
using C = CloseReason;

const Instant now = parse_instant("2026-03-10T12:00:00+07:00").value();

RequestTerms terms(Millis from_now = Minutes(90), Minutes screening = Minutes(25)) {
  RequestTerms t;
  t.group = {Abo::o, RhD::negative};
  t.units = 2;
  t.needed_by = now + from_now;
  t.arrive_by = arrival_deadline(t.needed_by, screening);
  return t;
}

RequestLimits limits() {
  RequestLimits l;
  l.screening = Minutes(25);
  return l;
}

std::string fields(const RequestTerms& t) {
  std::string found;
  for (const auto& error : validate_request(t, limits(), now)) {
    EXPECT_FALSE(error.message.empty());
    found += error.field + " ";
  }
  return found;
}

TEST(RequestState, OpenCoveredFilledAndBackButNeverOutOfClosed) {
  for (auto from : all_request_states)
    for (auto to : all_request_states)
      EXPECT_EQ(may_follow(from, to), from != to && from != S::closed) << name(from) << name(to);
}

TEST(RequestState, FollowsTheSupply) {
  EXPECT_EQ(supply_state(2, 0, false), S::open);
  EXPECT_EQ(supply_state(2, 1, false), S::open);
  EXPECT_EQ(supply_state(2, 0, true), S::covered);
  EXPECT_EQ(supply_state(2, 1, true), S::covered);
  EXPECT_EQ(supply_state(2, 2, false), S::filled);
  EXPECT_EQ(supply_state(2, 3, true), S::filled);
}

TEST(RequestClose, ReasonsByState) {
  const std::set<std::pair<S, C>> legal = {{S::open, C::cancelled},    {S::open, C::expired},
                                           {S::covered, C::cancelled}, {S::covered, C::expired},
                                           {S::filled, C::filled},     {S::filled, C::cancelled}};
  for (auto state : all_request_states)
    for (auto reason : all_close_reasons)
      EXPECT_EQ(may_close(state, reason), legal.contains({state, reason}))
          << name(state) << " " << name(reason);
}

TEST(RequestClose, ByItselfWhenFilledOrAtTheArrivalDeadline) {
  auto t = terms();
  EXPECT_FALSE(due_close(t, S::open, t.arrive_by - Millis(1)));
  EXPECT_EQ(due_close(t, S::open, t.arrive_by), C::expired);
  EXPECT_EQ(due_close(t, S::covered, t.arrive_by), C::expired);
  EXPECT_EQ(due_close(t, S::filled, now), C::filled);
  EXPECT_EQ(due_close(t, S::filled, t.needed_by), C::filled);
  EXPECT_FALSE(due_close(t, S::closed, t.needed_by));
  for (auto state : all_request_states)
    if (auto reason = due_close(t, state, t.needed_by)) {
      EXPECT_TRUE(may_close(state, *reason));
    }
}

TEST(RequestNames, ReadBack) {
  for (auto state : all_request_states) EXPECT_EQ(parse_request_state(name(state)), state);
  for (auto reason : all_close_reasons) EXPECT_EQ(parse_close_reason(name(reason)), reason);
  EXPECT_FALSE(parse_request_state("done"));
  EXPECT_FALSE(parse_close_reason(""));
}

TEST(ValidateRequest, TakesAnOrdinaryOne) { EXPECT_EQ(fields(terms()), ""); }

TEST(ValidateRequest, Units) {
  for (int units : {1, 2, 40}) {
    auto t = terms();
    t.units = units;
    EXPECT_EQ(fields(t), "") << units;
  }
  for (int units : {-1, 0, 41}) {
    auto t = terms();
    t.units = units;
    EXPECT_EQ(fields(t), "units ") << units;
  }
}

TEST(ValidateRequest, Times) {
  EXPECT_EQ(fields(terms(Millis(0))), "needed_by ");
  EXPECT_EQ(fields(terms(-Hours(1))), "needed_by ");
  EXPECT_EQ(fields(terms(Minutes(25))), "needed_by ");  // nobody can arrive in no time
  EXPECT_EQ(fields(terms(Minutes(25) + Millis(1))), "");
  EXPECT_EQ(fields(terms(Days(7))), "");
  EXPECT_EQ(fields(terms(Days(7) + Millis(1))), "needed_by ");
  auto t = terms();
  t.arrive_by = t.needed_by + Minutes(1);
  EXPECT_EQ(fields(t), "arrive_by ");
}

TEST(ValidateRequest, NamesTheScreeningTimeInTheCure) {
  auto errors = validate_request(terms(Minutes(10)), limits(), now);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_NE(errors[0].message.find("25 min"), std::string::npos) << errors[0].message;
}

TEST(ValidateRequest, UnknownGroupIsForWhateverDoesNotNeedIt) {
  auto t = terms();
  t.group = {};
  for (auto product : all_products) {
    t.product = product;
    EXPECT_EQ(fields(t), product == Product::whole_blood ? "group " : "") << name(product);
  }
}

TEST(ValidateRequest, TellsEverythingAtOnce) {
  auto t = terms(-Hours(1));
  t.units = 0;
  t.group = {};
  t.product = Product::whole_blood;
  EXPECT_EQ(fields(t), "units needed_by group ");
}

TEST(RequestCode, IsShortAndComesRoundAgain) {
  EXPECT_EQ(request_code(1), "K1");
  EXPECT_EQ(request_code(7), "K7");
  EXPECT_EQ(request_code(999), "K999");
  EXPECT_EQ(request_code(1000), "K1");
  std::set<std::string> codes;
  for (int i = 5000; i < 5999; ++i) codes.insert(request_code(i));
  EXPECT_EQ(codes.size(), 999u);
  EXPECT_DEATH(request_code(0), "sequence");
}

}  // namespace
}  // namespace muster
