// A server under load: the latency of what comes at random at a share of the
// most that it can judge, up to twice of it, and whether that leaves anything
// behind.
//
// First as many clients as keep all slots busy find the most that there is.
// Then submissions of ten tests come whether or not those before have ended, so
// that a slow server does not slow its clients down. The queue holds a second
// or two of work; what does not fit is refused.
//
// usage: load_bench [flags] BIN_DIRECTORY
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
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
#include "bench/bench_main.h"
#include "bench/journey.h"
#include "bench/own_server.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr int kTests = 10;
constexpr const char* kQueueLimit = "200";

struct Settings {
  int64_t clients = 16;
  int64_t seconds = 8;
  int64_t users = 100;
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
      failure_.Update(absl::InternalError(
          absl::StrCat("submitting: ", outcome.status.error_message())));
    }
  }
  void AwaitAll() {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(this, &Step::NoneOpen));
  }

  struct Result {
    double offered_per_second = 0;
    double verdicts_per_second = 0;
    // Of what was offered.
    double refused_percent = 0;
    std::vector<absl::Duration> latencies;
  };
  absl::StatusOr<Result> Get(absl::Duration length) {
    absl::MutexLock lock(&mu_);
    GAVEL_RETURN_IF_ERROR(failure_);
    if (latencies_.empty()) return absl::InternalError("no verdict came");
    const double seconds = absl::ToDoubleSeconds(length);
    return Result{.offered_per_second = offered_ / seconds,
                  .verdicts_per_second = judged_in_time_ / seconds,
                  .refused_percent = 100.0 * refused_ / offered_,
                  .latencies = latencies_};
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
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  std::vector<absl::Duration> latencies_ ABSL_GUARDED_BY(mu_);
};

// Everybody who submits.
class Clients {
 public:
  Clients(const OwnServer& server, const Settings& settings)
      : settings_(settings), length_(absl::Seconds(settings.seconds)) {
    for (int64_t i = 0; i < settings.clients; ++i) {
      stubs_.push_back(Connect(server.address()));
    }
  }

  // Each client submits again when it has a verdict.
  absl::StatusOr<Step::Result> Saturate() {
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
    return step.Get(length_);
  }

  // Submissions arrive at that rate, at random.
  absl::StatusOr<Step::Result> Offer(double per_second) {
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
    return step.Get(length_);
  }

 private:
  v1::SubmitRequest Next() {
    v1::SubmitRequest request = SumSubmission(kTests);
    request.set_on_behalf_of(
        absl::StrCat("user", count_.fetch_add(1) % settings_.users));
    return request;
  }

  const Settings settings_;
  const absl::Duration length_;
  std::atomic<int64_t> count_ = 0;
  std::vector<std::unique_ptr<v1::SubmissionService::Stub>> stubs_;
};

// Beside the latency of the first that was offered.
void Add(const std::string& name, const Step::Result& step,
         const std::optional<Baseline>& calm, Report& report) {
  Figure latency{.name = absl::StrCat(name, ": submit to verdict"),
                 .unit = "ms",
                 .measured = Milliseconds(step.latencies)};
  if (calm) latency.baselines.push_back(*calm);
  report.Add(std::move(latency));
  report.Add({.name = absl::StrCat(name, ": verdicts"),
              .unit = "1/s",
              .measured = Single(step.verdicts_per_second),
              .baselines = {{"offered", Single(step.offered_per_second)}}});
  if (step.refused_percent > 0) {
    report.Add({.name = absl::StrCat(name, ": refused, of what was offered"),
                .unit = "%",
                .measured = Single(step.refused_percent)});
  }
}

absl::Status Measure(const std::string& bin, const Settings& settings,
                     Report& report) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto server,
      OwnServer::Start(bin, {kTests}, {"--queue-limit", kQueueLimit}));
  Clients clients(*server, settings);
  GAVEL_RETURN_IF_ERROR(clients.Saturate().status());  // warm up
  GAVEL_ASSIGN_OR_RETURN(const Step::Result all, clients.Saturate());
  report.Add({.name = "all there is: submit to verdict",
              .unit = "ms",
              .measured = Milliseconds(all.latencies)});
  report.Add({.name = "all there is: verdicts",
              .unit = "1/s",
              .measured = Single(all.verdicts_per_second)});
  std::optional<Baseline> calm;
  for (const int percent : {25, 50, 75, 90, 100, 200, 25}) {
    GAVEL_ASSIGN_OR_RETURN(
        const Step::Result step,
        clients.Offer(all.verdicts_per_second * percent / 100));
    const bool again = calm && percent == 25;
    Add(absl::StrCat(percent, " % of it", again ? ", afterwards" : ""), step,
        calm, report);
    if (!calm) calm = Baseline{"25 %", Milliseconds(step.latencies)};
  }
  report.set_title("latency against load");
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("load_bench [flags] BIN_DIRECTORY",
                          "Measures a server under load, up to twice of what "
                          "it can judge.");
  flags
      .Number("clients", "N", "connections; default 16", 1, 1000,
              &settings.clients)
      .Number("seconds", "N", "of each step; default 8", 1, 3600,
              &settings.seconds)
      .Number("users", "N", "who submit in turn; default 100", 1, 100'000,
              &settings.users);
  return gavel::bench::BenchMain(
      flags, argc, argv, {1, 1}, [&](const auto& arguments, auto& report) {
        return gavel::bench::Measure(arguments[0], settings, report);
      });
}
