// Sustained load: submissions per second from clients to durable verdicts, the
// latency up to saturation and at twice of it, and whether that leaves anything
// behind.
//
// First as many clients as keep all slots busy find the most that there is.
// Then submissions come at shares of it at random times, whether or not those
// before have ended, so that a slow server does not slow its clients down. The
// queue of the server should hold a few seconds of work, or nothing is refused.
//
// usage: load_bench ADDRESS PROBLEM PROGRAM [flags]
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/journey.h"
#include "bench/json_file.h"
#include "bench/stats.h"
#include "cli/flags.h"

namespace gavel::bench {
namespace {

struct Settings {
  int64_t clients = 16;
  int64_t seconds = 10;
  int64_t users = 100;
  std::string json_file;
};

// What became of the submissions of one step.
class Step {
 public:
  explicit Step(absl::Duration length) : end_(absl::Now() + length) {}

  absl::Time end() const { return end_; }
  void Begin() {
    absl::MutexLock lock(&mu_);
    ++open_;
    ++offered_;
  }
  void End(const Outcome& outcome) {
    absl::MutexLock lock(&mu_);
    --open_;
    if (outcome.status.ok()) {
      latencies_.push_back(outcome.judged);
      if (absl::Now() <= end_) ++judged_in_time_;
    } else if (outcome.status.error_code() == grpc::RESOURCE_EXHAUSTED &&
               !outcome.status.error_details().empty()) {
      ++refused_;
    } else {
      ++failed_;
      std::fprintf(stderr, "failed: %s\n",
                   outcome.status.error_message().c_str());
    }
  }
  void AwaitAll() {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(this, &Step::NoneOpen));
  }

  struct Result {
    std::string name;
    double offered_per_second = 0;
    double verdicts_per_second = 0;
    int accepted = 0;
    int refused = 0;
    int failed = 0;
    absl::Duration p50 = absl::ZeroDuration();
    absl::Duration p99 = absl::ZeroDuration();
  };
  Result Get(const std::string& name, absl::Duration length) {
    absl::MutexLock lock(&mu_);
    const double seconds = absl::ToDoubleSeconds(length);
    Result result{.name = name,
                  .offered_per_second = offered_ / seconds,
                  .verdicts_per_second = judged_in_time_ / seconds,
                  .accepted = static_cast<int>(latencies_.size()),
                  .refused = refused_,
                  .failed = failed_};
    if (!latencies_.empty()) {
      result.p50 = Percentile(latencies_, 50);
      result.p99 = Percentile(latencies_, 99);
    }
    return result;
  }

 private:
  bool NoneOpen() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    return open_ == 0;
  }

  const absl::Time end_;
  absl::Mutex mu_;
  int open_ ABSL_GUARDED_BY(mu_) = 0;
  int offered_ ABSL_GUARDED_BY(mu_) = 0;
  int judged_in_time_ ABSL_GUARDED_BY(mu_) = 0;
  int refused_ ABSL_GUARDED_BY(mu_) = 0;
  int failed_ ABSL_GUARDED_BY(mu_) = 0;
  std::vector<absl::Duration> latencies_ ABSL_GUARDED_BY(mu_);
};

// Everybody who submits.
class Clients {
 public:
  Clients(const std::string& address, v1::SubmitRequest request,
          const Settings& settings)
      : settings_(settings),
        length_(absl::Seconds(settings.seconds)),
        request_(std::move(request)) {
    for (int64_t i = 0; i < settings.clients; ++i) {
      stubs_.push_back(Connect(address));
    }
  }

  // Each client submits again when it has a verdict.
  Step::Result Saturate() {
    Step step(length_);
    std::vector<std::thread> threads;
    for (const auto& stub : stubs_) {
      threads.emplace_back([&] {
        while (absl::Now() < step.end()) {
          step.Begin();
          step.End(SubmitAndAwait(*stub, Next()));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    return step.Get("as many as there can be", length_);
  }

  // Submissions arrive at that rate, at random.
  Step::Result Offer(const std::string& name, double per_second) {
    Step step(length_);
    std::mt19937 random(1);
    std::exponential_distribution<double> gap(per_second);
    absl::Time next = absl::Now();
    while (next < step.end()) {
      absl::SleepFor(next - absl::Now());
      step.Begin();
      SubmitAndWatch(*stubs_[random() % stubs_.size()], Next(),
                     [&step](const Outcome& outcome) { step.End(outcome); });
      next += absl::Seconds(gap(random));
    }
    step.AwaitAll();
    return step.Get(name, length_);
  }

 private:
  v1::SubmitRequest Next() {
    v1::SubmitRequest request = request_;
    request.set_on_behalf_of(
        absl::StrCat("user", count_.fetch_add(1) % settings_.users));
    return request;
  }

  const Settings settings_;
  const absl::Duration length_;
  const v1::SubmitRequest request_;
  std::atomic<int64_t> count_ = 0;
  std::vector<std::unique_ptr<v1::SubmissionService::Stub>> stubs_;
};

void PrintTable(const std::vector<Step::Result>& results) {
  std::printf("load, durable, from submit to verdict\n");
  std::printf("  %-24s %9s %10s %8s %8s %7s %9s %9s\n", "", "offered/s",
              "verdicts/s", "accepted", "refused", "failed", "p50 ms",
              "p99 ms");
  for (const Step::Result& result : results) {
    std::printf("  %-24s %9.1f %10.1f %8d %8d %7d %9.1f %9.1f\n",
                result.name.c_str(), result.offered_per_second,
                result.verdicts_per_second, result.accepted, result.refused,
                result.failed, absl::ToDoubleMilliseconds(result.p50),
                absl::ToDoubleMilliseconds(result.p99));
  }
}

bool WriteJson(const std::vector<Step::Result>& results,
               const std::string& path) {
  nlohmann::json steps = nlohmann::json::array();
  for (const Step::Result& result : results) {
    steps.push_back({{"step", result.name},
                     {"offered_per_second", result.offered_per_second},
                     {"verdicts_per_second", result.verdicts_per_second},
                     {"accepted", result.accepted},
                     {"refused", result.refused},
                     {"failed", result.failed},
                     {"p50_ms", absl::ToDoubleMilliseconds(result.p50)},
                     {"p99_ms", absl::ToDoubleMilliseconds(result.p99)}});
  }
  return WriteJsonFile({{"steps", steps}}, path);
}

int Main(const std::string& address, const v1::SubmitRequest& request,
         const Settings& settings) {
  Clients clients(address, request, settings);
  clients.Saturate();  // warm up
  std::vector<Step::Result> results = {clients.Saturate()};
  const double most = results[0].verdicts_per_second;
  for (const int percent : {25, 50, 75, 90, 100, 200, 25}) {
    results.push_back(clients.Offer(absl::StrCat(percent, " % of that"),
                                    most * percent / 100));
  }
  results.back().name += " afterwards";
  PrintTable(results);
  if (!WriteJson(results, settings.json_file)) return 1;
  int failed = 0;
  for (const Step::Result& result : results) failed += result.failed;
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("load_bench ADDRESS PROBLEM PROGRAM [flags]",
                          "Measures a server under load, up to twice of what "
                          "it can judge.");
  flags
      .Number("clients", "N", "connections; default 16", 1, 1000,
              &settings.clients)
      .Number("seconds", "N", "of each step; default 10", 1, 3600,
              &settings.seconds)
      .Number("users", "N", "who submit in turn; default 100", 1, 100'000,
              &settings.users)
      .Text("json", "FILE", "write the results there", &settings.json_file);
  std::vector<std::string> arguments;
  if (auto exit =
          flags.ParseOrExit({argv + 1, argv + argc}, {3, 3}, &arguments)) {
    return *exit;
  }
  return gavel::bench::Main(
      arguments[0], gavel::bench::RequestFor(arguments[1], arguments[2]),
      settings);
}
