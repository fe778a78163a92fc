// SPDX-License-Identifier: Apache-2.0
// A real Kannel (Debian's kannel and kannel-extras) between us and a fake carrier: a text with
// diacritics out, its receipt, a reply with diacritics back.
#include <gtest/gtest.h>

#include "people.hpp"

namespace muster::e2e {
namespace {

constexpr const char* fakesmsc = "/usr/lib/kannel/test/fakesmsc";

struct Kannel : testing::Test {
  Site site;
  PortPair inner, outer;
  int admin = inner.first();
  int smsbox = inner.second();
  int carrier = outer.first();
  int sendsms = outer.second();
  std::unique_ptr<Process> bearerbox, box, phone;

  void SetUp() override {
    ASSERT_TRUE(std::filesystem::exists(fakesmsc))
        << "Debian's kannel-extras is missing: ./dev setup installs it";
    write_file(site.folder() / "taken", "");
    write_kannel_configuration();
    auto conf = (site.folder() / "kannel.conf").string();
    bearerbox = std::make_unique<Process>(std::vector<std::string>{"/usr/sbin/bearerbox", conf},
                                          site.folder() / "bearerbox.log");
    ASSERT_TRUE(eventually(20, [&] { return http("GET", status_url()).status == 200; }))
        << bearerbox->log();
    box = std::make_unique<Process>(std::vector<std::string>{"/usr/sbin/smsbox", conf},
                                    site.folder() / "smsbox.log");
    ASSERT_TRUE(eventually(20, [&] {
      return http("GET", "http://127.0.0.1:" + std::to_string(sendsms) + "/cgi-bin/sendsms")
                 .status != 0;
    })) << box->log();
    start_phone("100 8008 text nobody");
    configure_site();
  }
  void TearDown() override {
    phone.reset();
    box.reset();
    bearerbox.reset();
  }

  std::string status_url() const {
    return "http://127.0.0.1:" + std::to_string(admin) + "/status.txt?password=adm";
  }
  // A fake carrier takes one client at a time; the client says its line when it starts and then
  // only listens.
  void start_phone(const std::string& says) {
    phone.reset();
    std::vector<std::string> argv = {fakesmsc, "-H",   "127.0.0.1", "-r", std::to_string(carrier),
                                     "-i",     "3600", says};
    phone = std::make_unique<Process>(argv, site.folder() / "phone.log");
    ASSERT_TRUE(eventually(20, [&] {
      return http("GET", status_url()).body.find("(online") != std::string::npos;
    })) << http("GET", status_url()).body;
  }

  void write_kannel_configuration() {
    write_file(site.folder() / "kannel.conf",
               fmt::format(R"(group = core
admin-port = {}
admin-password = adm
status-password = adm
smsbox-port = {}
box-allow-ip = 127.0.0.1
admin-interface = 127.0.0.1
log-level = 1
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = fake
host = 127.0.0.1
port = {}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {}
sendsms-interface = 127.0.0.1
log-level = 1

group = sendsms-user
username = muster
password = kannel-password
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "{}/hooks/kannel/hook-secret-0123456789/replies?id=%I&from=%p&to=%P&charset=%C&text=%b"
)",
                           admin, smsbox, carrier, sendsms, site.url()));
  }

  void configure_site() {
    auto file = read_file(source("config/gateways/kannel.toml"));
    auto put = [&](const std::string& from, const std::string& to) {
      auto at = file.find(from);
      ASSERT_NE(at, std::string::npos) << from;
      file.replace(at, from.size(), to);
    };
    put("http://127.0.0.1:13013", "http://127.0.0.1:" + std::to_string(sendsms));
    put("file:/etc/muster/secrets/kannel-hook", "file:hook.secret");
    put("file:/etc/muster/secrets/kannel-password", "file:password.secret");
    write_file(site.folder() / "kannel.toml", file);
    write_file(site.folder() / "hook.secret", "hook-secret-0123456789\n");
    write_file(site.folder() / "password.secret", "kannel-password\n");
    site.gateways = "\"kannel.toml\"";
    site.route_gateway = "kannel";
    site.start();
  }

  std::string states(const std::string& donor) {
    return json::serialize(site.get("/v1/messages?donor=" + donor));
  }
};

TEST_F(Kannel, ATextWithDiacriticsOutItsReceiptAndAReplyBack) {
  auto session = site.api("POST", "/v1/sessions", session_json("Nhà văn hóa Kinh Môn"),
                          {"Idempotency-Key: s1"});
  ASSERT_EQ(session.status, 201) << session.body;
  ASSERT_EQ(import_donors(site, donor_lines(1, "O+", day_from_now(-113)), signed_by_all()).status,
            0);

  ASSERT_TRUE(
      eventually(20, [&] { return states("1").find("\"delivered\"") != std::string::npos; }))
      << states("1") << site.daemon().log() << box->log();
  // Out as UCS-2: the carrier saw UTF-16 of "Chà", never question marks for
  // letters.
  auto seen = phone->log();
  EXPECT_NE(seen.find("%00C%00h%00%E0"), std::string::npos) << seen;

  start_phone(phone_of(1) + " 8008 ucs2 %00C%00%D3");
  ASSERT_TRUE(
      eventually(20,
                 [&] {
                   return json::serialize(site.get("/v1/donors/1/timeline")).find("\"yes\"") !=
                          std::string::npos;
                 }))
      << json::serialize(site.get("/v1/donors/1/timeline")) << site.daemon().log() << box->log()
      << phone->log();
}

}  // namespace
}  // namespace muster::e2e
