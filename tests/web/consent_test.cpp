// SPDX-License-Identifier: Apache-2.0
// Consent with its proof, stops in part and their end, the pause, dead addresses, over the API.
#include "muster/store/messages.hpp"
#include "muster/store/stops.hpp"
#include "world.hpp"

namespace muster {
namespace {

constexpr const char* lan = R"({"name":"Nguyễn Thị Lan","addresses":[
    {"address":"0912 345 678","verified":"desk"},{"address":"Lan@Example.org"}]})";

class ConsentApi : public WebTest {
 protected:
  ConsentApi() {
    EXPECT_EQ(201, post("/v1/donors", lan).status);
    EXPECT_EQ(200, consent(R"("reminders","campaigns","emergency","emergency_night")").status);
  }
  Reply consent(std::string purposes) {
    return post("/v1/donors/1/consents",
                R"({"how":"desk","proof":"form 7","text_shown":"v3: Tôi đồng ý","purposes":[)" +
                    purposes + "]}");
  }
  // A text that waits for its hour.
  void queued(std::string dedupe, Purpose purpose, Channel channel = Channel::sms) {
    write([&, now = clock_.now()](Tx& tx) {
      MessageRow row;
      row.organisation = tx.donors().find(DonorId(1))->organisation;
      row.donor = DonorId(1);
      for (const auto& point : tx.contact_points().of_donor(row.donor))
        if (point.channel == channel) row.contact_point = point.id;
      row.purpose = purpose;
      row.channel = channel;
      row.lane = purpose == Purpose::campaigns ? SendLane::campaign : SendLane::reminder;
      row.kind = "reminder_invite";
      row.dedupe = std::move(dedupe);
      row.created_at = now;
      row.due_at = now + Hours(20);
      return tx.messages().insert(row).value();
    });
  }
  std::string fate(std::string dedupe) {
    return write([&](Tx& tx) {
      auto row = tx.messages().find_dedupe(dedupe).value();
      return row.state == MessageState::dropped ? std::string(name(row.reason))
                                                : std::string(name(row.state));
    });
  }
  std::string stopped(int address) {
    return get("/v1/donors/1").string_at("/addresses/" + std::to_string(address) + "/stopped");
  }
};

TEST_F(ConsentApi, every_consent_stands_with_what_was_shown) {
  ASSERT_EQ(200, post("/v1/donors/1/consents",
                      R"({"action":"withdraw","purposes":["campaigns"],"how":"by phone"})")
                     .status);
  auto listed = get("/v1/donors/1/consents", "desk");
  ASSERT_EQ(4u, listed.at("/items").as_array().size()) << listed.text;
  EXPECT_EQ("v3: Tôi đồng ý", listed.string_at("/items/0/text_shown"));
  EXPECT_EQ("form 7", listed.string_at("/items/0/proof"));
  EXPECT_EQ("token:admin", listed.string_at("/items/0/given_to"));
  EXPECT_EQ("campaigns", listed.string_at("/items/1/purpose"));
  EXPECT_EQ("by phone", listed.string_at("/items/1/withdrawn_how"));
  EXPECT_TRUE(listed.at("/items/0/withdrawn_at").is_null());
}

TEST_F(ConsentApi, withdrawal_drops_what_is_queued_for_it) {
  queued("a", Purpose::campaigns);
  queued("b", Purpose::reminders);
  ASSERT_EQ(200, post("/v1/donors/1/consents",
                      R"({"action":"withdraw","purposes":["campaigns"],"how":"by phone"})")
                     .status);
  EXPECT_EQ("no_consent", fate("a"));
  EXPECT_EQ("queued", fate("b"));
}

TEST_F(ConsentApi, a_stop_in_part_leaves_the_rest) {
  queued("campaign by sms", Purpose::campaigns);
  queued("reminder by sms", Purpose::reminders);
  queued("campaign by mail", Purpose::campaigns, Channel::email);
  auto answer = post("/v1/donors/1/stop",
                     R"({"channel":"sms","purposes":["campaigns"],"how":"by phone"})", "desk");
  ASSERT_EQ(200, answer.status) << answer.text;
  EXPECT_EQ("campaigns by sms", answer.string_at("/scope"));
  EXPECT_EQ(1, answer.number_at("/fresh"));
  EXPECT_EQ("stopped", fate("campaign by sms"));
  EXPECT_EQ("queued", fate("reminder by sms"));
  EXPECT_EQ("queued", fate("campaign by mail"));
  EXPECT_EQ("campaigns by sms", stopped(0));
  EXPECT_EQ("", stopped(1));
  auto donor = get("/v1/donors/1");
  EXPECT_EQ("donor", donor.string_at("/stops/0/binds"));
  EXPECT_EQ("by phone", donor.string_at("/stops/0/how"));
  EXPECT_EQ(4u, donor.at("/consents").as_array().size()) << "a stop takes no consent away";
  EXPECT_EQ(0, post("/v1/donors/1/stop", R"({"channel":"sms","purposes":["campaigns"]})")
                   .number_at("/fresh"));
}

TEST_F(ConsentApi, a_stop_on_email_leaves_sms_and_back) {
  queued("sms", Purpose::reminders);
  queued("mail", Purpose::reminders, Channel::email);
  ASSERT_EQ(200, post("/v1/donors/1/stop", R"({"channel":"email"})").status);
  EXPECT_EQ("queued", fate("sms"));
  EXPECT_EQ("stopped", fate("mail"));
  EXPECT_EQ("", stopped(0));
  EXPECT_EQ("all by email", stopped(1));
  ASSERT_EQ(200, post("/v1/donors/1/stop", R"({"channel":"sms"})").status);
  EXPECT_EQ("stopped", fate("sms"));
}

TEST_F(ConsentApi, the_night_alone_is_a_consent_and_pages_are_stopped_whole) {
  EXPECT_EQ("/purposes/0",
            post("/v1/donors/1/stop", R"({"purposes":["emergency_night"]})").string_at("/field"));
  auto answer = post("/v1/donors/1/stop", R"({"purposes":["emergency"]})");
  EXPECT_EQ("emergency_and_emergency_night", answer.string_at("/scope")) << answer.text;
}

TEST_F(ConsentApi, the_desk_lifts_with_a_reason_and_the_consents_are_as_before) {
  ASSERT_EQ(200, post("/v1/donors/1/stop", "{}").status);
  ASSERT_EQ(200, post("/v1/donors/1/stop", R"({"channel":"voice"})").status);
  ASSERT_EQ(200, post("/v1/donors/1/consents",
                      R"({"action":"withdraw","purposes":["campaigns"],"how":"by phone"})")
                     .status);
  EXPECT_EQ("/reason", post("/v1/donors/1/start", "{}").string_at("/field"));
  auto one = post("/v1/donors/1/start", R"({"reason":"asked at the desk","stop":3})", "desk");
  ASSERT_EQ(200, one.status) << one.text;
  EXPECT_EQ(1, one.number_at("/lifted"));
  EXPECT_EQ(2u, one.at("/stops").as_array().size());
  EXPECT_EQ(409, post("/v1/donors/1/start", R"({"reason":"x","stop":3})").status);
  auto rest = post("/v1/donors/1/start", R"({"reason":"asked at the desk"})", "desk");
  EXPECT_EQ(2, rest.number_at("/lifted"));
  EXPECT_EQ(3u, rest.at("/consents").as_array().size()) << "what was withdrawn stays withdrawn";
  EXPECT_EQ("", stopped(0));
  EXPECT_EQ(409, post("/v1/donors/1/start", R"({"reason":"x"})").status);
  auto timeline = get("/v1/donors/1/timeline");
  EXPECT_NE(std::string::npos, timeline.text.find("lifted the stop of all by voice"));
}

TEST_F(ConsentApi, a_pause_until_a_day_and_its_end) {
  EXPECT_EQ("/until", post("/v1/donors/1/snooze", R"({"until":"2026-11-22"})").string_at("/field"));
  EXPECT_EQ("/until", post("/v1/donors/1/snooze", R"({"until":"2036-11-22"})").string_at("/field"));
  auto snoozed = post("/v1/donors/1/snooze", R"({"until":"2026-12-31"})", "desk");
  ASSERT_EQ(200, snoozed.status) << snoozed.text;
  EXPECT_EQ("2026-12-30T17:00:00.000Z", snoozed.string_at("/snoozed_until"))
      << "midnight in Viet Nam";
  EXPECT_FALSE(get("/v1/donors/1").at("/snoozed_until").is_null());
  EXPECT_EQ(200, send("DELETE", "/v1/donors/1/snooze", {}, "desk").status);
  EXPECT_TRUE(get("/v1/donors/1").at("/snoozed_until").is_null());
}

TEST_F(ConsentApi, dead_addresses_are_listed_and_restored_with_a_reason) {
  ASSERT_EQ(200, write_sms("0912345678", "nhầm số").status);
  auto listed = get("/v1/addresses?suppressed=true", "desk");
  ASSERT_EQ(1u, listed.at("/items").as_array().size()) << listed.text;
  EXPECT_EQ("wrong_number", listed.string_at("/items/0/suppressed"));
  EXPECT_EQ("+84912345678", listed.string_at("/items/0/address"));
  EXPECT_EQ(std::string::npos, get("/v1/addresses", "approver").text.find("84912345678"))
      << "masked for whoever does not telephone donors";
  EXPECT_EQ("?suppressed", get("/v1/addresses?suppressed=false").string_at("/field"));
  EXPECT_EQ("/reason", post("/v1/addresses/1/restore", "{}").string_at("/field"));
  auto restored = post("/v1/addresses/1/restore", R"({"reason":"she rang from it"})", "desk");
  ASSERT_EQ(200, restored.status) << restored.text;
  EXPECT_TRUE(restored.at("/suppressed").is_null());
  EXPECT_TRUE(restored.at("/verified_at").is_null()) << "a wrong number is verified anew";
  EXPECT_EQ(409, post("/v1/addresses/1/restore", R"({"reason":"x"})").status);
  EXPECT_EQ(0u, get("/v1/addresses").at("/items").as_array().size());
  auto journal = get("/v1/journal?limit=200", "province").text;
  EXPECT_NE(std::string::npos, journal.find("restored"));
  EXPECT_EQ(std::string::npos, journal.find("she rang")) << "the journal holds no text";
}

}  // namespace
}  // namespace muster
