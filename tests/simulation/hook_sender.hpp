// SPDX-License-Identifier: Apache-2.0
// The provider's side of the hooks: signs, and tries again until it gets its 200, as providers do.
// Outlives the daemon's process.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "agenda.hpp"
#include "muster/base/clock.hpp"
#include "muster/base/http_message.hpp"
#include "process.hpp"

namespace muster::simulation {

struct Hook {
  std::string name;  // "receipts", "replies"
  std::string body;
  std::function<void()> acknowledged;
};

// Standard Webhooks, signed with `secret` (base64).
HttpRequest signed_hook(const std::string& name, const std::string& id, const std::string& body,
                        Instant now, std::string_view secret);

class HookSender {
 public:
  HookSender(Agenda& agenda, const Clock& clock) : agenda_(agenda), clock_(clock) {}

  // The process that listens now; nullptr: nobody.
  void connect(Process* process) { process_ = process; }
  void send(Hook hook);
  // Not yet acknowledged.
  std::size_t waiting() const { return waiting_.size(); }
  // The answers to what is under way will never come: tried again later.
  void disconnected();

 private:
  void attempt(int number);
  static asio::awaitable<void> deliver(HookSender* self, Process* process, int number,
                                       HttpRequest request);
  void answered(int number, const Result<HttpResponse>& answer);
  void later(int number);

  Agenda& agenda_;
  const Clock& clock_;
  Process* process_ = nullptr;
  std::map<int, Hook> waiting_;
  std::map<int, bool> under_way_;
  int sent_ = 0;
};

}  // namespace muster::simulation
