#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/journey.h"
#include "bench/one_run.h"
#include "bench/service_bench.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

using Samples = std::vector<absl::Duration>;

constexpr int kHundred = 100;
constexpr double kMostOfRunsAlone = 1.3;

// The parts of a submission's time, which make up all of it.
struct Stage {
  const char* name;
  absl::Duration (*of)(const Outcome& outcome);
};
constexpr std::array<Stage, 5> kStages = {{
    {"submit, store, wait for a slot",
     [](const Outcome& o) { return o.begun; }},
    {"compile", [](const Outcome& o) { return o.compiling; }},
    {"the runs themselves", [](const Outcome& o) { return o.running; }},
    {"around the runs: fork, files, compare",
     [](const Outcome& o) {
       return o.finished - o.begun - o.compiling - o.running;
     }},
    {"store the judgement, tell it",
     [](const Outcome& o) { return o.judged - o.finished; }},
}};

std::string TestsText(int tests) {
  return absl::StrCat(tests, tests == 1 ? " test" : " tests");
}

template <typename Of>
Measured MillisecondsOf(const std::vector<Outcome>& outcomes, const Of& of) {
  Samples samples;
  for (const Outcome& outcome : outcomes) samples.push_back(of(outcome));
  return Milliseconds(samples);
}

void AddJourney(int tests, const std::vector<Outcome>& outcomes,
                Report& report) {
  Figure whole{.name = absl::StrCat("submit to verdict, ", TestsText(tests)),
               .unit = "ms",
               .measured = MillisecondsOf(outcomes, [](const Outcome& outcome) {
                 return outcome.judged;
               })};
  if (tests == 1) {
    whole.median = {.at_most = 4};
    whole.p99 = {.at_most = 15};
  }
  report.Add(std::move(whole));
  for (const Stage& stage : kStages) {
    report.Add({.name = absl::StrCat(TestsText(tests), ": ", stage.name),
                .unit = "ms",
                .measured = MillisecondsOf(outcomes, stage.of)});
  }
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

}  // namespace

absl::Status MeasureIdle(const OwnServer& server,
                         const ServiceSettings& settings, Report& report) {
  const auto stub = Connect(server.address());
  for (const int tests : {1, 10, kHundred}) {
    const int64_t count =
        std::max<int64_t>(settings.samples / tests, settings.rounds);
    std::vector<Outcome> outcomes;
    for (int64_t i = 0; i < count; ++i) {
      outcomes.push_back(SubmitAndAwait(*stub, SumSubmission(tests)));
      GAVEL_RETURN_IF_ERROR(CheckAccepted(outcomes.back(), tests));
    }
    AddJourney(tests, outcomes, report);
  }
  return absl::OkStatus();
}

absl::Status MeasureHundred(const OwnServer& server,
                            const ServiceSettings& settings, Report& report) {
  const auto stub = Connect(server.address());
  GAVEL_ASSIGN_OR_RETURN(
      const auto supervisor,
      sandbox::Supervisor::Start({settings.bin + "/gavel-sandbox"}));
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(*supervisor, kSumProgram, Limits()));
  Samples service;
  Samples alone;
  // In turn, so that whatever else the machine does is in both.
  for (int64_t i = 0; i < settings.rounds; ++i) {
    const Outcome outcome = SubmitAndAwait(*stub, SumSubmission(kHundred));
    GAVEL_RETURN_IF_ERROR(CheckAccepted(outcome, kHundred));
    service.push_back(outcome.judged);
    GAVEL_ASSIGN_OR_RETURN(alone.emplace_back(), RunAlone(*program, kHundred));
  }
  report.Add({.name = "100 tests, in turn with 100 runs alone",
              .unit = "ms",
              .measured = Milliseconds(service),
              .baselines = {{.name = "100 runs alone",
                             .measured = Milliseconds(alone),
                             .ratio = {.at_most = kMostOfRunsAlone}}}});
  return absl::OkStatus();
}

}  // namespace gavel::bench
