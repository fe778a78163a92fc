// SPDX-License-Identifier: Apache-2.0
#include "reference.hpp"

#include <curl/curl.h>
#include <sqlite3.h>

#include <chrono>
#include <stdexcept>
#include <vector>

#include "database.hpp"
#include "report.hpp"

namespace muster::bench {

const std::string post_body = R"({"to":"+4917010000000","from":"CLUB","text":")" +
                              std::string(200, 'x') + R"(","campaign":"agm-2026"})";

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::size_t sink(char* data, std::size_t size, std::size_t count, void* to) {
  static_cast<std::string*>(to)->append(data, size * count);
  return size * count;
}

std::string url_of(int port) { return "http://127.0.0.1:" + std::to_string(port) + "/v1/messages"; }

struct Slot {
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  std::string answer;
  long id = 0;
};

// One connection's place: its options are set once, its body and key for each message.
void prepare_slot(Slot& slot, const std::string& url) {
  slot.easy = curl_easy_init();
  curl_easy_setopt(slot.easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(slot.easy, CURLOPT_WRITEFUNCTION, sink);
  curl_easy_setopt(slot.easy, CURLOPT_WRITEDATA, &slot.answer);
  curl_easy_setopt(slot.easy, CURLOPT_PRIVATE, &slot);
  curl_easy_setopt(slot.easy, CURLOPT_NOSIGNAL, 1L);
}

void aim(Slot& slot, const std::string& text_of_body, const std::string& key) {
  slot.answer.clear();
  curl_slist_free_all(slot.headers);
  slot.headers = curl_slist_append(nullptr, "Content-Type: application/json");
  slot.headers = curl_slist_append(slot.headers, ("Idempotency-Key: " + key).c_str());
  slot.headers = curl_slist_append(slot.headers, "Expect:");
  curl_easy_setopt(slot.easy, CURLOPT_HTTPHEADER, slot.headers);
  curl_easy_setopt(slot.easy, CURLOPT_COPYPOSTFIELDS, text_of_body.c_str());
}

void release(Slot& slot) {
  curl_slist_free_all(slot.headers);
  curl_easy_cleanup(slot.easy);
}

class ReferenceLoop {
 public:
  ReferenceLoop(const std::filesystem::path& folder, int port, int count, int connections)
      : round_(folder.filename().string() +
               std::to_string(Clock::now().time_since_epoch().count() / 1'000)),
        database_(fresh(folder / "reference.db")),
        url_(url_of(port)),
        count_(count),
        slots_(static_cast<std::size_t>(connections)) {
    database_.run(
        "create table msg(id integer primary key, key text not null unique, state integer not "
        "null, "
        "due integer not null, body text not null, gw_id text, done_at integer)");
    database_.run("create index msg_due on msg(due, id) where state = 0");
    database_.run("begin");
    auto* insert = database_.prepare("insert into msg(key,state,due,body) values(?,0,0,?)");
    for (int i = 1; i <= count; ++i) {
      text(insert, 1, key(i));
      text(insert, 2, post_body);
      step(insert);
    }
    database_.run("commit");
    update_ = database_.prepare("update msg set state=1, gw_id=?, done_at=1 where id=?");
    select_ = database_.prepare("select body from msg where id=?");
  }

  double run() {
    multi_ = curl_multi_init();
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(slots_.size()));
    auto start = Clock::now();
    for (auto& slot : slots_) {
      prepare_slot(slot, url_);
      launch(slot);
    }
    while (done_ < count_) turn();
    auto seconds = since(start);
    for (auto& slot : slots_) release(slot);
    curl_multi_cleanup(multi_);
    return count_ / seconds;
  }

 private:
  // As long as muster's keys, and distinct in every round: the gateway remembers them.
  std::string key(long id) const { return "ref-" + round_ + "-" + std::to_string(id); }

  void launch(Slot& slot) {
    if (next_ >= count_) return;
    slot.id = ++next_;
    aim(slot, stored(slot.id), key(slot.id));
    curl_multi_add_handle(multi_, slot.easy);
  }

  std::string stored(long id) {
    sqlite3_bind_int64(select_, 1, id);
    sqlite3_step(select_);
    std::string found = reinterpret_cast<const char*>(sqlite3_column_text(select_, 0));
    sqlite3_reset(select_);
    return found;
  }

  void commit(const std::vector<Slot*>& finished) {
    database_.run("begin immediate");
    for (const auto* slot : finished) {
      text(update_, 1, slot->answer);
      sqlite3_bind_int64(update_, 2, slot->id);
      step(update_);
    }
    database_.run("commit");
  }

  void turn() {
    int running = 0, left = 0;
    curl_multi_perform(multi_, &running);
    std::vector<Slot*> finished;
    while (auto* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      if (message->data.result != CURLE_OK)
        throw std::runtime_error(curl_easy_strerror(message->data.result));
      Slot* slot = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
      curl_multi_remove_handle(multi_, message->easy_handle);
      finished.push_back(slot);
    }
    if (finished.empty()) {
      curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
      return;
    }
    commit(finished);
    done_ += static_cast<int>(finished.size());
    for (auto* slot : finished) launch(*slot);
  }

  std::string round_;
  Database database_;
  std::string url_;
  int count_;
  std::vector<Slot> slots_;
  sqlite3_stmt* update_ = nullptr;
  sqlite3_stmt* select_ = nullptr;
  CURLM* multi_ = nullptr;
  int next_ = 0;
  int done_ = 0;
};

}  // namespace

double reference_rate(const std::filesystem::path& folder, int port, int count, int connections) {
  return ReferenceLoop(folder, port, count, connections).run();
}

double page_yardstick(const std::filesystem::path& folder, int port, int rounds,
                      const std::function<void()>& before) {
  Database database(fresh(folder / "yardstick.db"));
  database.run("create table row(id integer primary key, body text not null)");
  auto* insert = database.prepare("insert into row(body) values(?)");
  Slot slot;
  prepare_slot(slot, url_of(port));
  std::vector<double> seconds;
  for (int i = 0; i < rounds; ++i) {
    before();
    auto start = Clock::now();
    for (int commit = 0; commit < 3; ++commit) {
      text(insert, 1, post_body);
      step(insert);
    }
    aim(slot, post_body, "yard-" + std::to_string(start.time_since_epoch().count()));
    curl_easy_perform(slot.easy);
    seconds.push_back(since(start));
  }
  release(slot);
  return median(seconds);
}

}  // namespace muster::bench
