// The whole service, from submit to durable verdict over gRPC, on a server of
// its own: one submission at a time with 1, 10 and 100 tests and where its time
// goes; 100 tests against the same 100 runs without a service; and how many
// tests a second it keeps up for how much memory.
//
// usage: service_bench BIN_DIRECTORY [flags]
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/journey.h"
#include "bench/json_file.h"
#include "bench/one_run.h"
#include "bench/own_server.h"
#include "bench/stats.h"
#include "cli/flags.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

using nlohmann::json;
using Samples = std::vector<absl::Duration>;

constexpr int kHundred = 100;
constexpr int kSustained = 10;

struct Settings {
  int64_t samples = 300;
  int64_t rounds = 30;
  int64_t clients = 16;
  int64_t seconds = 20;
  int64_t users = 100;
  std::string json_file;
};

double Ms(absl::Duration duration) {
  return absl::ToDoubleMilliseconds(duration);
}
double MiBs(Bytes bytes) {
  return static_cast<double>(bytes.count()) / (1024 * 1024);
}

v1::SubmitRequest Submission(int tests) {
  v1::SubmitRequest request;
  request.set_problem_id(absl::StrCat("sum-", tests));
  request.set_language("javascript");
  request.set_source(kSumProgram);
  return request;
}

absl::Status CheckOutcome(const Outcome& outcome, int tests) {
  if (!outcome.status.ok()) {
    return absl::InternalError(outcome.status.error_message());
  }
  if (outcome.verdict != v1::VERDICT_ACCEPTED || outcome.runs != tests) {
    return absl::InternalError(absl::StrCat(
        "submission ", outcome.submission_id, " has verdict ", outcome.verdict,
        " after ", outcome.runs, " runs, not acceptance after ", tests));
  }
  return absl::OkStatus();
}

// The parts of a submission's time, which make up all of it.
struct Stage {
  const char* name;
  absl::Duration (*of)(const Outcome& outcome);
};
constexpr std::array<Stage, 5> kStages = {{
    // The call, the durable submission, the queue.
    {"to_begin", [](const Outcome& o) { return o.begun; }},
    {"compiling", [](const Outcome& o) { return o.compiling; }},
    {"running", [](const Outcome& o) { return o.running; }},
    // Files, orders and answers, forks, comparing.
    {"around_runs",
     [](const Outcome& o) {
       return o.finished - o.begun - o.compiling - o.running;
     }},
    // The durable judgement, telling it.
    {"to_verdict", [](const Outcome& o) { return o.judged - o.finished; }},
}};

template <typename Of>
Samples Collect(const std::vector<Outcome>& outcomes, const Of& of) {
  Samples samples;
  for (const Outcome& outcome : outcomes) samples.push_back(of(outcome));
  return samples;
}

absl::StatusOr<json> MeasureIdle(v1::SubmissionService::Stub& stub, int tests,
                                 int64_t count) {
  std::vector<Outcome> outcomes;
  for (int64_t i = 0; i < count; ++i) {
    outcomes.push_back(SubmitAndAwait(stub, Submission(tests)));
    GAVEL_RETURN_IF_ERROR(CheckOutcome(outcomes.back(), tests));
  }
  const Samples judged =
      Collect(outcomes, [](const Outcome& o) { return o.judged; });
  const Samples accepted =
      Collect(outcomes, [](const Outcome& o) { return o.accepted; });
  json result = {{"tests", tests},
                 {"samples", count},
                 {"accepted_p50_ms", Ms(Percentile(accepted, 50))},
                 {"accepted_p99_ms", Ms(Percentile(accepted, 99))},
                 {"p50_ms", Ms(Percentile(judged, 50))},
                 {"p99_ms", Ms(Percentile(judged, 99))}};
  std::printf("  %5d %9.2f %9.2f", tests, Ms(Percentile(judged, 50)),
              Ms(Percentile(judged, 99)));
  for (const Stage& stage : kStages) {
    const double p50 = Ms(Percentile(Collect(outcomes, stage.of), 50));
    result["stages_p50_ms"][stage.name] = p50;
    std::printf(" %11.2f", p50);
  }
  std::printf("\n");
  return result;
}

absl::StatusOr<json> MeasureAllIdle(v1::SubmissionService::Stub& stub,
                                    const Settings& settings) {
  std::printf(
      "one submission at a time, ms from submit to verdict, and its "
      "stages (medians)\n  %5s %9s %9s",
      "tests", "p50", "p99");
  for (const Stage& stage : kStages) std::printf(" %11s", stage.name);
  std::printf("\n");
  json results = json::array();
  for (const int tests : {1, kSustained, kHundred}) {
    const int64_t count =
        std::max<int64_t>(settings.samples / tests, settings.rounds);
    GAVEL_ASSIGN_OR_RETURN(json result, MeasureIdle(stub, tests, count));
    results.push_back(std::move(result));
  }
  return results;
}

// As many runs of the program as a submission has tests, and nothing else.
absl::StatusOr<absl::Duration> RunAlone(sandbox::Program& program, int runs) {
  const absl::Time start = absl::Now();
  for (int test = 0; test < runs; ++test) {
    GAVEL_ASSIGN_OR_RETURN(const OneRun run, RunOnce(program, SumInput(test)));
    if (run.output != SumAnswer(test)) {
      return absl::InternalError("the program printed something else");
    }
  }
  return absl::Now() - start;
}

// In turn, so that whatever else the machine does is in both.
absl::StatusOr<json> MeasureHundred(v1::SubmissionService::Stub& stub,
                                    const std::string& sandbox_executable,
                                    int64_t rounds) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({sandbox_executable}));
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(*supervisor, kSumProgram, Limits()));
  Samples service;
  Samples alone;
  for (int64_t i = 0; i < rounds; ++i) {
    const Outcome outcome = SubmitAndAwait(stub, Submission(kHundred));
    GAVEL_RETURN_IF_ERROR(CheckOutcome(outcome, kHundred));
    service.push_back(outcome.judged);
    GAVEL_ASSIGN_OR_RETURN(const absl::Duration runs,
                           RunAlone(*program, kHundred));
    alone.push_back(runs);
  }
  const double ratio =
      absl::FDivDuration(Percentile(service, 50), Percentile(alone, 50));
  std::printf("%d tests: %.1f ms, %d runs alone: %.1f ms, ratio %.2f\n",
              kHundred, Ms(Percentile(service, 50)), kHundred,
              Ms(Percentile(alone, 50)), ratio);
  return json{{"tests", kHundred},
              {"rounds", rounds},
              {"service_p50_ms", Ms(Percentile(service, 50))},
              {"service_p99_ms", Ms(Percentile(service, 99))},
              {"runs_alone_p50_ms", Ms(Percentile(alone, 50))},
              {"runs_alone_p99_ms", Ms(Percentile(alone, 99))},
              {"ratio", ratio}};
}

// Clients that each submit again when they have a verdict.
class Crowd {
 public:
  Crowd(const std::string& address, const Settings& settings)
      : users_(settings.users) {
    for (int64_t i = 0; i < settings.clients; ++i) {
      threads_.emplace_back([this, address] { Submit(address); });
    }
  }
  ~Crowd() { Stop(); }

  void Stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  // Since the last call.
  struct Share {
    Samples latencies;
    int64_t tests = 0;
    absl::Status status;
  };
  Share Take() {
    absl::MutexLock lock(&mu_);
    return std::exchange(share_, Share());
  }

 private:
  void Submit(const std::string& address) {
    const auto stub = Connect(address);
    v1::SubmitRequest request = Submission(kSustained);
    while (!stopping_) {
      request.set_on_behalf_of(absl::StrCat("user", count_++ % users_));
      const Outcome outcome = SubmitAndAwait(*stub, request);
      const absl::Status status = CheckOutcome(outcome, kSustained);
      absl::MutexLock lock(&mu_);
      share_.status.Update(status);
      share_.latencies.push_back(outcome.judged);
      share_.tests += outcome.runs;
    }
  }

  const int64_t users_;
  std::atomic<int64_t> count_ = 0;
  std::atomic<bool> stopping_ = false;
  absl::Mutex mu_;
  Share share_ ABSL_GUARDED_BY(mu_);
  std::vector<std::thread> threads_;
};

absl::StatusOr<json> MeasureSustained(const OwnServer& server,
                                      const Settings& settings) {
  Crowd crowd(server.address(), settings);
  absl::SleepFor(absl::Seconds(2));
  GAVEL_RETURN_IF_ERROR(crowd.Take().status);
  std::vector<Usage> usages;
  GAVEL_ASSIGN_OR_RETURN(usages.emplace_back(), server.Measure());
  const absl::Time start = absl::Now();
  for (int half = 0; half < 2; ++half) {
    absl::SleepFor(absl::Seconds(settings.seconds) / 2);
    GAVEL_ASSIGN_OR_RETURN(usages.emplace_back(), server.Measure());
  }
  const Crowd::Share share = crowd.Take();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  crowd.Stop();
  GAVEL_RETURN_IF_ERROR(share.status);
  if (share.tests == 0) return absl::InternalError("no verdict came");
  const double tests_per_second = static_cast<double>(share.tests) / seconds;
  const double cpu_per_test = Ms(usages.back().cpu - usages.front().cpu) /
                              static_cast<double>(share.tests);
  std::printf(
      "%d tests a submission, %lld clients, %.0f s: %.0f tests/s, "
      "p50 %.1f ms, p99 %.1f ms, server's CPU %.2f ms a test\n"
      "  resident MiB at start, middle, end:",
      kSustained, static_cast<long long>(settings.clients), seconds,
      tests_per_second, Ms(Percentile(share.latencies, 50)),
      Ms(Percentile(share.latencies, 99)), cpu_per_test);
  json memory = json::array();
  for (const Usage& usage : usages) {
    std::printf(" %.1f", MiBs(usage.server));
    memory.push_back({{"server_bytes", usage.server.count()},
                      {"zygote_bytes", usage.zygote.count()}});
  }
  std::printf("\n");
  return json{{"tests_per_submission", kSustained},
              {"clients", settings.clients},
              {"seconds", seconds},
              {"submissions", share.latencies.size()},
              {"tests", share.tests},
              {"tests_per_second", tests_per_second},
              {"p50_ms", Ms(Percentile(share.latencies, 50))},
              {"p99_ms", Ms(Percentile(share.latencies, 99))},
              {"cpu_ms_per_test", cpu_per_test},
              {"memory_start_middle_end", memory}};
}

absl::Status Main(const std::string& bin, const Settings& settings) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto server,
      OwnServer::Start(bin + "/gavel", {1, kSustained, kHundred}, {}));
  const auto stub = Connect(server->address());
  for (int i = 0; i < 50; ++i) SubmitAndAwait(*stub, Submission(kSustained));
  json result;
  GAVEL_ASSIGN_OR_RETURN(result["idle"], MeasureAllIdle(*stub, settings));
  GAVEL_ASSIGN_OR_RETURN(
      result["hundred"],
      MeasureHundred(*stub, bin + "/gavel-sandbox", settings.rounds));
  GAVEL_ASSIGN_OR_RETURN(result["sustained"],
                         MeasureSustained(*server, settings));
  return WriteJsonFile(result, settings.json_file)
             ? absl::OkStatus()
             : absl::InternalError("the results were not written");
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("service_bench BIN_DIRECTORY [flags]",
                          "Measures the whole service of the gavel there.");
  flags
      .Number("samples", "N", "of one test on an idle server; default 300", 1,
              1'000'000, &settings.samples)
      .Number("rounds", "N", "of 100 tests, and 100 runs alone; default 30", 1,
              100'000, &settings.rounds)
      .Number("clients", "N", "of sustained load; default 16", 1, 1000,
              &settings.clients)
      .Number("seconds", "N", "of sustained load; default 20", 2, 86'400,
              &settings.seconds)
      .Number("users", "N", "who submit in turn; default 100", 1, 100'000,
              &settings.users)
      .Text("json", "FILE", "write the results there", &settings.json_file);
  std::vector<std::string> arguments;
  if (auto exit =
          flags.ParseOrExit({argv + 1, argv + argc}, {1, 1}, &arguments)) {
    return *exit;
  }
  const absl::Status status = gavel::bench::Main(arguments[0], settings);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return 1;
}
