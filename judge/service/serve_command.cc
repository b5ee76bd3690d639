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
#include "judge/engine/rejudgings.h"
#include "judge/engine/work_queue.h"
#include "judge/package/package.h"
#include "judge/service/admin_token.h"
#include "judge/service/admission.h"
#include "judge/service/machine.h"
#include "judge/service/monitor.h"
#include "judge/service/server.h"
#include "judge/service/shutdown_watch.h"
#include "judge/service/telemetry.h"
#include "sandbox/supervisor.h"
#include "storage/data_size.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_rejudgings.h"
#include "storage/sqlite_store.h"
#include "storage/sqlite_users.h"

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
  TlsOptions tls;
  bool allow_plaintext = false;
  std::string metrics_listen;
  std::string log_format = "text";
  int64_t slots = std::max(1U, std::thread::hardware_concurrency());
  int64_t reserved_slots = 0;
  int64_t slots_per_user = 0;
  int64_t queue_limit = 10000;
  int64_t submissions_per_minute = 30;
  int64_t submissions_in_flight = 100;
  int64_t measure_again = kDefaultMeasureAgain;
  std::vector<std::string> problem_directories;
  std::vector<std::string> required_walls;
  bool jitless = false;
  bool no_reuse = false;
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

RateLimitOptions LimitsOf(const ServeOptions& options) {
  RateLimitOptions limits;
  UserLimits& contestant = limits.by_role[Role::kContestant];
  contestant.submissions.per_minute =
      static_cast<int>(options.submissions_per_minute);
  contestant.in_flight = static_cast<int>(options.submissions_in_flight);
  return limits;
}

absl::Status MakeFirstToken(storage::UserStore& users,
                            const std::string& data) {
  const std::string path = absl::StrCat(data, "/admin.token");
  GAVEL_ASSIGN_OR_RETURN(const bool made, EnsureAdminToken(users, path));
  if (made) {
    Log(Severity::kInfo, "serve",
        absl::StrCat("no admin has a token: a new one is in ", path));
  }
  return absl::OkStatus();
}

absl::StatusOr<Engine> DescribeEngine(const sandbox::Supervisor& sandbox) {
  Engine engine;
  engine.version = GAVEL_VERSION;
  engine.runtime = sandbox.engine();
  for (const sandbox::Wall& wall : sandbox.walls()) {
    if (wall.stands) engine.walls.push_back(wall.name);
  }
  GAVEL_ASSIGN_OR_RETURN(
      engine.build,
      HashFiles({"/proc/self/exe", sandbox::DefaultSandboxExecutable()}));
  return engine;
}

// Contests say themselves whether runs are reused.
bool ReusesResults(storage::ContestStore& contests,
                   const Submission& submission) {
  if (submission.contest_id.empty()) return true;
  const absl::StatusOr<Contest> contest =
      contests.GetContest(submission.contest_id);
  return contest.ok() && contest->reuse_results;
}

// Drains and ends everything that was started, in this order: no new judging
// begins, what runs is finished, clients are told.
void Stop(Monitor& monitor, Rejudgings& rejudgings, Dispatcher& dispatcher,
          Server& server) {
  Log(Severity::kInfo, "serve",
      "finishing what is running; another signal stops at once");
  monitor.Drain();
  server.Drain();
  rejudgings.Shutdown();
  dispatcher.Shutdown();
  server.Shutdown(kCallGrace);
}

MonitorParts PartsToMonitor(const std::string& data, WorkQueue& queue,
                            sandbox::Supervisor& sandbox, Server& server) {
  return {.queue = [&] { return queue.Stats(); },
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

ServerOptions ServerOptionsOf(const ServeOptions& options) {
  ServerOptions server_options;
  server_options.listen = options.listen;
  server_options.limits = LimitsOf(options);
  server_options.tls = options.tls;
  server_options.allow_plaintext = options.allow_plaintext;
  server_options.spool_directory = absl::StrCat(options.data, "/spool");
  server_options.verifications.measure_again =
      static_cast<int>(options.measure_again);
  return server_options;
}

absl::Status Serve(const ServeOptions& options) {
  const ServerOptions server_options = ServerOptionsOf(options);
  GAVEL_RETURN_IF_ERROR(CheckServerOptions(server_options));
  // Destroyed last, so that no part of the end can hang.
  std::optional<ShutdownWatch> shutdown_watch;
  const SystemClock clock;
  Telemetry telemetry({.build = {GAVEL_VERSION, GAVEL_V8_VERSION}}, clock);
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<storage::SqliteStore> store,
                         storage::SqliteStore::Open(options.data, clock));
  storage::SqliteUsers users(store->database(), clock);
  storage::SqliteContests contests(store->database(), clock);
  const Admission admission(contests, clock);
  GAVEL_RETURN_IF_ERROR(MakeFirstToken(users, options.data));
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
  WorkQueue queue({.slots = static_cast<int>(options.slots),
                   .limit = static_cast<int>(options.queue_limit),
                   .reserved = static_cast<int>(options.reserved_slots),
                   .most_per_user = static_cast<int>(options.slots_per_user)},
                  clock);
  GAVEL_ASSIGN_OR_RETURN(const Engine engine, DescribeEngine(*sandbox));
  const JudgingOptions judging = {
      .measure_again = static_cast<int>(options.measure_again),
      .engine = engine,
      .machine = DescribeMachine()};
  MayReuse may_reuse;
  if (!options.no_reuse) {
    may_reuse = [&contests](const Submission& submission) {
      return ReusesResults(contests, submission);
    };
  }
  Dispatcher dispatcher({.judging = judging,
                         .priority =
                             [&admission](const storage::Waiting& waiting) {
                               return admission.PriorityOf(waiting);
                             },
                         .may_reuse = may_reuse,
                         .observer = &telemetry},
                        queue, *store, *sandbox, clock);
  storage::SqliteRejudgings rejudging_store(store->database(), clock);
  Rejudgings rejudgings({.queued = 2 * static_cast<int32_t>(options.slots),
                         .judging = judging,
                         .may_reuse = may_reuse},
                        rejudging_store, *store, queue, *sandbox, clock);
  GAVEL_ASSIGN_OR_RETURN(
      const std::unique_ptr<Server> server,
      Server::Start(server_options, {.dispatcher = dispatcher,
                                     .store = *store,
                                     .sandbox = *sandbox,
                                     .clock = clock,
                                     .users = users,
                                     .contests = &contests,
                                     .admission = &admission,
                                     .rejudgings = &rejudgings,
                                     .observer = &telemetry}));
  Monitor monitor(telemetry, Systemd(Systemd::FromProcess()),
                  PartsToMonitor(options.data, queue, *sandbox, *server));
  GAVEL_RETURN_IF_ERROR(monitor.Start(options.metrics_listen));
  if (const std::string address = monitor.address(); !address.empty()) {
    Log(Severity::kInfo, "serve",
        absl::StrCat("metrics on http://", address, "/metrics"));
  }
  GAVEL_RETURN_IF_ERROR(dispatcher.Start());
  GAVEL_RETURN_IF_ERROR(rejudgings.Start());
  GAVEL_RETURN_IF_ERROR(queue.Start());
  Log(Severity::kInfo, "serve", absl::StrCat("serving on ", server->address()));
  monitor.Ready();
  while (!AwaitStopSignal(kLookEvery)) monitor.Look();
  shutdown_watch.emplace(kMostShutdown);
  Stop(monitor, rejudgings, dispatcher, *server);
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
      .Text("tls-cert", "FILE", "PEM; read again when it changes",
            &options.tls.certificate_file)
      .Text("tls-key", "FILE", "the key of --tls-cert", &options.tls.key_file)
      .Text("tls-client-ca", "FILE",
            "clients need a certificate of these authorities",
            &options.tls.client_ca_file)
      .Switch("allow-plaintext",
              "listen for other machines without TLS: something in front "
              "encrypts",
              &options.allow_plaintext)
      .Text("metrics-listen", "ADDR",
            "serve /metrics, /healthz and /readyz here over HTTP, such as "
            "127.0.0.1:9464; default nowhere",
            &options.metrics_listen)
      .Text("log-format", "FORMAT", "text or json; default text",
            &options.log_format)
      .Number("slots", "N", "judgings at a time; default one for each CPU", 1,
              1024, &options.slots)
      .Number("reserved-slots", "N",
              "of them, those for live contests only; default 0", 0, 1023,
              &options.reserved_slots)
      .Number("slots-per-user", "N",
              "that one user may hold at a time; default 0: all but one", 0,
              1024, &options.slots_per_user)
      .Number("queue-limit", "N", "submissions that may wait; default 10000", 1,
              10'000'000, &options.queue_limit)
      .Number("submissions-per-minute", "N",
              "of one contestant, after the first 10; default 30, 0 for any "
              "number",
              0, 100'000, &options.submissions_per_minute)
      .Number("submissions-in-flight", "N",
              "of one contestant that wait or run; default 100", 1, 10'000'000,
              &options.submissions_in_flight)
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
              &options.jitless)
      .Switch("no-reuse",
              "run every test, even if a stored run says how it ends",
              &options.no_reuse);
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
