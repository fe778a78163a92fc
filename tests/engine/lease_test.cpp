// SPDX-License-Identifier: Apache-2.0
// The two jobs of a send: what they take of a queue, what they leave to their next turn.
#include "muster/engine/lease.hpp"

#include <fmt/format.h>

#include <atomic>

#include "muster/engine/lease_queue.hpp"
#include "muster/engine/planner.hpp"
#include "muster/store/consents.hpp"
#include "muster/store/sessions.hpp"
#include "registry_fixture.hpp"

namespace muster {
namespace {

class LeaseTest : public RegistryTest {
 protected:
  LeaseTest() {
    auto made = shipped_site();
    Problems problems;
    auto text = Wording::source("templates/messages/vi/reminder_invite.two_way.sms.txt",
                                "Mời {{given_name}} hiến máu. Trả lời CÓ.");
    auto other = Wording::source("templates/messages/vi/reminder_invite.one_way.sms.txt",
                                 "Mời {{given_name}} hiến máu: {{hotline}}");
    std::vector<Wording::Source> sources{text.value(), other.value()};
    made->wording = Wording::compile(std::move(sources), "vi", problems);
    EXPECT_TRUE(problems.empty());
    for (const auto* name : {"viettel", "mobifone"}) {
      auto source = fmt::format(
          "[gateway]\nname = \"{}\"\nchannel = \"sms\"\nin_flight = 100\n[send]\nurl = "
          "\"https://sms.example.org/send\"\nfields = [{{ at = \"/to\", value = \"{{to}}\" }}, {{ "
          "at = \"/text\", value = \"{{text}}\" }}]\n[answer]\nformat = \"json\"\n"
          "[[answer.rules]]\nstatus = \"2xx\"\noutcome = \"accepted\"\n",
          name);
      auto file = TomlFile::parse(std::string(name) + ".toml", source, problems);
      if (auto gateway = Gateway::compile(
              file, [](auto) { return Result<std::string>("x"); }, "https://m.example.org",
              problems))
        made->gateways.push_back(std::move(*gateway));
    }
    for (const auto& problem : problems) ADD_FAILURE() << problem.text();
    // By prefix: numbers that begin with 091 and those that begin with 093.
    made->routes.push_back({Channel::sms, "+8491", "viettel"});
    made->routes.push_back({Channel::sms, "+8493", "mobifone"});
    sending_ = made;
  }

  // A due reminder to a donor of their own.
  void queue(Tx& tx, int number, const std::string& prefix) {
    auto home = tx.organisations().find(std::string_view("kinh-mon"))->id;
    DonorRow donor;
    donor.organisation = home;
    donor.name = "Nguyễn Thị Lan " + std::to_string(number);
    donor.consents.give(Purpose::reminders);
    auto id = tx.donors().add(donor, now_);
    replan(tx, *sending_, id, now_);
    ContactPointRow phone;
    phone.donor = id;
    phone.organisation = home;
    phone.address = prefix + std::to_string(1'000'000 + number);
    MessageRow message;
    message.contact_point = tx.contact_points().add(phone);
    message.organisation = home;
    message.donor = id;
    message.purpose = Purpose::reminders;
    message.kind = "reminder_invite";
    message.dedupe = "test-" + std::to_string(number);
    message.due_at = message.created_at = now_;
    ASSERT_TRUE(tx.messages().insert(message));
  }
  void queue(int first, int count, const std::string& prefix) {
    write([&](Tx& tx) {
      for (int i = first; i < first + count; ++i) queue(tx, i, prefix);
      return true;
    });
  }
  Taken take(Room room, const std::atomic<int>* emergencies = nullptr) {
    return try_write([&](Tx& tx) {
             if (emergencies) tx.watch(*emergencies);
             auto taken = take_due(tx, *sending_, {SendLane::reminder}, std::move(room), now_);
             if (emergencies) tx.watch(none_);
             return taken;
           })
        .value();
  }
  static std::vector<Finished> accepted(std::vector<Lease> leases) {
    std::vector<Finished> finished;
    for (auto& lease : leases) {
      auto& done = finished.emplace_back();
      done.lease = std::move(lease);
      done.outcome.status = SendStatus::accepted;
    }
    return finished;
  }

  std::shared_ptr<const Settings> sending_;
  std::atomic<int> none_{0};
  std::atomic<int> one_{1};
};

TEST_F(LeaseTest, takes_as_many_as_there_is_room_for) {
  queue(0, 100, "+8491");
  EXPECT_EQ(40u, take({{"viettel", {40, 40}}}).leases.size());
  auto rest = take({{"viettel", {100, 100}}});
  EXPECT_EQ(60u, rest.leases.size());
  EXPECT_FALSE(rest.next);
}

TEST_F(LeaseTest, a_full_gateway_hides_nothing_behind_a_hundred_of_its_texts) {
  queue(0, 100, "+8491");
  queue(100, 10, "+8493");
  auto taken = take({{"viettel", {5, 5}}, {"mobifone", {20, 20}}});
  EXPECT_EQ(15u, taken.leases.size());
  EXPECT_GT(taken.skipped, 0);
  EXPECT_EQ("mobifone", taken.leases.back().gateway);
}

TEST_F(LeaseTest, routine_texts_keep_to_their_own_room) {
  queue(0, 20, "+8491");
  auto taken = take({{"viettel", {32, 0}}});
  EXPECT_TRUE(taken.leases.empty());
  EXPECT_EQ(0, taken.looked_at) << "their rows are not even read";
  EXPECT_TRUE(taken.next);
  EXPECT_EQ(5u, take({{"viettel", {32, 5}}}).leases.size());
}

TEST(LeaseQueue, what_somebody_waits_for_comes_first) {
  LeaseQueue queue;
  const auto lease = [](int id, SendLane lane, std::string gateway) {
    Lease made;
    made.message = MessageId(id);
    made.lane = lane;
    made.gateway = std::move(gateway);
    return made;
  };
  queue.push(lease(1, SendLane::campaign, "a"));
  queue.push(lease(2, SendLane::reminder, "b"));
  queue.push(lease(3, SendLane::transactional, "b"));
  queue.push(lease(4, SendLane::reply, "a"));
  EXPECT_EQ(2, queue.waiting("a").all);
  EXPECT_EQ(1, queue.waiting("a").routine);
  const auto any = [](const Lease&) { return true; };
  const auto at_b = [](const Lease& one) { return one.gateway == "b"; };
  EXPECT_EQ(MessageId(3), queue.take(any)->message);
  EXPECT_EQ(MessageId(2), queue.take(at_b)->message);
  EXPECT_FALSE(queue.take_urgent(at_b)) << "nothing routine";
  EXPECT_EQ(MessageId(4), queue.take_urgent(any)->message);
  EXPECT_EQ(MessageId(1), queue.take(any)->message);
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(0, queue.waiting("a").all + queue.waiting("a").routine);
}

TEST_F(LeaseTest, a_waiting_page_takes_the_writer_after_one_text) {
  queue(0, 100, "+8491");
  auto taken = take({{"viettel", {100, 100}}}, &one_);
  EXPECT_EQ(1u, taken.leases.size());
  EXPECT_TRUE(taken.next) << "the rest is due";
}

TEST_F(LeaseTest, a_waiting_page_takes_the_writer_after_one_outcome) {
  queue(0, 10, "+8491");
  auto finished = accepted(take({{"viettel", {10, 10}}}).leases);
  auto settle_beside = [&](const std::atomic<int>& emergencies) {
    return try_write([&](Tx& tx) {
             tx.watch(emergencies);
             return settle(tx, *sending_, finished, now_);
           })
        .value();
  };
  EXPECT_EQ(1u, settle_beside(one_).states.size());
  finished.erase(finished.begin());
  EXPECT_EQ(9u, settle_beside(none_).states.size());
}

}  // namespace
}  // namespace muster
