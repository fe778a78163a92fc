// SPDX-License-Identifier: Apache-2.0
// Wrong input is refused with the place and the cure; what was right before stays.
#include <gtest/gtest.h>
#include <signal.h>

#include "people.hpp"

namespace muster::e2e {
namespace {

struct BadInput : testing::Test {
  Site site;
  void SetUp() override {
    site.start_sandbox();
    site.start();
  }
  Ran check() { return run({binary("musterd"), "--config", site.config().string(), "--check"}); }
  void spoil(const std::string& file, const std::string& from, const std::string& to) {
    auto text = read_file(site.folder() / file);
    auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write_file(site.folder() / file, text.replace(at, from.size(), to));
  }
  bool ready() { return http("GET", site.url() + "/readyz").status == 200; }
};

TEST_F(BadInput, AConfigurationIsRefusedWithPlaceAndCure) {
  struct Case {
    const char* file;
    const char* from;
    const char* to;
    const char* told;
  };
  for (const auto& [file, from, to, told] :
       {Case{"muster.toml", "[store]", "[store", "muster.toml:2"},
        Case{"muster.toml", "[request]", "[request]\nscreenning = \"25m\"", "screenning"},
        Case{"muster.toml", "screening = \"25m\"", "screening = \"soon\"", "request.screening"},
        Case{"muster.toml", "gateway = \"sandbox\"", "gateway = \"sandbx\"", "sandbx"},
        Case{"sandbox.toml", "id = \"/id\"", "id = \"id\"", "sandbox.toml"},
        Case{"sandbox.toml", "value = \"{to}\"", "value = \"{too}\"", "too"},
        Case{"sandbox.toml", "\n[gateway]\n", "\n[gatway]\n", "gatway"}}) {
    site.write_configuration();
    spoil(file, from, to);
    auto ran = check();
    EXPECT_EQ(ran.status, 1) << to;
    EXPECT_NE(ran.err.find(told), std::string::npos) << to << " -> " << ran.err;
  }
  site.write_configuration();
  EXPECT_EQ(check().status, 0) << check().err;
}

TEST_F(BadInput, AReloadKeepsTheOldConfigurationAndSaysSo) {
  ASSERT_TRUE(eventually(10, [&] { return ready(); }));
  spoil("muster.toml", "screening = \"25m\"", "screening = 25");
  site.daemon().signal(SIGHUP);
  ASSERT_TRUE(eventually(10, [&] { return !ready(); }));
  EXPECT_NE(http("GET", site.url() + "/readyz").body.find("screening"), std::string::npos);
  EXPECT_EQ(http("GET", site.url() + "/healthz").status, 200);
  EXPECT_EQ(import_donors(site, donor_lines(3), signed_by_all()).status, 0);
  site.write_configuration();
  site.daemon().signal(SIGHUP);
  ASSERT_TRUE(eventually(10, [&] { return ready(); }));
}

TEST_F(BadInput, TemplatesWithUnknownVariablesAreRefused) {
  std::filesystem::copy(source("templates/messages"), site.folder() / "messages",
                        std::filesystem::copy_options::recursive);
  auto text = site.folder() / "messages/vi/stop_confirmed.any.sms.txt";
  write_file(text, "Tam biet {{organistion}}");
  spoil("muster.toml", source("templates/messages").string(),
        (site.folder() / "messages").string());
  auto ran = check();
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.err.find("stop_confirmed.any.sms.txt:1"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("organisation"), std::string::npos) << ran.err;
}

TEST_F(BadInput, WrongTokensForgedHooksAndLargeBodiesAreRefused) {
  EXPECT_EQ(http("GET", site.url() + "/v1/donors").status, 401);
  EXPECT_EQ(
      http("GET", site.url() + "/v1/donors", "", {"Authorization: Bearer muster_wrong"}).status,
      401);
  EXPECT_EQ(http("GET", site.url() + "/v1/donors?token=" + site.token).status, 401);
  auto hook = site.url() + "/hooks/sandbox/sandbox-hooks-0123456789/replies";
  auto forged = R"({"id":"r1","from":"+84912000001","to":"8008","text":"TC"})";
  EXPECT_EQ(http("POST", hook, forged,
                 {"webhook-id: x", "webhook-timestamp: 1", "webhook-signature: v1,AAAA"})
                .status,
            401);
  EXPECT_EQ(http("POST", site.url() + "/hooks/sandbox/guess/replies", forged).status, 404);
  EXPECT_EQ(site.get("/v1/replies?all=true").at("items").as_array().size(), 0u);
  auto large = site.api("POST", "/v1/donors", std::string(3 << 20, 'x'));
  EXPECT_TRUE(large.status == 413 || large.status == 0) << large.status;
  EXPECT_EQ(site.api("POST", "/v1/donors", "{\"name\":").status, 400);
  EXPECT_EQ(http("GET", site.url() + "/healthz").status, 200);
}

TEST_F(BadInput, AnImportNamesLineColumnAndCure) {
  auto csv = std::string("\xEF\xBB\xBFHọ tên,Điện thoại,Nhóm máu,Ngày hiến gần nhất\n") +
             "\"Nguyễn Thị Lan\",0912 345 678,O Rh dương,05/03/2026\n" +
             "Trần Văn Bình,12345,A+,05/03/2026\n" + "Lê Thị Hoa,0912345680,X+,05/03/2026\n" +
             "Phạm Văn Nam,0912345681,B+,35/03/2026\n" + "Vũ Thị Mai,0912345682,AB+,01/02/2026\n";
  auto ran = import_donors(site, csv);
  EXPECT_EQ(ran.status, 3) << ran.err << ran.out;
  for (auto line : {"3", "4", "5"}) EXPECT_NE(ran.out.find(line), std::string::npos);
  EXPECT_NE(ran.out.find("12345"), std::string::npos) << ran.out;
  auto donors = site.get("/v1/donors?limit=50").at("items").as_array().size();
  EXPECT_GE(donors, 2u);
  import_donors(site, csv);
  EXPECT_EQ(site.get("/v1/donors?limit=50").at("items").as_array().size(), donors);
}

}  // namespace
}  // namespace muster::e2e
