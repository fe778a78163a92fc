// SPDX-License-Identifier: Apache-2.0
// Threads: one writer, one checkpointer, a few readers, each with its own connection. With
// `inline_jobs` all of it happens on the loop over one connection.
#include <sqlite3.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "checkpointer.hpp"
#include "connection.hpp"
#include "migrations.hpp"
#include "muster/store/journal.hpp"
#include "muster/store/store.hpp"
#include "scrubber.hpp"
#include "wal_reserve.hpp"
#include "writer.hpp"

namespace muster {
namespace {

// SQLite's count of its memory takes a lock of all threads at each allocation; nobody reads it.
void configure_library() {
  // Refused where another part has used SQLite before: slower, no more.
  [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// One connection with its tables.
struct Session {
  Session(const std::string& path, int flags, const Sealer& sealer, Random& random,
          std::int64_t epoch, const std::string& install)
      : sql(path, flags), tx(sql, sealer, random, epoch, install) {}
  Sql sql;
  Tx tx;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(const asio::any_io_executor& loop, SqliteOptions options, const Sealer& sealer,
              Random& random, Log log)
      : loop_(loop),
        options_(std::move(options)),
        sealer_(sealer),
        random_(random),
        log_(std::move(log)) {}

  ~SqliteStore() override {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    ready_.notify_all();
    if (thread_.joinable()) thread_.join();
    readers_.reset();
    checkpointer_.reset();
  }

  Result<void> open(Instant now) {
    try {
      bool file = options_.path != ":memory:";
      if (file && !options_.inline_jobs && options_.log_reserve > 0) reserve();
      // No mutex: each connection has one thread at a time.
      auto flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX;
      sql_ = std::make_unique<Sql>(options_.path, flags);
      configure(*sql_, file);
      auto migrated = migrate(*sql_);
      if (!migrated) return migrated.error();
      identify(now);
      tx_ = std::make_unique<Tx>(*sql_, sealer_, random_, epoch_, install_id_);
      writer_ = std::make_unique<Writer>(*sql_, *tx_, queue_, options_.on_disk_failure);
      if (!options_.inline_jobs) start_threads();
      log_.info("event=store_opened schema={} epoch={}", migrated->to, epoch_);
      return {};
    } catch (const SQLite::Exception& thrown) {
      return Error(ErrorKind::io, std::string("cannot open the database: ") + thrown.what(),
                   options_.path);
    }
  }

  void subscribe(Topic topic, std::function<void()> wake) override {
    (*subscribers_)[static_cast<std::size_t>(topic)].push_back(std::move(wake));
  }
  std::int64_t epoch() const override { return epoch_; }
  const std::string& install_id() const override { return install_id_; }
  std::size_t write_queue() const override { return queue_.size(); }

 protected:
  void submit_write(SendLane lane, WriteBody body, WriteDone done) override {
    WriteJob job{std::move(body), done};
    if (!queue_.push(lane, std::move(job))) {
      done(Error(ErrorKind::busy, "the writer's queue is full"));
      return;
    }
    if (options_.inline_jobs) {
      asio::post(loop_, [this] { announce(writer_->run_group(false)); });
      return;
    }
    std::lock_guard lock(mutex_);
    ready_.notify_one();
  }

  void submit_read(ReadBody body, bool urgent) override {
    if (options_.inline_jobs) {
      asio::post(loop_, [this, body = std::move(body)] {
        tx_->begin_job();
        body(tx_.get());
      });
      return;
    }
    readers_->post([this, body = std::move(body)] { read_in_session(body); }, urgent);
  }

  void submit_scrub(std::function<void(Result<bool>)> done) override {
    if (checkpointer_) return checkpointer_->scrub(*sql_, std::move(done));
    asio::post(loop_, [this, done = std::move(done)] { done(scrub_inline()); });
  }

 private:
  // One connection, and nobody else in the files.
  Result<bool> scrub_inline() {
    if (options_.path == ":memory:") return true;
    Scrubber scrubber(*sql_, *sql_);
    auto step = scrubber.clear_pages();
    while (step == Scrubber::Step::again) step = scrubber.clear_pages();
    if (step == Scrubber::Step::done) step = scrubber.clear_log();
    if (step == Scrubber::Step::failed) return Error(ErrorKind::io, scrubber.what());
    return step == Scrubber::Step::done;
  }

  void reserve() {
    // SQLite deletes the log of an empty database: so there must be one first.
    std::error_code none;
    if (std::filesystem::file_size(options_.path, none) == 0 || none)
      configure(*std::make_unique<Sql>(options_.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE),
                true);
    auto reserved = reserve_wal(options_.path, options_.log_reserve);
    if (!reserved)
      log_.warn("event=log_not_reserved error={}", muster::quoted(reserved.error().text()));
  }

  void identify(Instant now) {
    auto insert = "insert into meta (name, value) values (?, ?) on conflict (name) do nothing";
    sql_->run(insert, "install_id", random_.token(6));
    sql_->run(insert, "created_at", to_string(now));
    sql_->run(
        "insert into meta (name, value) values ('epoch', '1') on conflict (name) do update set "
        "value = cast(cast(value as integer) + 1 as text)");
    auto value = [this](std::string_view name) {
      auto rows = sql_->query("select value from meta where name = ?", name);
      rows.next();
      return rows.text(0);
    };
    install_id_ = value("install_id");
    epoch_ = std::stoll(value("epoch"));
  }

  void start_threads() {
    for (int i = 0; i < options_.readers; ++i) {
      // A WAL reader must be able to write the shared-memory index.
      auto flags = SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX;
      idle_.push_back(
          std::make_unique<Session>(options_.path, flags, sealer_, random_, epoch_, install_id_));
      configure(idle_.back()->sql, true);
      idle_.back()->sql.execute("pragma query_only = on");
      idle_.back()->sql.execute("pragma cache_size = -4000");
    }
    readers_ = std::make_unique<ThreadLane>("reader", options_.readers);
    checkpointer_ = std::make_unique<Checkpointer>(options_.path, options_.log_reserve, pause_,
                                                   options_.on_disk_failure);
    thread_ = std::thread([this] { write_loop(); });
    pthread_setname_np(thread_.native_handle(), "writer");
  }

  void write_loop() {
    while (true) {
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return stopping_ || queue_.size() > 0; });
        if (queue_.size() == 0) return;
      }
      while (auto committed = pause_.write([this] { return writer_->run_group(); }))
        announce(std::move(committed));
    }
  }

  void announce(std::optional<Writer::Committed> committed) {
    if (!committed) return;
    // What is posted may outlive the store: then nobody is left to be told.
    std::weak_ptr<Subscribers> alive = subscribers_;
    if (!committed->acts.empty())
      asio::post(loop_, [alive, acts = std::move(committed->acts)] {
        if (alive.lock())
          for (const auto& act : acts) act();
      });
    for (auto& running : committed->jobs) running.job.done(running.status);
    if (committed->topics != 0)
      asio::post(loop_, [alive, topics = committed->topics] {
        auto subscribers = alive.lock();
        for (std::size_t topic = 0; subscribers && topic < subscribers->size(); ++topic)
          if ((topics >> topic & 1U) != 0)
            for (auto& wake : (*subscribers)[topic]) wake();
      });
    if (checkpointer_) checkpointer_->committed(committed->wal_frames, committed->emergency);
  }

  void read_in_session(const ReadBody& body) {
    std::unique_ptr<Session> session;
    {
      std::lock_guard lock(idle_mutex_);
      session = std::move(idle_.back());  // one a reader thread: never empty here
      idle_.pop_back();
    }
    try {
      session->sql.run("begin");
      session->tx.begin_job();
      body(&session->tx);
    } catch (const SQLite::Exception& thrown) {
      body(Error(kind_of(thrown), std::string("the database: ") + thrown.what()));
    }
    // Nothing was written: rolling back ends the snapshot as well as a commit would, and cannot
    // fail.
    if (!sqlite3_get_autocommit(session->sql.database().getHandle()))
      session->sql.execute("rollback");
    std::lock_guard lock(idle_mutex_);
    idle_.push_back(std::move(session));
  }

  asio::any_io_executor loop_;
  SqliteOptions options_;
  const Sealer& sealer_;
  Random& random_;
  Log log_;
  std::unique_ptr<Sql> sql_;  // the writer's
  std::string install_id_;
  std::int64_t epoch_ = 0;
  std::unique_ptr<Tx> tx_;
  WriteQueue queue_;
  std::unique_ptr<Writer> writer_;
  using Subscribers = std::array<std::vector<std::function<void()>>, topic_count>;
  std::shared_ptr<Subscribers> subscribers_ = std::make_shared<Subscribers>();

  std::mutex mutex_;
  std::condition_variable ready_;
  bool stopping_ = false;
  std::thread thread_;

  std::mutex idle_mutex_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::unique_ptr<ThreadLane> readers_;
  WriterPause pause_;
  std::unique_ptr<Checkpointer> checkpointer_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const asio::any_io_executor& loop, SqliteOptions options,
                                           const Sealer& sealer, Random& random, Clock& clock,
                                           Log log) {
  configure_library();
  try {
    auto store =
        std::make_unique<SqliteStore>(loop, std::move(options), sealer, random, std::move(log));
    if (auto opened = store->open(clock.now()); !opened) return opened.error();
    return std::unique_ptr<Store>(std::move(store));
  } catch (const SQLite::Exception& thrown) {
    return Error(ErrorKind::io, std::string("cannot open the database: ") + thrown.what());
  }
}

Result<Migrated> migrate_sqlite(const std::string& path) {
  try {
    Sql sql(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    configure(sql, true);
    return migrate(sql);
  } catch (const SQLite::Exception& thrown) {
    return Error(ErrorKind::io, std::string("cannot migrate: ") + thrown.what(), path);
  }
}

}  // namespace muster
