// SPDX-License-Identifier: Apache-2.0
#include "demo_files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "muster/base/random.hpp"

namespace muster {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view configuration_text =
    R"(# Written by `musterd --demo` at each start; config/muster.toml explains every key.
public_url = "http://127.0.0.1:{port}"
[store]
path = "store/muster.sqlite"
[keys]
file = "keys/master.key"
[http]
port = {port}
[request]
screening = "25m"
[files]
deferral = "{share}/config/deferral/vn-2013.toml"
compatibility = "{share}/config/compatibility.toml"
numbering = ["{share}/config/numbering/vn.toml"]
series = ["{share}/config/series/repeat-donors.toml"]
templates = "{share}/templates/messages"
gateways = ["sandbox.toml"]
[[route]]
channel = "sms"
gateway = "sandbox"
)";

void write(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.flush();
  if (!out)
    throw fs::filesystem_error("cannot write", path, std::make_error_code(std::errc::io_error));
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw fs::filesystem_error("cannot read", path,
                               std::make_error_code(std::errc::no_such_file_or_directory));
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The shipped gateway file, with the port of this demo's sandbox.
std::string sandbox_file(const fs::path& share, int port) {
  auto text = read(share / "config/gateways/sandbox.toml");
  std::string_view shipped = "http://127.0.0.1:8471";
  auto at = text.find(shipped);
  if (at != std::string::npos)
    text.replace(at, shipped.size(), fmt::format("http://127.0.0.1:{}", port));
  return text;
}

}  // namespace

Result<std::string> write_demo_files(const DemoOptions& options) {
  try {
    auto folder = fs::absolute(options.folder).lexically_normal();
    auto share = fs::absolute(options.share).lexically_normal();
    if (!fs::exists(share / "config/muster.toml"))
      return invalid("--share", fmt::format("{} has no config/muster.toml", share.string()));
    auto marker = folder / "demo";
    // Logs that the starter keeps there are no data.
    bool foreign = fs::exists(folder / "store") && !fs::exists(marker);
    if (foreign)
      return conflict(
          fmt::format("{} holds data that is no demo: choose another --data", folder.string()));
    fs::remove_all(folder / "store");
    fs::create_directories(folder / "store");
    fs::create_directories(folder / "keys");
    write(marker, "The data of a demo: made anew at each start.\n");
    SystemRandom random;
    std::string key(32, '\0');
    random.fill({reinterpret_cast<unsigned char*>(key.data()), key.size()});
    write(folder / "keys/master.key", key);
    fs::permissions(folder / "keys/master.key", fs::perms::owner_read | fs::perms::owner_write);
    write(folder / "sandbox.toml", sandbox_file(share, options.port + 1));
    write(folder / "muster.toml", fmt::format(configuration_text, fmt::arg("port", options.port),
                                              fmt::arg("share", share.string())));
    return (folder / "muster.toml").string();
  } catch (const fs::filesystem_error& error) {
    return Error(ErrorKind::io, error.what(), "--data");
  }
}

}  // namespace muster
