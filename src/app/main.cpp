// SPDX-License-Identifier: Apache-2.0
// musterd: reads the command line and hands over to the daemon.
#include <cstdio>
#include <cstdlib>

#include "demo_files.hpp"
#include "launch.hpp"
#include "muster/base/menu.hpp"

int main(int argc, char** argv) {
  muster::Launch launch;
  muster::DemoOptions demo;
  bool check = false;
  std::vector<muster::Setting> settings = {
      {"--config", &launch.config, "configuration file (config/muster.toml documents it)"},
      {"--demo", &launch.demo, "a made-up town on a clock that starts at 08:00 today"},
      {"--data", &demo.folder, "demo: where its data lies (made anew at each start)"},
      {"--port", &demo.port, "demo: port; the sandbox listens on the next one"},
      {"--share", &demo.share, "demo: the folder that has config and templates"},
      {"--check", &check, "only read the configuration and tell what is wrong with it"},
      {"--init", &launch.first.access_file,
       "empty database: add the first organisation and an admin token, written to this file, and "
       "end"},
      {"--org-code", &launch.first.code, "of the first organisation"},
      {"--org-name", &launch.first.name, "as donors know it"},
      {"--org-hotline", &launch.first.hotline, "the number in texts that cannot be answered"},
      {"--port-file", &launch.port_file, "write the port here once connections are accepted"},
  };
  for (auto& setting : settings) {
    const auto& name = setting.name;
    if (name == "--demo") setting.excludes = "--config";
    if (name == "--data" || name == "--port" || name == "--share") setting.needs = {"--demo"};
    if (name == "--check") setting.needs = {"--config"};
    if (name == "--init") setting.needs = {"--config", "--org-name"};
    if (name.starts_with("--org-")) setting.needs = {"--init"};
  }
  if (auto ended = muster::read_settings("musterd: the daemon that calls blood donors", settings,
                                         argc, argv))
    return *ended;
  const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
  launch.credentials = credentials ? credentials : "";
  if (launch.demo) {
    auto made = muster::write_demo_files(demo);
    if (!made) {
      std::fprintf(stderr, "musterd: %s\n", made.error().text().c_str());
      return 1;
    }
    launch.config = *made;
    launch.demo_folder = demo.folder;
  }
  if (launch.config.empty()) {
    std::fprintf(stderr, "musterd: give --config FILE, or --demo\n");
    return 2;
  }
  if (check) return muster::check_configuration(launch);
  return launch.first.access_file.empty() ? muster::run(launch) : muster::init_site(launch);
}
