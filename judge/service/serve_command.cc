#include "judge/service/serve_command.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/flags.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/status_macros.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/measuring.h"
#include "judge/package/package.h"
#include "judge/service/monitor.h"
#include "judge/service/server.h"
#include "judge/service/shutdown_watch.h"
#include "judge/service/telemetry.h"
#include "sandbox/supervisor.h"
#include "storage/data_size.h"
#include "storage/sqlite_store.h"

namespace gavel::judge {
namespace {

// For what is running when the server is told to stop.
constexpr absl::Duration kMostShutdown = absl::Seconds(30);
// For calls that are being answered then.
constexpr absl::Duration kCallGrace = absl::Seconds(2);
constexpr absl::Duration kLookEvery = absl::Seconds(1);

struct ServeOptions {
  std::string data = "gavel-data";
  std::string listen = "127.0.0.1:50051";
  std::string metrics_listen;
  std::string log_format = "text";
  int64_t slots = std::max(1U, std::thread::hardware_concurrency());
  int64_t queue_limit = 10000;
  int64_t measure_again = kDefaultMeasureAgain;
  std::vector<std::string> problem_directories;
  std::vector<std::string> required_walls;
  bool jitless = false;
};

bool SetLogFormat(const std::string& name) {
  if (name != "text" && name != "json") return false;
  SetLogStyle({.format = name == "json" ? LogFormat::kJson : LogFormat::kText,
               .journal = IsJournal(std::getenv("JOURNAL_STREAM"))});
  return true;
}

// The directory itself if it is a package, else those packages that it holds.
absl::StatusOr<std::vector<std::string>> PackagesIn(
    const std::string& directory) {
  std::error_code error;
  const std::filesystem::path root(directory);
  if (std::filesystem::exists(root / "problem.yaml", error)) {
    return std::vector<std::string>{directory};
  }
  std::vector<std::string> packages;
  for (std::filesystem::directory_iterator it(root, error), end;
       !error && it != end; it.increment(error)) {
    std::error_code missing;
    if (std::filesystem::exists(it->path() / "problem.yaml", missing)) {
      packages.push_back(it->path().string());
    }
  }
  if (error) {
    return absl::ErrnoToStatus(error.value(),
                               absl::StrCat("listing ", directory));
  }
  if (packages.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no problem package in ", directory));
  }
  std::sort(packages.begin(), packages.end());
  return packages;
}

absl::Status LoadProblems(const std::string& directory, storage::Store& store) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<std::string> packages,
                         PackagesIn(directory));
  for (const std::string& path : packages) {
    GAVEL_ASSIGN_OR_RETURN(const package::Package loaded,
                           package::LoadDirectory(path));
    for (const std::string& warning : loaded.warnings) {
      Log(Severity::kWarning, "serve", absl::StrCat(path, ": ", warning));
    }
    GAVEL_RETURN_IF_ERROR(package::CheckJudgeable(loaded));
    GAVEL_ASSIGN_OR_RETURN(const Problem stored,
                           store.AddProblem(loaded.problem));
    Log(Severity::kInfo, "serve",
        absl::StrCat("problem ", stored.id, " version ", stored.version));
  }
  return absl::OkStatus();
}

// Drains and ends everything that was started, in this order: no new judging
// begins, what runs is finished, clients are told.
void Stop(Monitor& monitor, Dispatcher& dispatcher, Server& server) {
  Log(Severity::kInfo, "serve",
      "finishing what is running; another signal stops at once");
  monitor.Drain();
  server.Drain();
  dispatcher.Shutdown();
  server.Shutdown(kCallGrace);
}

MonitorParts PartsToMonitor(const std::string& data, Dispatcher& dispatcher,
                            sandbox::Supervisor& sandbox, Server& server) {
  return {.queue = [&] { return dispatcher.QueueStats(); },
          .sandbox_up = [&] { return sandbox.zygote_pid() != 0; },
          .sandbox_restarts = [&] { return sandbox.restarts(); },
          .data = [data]() -> std::optional<DataSizes> {
            const auto size = storage::MeasureData(data);
            if (!size.ok()) return std::nullopt;
            return DataSizes{size->database, size->log, size->free};
          },
          .set_serving = [&](bool serving) { server.SetServing(serving); },
          .end_overdue_calls = [&] { server.EndOverdueCalls(); }};
}

absl::Status Serve(const ServeOptions& options) {
  // Destroyed last, so that no part of the end can hang.
  std::optional<ShutdownWatch> shutdown_watch;
  const SystemClock clock;
  Telemetry telemetry({.build = {GAVEL_VERSION, GAVEL_V8_VERSION}}, clock);
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<storage::SqliteStore> store,
                         storage::SqliteStore::Open(options.data, clock));
  for (const std::string& directory : options.problem_directories) {
    GAVEL_RETURN_IF_ERROR(LoadProblems(directory, *store));
  }
  GAVEL_ASSIGN_OR_RETURN(
      const std::unique_ptr<sandbox::Supervisor> sandbox,
      sandbox::Supervisor::Start(
          {.executable = sandbox::DefaultSandboxExecutable(),
           .required_walls = options.required_walls,
           .processes = std::max(512, static_cast<int>(options.slots) * 4),
           .jitless = options.jitless,
           .typescript_ready = true}));
  for (const sandbox::Wall& wall : sandbox->walls()) {
    Log(wall.stands ? Severity::kInfo : Severity::kWarning, "sandbox",
        sandbox::ToString(wall));
  }
  Dispatcher dispatcher(
      {.slots = static_cast<int>(options.slots),
       .queue_limit = static_cast<int>(options.queue_limit),
       .judging = {.measure_again = static_cast<int>(options.measure_again)},
       .observer = &telemetry},
      *store, *sandbox, clock);
  ServerOptions server_options;
  server_options.listen = options.listen;
  server_options.spool_directory = absl::StrCat(options.data, "/spool");
  server_options.verifications.measure_again =
      static_cast<int>(options.measure_again);
  GAVEL_ASSIGN_OR_RETURN(
      const std::unique_ptr<Server> server,
      Server::Start(server_options,
                    {dispatcher, *store, *sandbox, clock, &telemetry}));
  Monitor monitor(telemetry, Systemd(Systemd::FromProcess()),
                  PartsToMonitor(options.data, dispatcher, *sandbox, *server));
  GAVEL_RETURN_IF_ERROR(monitor.Start(options.metrics_listen));
  if (const std::string address = monitor.address(); !address.empty()) {
    Log(Severity::kInfo, "serve",
        absl::StrCat("metrics on http://", address, "/metrics"));
  }
  GAVEL_RETURN_IF_ERROR(dispatcher.Start());
  Log(Severity::kInfo, "serve", absl::StrCat("serving on ", server->address()));
  monitor.Ready();
  while (!AwaitStopSignal(kLookEvery)) monitor.Look();
  shutdown_watch.emplace(kMostShutdown);
  Stop(monitor, dispatcher, *server);
  return absl::OkStatus();
}

}  // namespace

int ServeCommand(const std::vector<std::string>& args) {
  ServeOptions options;
  cli::Flags flags("gavel serve [flags]",
                   "Judges submissions and answers the API until SIGTERM or "
                   "SIGINT.");
  flags
      .Text("data", "DIR", "where everything is kept; default gavel-data",
            &options.data)
      .Text("listen", "ADDR", "default 127.0.0.1:50051; port 0 takes any",
            &options.listen)
      .Text("metrics-listen", "ADDR",
            "serve /metrics, /healthz and /readyz here over HTTP, such as "
            "127.0.0.1:9464; default nowhere",
            &options.metrics_listen)
      .Text("log-format", "FORMAT", "text or json; default text",
            &options.log_format)
      .Number("slots", "N", "judgings at a time; default one for each CPU", 1,
              1024, &options.slots)
      .Number("queue-limit", "N", "submissions that may wait; default 10000", 1,
              10'000'000, &options.queue_limit)
      .Number("measure-again", "N",
              "more measurements of a run over a time limit; default 1", 0,
              kMostMeasuredAgain, &options.measure_again)
      .List("load-problems", "DIR",
            "a package, or a directory of them; again "
            "for more",
            &options.problem_directories)
      .List("require-wall", "NAME",
            "do not start without this wall of the sandbox, or `all`; again "
            "for more; `gavel doctor` lists them",
            &options.required_walls)
      .Switch("jitless",
              "programs are interpreted and no machine code is made: slower, "
              "without WebAssembly, harder to attack",
              &options.jitless);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;

  if (!SetLogFormat(options.log_format)) {
    absl::FPrintF(stderr, "gavel serve: --log-format is text or json, not %s\n",
                  options.log_format);
    return cli::kExitUsage;
  }

  BlockStopSignals();
  const absl::Status status = Serve(options);
  if (status.ok()) return 0;
  absl::FPrintF(stderr, "gavel serve: %s\n", status.message());
  return 1;
}

}  // namespace gavel::judge
