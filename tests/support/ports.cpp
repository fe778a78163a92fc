// SPDX-License-Identifier: Apache-2.0
#include "ports.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace muster {
namespace {

// Below what the kernel gives to whoever asks for port 0.
constexpr int lowest = 21'000;
constexpr int highest = 31'998;

bool is_free(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bool ok = bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return ok;
}

// The lock's file stays: whoever took it away could part two who hold "the same" lock.
int try_lock(int port) {
  auto path = std::filesystem::temp_directory_path() / ("muster-port-" + std::to_string(port));
  int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
    close(fd);
    fd = -1;
  }
  return fd;
}

}  // namespace

PortPair::PortPair() {
  for (int port = lowest; port <= highest; port += 2) {
    lock_ = try_lock(port);
    if (lock_ < 0) continue;
    first_ = port;
    if (is_free(port) && is_free(port + 1)) return;
    close(lock_);
  }
  throw std::runtime_error("no free pair of ports");
}

PortPair::~PortPair() { close(lock_); }

}  // namespace muster
