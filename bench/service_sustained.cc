#include <unistd.h>

#include <atomic>
#include <memory>
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
#include "bench/service_bench.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr int kTests = 10;
constexpr double kTestsPerSecond = 1500;
// Memory is flat if it is no more than so many times what it was.
constexpr double kMostGrowth = 1.1;
constexpr absl::Duration kWarmUp = absl::Seconds(2);

// Everybody who submits.
class Crowd {
 public:
  Crowd(const OwnServer& server, const ServiceSettings& settings)
      : users_(settings.users) {
    for (int64_t i = 0; i < settings.clients; ++i) {
      threads_.emplace_back(
          [this, address = server.address()] { Submit(address); });
    }
  }
  ~Crowd() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
  }

  // Since the last call.
  struct Share {
    std::vector<absl::Duration> latencies;
    absl::Status status;
  };
  Share Take() {
    absl::MutexLock lock(&mu_);
    return std::exchange(share_, Share());
  }

 private:
  void Submit(const std::string& address) {
    const auto stub = Connect(address);
    v1::SubmitRequest request = SumSubmission(kTests);
    while (!stopping_) {
      request.set_on_behalf_of(absl::StrCat("user", count_++ % users_));
      const Outcome outcome = SubmitAndAwait(*stub, request);
      absl::MutexLock lock(&mu_);
      share_.status.Update(CheckAccepted(outcome, kTests));
      share_.latencies.push_back(outcome.judged);
    }
  }

  const int64_t users_;
  std::atomic<int64_t> count_ = 0;
  std::atomic<bool> stopping_ = false;
  absl::Mutex mu_;
  Share share_ ABSL_GUARDED_BY(mu_);
  std::vector<std::thread> threads_;
};

// Second by second.
struct Sustained {
  std::vector<double> rates;
  std::vector<absl::Duration> latencies;
  // One more: also before the first second.
  std::vector<Usage> usages;
};

absl::StatusOr<Sustained> Watch(const OwnServer& server, Crowd& crowd,
                                int64_t seconds) {
  absl::SleepFor(kWarmUp);
  GAVEL_RETURN_IF_ERROR(crowd.Take().status);
  Sustained result;
  GAVEL_ASSIGN_OR_RETURN(result.usages.emplace_back(), server.Measure());
  for (absl::Time start = absl::Now(); seconds > 0; --seconds) {
    absl::SleepFor(absl::Seconds(1));
    const Crowd::Share share = crowd.Take();
    GAVEL_RETURN_IF_ERROR(share.status);
    const absl::Time now = absl::Now();
    result.rates.push_back(kTests *
                           static_cast<double>(share.latencies.size()) /
                           absl::ToDoubleSeconds(now - start));
    start = now;
    result.latencies.insert(result.latencies.end(), share.latencies.begin(),
                            share.latencies.end());
    GAVEL_ASSIGN_OR_RETURN(result.usages.emplace_back(), server.Measure());
  }
  if (!result.latencies.empty()) return result;
  return absl::InternalError("no verdict came");
}

Measured Megabytes(Bytes bytes) {
  return Single(static_cast<double>(bytes.count()) / 1e6);
}

void AddRates(std::vector<double> rates, Report& report) {
  report.Add({.name = "tests per second, sustained",
              .unit = "1/s",
              .measured = Higher(rates),
              .median = {.at_least = kTestsPerSecond}});
  const auto cores = static_cast<double>(sysconf(_SC_NPROCESSORS_ONLN));
  for (double& rate : rates) rate /= cores;
  report.Add({.name = "tests per second and core, sustained",
              .unit = "1/s",
              .measured = Higher(std::move(rates))});
}

}  // namespace

absl::Status MeasureSustained(const OwnServer& server,
                              const ServiceSettings& settings, Report& report) {
  Crowd crowd(server, settings);
  GAVEL_ASSIGN_OR_RETURN(const Sustained sustained,
                         Watch(server, crowd, settings.seconds));
  AddRates(sustained.rates, report);
  report.Add({.name = "submit to verdict, sustained",
              .unit = "ms",
              .measured = Milliseconds(sustained.latencies)});
  const std::vector<Usage>& usages = sustained.usages;
  const size_t tests = kTests * sustained.latencies.size();
  report.Add({.name = "CPU time of server and sandbox for a test",
              .unit = "ms",
              .measured = Single(absl::FDivDuration(
                  usages.back().cpu - usages.front().cpu,
                  absl::Milliseconds(1) * static_cast<int64_t>(tests)))});
  report.Add({.name = "memory of the server at the end of it",
              .unit = "MB",
              .measured = Megabytes(usages.back().server),
              .baselines = {{"in the middle",
                             Megabytes(usages[usages.size() / 2].server)},
                            {"at its start",
                             Megabytes(usages.front().server),
                             {.at_most = kMostGrowth}}}});
  return absl::OkStatus();
}

}  // namespace gavel::bench
