// SPDX-License-Identifier: Apache-2.0
#include "muster/engine/configuration.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "contact_settings.hpp"
#include "muster/base/bytes.hpp"
#include "muster/domain/rule_set.hpp"
#include "place_files.hpp"
#include "privacy_keys.hpp"
#include "wording_files.hpp"

namespace muster {
namespace {

namespace fs = std::filesystem;

class Reader {
 public:
  Reader(const std::string& path, const std::string& credentials, Problems& problems)
      : folder_(fs::path(path).parent_path()),
        credentials_(credentials),
        problems_(problems),
        file_(TomlFile::load(path, problems)),
        root_(file_.root(problems)) {}

  std::optional<Configuration> read() {
    auto before = problems_.size();
    if (before > 0) return std::nullopt;
    auto settings = std::make_shared<Settings>();
    Configuration configuration;
    configuration.daemon = daemon();
    basics(*settings);
    read_contact_settings(root_, *settings);
    limits(*settings);
    people(*settings);
    read_privacy(root_, *settings);
    files(*settings);
    routes(*settings);
    root_.finish();
    if (!problems_.empty()) return std::nullopt;
    configuration.settings = std::move(settings);
    return configuration;
  }

 private:
  std::string resolve(const std::string& name) const {
    if (name.empty() || fs::path(name).is_absolute()) return name;
    return (folder_ / name).lexically_normal().string();
  }

  Result<std::string> secret(std::string_view reference) const {
    std::string path;
    if (reference.starts_with("file:")) {
      path = resolve(std::string(reference.substr(5)));
    } else if (reference.starts_with("credential:")) {
      if (credentials_.empty())
        return invalid(
            "secret", "there is no credentials directory: start it by systemd with LoadCredential");
      path = (fs::path(credentials_) / reference.substr(11)).string();
    } else {
      return invalid("secret", "write file:PATH or credential:NAME");
    }
    if (!std::ifstream(path))
      return Error(ErrorKind::io, fmt::format("cannot read the secret from {}", path));
    auto value = content_of(path);
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
    return value;
  }

  static std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  DaemonOptions daemon() {
    DaemonOptions options;
    auto store = root_.table("store");
    options.store_path = resolve(store.required_text("path"));
    options.readers = static_cast<int>(store.integer("readers", 2, 1, 16));
    store.finish();
    auto keys = root_.table("keys");
    options.key_file = resolve(keys.required_text("file"));
    keys.finish();
    auto http = root_.table("http");
    options.http_host = http.text("host", "127.0.0.1");
    options.http_port = static_cast<int>(http.integer("port", 8470, 0, 65535));
    options.trusted_proxies = http.texts("trusted_proxies");
    auto tls = http.table("tls");
    options.tls_certificate = resolve(tls.text("certificate"));
    options.tls_key = resolve(tls.text("key"));
    if (options.tls_certificate.empty() != options.tls_key.empty())
      tls.problem("certificate", "give certificate and key, or neither");
    tls.finish();
    bool local = options.http_host == "127.0.0.1" || options.http_host == "::1" ||
                 options.http_host.starts_with("unix:");
    if (!local && options.tls_certificate.empty())
      http.problem(
          "host",
          "plain HTTP is served on 127.0.0.1, ::1 or unix:PATH only: add [http.tls] for others");
    http.finish();
    auto log = root_.table("log");
    options.log_level = log.one_of("level", {"debug", "info", "warn", "error"}, "info");
    log.finish();
    options.drain_within = root_.duration("drain_within", Seconds(10));
    return options;
  }

  void basics(Settings& settings) {
    settings.public_url = root_.required_text("public_url");
    while (settings.public_url.ends_with('/')) settings.public_url.pop_back();
    if (!settings.public_url.starts_with("http://") && !settings.public_url.starts_with("https://"))
      root_.problem("public_url",
                    "write it as https://host: gateways and donors reach muster by it");
    settings.country = root_.text("country", "VN");
    settings.fallback_language = root_.text("language", "vi");
  }

  void chances(WavePolicy& policy) {
    auto wave = root_.table("wave");
    policy.covered_at = wave.number("covered_at", .97, .5, .999);
    policy.show = wave.number("show", .92, .05, 1);
    policy.pass = wave.number("pass", .92, .05, 1);
    policy.accepts_on_call = wave.number("accepts_on_call", .70, .01, 1);
    policy.accepts_standby = wave.number("accepts_standby", .20, .01, 1);
    auto told = wave.text("told_groups", "reserve");
    if (told != "reserve" && told != "count")
      wave.problem("told_groups", "must be \"reserve\" or \"count\"");
    policy.count_told = told == "count";
    wave.finish();
  }

  void limits(Settings& settings) {
    auto request = root_.table("request");
    if (!request.has("screening"))
      request.problem(
          "screening",
          "is missing: the minutes your site needs from arrival to the unit, like \"25m\"");
    settings.request_limits.screening =
        std::chrono::floor<Minutes>(request.duration("screening", Minutes(25)));
    settings.request_limits.units_most =
        static_cast<int>(request.integer("units_most", 40, 1, 200));
    settings.request_limits.horizon = request.duration("horizon", Days(7));
    request.finish();
    auto paging = root_.table("paging");
    settings.wave.size = static_cast<int>(paging.integer("wave_size", 10, 1, 500));
    settings.wave.interval = paging.duration("wave_interval", Minutes(5));
    settings.wave.overdue_grace = paging.duration("overdue_grace", Minutes(10));
    auto& page_caps = settings.page_caps;
    page_caps.standby_most = static_cast<int>(paging.integer("standby_most", 4, 1, 1000));
    page_caps.standby_window = paging.duration("standby_window", Days(90));
    page_caps.standby_apart = paging.duration("standby_apart", Days(14));
    page_caps.on_call_most = static_cast<int>(paging.integer("on_call_most", 2, 1, 1000));
    page_caps.on_call_window = paging.duration("on_call_window", Hours(12));
    paging.finish();
    chances(settings.wave);
    auto send = root_.table("send");
    settings.reserve_in_flight = static_cast<int>(send.integer("emergency_reserve", 8, 0, 1000));
    for (const auto& lane : send.texts("halted")) {
      if (auto parsed = parse_lane(lane))
        settings.halted.push_back(*parsed);
      else
        send.problem(
            "halted",
            fmt::format("'{}' is no lane: emergency, reply, transactional, reminder, campaign",
                        lane));
    }
    send.finish();
  }

  void people(Settings& settings) {
    auto contacts = root_.table("contacts");
    settings.contacts.reached_counts_for = contacts.duration("reached_counts_for", Days(365));
    settings.contacts.code_lives = contacts.duration("code_lives", Minutes(15));
    settings.contacts.code_tries = static_cast<int>(contacts.integer("code_tries", 5, 1, 20));
    settings.contacts.codes_a_day = static_cast<int>(contacts.integer("codes_a_day", 3, 1, 20));
    contacts.finish();
    auto travel = root_.table("travel");
    auto& model = settings.travel;
    model.detour = travel.number("detour", model.detour, 1, 5);
    model.day_kmh = travel.number("day_kmh", model.day_kmh, 1, 120);
    model.night_kmh = travel.number("night_kmh", model.night_kmh, 1, 120);
    model.fixed_minutes = static_cast<int>(travel.integer("fixed_minutes", 8, 0, 120));
    model.usual_minutes = static_cast<int>(travel.integer("usual_minutes", 20, 0, 600));
    travel.finish();
  }

  void files(Settings& settings) {
    auto table = root_.table("files");
    auto deferral = resolve(table.required_text("deferral"));
    settings.rules = read_rule_set(TomlFile::load(deferral, problems_), problems_);
    settings.rules_version =
        fmt::format("{} {}", settings.rules.code, hex(sha256(content_of(deferral))).substr(0, 16));
    if (auto name = table.text("compatibility"); !name.empty())
      settings.compatibility =
          read_compatibility(TomlFile::load(resolve(name), problems_), problems_);
    for (const auto& name : table.texts("numbering")) {
      auto file = TomlFile::load(resolve(name), problems_);
      settings.numbering.plans.push_back(read_numbering_plan(file, problems_));
    }
    for (const auto& name : table.texts("places"))
      read_places(resolve(name), settings.places, problems_);
    settings.numbering.allow_unplanned = table.flag("allow_unplanned_countries", false);
    for (const auto& name : table.texts("series")) {
      auto file = TomlFile::load(resolve(name), problems_);
      settings.series.push_back(read_series(file, problems_));
      check_texts(settings.series.back(), name);
    }
    settings.wording = load_wording(resolve(table.required_text("templates")),
                                    settings.fallback_language, problems_);
    auto read = [this](std::string_view reference) { return secret(reference); };
    for (const auto& name : table.texts("gateways")) {
      auto file = TomlFile::load(resolve(name), problems_);
      if (auto gateway = Gateway::compile(file, read, settings.public_url, problems_))
        settings.gateways.push_back(std::move(*gateway));
    }
    table.finish();
  }

  void check_texts(const Series& series, const std::string& file) {
    for (const auto& step : series.steps) {
      bool known = std::any_of(text_kinds().begin(), text_kinds().end(),
                               [&](const TextKind& kind) { return kind.kind == step.text; });
      if (!known)
        problems_.push_back(
            {resolve(file), 0, "step.text", fmt::format("there is no text '{}'", step.text)});
    }
  }

  void routes(Settings& settings) {
    for (auto& table : root_.tables("route")) {
      RouteRule rule;
      auto channel = table.one_of("channel", {"sms", "voice", "email", "zalo"}, "sms");
      rule.channel = parse_channel(channel).value_or(Channel::sms);
      rule.prefix = table.text("prefix");
      rule.gateway = table.required_text("gateway");
      const auto* gateway = settings.gateway(rule.gateway);
      if (problems_.empty() && !gateway)
        table.problem("gateway",
                      fmt::format("no file under files.gateways is named '{}'", rule.gateway));
      table.finish();
      settings.routes.push_back(std::move(rule));
    }
    if (settings.routes.empty())
      root_.problem("route", "is missing: without a [[route]] nothing can be sent");
  }

  fs::path folder_;
  const std::string& credentials_;
  Problems& problems_;
  TomlFile file_;
  TomlTable root_;
};

}  // namespace

std::optional<Configuration> load_configuration(const std::string& path,
                                                const std::string& credentials,
                                                Problems& problems) {
  return Reader(path, credentials, problems).read();
}

std::string listed(const Problems& problems) {
  std::string out;
  for (const auto& problem : problems) out += problem.text() + "\n";
  return out;
}

}  // namespace muster
