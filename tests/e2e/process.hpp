// SPDX-License-Identifier: Apache-2.0
// A program under test: started by path, ended by its own pid. Its standard error goes to a file
// that a failure shows.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace muster::e2e {

class Process {
 public:
  Process(std::vector<std::string> argv, std::filesystem::path log,
          std::map<std::string, std::string> environment = {});
  ~Process();  // kill -9 if it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  void signal(int number);
  // The exit status, 128 + signal, or nullopt when it did not end in time.
  std::optional<int> wait(int seconds);
  void kill9();
  std::string log() const;

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;
  std::filesystem::path log_;
};

// A finished run of a program: status and output.
struct Ran {
  int status = -1;
  std::string out;
  std::string err;
};
Ran run(std::vector<std::string> argv, std::string input = {},
        std::map<std::string, std::string> environment = {});

// Waits until `done` is true, looking every 20 ms; false after `seconds`.
template <class Done>
bool eventually(int seconds, Done done);

void nap();  // 20 ms

std::string binary(const std::string& name);  // in the build directory
std::filesystem::path source(const std::string& name);
std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);

template <class Done>
bool eventually(int seconds, Done done) {
  for (int i = 0; i < seconds * 50; ++i) {
    if (done()) return true;
    nap();
  }
  return done();
}

}  // namespace muster::e2e
