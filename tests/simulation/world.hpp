// SPDX-License-Identifier: Apache-2.0
// A whole installation on a virtual clock: the engine over a real store, a gateway that misbehaves
// as told, phones, a desk. Time moves only by forward(): to the next event, run until all is quiet,
// check every promise, and on. The end of a World is checked too. One thread, one seed: the same
// course every time.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agenda.hpp"
#include "contact_checker.hpp"
#include "emergency.hpp"
#include "fake_gateway.hpp"
#include "hook_sender.hpp"
#include "message_checker.hpp"
#include "muster/engine/paging.hpp"
#include "page_checker.hpp"
#include "people.hpp"
#include "phone.hpp"
#include "process.hpp"
#include "support/folder.hpp"
#include "test_log.hpp"
#include "test_settings.hpp"
#include "trace.hpp"

namespace muster::simulation {

struct WorldOptions {
  std::uint64_t seed = 1;
  std::string start = "2026-09-01 07:00";  // in Viet Nam
  GatewayManners gateway = {};
  bool on_disk = false;  // can be killed and restarted
  std::shared_ptr<const Settings> settings = nullptr;  // none: made of the shipped files
};

class World {
 public:
  explicit World(WorldOptions options = {});
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // --- people and things
  DonorSentence donor(std::string alias) { return DonorSentence(*this, std::move(alias)); }
  SessionSentence session(std::string code) { return SessionSentence(*this, std::move(code)); }
  ClubSentence club(std::string code) { return ClubSentence(*this, std::move(code)); }
  Emergency request(const std::string& club, std::string_view group, int units, Millis needed_in,
                    Product product = Product::red_cells);
  Emergency request(NewRequest wanted, Millis needed_in);
  Phone& phone(const std::string& alias);
  FakeGateway& gateway() { return gateway_; }
  const FakeGateway& gateway() const { return gateway_; }

  // --- time
  Instant now() const { return clock_.now(); }
  Instant at(std::string_view local) const;  // "2026-12-01 09:00" in Viet Nam
  void forward(Millis by) { forward_to(now() + by); }
  void forward_to(Instant until);
  void forward_to(std::string_view local) { forward_to(at(local)); }
  // The clock is set, or the machine wakes from sleep: no event in between is seen at its time.
  void jump_to(Instant time);
  // One event, if there is one before `until`; else time is `until` and the answer false.
  bool step(Instant until);
  // Runs what is ready and checks.
  void settle();

  // --- the daemon
  bool up() const { return process_ != nullptr; }
  Process& process() { return *process_; }
  void kill();
  // kill() after that many more handlers: in the middle of whatever happens then.
  void kill_after(int handlers, std::optional<Millis> back_after = {}) {
    handlers_left_ = handlers;
    back_after_ = back_after;
  }
  void start_daemon();
  // The configuration is reloaded, and read again at the next start.
  void take_settings(std::shared_ptr<const Settings> settings);

  // --- looking and changing
  // `job` is Result<T>(Tx&).
  template <class Job>
  auto change_unsettled(Job job) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    std::optional<Value> value;
    auto status = write_job(kept<Value>(job, value));
    return status ? std::move(*value) : Value(status.error());
  }
  template <class Job>
  auto change(Job job) {
    auto value = change_unsettled(std::move(job));
    settle();
    return value;
  }
  template <class Job>
  auto look(Job job) {
    using Value = std::invoke_result_t<Job&, Tx&>;
    std::optional<Value> value;
    read_job(kept<Value>(job, value)).value();
    return std::move(*value).value();
  }
  std::vector<MessageRow> messages_to(const std::string& alias);
  DonorRow donor_row(const std::string& alias);

  // --- for the parts of the world
  std::shared_ptr<const Settings> settings() const { return machine_->settings; }
  OrganisationId home() const { return home_; }
  // Of a world on disk.
  const std::filesystem::path& folder() const { return folder_->path(); }
  void knows(const std::string& alias, DonorId id, const std::vector<std::string>& phones);
  DonorId id(const std::string& alias) const { return donors_.at(alias); }
  bool has_number(const std::string& alias, const std::string& number) const;
  std::string kind_of(const std::string& key) const;
  std::optional<RequestId> request_of(const std::string& key) const;
  std::string reply_body(const std::string& from, const std::string& text);
  void reply_arrives(const std::string& number, const std::string& body, const std::string& text);
  Random& choice() { return choice_; }
  Agenda& agenda() { return agenda_; }
  HookSender& hooks() { return hooks_; }
  const TestSink& log() const { return log_.sink(); }
  std::uint64_t trace_hash() const { return trace_.hash(); }
  // Everything that was under way has ended: then the promises of the end are checked.
  void finish();
  bool intact() const { return witness_.intact(); }
  // As a text reaches a phone.
  std::function<void(const Delivery&)> on_text;

 private:
  // A lambda in a test costs no coroutine of its own.
  template <class Value, class Job>
  static std::function<Result<void>(Tx&)> kept(Job& job, std::optional<Value>& value) {
    return [&job, &value](Tx& tx) -> Result<void> {
      value.emplace(job(tx));
      if (!*value) return value->error();
      return {};
    };
  }
  Result<void> write_job(std::function<Result<void>(Tx&)> body);
  Result<void> read_job(std::function<Result<void>(Tx&)> body);
  void connect_gateway();
  void run_ready();
  void check();
  bool deliver_next(Instant until);

  WorldOptions options_;
  VirtualClock clock_;
  SeededRandom engine_random_;
  SeededRandom gateway_random_;
  SeededRandom choice_;
  TestLog log_;
  Sealer sealer_;
  Agenda agenda_;
  Trace trace_;
  FakeGateway gateway_;
  HookSender hooks_;
  std::optional<TestFolder> folder_;
  std::unique_ptr<Machine> machine_;
  Witness witness_;
  MessageChecker messages_;
  PageChecker pages_;
  ContactChecker contacts_;
  std::unique_ptr<Process> process_;
  OrganisationId home_;
  std::map<std::string, DonorId> donors_;
  std::map<std::string, std::string> numbers_;  // by alias
  std::map<std::string, Phone> phones_;  // by number
  std::optional<int> handlers_left_;
  std::optional<Millis> back_after_;  // the service manager's patience
  int replies_ = 0;
  bool finished_ = false;
};

}  // namespace muster::simulation
