// SPDX-License-Identifier: Apache-2.0
#include "process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "support/folder.hpp"

extern char** environ;

namespace muster::e2e {
namespace {

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry; ++entry) {
    std::string text = *entry;
    if (more.count(text.substr(0, text.find('='))) == 0) all.push_back(text);
  }
  for (const auto& [name, value] : more) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

pid_t spawn(std::vector<std::string> argv, const std::map<std::string, std::string>& more,
            const std::string& in, const std::string& out, const std::string& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, in.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  auto environment = environment_with(more);
  auto arguments = pointers(argv);
  auto variables = pointers(environment);
  pid_t pid = -1;
  int error =
      posix_spawnp(&pid, argv[0].c_str(), &actions, nullptr, arguments.data(), variables.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + argv[0]);
  return pid;
}

int status_of(int raw) { return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw); }

}  // namespace

Process::Process(std::vector<std::string> argv, std::filesystem::path log,
                 std::map<std::string, std::string> environment)
    : log_(std::move(log)) {
  pid_ = spawn(std::move(argv), environment, "/dev/null", log_.string(), log_.string());
}

Process::~Process() { kill9(); }

bool Process::running() {
  if (status_) return false;
  int raw = 0;
  if (waitpid(pid_, &raw, WNOHANG) == pid_) status_ = status_of(raw);
  return !status_;
}

void Process::signal(int number) {
  if (running()) ::kill(pid_, number);
}

std::optional<int> Process::wait(int seconds) {
  eventually(seconds, [this] { return !running(); });
  return status_;
}

void Process::kill9() {
  if (!running()) return;
  ::kill(pid_, SIGKILL);
  int raw = 0;
  waitpid(pid_, &raw, 0);
  status_ = status_of(raw);
}

std::string Process::log() const { return read_file(log_); }

Ran run(std::vector<std::string> argv, std::string input,
        std::map<std::string, std::string> environment) {
  const TestFolder folder;
  auto in = folder.write("in", input);
  auto out = folder.file("out"), err = folder.file("err");
  int raw = 0;
  waitpid(spawn(std::move(argv), environment, in, out, err), &raw, 0);
  return Ran{status_of(raw), read_file(out), read_file(err)};
}

void nap() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }

std::string binary(const std::string& name) { return std::string(MUSTER_BINARY_DIR) + "/" + name; }
std::filesystem::path source(const std::string& name) {
  return std::filesystem::path(MUSTER_SOURCE_DIR) / name;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

}  // namespace muster::e2e
