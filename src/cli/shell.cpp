// SPDX-License-Identifier: Apache-2.0
#include "shell.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>

namespace muster {
namespace {

Result<Access> read_access(const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error(ErrorKind::io, "cannot be read", path);
  Access access;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string name, value;
    words >> name >> value;
    if (name == "url")
      access.url = value;
    else if (name == "token")
      access.token = value;
    else if (!name.empty() && value.empty() && access.token.empty())
      access.token = name;
  }
  if (access.token.empty())
    return invalid(path, "has no token: write lines `url URL` and `token TOKEN`");
  return access;
}

}  // namespace

int tell(const Error& error) {
  std::fprintf(stderr, "muster: %s\n", error.text().c_str());
  return 1;
}

Result<Access> access_of(const Shell& shell) {
  Access access;
  if (!shell.token_file.empty()) {
    auto read = read_access(shell.token_file);
    if (!read) return read.error();
    access = *read;
  } else if (!shell.token.empty()) {
    access.token = shell.token;
  } else {
    auto read = read_access(shell.home + "/.config/muster");
    if (!read)
      return Error(ErrorKind::unauthorised,
                   "no token: give --token-file FILE, set MUSTER_URL and MUSTER_TOKEN, or write "
                   "~/.config/muster");
    access = *read;
  }
  if (access.url.empty()) access.url = shell.url.empty() ? "http://127.0.0.1:8470" : shell.url;
  while (access.url.ends_with('/')) access.url.pop_back();
  return access;
}

}  // namespace muster
