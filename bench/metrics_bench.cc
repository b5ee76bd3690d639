// What counting and logging cost: nanoseconds for each event, alone and with
// other threads that count at the same time.
//
//   metrics_bench
#include <functional>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "core/log.h"
#include "judge/service/metrics.h"

namespace gavel::judge {
namespace {

constexpr int kEvents = 200'000;

double NanosecondsEach(int threads, const std::function<void()>& event) {
  const absl::Time began = absl::Now();
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&event] {
      for (int j = 0; j < kEvents; ++j) event();
    });
  }
  for (std::thread& worker : workers) worker.join();
  return absl::ToDoubleNanoseconds(absl::Now() - began) / kEvents;
}

void Report(const char* name, const std::function<void()>& event) {
  absl::PrintF("%-28s %8.0f ns alone %8.0f ns with another thread\n", name,
               NanosecondsEach(1, event), NanosecondsEach(2, event));
}

void Main() {
  Metrics metrics({"bench", "bench"}, absl::Now());
  const Call call{.method = "gavel.v1.SubmissionService/Submit",
                  .began = absl::Now()};
  const Submission submission;
  Judgement judgement;
  judgement.verdict = Verdict::kAccepted;
  const auto judged = [&] {
    metrics.OnJudged({.submission = submission,
                      .judgement = judgement,
                      .waited = absl::Milliseconds(1),
                      .storing = absl::Milliseconds(1),
                      .stored = absl::UnixEpoch()});
  };
  Report("call", [&] {
    metrics.OnCallBegun(call);
    metrics.OnCallEnded(call, absl::StatusCode::kOk, absl::Milliseconds(1));
  });
  Report("judging without runs", judged);
  judgement.runs.resize(100);
  for (TestRun& run : judgement.runs) {
    run.execution.wall_time = absl::Milliseconds(20);
  }
  Report("judging of 100 runs", judged);
  Report("a test checked",
         [&] { metrics.OnTestChecked(absl::Microseconds(300)); });
  Report("a line made, not written", [&] {
    FormatLogLine({.format = LogFormat::kJson}, call.began, Severity::kInfo,
                  "rpc", call.method,
                  {{{"code", "OK"}, {"took", absl::Milliseconds(1)}}});
  });
  const absl::Time began = absl::Now();
  const size_t size = metrics.Text({}).size();
  absl::PrintF("%-28s %8.0f us, %d bytes\n", "the text",
               absl::ToDoubleMicroseconds(absl::Now() - began), size);
}

}  // namespace
}  // namespace gavel::judge

int main() { gavel::judge::Main(); }
