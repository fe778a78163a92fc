// SPDX-License-Identifier: Apache-2.0
#include "test_log.hpp"

#include <spdlog/details/null_mutex.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

namespace muster::simulation {
namespace {

class Sink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  explicit Sink(std::shared_ptr<TestSink> into) : into_(std::move(into)) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::string line(message.payload.data(), message.payload.size());
    into_->take(std::move(line), message.level >= spdlog::level::err);
  }
  void flush_() override {}

 private:
  std::shared_ptr<TestSink> into_;
};

}  // namespace

TestLog::TestLog()
    : sink_(std::make_shared<TestSink>()),
      logger_(std::make_shared<spdlog::logger>("simulation", std::make_shared<Sink>(sink_))) {
  logger_->set_level(spdlog::level::info);
}

}  // namespace muster::simulation
