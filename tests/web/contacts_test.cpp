// SPDX-License-Identifier: Apache-2.0
// Edits of donors, their addresses and duplicates over the API.
#include "muster/engine/texts.hpp"
#include "muster/store/messages.hpp"
#include "world.hpp"

namespace muster {
namespace {

constexpr const char* lan = R"({"name":"Nguyễn Thị Lan","birth":"1990-03-04",
    "addresses":[{"address":"0912 345 678"},{"address":"lan@example.org"}]})";

class ContactsWebTest : public WebTest {
 protected:
  // The digits of the n-th code that was sent.
  std::string code_sent(int n) {
    return write([&](Tx& tx) {
      auto message = tx.messages().find_dedupe(fmt::format("verify-{}", n)).value();
      return text_values(tx, message, nullptr, Zone::utc())["code_digits"];
    });
  }
};

TEST_F(ContactsWebTest, a_donor_is_edited_field_by_field) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto edited = post("/v1/donors/1",
                     R"({"group":"O-","typing":"laboratory","typed_on":"2026-11-01",
                         "phenotype":["K-"],"weight_kg":52,"where":"20.98,106.54"})",
                     "desk");
  ASSERT_EQ(200, edited.status) << edited.text;
  EXPECT_EQ("O-", edited.string_at("/group"));
  EXPECT_EQ("2026-11-01", edited.string_at("/typed_on"));
  EXPECT_EQ("K-", edited.string_at("/phenotype/0"));
  EXPECT_EQ(52, edited.number_at("/weight_kg"));
  EXPECT_EQ("20.980000,106.540000", edited.string_at("/where"));
  EXPECT_EQ("1990-03-04", edited.string_at("/birth"));
  auto cleared = post("/v1/donors/1", R"({"clear":["birth","weight_kg"]})", "desk");
  EXPECT_TRUE(cleared.at("/birth").is_null()) << cleared.text;
  EXPECT_TRUE(cleared.at("/weight_kg").is_null());
  EXPECT_EQ("/typing", post("/v1/donors/1", R"({"group":"A+"})").string_at("/field"));
  EXPECT_EQ("/clear",
            post("/v1/donors/1", R"({"weight_kg":50,"clear":["weight_kg"]})").string_at("/field"));
  EXPECT_EQ(400, post("/v1/donors/1", R"({"clear":["name"]})").status);
  EXPECT_EQ(404, post("/v1/donors/9", R"({"commune":"x"})").status);
}

TEST_F(ContactsWebTest, addresses_have_an_order_and_hours) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto moved = post("/v1/addresses/2", R"({"position":0,"from":"18:00","to":"22:00"})", "desk");
  ASSERT_EQ(200, moved.status) << moved.text;
  EXPECT_EQ("18:00", moved.string_at("/from"));
  auto list = get("/v1/donors/1/addresses", "desk");
  EXPECT_EQ("lan@example.org", list.string_at("/items/0/address"));
  EXPECT_EQ("+84912345678", list.string_at("/items/1/address"));
  EXPECT_EQ(std::string::npos, get("/v1/donors/1/addresses", "approver").text.find("912345678"));
  EXPECT_EQ("/to", post("/v1/addresses/2", R"({"from":"18:00","to":"18:05"})").string_at("/field"));
  EXPECT_TRUE(post("/v1/addresses/2", R"({"at_any_time":true})").at("/from").is_null());
  EXPECT_EQ(200, send("DELETE", "/v1/addresses/2", "", "desk").status);
  EXPECT_EQ(404, send("DELETE", "/v1/addresses/2", "", "desk").status);
  EXPECT_EQ(1u, get("/v1/donors/1/addresses").at("/items").as_array().size());
  ASSERT_EQ(201, post("/v1/donors/1/addresses", R"({"address":"lan@example.org"})").status);
  EXPECT_EQ(2, get("/v1/donors/1/addresses").number_at("/items/1/id")) << "the same one again";
}

TEST_F(ContactsWebTest, a_code_is_sent_and_read_out_at_the_desk) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  auto sent = post("/v1/addresses/1/code", "", "desk");
  ASSERT_EQ(200, sent.status) << sent.text;
  auto code = code_sent(1);
  ASSERT_EQ(6u, code.size());
  EXPECT_EQ(std::string::npos, sent.text.find(code));
  EXPECT_EQ(std::string::npos, get("/v1/messages").text.find(code));
  EXPECT_EQ(std::string::npos, get("/v1/journal", "province").text.find(code));
  std::string wrong = code == "000000" ? "000001" : "000000";
  auto no = post("/v1/addresses/1/verify", R"({"code":")" + wrong + R"("})", "desk");
  EXPECT_EQ(200, no.status);
  EXPECT_EQ("wrong", no.string_at("/check"));
  EXPECT_TRUE(no.at("/address/verified_at").is_null());
  auto yes = post("/v1/addresses/1/verify", R"({"code":")" + code + R"("})", "desk");
  EXPECT_EQ("verified", yes.string_at("/check")) << yes.text;
  EXPECT_EQ("code", yes.string_at("/address/verified_how"));
  EXPECT_EQ("/code", post("/v1/addresses/1/verify", "{}").string_at("/field"));
  EXPECT_EQ("/code", post("/v1/addresses/1/verify", R"({"code":"12345"})").string_at("/field"));
}

TEST_F(ContactsWebTest, a_code_sent_back_by_sms_verifies_the_number) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(200, post("/v1/addresses/1/code", "", "desk").status);
  ASSERT_EQ(200, write_sms("0912345678", " " + code_sent(1) + " ").status);
  EXPECT_EQ("code_reply", get("/v1/donors/1").string_at("/addresses/0/verified_how"));
  EXPECT_FALSE(get("/v1/donors/1").at("/addresses/0/reached_at").is_null());
}

TEST_F(ContactsWebTest, codes_go_only_where_something_may_go) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  for (int i = 0; i < 3; ++i) ASSERT_EQ(200, post("/v1/addresses/1/code", "").status);
  EXPECT_EQ(409, post("/v1/addresses/1/code", "").status) << "three a day";
  clock_.set(clock_.now() + Days(1));
  EXPECT_EQ(200, post("/v1/addresses/1/code", "").status);
  ASSERT_EQ(200, post("/v1/donors/1/stop", "{}").status);
  EXPECT_EQ(409, post("/v1/addresses/1/code", "").status);
}

TEST_F(ContactsWebTest, duplicates_are_listed_dismissed_merged_and_unmerged) {
  ASSERT_EQ(201, post("/v1/donors", lan).status);
  ASSERT_EQ(201, post("/v1/donors", R"({"name":"NGUYEN THI LAN","birth":"1990-03-04",
      "external_id":"KM-2","addresses":[{"address":"0987654321"}]})")
                     .status);
  ASSERT_EQ(201, post("/v1/donors", R"({"name":"Nguyễn thị Lan",
      "addresses":[{"address":"0912345678"}]})")
                     .status);
  auto list = get("/v1/duplicates", "coordinator");
  ASSERT_EQ(2u, list.at("/items").as_array().size()) << list.text;
  EXPECT_EQ("same_birth", list.string_at("/items/0/reasons/0"));
  EXPECT_EQ(2, list.number_at("/items/0/second/id"));
  EXPECT_EQ("same_phone", list.string_at("/items/1/reasons/0"));
  auto page = get("/v1/duplicates?limit=1", "coordinator");
  EXPECT_GE(page.at("/items").as_array().size(), 1u);
  ASSERT_EQ(200, post("/v1/duplicates/dismiss", R"({"first":1,"second":3})", "coordinator").status);
  EXPECT_EQ(true, post("/v1/duplicates/dismiss", R"({"first":3,"second":1})").at("/known"));
  EXPECT_EQ(1u, get("/v1/duplicates").at("/items").as_array().size());

  auto merged = post("/v1/donors/1/merge", R"({"other":2})", "coordinator");
  ASSERT_EQ(200, merged.status) << merged.text;
  EXPECT_EQ(3u, merged.at("/donor/addresses").as_array().size());
  EXPECT_EQ(1, merged.number_at("/moved/contact_point"));
  EXPECT_EQ(0u, get("/v1/duplicates").at("/items").as_array().size());
  auto other = get("/v1/donors/2");
  EXPECT_EQ(200, other.status);
  EXPECT_EQ(1, other.number_at("/merged_into"));
  EXPECT_EQ(200, get("/v1/donors/2/timeline").status);
  EXPECT_EQ(1, get("/v1/donors?external_id=KM-2").number_at("/items/0/id"));
  EXPECT_EQ(2u, get("/v1/donors?name=nguyen").at("/items").as_array().size());
  EXPECT_EQ(409, post("/v1/donors/2", R"({"commune":"x"})").status);
  EXPECT_EQ("/other", post("/v1/donors/1/merge", R"({"other":1})").string_at("/field"));
  EXPECT_EQ("/other", post("/v1/donors/1/merge", R"({"other":77})").string_at("/field"));
  auto back = post("/v1/donors/2/unmerge", "", "coordinator");
  ASSERT_EQ(200, back.status) << back.text;
  EXPECT_TRUE(back.at("/merged_into").is_null());
  EXPECT_EQ("+84987654321", back.string_at("/addresses/0/address"));
  EXPECT_EQ(409, post("/v1/donors/2/unmerge", "").status);
}

TEST_F(ContactsWebTest, travel_is_reckoned_to_where_the_club_is) {
  add_club(1);
  auto minutes = [&] {
    return get("/v1/clubs/rapid/readiness", "admin").number_at("/donors/0/travel_minutes");
  };
  auto placed = post("/v1/clubs/rapid/where", R"({"where":"20.98,106.54"})", "coordinator");
  ASSERT_EQ(200, placed.status) << placed.text;
  EXPECT_EQ("20.980000,106.540000", placed.string_at("/where"));
  ASSERT_EQ(200, post("/v1/donors/1", R"({"clear":["travel_minutes"]})").status);
  EXPECT_EQ(20, minutes()) << "nothing is known: the usual";
  ASSERT_EQ(200, post("/v1/donors/1", R"({"where":"20.98,106.54"})").status);
  EXPECT_EQ(8, minutes()) << "next door: to leave and to arrive";
  ASSERT_EQ(200, post("/v1/donors/1", R"({"travel_minutes":35})").status);
  EXPECT_EQ(35, minutes()) << "their own word goes first";
  EXPECT_EQ("/where", post("/v1/clubs/rapid/where", R"({"where":"Kinh Môn"})").string_at("/field"));
}

}  // namespace
}  // namespace muster
