// SPDX-License-Identifier: Apache-2.0
// musterd: reads the command line and hands over to the daemon.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "demo_files.hpp"
#include "launch.hpp"

int main(int argc, char** argv) {
  CLI::App cli{"musterd: the daemon that calls blood donors"};
  muster::Launch launch;
  muster::DemoOptions demo;
  bool check = false;
  auto* config = cli.add_option("--config", launch.config,
                                "configuration file (config/muster.toml documents it)");
  auto* demo_flag =
      cli.add_flag("--demo", launch.demo, "a made-up town on a clock that starts at 08:00 today");
  demo_flag->excludes(config);
  cli.add_option("--data", demo.folder, "demo: where its data lies (made anew at each start)")
      ->needs(demo_flag);
  cli.add_option("--port", demo.port, "demo: port; the sandbox listens on the next one")
      ->needs(demo_flag);
  cli.add_option("--share", demo.share, "demo: the folder that has config and templates")
      ->needs(demo_flag);
  cli.add_flag("--check", check, "only read the configuration and tell what is wrong with it")
      ->needs(config);
  auto* init = cli.add_option("--init", launch.first.access_file,
                              "empty database: add the first organisation and an admin token, "
                              "written to this file, and end");
  init->needs(config);
  cli.add_option("--org-code", launch.first.code, "of the first organisation")
      ->needs(init)
      ->capture_default_str();
  auto* org_name =
      cli.add_option("--org-name", launch.first.name, "as donors know it")->needs(init);
  cli.add_option("--org-hotline", launch.first.hotline,
                 "the number in texts that cannot be answered")
      ->needs(init);
  init->needs(org_name);
  cli.add_option("--port-file", launch.port_file,
                 "write the port here once connections are accepted");
  CLI11_PARSE(cli, argc, argv);
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
