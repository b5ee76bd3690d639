// What a flood by one user costs the others: time from submit to verdict while
// the server is idle, while the flood arrives, and while it waits.
//
// The flood is one user's, as fast as the server accepts it. The others submit
// now and then, with pauses drawn from a seed. All are submitted on behalf of
// users by an admin, so that no rate limit slows the flood down.
//
// usage: fairness_bench [flags] BIN_DIRECTORY
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "bench/flood.h"
#include "bench/journey.h"
#include "bench/own_server.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr int kTests = 10;
// Longer than any flood.
constexpr const char* kQueueLimit = "10000000";

struct Settings {
  int64_t flood = 10'000;
  int64_t flooders = 8;
  int64_t users = 5;
  int64_t samples = 30;
  int64_t pause_ms = 500;
};

using Times = std::vector<absl::Duration>;

// What the others see, each of whom submits so often, or until `enough`.
absl::StatusOr<Times> Measure(const std::string& address,
                              const Settings& settings,
                              const std::function<bool()>& enough) {
  absl::Mutex mu;
  Times times;
  absl::Status status;
  std::vector<std::thread> threads;
  for (int64_t user = 0; user < settings.users; ++user) {
    threads.emplace_back([&, user] {
      const auto stub = Connect(address);
      v1::SubmitRequest mine = SumSubmission(kTests);
      mine.set_on_behalf_of(absl::StrCat("user", user));
      std::mt19937 random(static_cast<uint32_t>(user));
      std::exponential_distribution<double> pause(
          1.0 / static_cast<double>(settings.pause_ms));
      for (int64_t i = 0; i < settings.samples && !enough(); ++i) {
        absl::SleepFor(absl::Milliseconds(pause(random)));
        const Outcome outcome = SubmitAndAwait(*stub, mine);
        absl::MutexLock lock(&mu);
        status.Update(CheckAccepted(outcome, kTests));
        times.push_back(outcome.judged);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  GAVEL_RETURN_IF_ERROR(status);
  return times;
}

void Add(const std::string& name, const Times& times, const Times& idle,
         Report& report) {
  report.Add({.name = absl::StrCat("submit to verdict of others, ", name),
              .unit = "ms",
              .measured = Milliseconds(times),
              .baselines = {{"idle", Milliseconds(idle)}}});
}

absl::Status MeasureAll(const std::string& bin, const Settings& settings,
                        Report& report) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto server,
      OwnServer::Start(bin, {kTests}, {"--queue-limit", kQueueLimit}));
  const std::string& address = server->address();
  const auto never = [] { return false; };
  Settings warm = settings;
  warm.samples = 5;
  GAVEL_RETURN_IF_ERROR(Measure(address, warm, never).status());

  GAVEL_ASSIGN_OR_RETURN(const Times idle, Measure(address, settings, never));
  report.Add({.name = "submit to verdict of others, idle",
              .unit = "ms",
              .measured = Milliseconds(idle)});
  v1::SubmitRequest flooding = SumSubmission(kTests);
  Flood flood(address, settings.flood, settings.flooders, flooding,
              [](int64_t) { return "flood"; });
  GAVEL_ASSIGN_OR_RETURN(
      const Times arriving,
      Measure(address, settings, [&flood] { return !flood.arriving(); }));
  GAVEL_RETURN_IF_ERROR(flood.AwaitArrived());
  if (arriving.empty()) {
    return absl::InternalError("the flood arrived too early: make it larger");
  }
  Add("the flood arrives", arriving, idle, report);
  flooding.set_on_behalf_of("flood");
  const auto stub = Connect(address);
  GAVEL_ASSIGN_OR_RETURN(const std::string last, Submit(*stub, flooding));
  GAVEL_ASSIGN_OR_RETURN(const Times waiting,
                         Measure(address, settings, never));
  GAVEL_ASSIGN_OR_RETURN(const bool pending, IsPending(*stub, last));
  if (!pending) {
    return absl::InternalError("the flood was over too early: make it larger");
  }
  Add("the flood waits", waiting, idle, report);
  report.set_title(
      absl::StrCat("others while one user floods with ", settings.flood));
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags(
      "fairness_bench [flags] BIN_DIRECTORY",
      "Measures what a flood by one user costs the others.");
  flags
      .Number("flood", "N", "submissions of the flood; default 10000", 1,
              1'000'000, &settings.flood)
      .Number("flooders", "N", "calls of the flood at a time; default 8", 1,
              1000, &settings.flooders)
      .Number("users", "N", "other users; default 5", 1, 1000, &settings.users)
      .Number("samples", "N", "submissions of each; default 30", 1, 100'000,
              &settings.samples)
      .Number("pause", "MS", "between them, on average; default 500", 1, 60'000,
              &settings.pause_ms);
  return gavel::bench::BenchMain(
      flags, argc, argv, {1, 1}, [&](const auto& arguments, auto& report) {
        return gavel::bench::MeasureAll(arguments[0], settings, report);
      });
}
