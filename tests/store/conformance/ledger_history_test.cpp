// SPDX-License-Identifier: Apache-2.0
#include "muster/store/bulk_plans.hpp"
#include "muster/store/ledger.hpp"
#include "muster/store/organisations.hpp"
#include "muster/store/sessions.hpp"
#include "suite.hpp"

namespace muster {
namespace {

constexpr Day august = Day(Days(20'667));  // 2026-08-02

Donation gave(Day on, DonationOutcome outcome = DonationOutcome::given) {
  Donation donation;
  donation.outcome = outcome;
  donation.on = on;
  donation.volume_ml = 350;
  return donation;
}

TEST_P(StoreConformance, a_corrected_donation_keeps_its_number_and_what_it_said) {
  const auto seeded = seed();
  const LedgerChange slip{"token:desk", "read the list again", now()};
  write([&](Tx& tx) {
    auto& ledger = tx.ledger();
    const auto id =
        *ledger.add_donation(seeded.donor, seeded.organisation, gave(august), "desk", now());
    auto entry = *ledger.find_donation(id);
    EXPECT_FALSE(ledger.correct_donation(entry, slip)) << "it says that already";
    entry.donation.on = august + Days(9);
    entry.papers.certificate = "HM-17";
    EXPECT_TRUE(ledger.correct_donation(entry, slip));
    const auto history = ledger.donation_history(seeded.donor);
    ASSERT_EQ(history.size(), 1u);
    EXPECT_EQ(history[0].donation.id, id);
    EXPECT_EQ(history[0].donation.on, august + Days(9));
    EXPECT_EQ(history[0].papers.certificate, "HM-17");
    ASSERT_EQ(history[0].earlier.size(), 1u);
    EXPECT_EQ(history[0].earlier[0].entry.on, august);
    EXPECT_EQ(history[0].earlier[0].by, "token:desk");
    EXPECT_EQ(history[0].earlier[0].note, "read the list again");
    EXPECT_EQ(ledger.donations(seeded.donor).at(0).on, august + Days(9));
  });
}

TEST_P(StoreConformance, a_withdrawn_outcome_opens_the_hold_it_had_settled) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    auto& ledger = tx.ledger();
    const auto pending = DonationOutcome::outcome_pending;
    const auto hold = *ledger.add_donation(seeded.donor, seeded.organisation, gave(august, pending),
                                           "booking", now());
    const auto given =
        *ledger.add_donation(seeded.donor, seeded.organisation, gave(august), "desk", now());
    EXPECT_EQ(ledger.find_donation(hold)->replaced_by, given);
    EXPECT_EQ(ledger.donations(seeded.donor).size(), 1u);
    EXPECT_TRUE(ledger.withdraw_donation(given, {"desk", "another person", now()}));
    EXPECT_FALSE(ledger.withdraw_donation(given, {"desk", "again", now()}));
    const auto left = ledger.donations(seeded.donor);
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].id, hold);
    // The same donation may be entered anew.
    EXPECT_TRUE(
        ledger.add_donation(seeded.donor, seeded.organisation, gave(august), "desk", now()));
  });
}

TEST_P(StoreConformance, holds_are_listed_by_age_and_subtree) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    auto& ledger = tx.ledger();
    const auto other = add_organisation(tx, "other");
    const auto stranger = add_donor(tx, other, "Trần Văn Hai", now());
    const auto pending = DonationOutcome::outcome_pending;
    ledger.add_donation(seeded.donor, seeded.organisation, gave(august, pending), "booking", now());
    ledger.add_donation(stranger, other, gave(august + Days(5), DonationOutcome::self_reported),
                        "reply", now());
    const auto count = [&](const Principal& who, Day since) {
      return ledger.holds(who, since, {}, 10).size();
    };
    EXPECT_EQ(count(system_principal(), august - Days(1)), 0u);
    EXPECT_EQ(count(system_principal(), august), 1u);
    EXPECT_EQ(count(system_principal(), august + Days(5)), 2u);
    Principal who;
    who.subtree = tx.organisations().find(other)->path;
    const auto own = ledger.holds(who, august + Days(5), {}, 10);
    ASSERT_EQ(own.size(), 1u);
    EXPECT_EQ(own[0].donor, stranger);
    EXPECT_EQ(own[0].source, "reply");
  });
}

TEST_P(StoreConformance, many_ledgers_at_once_are_the_same_as_one_by_one) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    auto& ledger = tx.ledger();
    std::vector<DonorId> donors = {seeded.donor};
    for (int i = 0; i < 4; ++i)
      donors.push_back(add_donor(tx, seeded.organisation, "Lê Văn " + std::to_string(i), now()));
    for (std::size_t i = 0; i < donors.size(); i += 2)
      for (int day = 0; day < 3; ++day)
        ledger.add_donation(donors[i], seeded.organisation, gave(august + Days(100 * day)), "desk",
                            now());
    ledger.add_deferral(donors[3], seeded.organisation, {{}, "tattoo", august, august + Days(180)},
                        "desk", now());
    const auto first = ledger.ledgers({}, 3);
    ASSERT_EQ(first.size(), 3u);
    auto all = ledger.ledgers(first.back().donor, 10);
    all.insert(all.begin(), first.begin(), first.end());
    ASSERT_EQ(all.size(), donors.size());
    for (const auto& one : all) {
      const auto alone = ledger.ledger(*tx.donors().find(one.donor));
      EXPECT_EQ(one.ledger.donations.size(), alone.donations.size());
      EXPECT_EQ(one.ledger.deferrals.size(), alone.deferrals.size());
      EXPECT_FALSE(one.stored);
    }
  });
}

TEST_P(StoreConformance, a_session_waits_for_its_start_to_hold_its_bookings) {
  const auto seeded = seed();
  write([&](Tx& tx) {
    SessionRow row;
    row.organisation = seeded.organisation;
    row.code = "s1";
    row.starts_at = now() + Hours(1);
    row.ends_at = now() + Hours(3);
    auto& sessions = tx.sessions();
    const auto id = sessions.add(row);
    sessions.book(id, seeded.donor, BookingState::booked, now());
    EXPECT_EQ(sessions.next_to_hold(), row.starts_at);
    EXPECT_FALSE(sessions.to_hold(now()));
    ASSERT_TRUE(sessions.to_hold(row.starts_at));
    EXPECT_EQ(sessions.without_entry(id, 10), std::vector{seeded.donor});
    DonationPapers papers;
    papers.session = id;
    papers.source = "booking";
    auto& ledger = tx.ledger();
    ledger.add_donation(seeded.donor, seeded.organisation,
                        gave(august, DonationOutcome::outcome_pending), papers, now());
    EXPECT_TRUE(sessions.without_entry(id, 10).empty());
    sessions.held(id, now());
    EXPECT_FALSE(sessions.next_to_hold());
    EXPECT_TRUE(ledger.drop_hold(seeded.donor, id, {"desk", "no_show", now()}));
    EXPECT_FALSE(ledger.drop_hold(seeded.donor, id, {"desk", "no_show", now()}));
    EXPECT_TRUE(ledger.donations(seeded.donor).empty());
  });
}

TEST_P(StoreConformance, a_bulk_plan_resumes_where_it_stopped) {
  write([&](Tx& tx) {
    EXPECT_FALSE(tx.bulk_plans().newest("rules"));
    const auto plan = tx.bulk_plans().begin("rules", "vn-2013 a", now());
    tx.bulk_plans().advance(plan.id, 40, 30, 2);
    tx.bulk_plans().advance(plan.id, 70, 30, 0);
  });
  reopen();
  write([&](Tx& tx) {
    const auto plan = tx.bulk_plans().newest("rules");
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->subject, "vn-2013 a");
    EXPECT_EQ(plan->cursor, 70);
    EXPECT_EQ(plan->done, 60);
    EXPECT_EQ(plan->changed, 2);
    EXPECT_FALSE(plan->finished_at);
    tx.bulk_plans().finish(plan->id, now());
    EXPECT_EQ(tx.bulk_plans().newest("rules")->finished_at, now());
  });
}

}  // namespace
}  // namespace muster
