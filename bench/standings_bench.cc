// How long standings take: a thousand teams, twelve problems, fifty thousand
// submissions.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "judge/contest/export.h"
#include "judge/contest/standings.h"
#include "tests/judge/contest/simulation.h"

namespace gavel::contest {
namespace {

constexpr int kTeams = 1000;
constexpr int kProblems = 12;
constexpr size_t kSubmissions = 50'000;
constexpr int kRounds = 21;

// Everybody submits what they did again until there are enough.
Simulation Busy() {
  Simulation simulation = Simulate(1, kTeams, kProblems);
  std::vector<LogEntry>& log = simulation.log;
  const size_t size = log.size();
  for (size_t i = 0; log.size() < kSubmissions; ++i) {
    log.push_back(log[i % size]);
  }
  log.resize(kSubmissions);
  std::stable_sort(log.begin(), log.end(), [](const auto& a, const auto& b) {
    return a.submitted < b.submitted;
  });
  for (size_t i = 0; i < log.size(); ++i) {
    log[i].id = static_cast<SubmissionId>(i) + 1;
  }
  return simulation;
}

template <typename Work>
void Measure(const std::string& name, const Work& work) {
  std::vector<double> times;
  for (int i = 0; i < kRounds; ++i) {
    const absl::Time start = absl::Now();
    work();
    times.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
  }
  std::sort(times.begin(), times.end());
  absl::PrintF("%-28s median %7.2f ms, worst %7.2f ms\n", name,
               times[kRounds / 2], times.back());
}

void Main() {
  Simulation simulation = Busy();
  Contest& contest = simulation.contest;
  const View view = {.at = EndOf(contest) + absl::Hours(1), .for_judges = true};
  const auto compute = [&] {
    ComputeStandings(contest, simulation.registrations, simulation.log, view);
  };
  Measure("icpc", compute);
  contest.rules.kind = ContestRules::Kind::kIoi;
  Measure("ioi, best", compute);
  contest.rules.score = ContestRules::Score::kSumOfBestGroups;
  Measure("ioi, sum of best groups", compute);
  contest.rules.kind = ContestRules::Kind::kAtCoder;
  Measure("atcoder", compute);
  contest.rules.kind = ContestRules::Kind::kDecaying;
  Measure("decaying", compute);
  contest.rules.kind = ContestRules::Kind::kIcpc;
  size_t steps = 0;
  const auto resolve = [&] {
    steps =
        Resolve(contest, simulation.registrations, simulation.log).steps.size();
  };
  resolve();
  Measure(absl::StrFormat("resolve, %d steps", steps), resolve);
}

}  // namespace
}  // namespace gavel::contest

int main() { gavel::contest::Main(); }
