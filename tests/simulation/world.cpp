// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <iostream>

#include "final_checker.hpp"
#include "muster/base/assert.hpp"
#include "muster/engine/paging.hpp"
#include "muster/store/organisations.hpp"

namespace muster::simulation {
namespace {

constexpr int most_handlers_an_instant = 200'000;

Instant local_instant(std::string_view text) {
  auto zone = Zone::named(viet_nam).value();
  return zone.at(parse_day(text.substr(0, 10)).value(),
                 parse_minute_of_day(text.substr(11)).value());
}

}  // namespace

World::World(WorldOptions options)
    : options_(std::move(options)),
      clock_(local_instant(options_.start)),
      engine_random_(options_.seed),
      gateway_random_(options_.seed ^ 0x6761746577617900ULL),
      choice_(options_.seed ^ 0x63686f6963650000ULL),
      sealer_(Sealer::with_key(std::string(Sealer::key_size, 'k')).value()),
      gateway_(agenda_, clock_, gateway_random_, options_.gateway.keyed),
      hooks_(agenda_, clock_),
      machine_(
          new Machine{clock_, engine_random_, sealer_, gateway_,
                      options_.settings ? options_.settings : shipped_settings(options_.gateway),
                      log_.log(), ":memory:"}),
      witness_(*machine_->settings, gateway_, options_.gateway.keyed),
      messages_(witness_),
      pages_(witness_),
      contacts_(witness_) {
  if (options_.on_disk) {
    folder_.emplace(TestFolder::On::memory);
    machine_->database = folder_->file("muster.db");
  }
  connect_gateway();
  start_daemon();
  auto job = [](Tx& tx) -> Result<OrganisationId> {
    OrganisationRow home;
    home.code = "kinh-mon";
    home.name = "Hội Chữ thập đỏ Kinh Môn";
    home.hotline = "0220 3822 115";
    return tx.organisations().add(home);
  };
  home_ = change(job).value();
}

World::~World() {
  if (!finished_ && !std::uncaught_exceptions()) finish();
  if (::testing::Test::HasFailure()) {
    std::cerr << "seed " << options_.seed << ", last log lines:\n";
    for (const auto& line : log_.sink().lines()) std::cerr << "  " << line << "\n";
  }
  hooks_.disconnected();
  process_.reset();
}

void World::connect_gateway() {
  gateway_.on_call = [this](const WireCall& call) {
    trace_.add(call.at, call.key, call.text);
    messages_.leaving(call);
  };
  gateway_.on_delivery = [this](const Delivery& delivery) {
    log_.sink().note(
        fmt::format("{} phone {} <- '{}'", to_string(delivery.at), delivery.to, delivery.text));
    auto phone = phones_.find(delivery.to);
    if (phone != phones_.end()) phone->second.receive(delivery);
    if (on_text) on_text(delivery);
  };
  gateway_.on_receipt = [this](const FakeGateway::Receipt& receipt) {
    boost::json::object body{{"id", receipt.id}, {"key", receipt.key}, {"status", receipt.status}};
    hooks_.send({"receipts", boost::json::serialize(body), nullptr});
  };
}

Instant World::at(std::string_view local) const { return local_instant(local); }

bool World::deliver_next(Instant until) {
  auto next = agenda_.next();
  auto alarm = clock_.earliest();
  if (alarm && *alarm > clock_.now() && (!next || *alarm < *next)) next = alarm;
  if (!next || *next > until) {
    if (until > clock_.now()) clock_.set(until);
    return false;
  }
  clock_.set(std::max(*next, clock_.now()));
  if (agenda_.next() && *agenda_.next() <= clock_.now()) agenda_.pop()();
  return true;
}

bool World::step(Instant until) {
  bool moved = deliver_next(until);
  settle();
  return moved;
}

void World::forward_to(Instant until) {
  settle();
  while (witness_.intact() && step(until)) {}
}

void World::jump_to(Instant time) {
  settle();
  clock_.set(time);
  settle();
}

void World::run_ready() {
  for (int handlers = 0; process_; ++handlers) {
    if (handlers_left_ && (*handlers_left_)-- <= 0) return kill();
    if (!process_->turn()) return;
    if (handlers > most_handlers_an_instant)
      return witness_.broken(now(), "the daemon does not come to rest");
  }
}

void World::settle() {
  run_ready();
  if (process_) check();
}

void World::check() {
  bool limited = options_.gateway.per_second > 0;
  bool idle = gateway_.in_flight() == 0 && !limited;
  auto job = [this, idle, time = now()](Tx& tx) -> Result<bool> {
    messages_.check(tx, time, idle);
    pages_.check(tx, time);
    contacts_.check(tx);
    return true;
  };
  look(job);
}

void World::kill() {
  log_.sink().note(to_string(now()) + " kill -9");
  handlers_left_.reset();
  gateway_.forget_callers();
  hooks_.disconnected();
  process_.reset();
  if (back_after_)
    agenda_.at(now() + *std::exchange(back_after_, std::nullopt), [this] { start_daemon(); });
}

void World::start_daemon() {
  if (process_) return;
  process_ = std::make_unique<Process>(*machine_);
  process_->start();
  hooks_.connect(process_.get());
  settle();
}

void World::take_settings(std::shared_ptr<const Settings> settings) {
  machine_->settings = settings;
  process_->take(std::move(settings));
}

Emergency World::request(const std::string& club, std::string_view group, int units,
                         Millis needed_in, Product product) {
  NewRequest wanted;
  wanted.club = club;
  wanted.group = parse_blood_group(group).value();
  wanted.product = product;
  wanted.units = units;
  return request(std::move(wanted), needed_in);
}

Emergency World::request(NewRequest wanted, Millis needed_in) {
  wanted.needed_by = now() + needed_in;
  auto settings = machine_->settings;
  auto job = [settings, wanted, time = now()](Tx& tx) {
    return open_request(tx, *settings, system_principal(), wanted, time);
  };
  return {*this, change(job).value().id};
}

Phone& World::phone(const std::string& alias) { return phones_.at(numbers_.at(alias)); }

void World::knows(const std::string& alias, DonorId id, const std::vector<std::string>& phones) {
  donors_[alias] = id;
  if (!phones.empty()) numbers_[alias] = phones.front();
  for (const auto& number : phones) phones_.try_emplace(number, *this, number);
}

std::string World::kind_of(const std::string& key) const {
  auto id = message_of(key);
  auto found = id ? witness_.messages.find(*id) : witness_.messages.end();
  return found == witness_.messages.end() ? "unknown" : found->second.kind;
}

std::optional<RequestId> World::request_of(const std::string& key) const {
  auto id = message_of(key);
  auto found = id ? witness_.messages.find(*id) : witness_.messages.end();
  if (found == witness_.messages.end() || !found->second.request) return std::nullopt;
  return found->second.request;
}

bool World::has_number(const std::string& alias, const std::string& number) const {
  auto found = numbers_.find(alias);
  return found != numbers_.end() && found->second == number;
}

std::string World::reply_body(const std::string& from, const std::string& text) {
  boost::json::object body{
      {"id", fmt::format("r-{}", ++replies_)}, {"from", from}, {"to", "HIENMAU"}, {"text", text}};
  return boost::json::serialize(body);
}

void World::reply_arrives(const std::string& number, const std::string& body,
                          const std::string& text) {
  log_.sink().note(fmt::format("{} phone {} -> '{}'", to_string(now()), number, text));
  trace_.add(now(), number, text);
  auto intent = text.empty() ? Intent::unclear : classify_reply(text, {}).intent;
  hooks_.send({"replies", body, [this, number, intent] {
                 if (intent == Intent::stop) messages_.stopped(number);
                 if (intent == Intent::start) messages_.started(number);
               }});
}

Result<void> World::write_job(std::function<Result<void>(Tx&)> body) {
  auto ended = process_->run(process_->store().write(SendLane::transactional, std::move(body)));
  MUSTER_ASSERT(ended);
  return *ended;
}

Result<void> World::read_job(std::function<Result<void>(Tx&)> body) {
  auto ended = process_->run(process_->store().read(std::move(body)));
  MUSTER_ASSERT(ended);
  return *ended;
}

std::vector<MessageRow> World::messages_to(const std::string& alias) {
  MessageFilter filter;
  filter.donor = id(alias);
  auto job = [filter](Tx& tx) -> Result<std::vector<MessageRow>> {
    return tx.messages().list(system_principal(), filter);
  };
  return look(job);
}

DonorRow World::donor_row(const std::string& alias) {
  auto job = [donor = id(alias)](Tx& tx) -> Result<DonorRow> { return *tx.donors().find(donor); };
  return look(job);
}

void World::finish() {
  finished_ = true;
  handlers_left_.reset();
  start_daemon();
  settle();
  // What is on its way comes in, requests run out; plans of later days stay plans.
  gateway_.suffer({});
  on_text = nullptr;
  forward(Hours(30));
  auto job = [this, time = now()](Tx& tx) -> Result<bool> {
    check_deliveries(tx, witness_, time);
    check_stand_downs(tx, witness_, time);
    check_steps(tx, witness_, time);
    check_journal(tx, witness_, time);
    return true;
  };
  look(job);
  for (const auto& line : log_.sink().errors()) witness_.broken(now(), "an error line: " + line);
}

}  // namespace muster::simulation
