// SPDX-License-Identifier: Apache-2.0
// POST /v1/messages: takes a text, remembers its key, gives it to the phone, and answers as the
// behaviour says. Loop thread.
#pragma once
#include <boost/json/object.hpp>
#include <cstdio>
#include <memory>
#include <optional>

#include "behaviour.hpp"
#include "hooks.hpp"
#include "keys.hpp"
#include "message.hpp"
#include "muster/http/server.hpp"
#include "phones.hpp"

namespace muster::sandbox {

struct Counts {
  std::uint64_t requests = 0;    // every POST /v1/messages
  std::uint64_t accepted = 0;    // texts that reached a phone
  std::uint64_t duplicates = 0;  // of those, under a key that had been delivered before
  std::uint64_t replays = 0;     // known key, same body: answered again, not delivered again
  std::uint64_t conflicts = 0;   // known key, other body
  std::uint64_t invalid = 0;
  std::uint64_t failed = 0;  // refused on purpose
  std::uint64_t lost = 0;    // accepted, answer lost on purpose
  std::uint64_t hung = 0;
};

class Gateway {
 public:
  Gateway(asio::io_context& loop, Clock& clock, Phones& phones, Hooks& hooks, std::uint64_t seed);

  // Appends each accepted key as a line. Error: io.
  Result<void> open_journal(const std::string& path);
  std::optional<HttpResponse> attempt(const HttpExchange& exchange);
  asio::awaitable<HttpReply> handle(HttpExchange exchange);

  Behaviour& behaviour() { return behaviour_; }
  const Counts& counts() const { return counts_; }
  const Keys& keys() const { return keys_; }
  void clear();

 private:
  enum class Ending : std::uint8_t { answer, lose, hang };
  struct Taken {
    HttpResponse response;
    Ending ending = Ending::answer;
  };
  Taken take(const HttpExchange& exchange);
  HttpResponse accept(Message message, std::string_view key, std::size_t digest);
  std::optional<HttpResponse> known(Keys::Seen& seen, std::size_t digest);
  void send_receipt(const Message& message);

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  asio::io_context& loop_;
  Clock& clock_;
  Phones& phones_;
  Hooks& hooks_;
  Behaviour behaviour_;
  Fates fates_;
  BodyReader reader_;
  Keys keys_{1'000'000};
  Counts counts_;
  std::uint64_t next_receipt_ = 0;
  std::unique_ptr<std::FILE, Close> journal_;
};

HttpResponse json_response(int status, const boost::json::value& body);
HttpResponse error_response(int status, std::string_view code, std::string_view detail);

}  // namespace muster::sandbox
