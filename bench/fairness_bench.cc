// What a flood by one user costs the others: time from submit to verdict while
// the server is idle, while the flood arrives, and while it waits.
//
// The flood is one user's, as fast as the server accepts it. The others submit
// now and then, with pauses drawn from a seed. All are submitted on behalf of
// users by an admin, so that no rate limit slows the flood down.
//
// usage: fairness_bench ADDRESS PROBLEM PROGRAM [FLOOD_PROGRAM] [flags]
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/journey.h"
#include "bench/json_file.h"
#include "bench/stats.h"
#include "cli/flags.h"

namespace gavel::bench {
namespace {

struct Settings {
  int64_t flood = 10'000;
  int64_t flooders = 8;
  int64_t users = 5;
  int64_t samples = 20;
  int64_t pause_ms = 1500;
  std::string json_file;
};

struct Phase {
  std::string name;
  std::vector<absl::Duration> latencies;
  int failures = 0;

  absl::Duration p50() const { return Percentile(latencies, 50); }
  absl::Duration p99() const { return Percentile(latencies, 99); }
};

// The user that floods.
class Flood {
 public:
  Flood(const std::string& address, v1::SubmitRequest request,
        const Settings& settings)
      : request_(std::move(request)), left_(settings.flood) {
    request_.set_on_behalf_of("flood");
    for (int64_t i = 0; i < settings.flooders; ++i) {
      threads_.emplace_back([this, address] { Run(address); });
    }
  }
  ~Flood() { AwaitArrived(); }

  bool arriving() const { return left_ > 0; }
  void AwaitArrived() {
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }
  int accepted() const { return accepted_; }
  int refused() const { return refused_; }

 private:
  void Run(const std::string& address) {
    const auto stub = Connect(address);
    while (left_.fetch_sub(1) > 0) {
      grpc::ClientContext context;
      Authorize(&context);
      v1::SubmitResponse response;
      if (stub->Submit(&context, request_, &response).ok()) {
        ++accepted_;
      } else {
        ++refused_;
      }
    }
  }

  v1::SubmitRequest request_;
  std::atomic<int64_t> left_;
  std::atomic<int> accepted_ = 0;
  std::atomic<int> refused_ = 0;
  std::vector<std::thread> threads_;
};

// What the others see, each of whom submits so often, or until `enough`.
Phase Measure(const std::string& name, const std::string& address,
              const v1::SubmitRequest& request, const Settings& settings,
              const std::function<bool()>& enough) {
  Phase phase{.name = name, .latencies = {}};
  std::mutex mu;
  std::vector<std::thread> threads;
  for (int64_t user = 0; user < settings.users; ++user) {
    threads.emplace_back([&, user] {
      const auto stub = Connect(address);
      v1::SubmitRequest mine = request;
      mine.set_on_behalf_of(absl::StrCat("user", user));
      std::mt19937 random(static_cast<uint32_t>(user));
      std::exponential_distribution<double> pause(
          1.0 / static_cast<double>(settings.pause_ms));
      for (int64_t i = 0; i < settings.samples && !enough(); ++i) {
        absl::SleepFor(absl::Milliseconds(pause(random)));
        const Outcome outcome = SubmitAndAwait(*stub, mine);
        const std::lock_guard<std::mutex> lock(mu);
        if (outcome.status.ok()) {
          phase.latencies.push_back(outcome.judged);
        } else {
          ++phase.failures;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return phase;
}

nlohmann::json ToJson(const Phase& phase, const Phase& idle) {
  return {{"phase", phase.name},
          {"samples", phase.latencies.size()},
          {"failures", phase.failures},
          {"p50_ms", absl::ToDoubleMilliseconds(phase.p50())},
          {"p99_ms", absl::ToDoubleMilliseconds(phase.p99())},
          {"p99_of_idle", absl::FDivDuration(phase.p99(), idle.p99())}};
}

void Print(const Phase& phase, const Phase& idle) {
  std::printf("  %-22s %7zu %8d %9.1f %9.1f %10.2f\n", phase.name.c_str(),
              phase.latencies.size(), phase.failures,
              absl::ToDoubleMilliseconds(phase.p50()),
              absl::ToDoubleMilliseconds(phase.p99()),
              absl::FDivDuration(phase.p99(), idle.p99()));
}

int Report(const std::vector<Phase>& phases, const Flood& flood,
           const std::string& json_file) {
  std::printf("others while one user floods, %d accepted, %d refused\n",
              flood.accepted(), flood.refused());
  std::printf("  %-22s %7s %8s %9s %9s %10s\n", "", "samples", "failures",
              "p50 ms", "p99 ms", "p99/idle");
  nlohmann::json lines = nlohmann::json::array();
  for (const Phase& phase : phases) {
    Print(phase, phases[0]);
    lines.push_back(ToJson(phase, phases[0]));
  }
  const nlohmann::json result = {{"flood", flood.accepted()},
                                 {"phases", lines}};
  return WriteJsonFile(result, json_file) ? 0 : 1;
}

bool IsPending(const std::string& address, const std::string& id) {
  const auto stub = Connect(address);
  grpc::ClientContext context;
  Authorize(&context);
  v1::GetSubmissionRequest request;
  request.set_submission_id(id);
  v1::GetSubmissionResponse response;
  return stub->GetSubmission(&context, request, &response).ok() &&
         response.submission().state() == v1::SUBMISSION_STATE_PENDING;
}

// The newest submission of the flood.
std::string LastOfFlood(const std::string& address,
                        const v1::SubmitRequest& request) {
  const auto stub = Connect(address);
  grpc::ClientContext context;
  Authorize(&context);
  v1::SubmitRequest last = request;
  last.set_on_behalf_of("flood");
  v1::SubmitResponse response;
  if (!stub->Submit(&context, last, &response).ok()) return "";
  return response.submission().id();
}

int Main(const std::string& address, const v1::SubmitRequest& request,
         const v1::SubmitRequest& flooding, const Settings& settings) {
  const auto never = [] { return false; };
  Settings warm = settings;
  warm.samples = 5;
  Measure("warm up", address, request, warm, never);

  std::vector<Phase> phases;
  phases.push_back(Measure("idle", address, request, settings, never));
  Flood flood(address, flooding, settings);
  const Phase arriving = Measure("flood arrives", address, request, settings,
                                 [&flood] { return !flood.arriving(); });
  if (!arriving.latencies.empty()) phases.push_back(arriving);
  flood.AwaitArrived();
  const std::string last = LastOfFlood(address, flooding);
  phases.push_back(Measure("flood waits", address, request, settings, never));
  if (!last.empty() && !IsPending(address, last)) {
    std::fprintf(stderr, "the flood was over too early: make it larger\n");
    return 1;
  }
  return Report(phases, flood, settings.json_file);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags(
      "fairness_bench ADDRESS PROBLEM PROGRAM "
      "[FLOOD_PROGRAM] [flags]",
      "Measures what a flood by one user costs the others.");
  flags
      .Number("flood", "N", "submissions of the flood; default 10000", 1,
              10'000'000, &settings.flood)
      .Number("flooders", "N", "calls of the flood at a time; default 8", 1,
              1000, &settings.flooders)
      .Number("users", "N", "other users; default 5", 1, 1000, &settings.users)
      .Number("samples", "N", "submissions of each; default 20", 1, 100'000,
              &settings.samples)
      .Number("pause", "MS", "between them, on average; default 1500", 1,
              60'000, &settings.pause_ms)
      .Text("json", "FILE", "write the results there", &settings.json_file);
  std::vector<std::string> arguments;
  if (auto exit =
          flags.ParseOrExit({argv + 1, argv + argc}, {3, 4}, &arguments)) {
    return *exit;
  }
  using gavel::bench::RequestFor;
  return gavel::bench::Main(
      arguments[0], RequestFor(arguments[1], arguments[2]),
      RequestFor(arguments[1], arguments.back()), settings);
}
