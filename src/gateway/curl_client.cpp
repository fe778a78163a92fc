// SPDX-License-Identifier: Apache-2.0
#include "muster/gateway/curl_client.hpp"

#include <curl/curl.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "curl_transfer.hpp"
#include "muster/base/assert.hpp"
#include "socket_set.hpp"

namespace muster {
namespace asio = boost::asio;

class CurlClient::Inner : public std::enable_shared_from_this<CurlClient::Inner> {
 public:
  Inner(asio::io_context& loop, CurlOptions options);
  ~Inner();

  void begin() { wait_for_sockets(); }
  void send(HttpCall call, Done done);
  void stop();
  std::size_t in_flight() const { return in_flight_; }

 private:
  using Steady = std::chrono::steady_clock;
  struct Finished {
    Done done;
    TransportResult result;
  };

  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*);
  static int on_timer(CURLM*, long milliseconds, void* self);

  void kick();
  void set_deadline(Steady::time_point deadline);
  void deadline_came();
  void wait_for_sockets();
  void turn();
  void collect();
  CurlTransfer& free_transfer();

  CurlOptions options_;
  asio::io_context& loop_;
  asio::steady_timer timer_;
  SocketSet sockets_;
  asio::posix::stream_descriptor readiness_;
  CURLM* multi_;
  std::vector<std::unique_ptr<CurlTransfer>> transfers_;
  std::vector<CurlTransfer*> free_;
  std::vector<Finished> finished_;
  std::size_t in_flight_ = 0;
  bool kicked_ = false;
  bool adding_ = false;
  bool stopped_ = false;
  std::optional<Steady::time_point> deadline_;  // curl's next
  std::optional<Steady::time_point> armed_;     // the timer's; may be earlier, never later
};

CurlClient::Inner::Inner(asio::io_context& loop, CurlOptions options)
    : options_(std::move(options)),
      loop_(loop),
      timer_(loop),
      readiness_(loop, sockets_.descriptor()) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  MUSTER_ASSERT(global == CURLE_OK);
  multi_ = curl_multi_init();
  MUSTER_ASSERT(multi_ != nullptr);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Inner::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, static_cast<void*>(this));
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Inner::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, static_cast<void*>(this));
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, options_.kept_connections);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, options_.per_host);
}

CurlClient::Inner::~Inner() {
  transfers_.clear();
  curl_multi_cleanup(multi_);
  if (readiness_.is_open()) readiness_.release();  // the set closes it
}

CurlTransfer& CurlClient::Inner::free_transfer() {
  if (free_.empty()) {
    transfers_.push_back(std::make_unique<CurlTransfer>(options_, sockets_));
    return *transfers_.back();
  }
  CurlTransfer* transfer = free_.back();
  free_.pop_back();
  return *transfer;
}

void CurlClient::Inner::send(HttpCall call, Done done) {
  if (stopped_) {
    TransportResult result;
    result.transport = Transport::not_sent;
    result.error = "stopping";
    asio::post(loop_, [done = std::move(done), result = std::move(result)]() mutable {
      done(std::move(result));
    });
    return;
  }
  CurlTransfer& transfer = free_transfer();
  bool urgent = call.urgent;
  transfer.start(std::move(call), std::move(done));
  ++in_flight_;
  adding_ = urgent;
  CURLMcode code = curl_multi_add_handle(multi_, transfer.easy());
  adding_ = false;
  MUSTER_ASSERT(code == CURLM_OK);
  if (!urgent) return;
  // On its way now, not after the calls that follow it in this turn of the loop.
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  if (static_cast<std::size_t>(running) < in_flight_) kick();  // one is over already
}

void CurlClient::Inner::stop() {
  if (stopped_) return;
  stopped_ = true;
  for (auto& transfer : transfers_) {
    if (!transfer->busy()) continue;
    curl_multi_remove_handle(multi_, transfer->easy());
    TransportResult result = transfer->result(CURLE_ABORTED_BY_CALLBACK);
    result.error = "stopped";
    asio::post(loop_, [done = transfer->take_done(), result = std::move(result)]() mutable {
      done(std::move(result));
    });
  }
  in_flight_ = 0;
  timer_.cancel();
  readiness_.cancel();
}

int CurlClient::Inner::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
  static_cast<Inner*>(self)->sockets_.want(socket, what);
  return 0;
}

int CurlClient::Inner::on_timer(CURLM*, long milliseconds, void* self) {
  auto& inner = *static_cast<Inner*>(self);
  if (milliseconds < 0) {
    inner.deadline_.reset();
  } else if (milliseconds == 0) {
    if (!inner.adding_) inner.kick();
  } else {
    inner.set_deadline(Steady::now() + Millis(milliseconds));
  }
  return 0;
}

// curl wants to run at once, but not from inside its own callback. Calls begun in one turn of the
// loop share one kick.
void CurlClient::Inner::kick() {
  if (kicked_ || stopped_) return;
  kicked_ = true;
  asio::post(loop_, [weak = weak_from_this()] {
    auto self = weak.lock();
    if (!self) return;
    self->kicked_ = false;
    if (self->stopped_) return;
    int running = 0;
    curl_multi_socket_action(self->multi_, CURL_SOCKET_TIMEOUT, 0, &running);
    self->collect();
  });
}

// curl moves its deadline with every transfer. An earlier alarm is left alone: when it rings it
// looks at the deadline, which costs less than setting a timer thousands of times a second.
void CurlClient::Inner::set_deadline(Steady::time_point deadline) {
  deadline_ = deadline;
  if (stopped_ || (armed_ && *armed_ <= deadline)) return;
  armed_ = deadline;
  timer_.expires_at(deadline);
  timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    if (error) return;
    if (auto self = weak.lock()) self->deadline_came();
  });
}

void CurlClient::Inner::deadline_came() {
  armed_.reset();
  if (stopped_ || !deadline_) return;
  if (*deadline_ > Steady::now()) return set_deadline(*deadline_);
  deadline_.reset();
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  collect();
}

void CurlClient::Inner::wait_for_sockets() {
  readiness_.async_wait(asio::posix::stream_descriptor::wait_read,
                        [weak = weak_from_this()](const boost::system::error_code& error) {
                          if (error) return;
                          auto self = weak.lock();
                          if (self && !self->stopped_) self->turn();
                        });
}

void CurlClient::Inner::turn() {
  int running = 0;
  for (const SocketSet::Ready& ready : sockets_.poll())
    curl_multi_socket_action(multi_, ready.socket, ready.mask, &running);
  collect();
  if (!stopped_) wait_for_sockets();
}

void CurlClient::Inner::collect() {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURLcode code = message->data.result;
    CURL* easy = message->easy_handle;
    char* owner = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
    auto* transfer = static_cast<CurlTransfer*>(static_cast<void*>(owner));
    curl_multi_remove_handle(multi_, easy);
    Finished finished;
    finished.result = transfer->result(code);
    finished.done = transfer->take_done();
    finished_.push_back(std::move(finished));
    free_.push_back(transfer);
    --in_flight_;
  }
  // Only now, because `done` may send the next call or stop the client.
  std::vector<Finished> batch;
  batch.swap(finished_);
  for (Finished& finished : batch) finished.done(std::move(finished.result));
  batch.clear();
  if (finished_.empty()) finished_.swap(batch);  // keeps the capacity
}

CurlClient::CurlClient(asio::io_context& loop, CurlOptions options)
    : inner_(std::make_shared<Inner>(loop, std::move(options))) {
  inner_->begin();
}

CurlClient::~CurlClient() { inner_->stop(); }

void CurlClient::send(HttpCall call, Done done) { inner_->send(std::move(call), std::move(done)); }
void CurlClient::stop() { inner_->stop(); }
std::size_t CurlClient::in_flight() const { return inner_->in_flight(); }

}  // namespace muster
