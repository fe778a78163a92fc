// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include <openssl/hmac.h>

#include <boost/json/parse.hpp>

#include "conforms.hpp"
#include "muster/base/bytes.hpp"
#include "muster/engine/page_log.hpp"
#include "muster/engine/paging.hpp"
#include "muster/engine/planner.hpp"
#include "support/shipped.hpp"

namespace muster {
namespace {

constexpr const char* signing_key = "bXVzdGVyLXNhbmRib3gtc2lnbmluZy1rZXktMQ==";

std::string signature(const std::string& signed_text) {
  auto key = from_base64(signing_key).value();
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), digest,
       &size);
  return "v1," + base64({reinterpret_cast<const char*>(digest), size});
}

std::shared_ptr<const Settings> web_settings() {
  auto made = shipped_site();
  made->public_url = "http://127.0.0.1:8470";
  add_sandbox(*made, shipped_text("config/gateways/sandbox.toml"));
  return made;
}

}  // namespace

const boost::json::value& Reply::at(std::string_view pointer) const {
  static const boost::json::value nothing;
  boost::system::error_code error;
  const auto* found = body.find_pointer(pointer, error);
  return found ? *found : nothing;
}

std::string Reply::string_at(std::string_view pointer) const {
  const auto& value = at(pointer);
  return value.is_string() ? std::string(value.get_string().c_str()) : std::string();
}

std::int64_t Reply::number_at(std::string_view pointer) const {
  const auto& value = at(pointer);
  return value.is_int64() ? value.get_int64() : -1;
}

WebTest::WebTest()
    : settings_(web_settings()),
      context_{loop_.get_executor(), clock_, random_, *store_, settings_, metrics_, null_log()},
      hooks_(context_, {}),
      health_(context_),
      compute_(loop_.get_executor()),
      importer_(context_, compute_, replan),
      eraser_(context_, {}) {
  throttles_.apply(*settings_.get());
  populate();
  make_router();
}

WebTest::~WebTest() {
  router_.reset();
  run(health_.stop());
  run(importer_.stop());
  store_.reset();
}

void WebTest::make_router() {
  WebContext web{context_, hooks_, health_, importer_, throttles_, {}, {}, "test"};
  if (demo_)
    web.forward_clock = [this](Millis by) {
      clock_.set(clock_.now() + by);
      return clock_.now();
    };
  web.eraser = &eraser_;
  router_.emplace(muster::make_router(std::move(web)));
}

void WebTest::populate() {
  auto settings = settings_.get();
  auto now = clock_.now();
  tokens_ = write([&](Tx& tx) {
    auto who = system_principal();
    NewOrganisation province;
    province.code = "hai-duong";
    province.name = "Tỉnh hội";
    add_organisation(tx, *settings, who, province, now).value();
    for (auto code : {"kinh-mon", "kim-thanh"}) {
      NewOrganisation committee;
      committee.parent = "hai-duong";
      committee.code = code;
      committee.name = "Ban chỉ đạo";
      add_organisation(tx, *settings, who, committee, now).value();
    }
    std::map<std::string, std::string> secrets;
    auto issue = [&](const char* organisation, std::string name, Role role) {
      NewToken wanted;
      wanted.organisation = organisation;
      wanted.name = name;
      wanted.role = role;
      secrets[name] = issue_token(tx, *settings, who, wanted, now).value().secret;
    };
    for (auto role :
         {Role::admin, Role::coordinator, Role::approver, Role::desk, Role::caller, Role::viewer})
      issue("kinh-mon", std::string(name(role)), role);
    issue("hai-duong", "province", Role::admin);
    issue("kim-thanh", "neighbour", Role::admin);
    return secrets;
  });
}

Reply WebTest::send(std::string method, std::string target, std::string body, std::string who,
                    Headers more) {
  HttpExchange exchange;
  exchange.request.method = method;
  exchange.request.target = target;
  exchange.request.headers = std::move(more);
  if (!body.empty() && !has_header(exchange.request.headers, "Content-Type"))
    exchange.request.headers.emplace_back("Content-Type", "application/json");
  if (!who.empty())
    exchange.request.headers.emplace_back("Authorization", "Bearer " + tokens_.at(who));
  exchange.request.body = std::move(body);
  exchange.peer = "127.0.0.1";
  std::string path(exchange.request.path());
  auto match = router_->match(method, path, exchange.parameters);
  HttpReply got = match.status == 200 ? run(match.route->handler(std::move(exchange)))
                                      : router_->error(match.status, "no such route");
  Reply reply;
  if (auto* events = std::get_if<EventStream>(&got)) {
    reply.status = 200;
    reply.events = std::move(*events);
    return reply;
  }
  if (auto* stream = std::get_if<BodyStream>(&got)) {
    reply.status = 200;
    reply.headers = stream->headers;
    while (true) {
      auto piece = run(stream->next());
      if (!piece) ADD_FAILURE() << piece.error().text();
      if (!piece || !*piece) return reply;
      reply.text += **piece;
    }
  }
  auto& response = std::get<HttpResponse>(got);
  reply.status = response.status;
  reply.headers = response.headers;
  reply.text = response.body;
  boost::system::error_code error;
  reply.body = boost::json::parse(reply.text, error);
  if (error) reply.body = nullptr;
  expect_conforms(method, path, reply.status, reply.text, reply.body);
  return reply;
}

void WebTest::add_club(int members) {
  auto settings = settings_.get();
  auto now = clock_.now();
  write([&](Tx& tx) {
    auto who = system_principal();
    NewClub club;
    club.organisation = "kinh-mon";
    club.code = "rapid";
    club.name = "CLB 24h";
    club.place = "BV Kinh Mon";
    club.contact = "0220123456";
    muster::add_club(tx, *settings, who, club, now).value();
    for (int i = 1; i <= members; ++i) {
      NewDonor wanted;
      wanted.organisation = "kinh-mon";
      wanted.name = "Nguyễn Văn An";
      wanted.group = *parse_blood_group("O-");
      wanted.typing = TypingSource::laboratory;
      wanted.addresses.push_back({{}, fmt::format("091000000{}", i), "desk"});
      auto donor = add_donor(tx, *settings, who, wanted, now).value();
      NewConsent consent;
      consent.purposes = {Purpose::reminders, Purpose::emergency, Purpose::emergency_night};
      consent.how = "list";
      consent.proof = "folder 1";
      give_consent(tx, *settings, who, donor.id, consent, now).value();
      NewMember member;
      member.donor = donor.id;
      add_member(tx, *settings, who, "rapid", member, now).value();
      for (int weekday = 1; weekday <= 7; ++weekday) {
        auto shift = rota_shift(donor.id, weekday, MinuteOfDay(0), MinuteOfDay(0)).value();
        add_shift(tx, *settings, who, "rapid", shift, now).value();
      }
    }
    return true;
  });
}

void WebTest::page(RequestId id) {
  auto settings = settings_.get();
  write([&, now = clock_.now()](Tx& tx) {
    plan_request(tx, *settings, id, now).value();
    for (const auto& row : tx.pages().of_request(id))
      if (row.state == PageState::queued) move_page(tx, row, PageState::sent, "system", now);
    return true;
  });
}

Reply WebTest::write_sms(std::string from, std::string text) {
  auto body = fmt::format(R"({{"id":"{}","from":"{}","to":"HIENMAU","text":"{}"}})",
                          random_.token(8), from, text);
  return hook("replies", body, "sandbox-hooks-0123456789");
}

Reply WebTest::hook(std::string path, std::string body, std::string secret) {
  auto id = random_.token(8);
  auto at = std::to_string(to_millis(clock_.now()) / 1000);
  Headers headers = {{"webhook-id", id},
                     {"webhook-timestamp", at},
                     {"webhook-signature", signature(id + "." + at + "." + body)}};
  return send("POST", "/hooks/sandbox/" + secret + "/" + path, body, "", headers);
}

}  // namespace muster
