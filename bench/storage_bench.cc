// Durable submissions and judgements per second, and how long one takes, with
// one transaction each and with group commit, by the number of threads.
//
// usage: storage_bench DIRECTORY [SECONDS]
//
// DIRECTORY is made, and is on the disk that is measured. A cell is SECONDS
// long; the two ways to commit take turns.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/stats.h"
#include "core/clock.h"
#include "core/status_macros.h"
#include "storage/sqlite_store.h"

namespace gavel::bench {
namespace {

constexpr std::array<int, 4> kThreads = {1, 2, 8, 64};
constexpr int kTests = 20;
constexpr size_t kSource = 2000;

struct Measured {
  double per_second = 0;
  std::vector<absl::Duration> latencies;
};

// Calls `work` on so many threads, for so long. Where they are to be apart a
// lock is around each call, as it was before there were groups.
Measured Measure(int threads, absl::Duration time, bool apart,
                 absl::FunctionRef<bool()> work) {
  std::mutex one_by_one;
  std::mutex mu;
  Measured measured;
  const absl::Time begin = absl::Now();
  const auto run = [&] {
    std::vector<absl::Duration> latencies;
    for (absl::Time now = begin; now - begin < time;) {
      const absl::Time start = absl::Now();
      bool done = false;
      if (apart) {
        const std::lock_guard<std::mutex> lock(one_by_one);
        done = work();
      } else {
        done = work();
      }
      now = absl::Now();
      if (!done) break;
      latencies.push_back(now - start);
    }
    const std::lock_guard<std::mutex> lock(mu);
    measured.latencies.insert(measured.latencies.end(), latencies.begin(),
                              latencies.end());
  };
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back(run);
  for (std::thread& thread : running) thread.join();
  measured.per_second = static_cast<double>(measured.latencies.size()) /
                        absl::ToDoubleSeconds(absl::Now() - begin);
  return measured;
}

Submission MakeSubmission() {
  Submission submission;
  submission.problem_id = "sum";
  submission.problem_version = 1;
  submission.language = Language::kJavaScript;
  submission.source = std::string(kSource, 'x');
  return submission;
}

Judgement MakeJudgement() {
  Judgement judgement;
  judgement.verdict = Verdict::kAccepted;
  for (int i = 0; i < kTests; ++i) {
    TestRun run;
    run.test = "secret/" + std::to_string(i);
    run.execution.verdict = Verdict::kAccepted;
    judgement.runs.push_back(std::move(run));
  }
  return judgement;
}

bool Say(const absl::Status& status) {
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok();
}

void Print(const char* what, int threads, const char* how,
           const Measured& measured) {
  const auto ms = [&](size_t percent) {
    return absl::ToDoubleMilliseconds(Percentile(measured.latencies, percent));
  };
  std::printf("  %-12s %7d  %-6s %9.0f %9.2f %9.2f %9.2f\n", what, threads, how,
              measured.per_second, ms(50), ms(99), ms(100));
}

// Both ways, and how much more the second does.
void Compare(const char* what, int threads, absl::Duration time,
             absl::FunctionRef<bool()> work) {
  const Measured apart = Measure(threads, time, true, work);
  const Measured groups = Measure(threads, time, false, work);
  if (apart.latencies.empty() || groups.latencies.empty()) return;
  Print(what, threads, "apart", apart);
  Print(what, threads, "groups", groups);
  std::printf("  %-12s %7d  x %.2f\n", what, threads,
              groups.per_second / apart.per_second);
}

absl::Status Run(const std::string& directory, absl::Duration time) {
  const SystemClock clock;
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<storage::SqliteStore> store,
                         storage::SqliteStore::Open(directory, clock));
  Problem problem;
  problem.id = "sum";
  GAVEL_RETURN_IF_ERROR(store->AddProblem(problem).status());
  const Submission submission = MakeSubmission();
  const Judgement judgement = MakeJudgement();
  std::atomic<SubmissionId> submitted(0);
  std::atomic<SubmissionId> judged(0);
  const auto submit = [&] {
    const auto added = store->AddSubmission(submission);
    if (added.ok()) ++submitted;
    return Say(added.status());
  };
  const auto judge = [&] {
    const SubmissionId id = judged.fetch_add(1) + 1;
    absl::Status status = store->AddJudgement(id, judgement);
    // Each needs a submission of its own.
    while (absl::IsNotFound(status) && submit()) {
      status = store->AddJudgement(id, judgement);
    }
    return Say(status);
  };
  const auto read = [&] {
    return Say(store->GetSubmission(submitted / 2 + 1).status());
  };
  std::printf("%zu bytes of source, %d runs a judgement; ms\n", kSource,
              kTests);
  std::printf("  %-12s %7s  %-6s %9s %9s %9s %9s\n", "what", "threads", "how",
              "1/s", "median", "p99", "most");
  for (const int threads : kThreads) {
    Compare("submission", threads, time, submit);
    Compare("judgement", threads, time, judge);
  }
  for (const int threads : kThreads) Compare("read", threads, time, read);
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  int seconds = 3;
  if (argc < 2 || argc > 3 ||
      (argc == 3 && (!absl::SimpleAtoi(argv[2], &seconds) || seconds < 1))) {
    std::fprintf(stderr, "usage: %s DIRECTORY [SECONDS]\n", argv[0]);
    return 64;
  }
  const bool done =
      gavel::bench::Say(gavel::bench::Run(argv[1], absl::Seconds(seconds)));
  return done ? 0 : 1;
}
