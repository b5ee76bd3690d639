// What the server does for a test beside running it: judging, conclusions from
// the zygote's facts, scoring.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/check.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "judge/engine/judging.h"
#include "judge/engine/scoring.h"
#include "sandbox/conclude.h"
#include "sandbox/sandbox.h"
#include "tests/fakes/fake_clock.h"
#include "tests/guard/counted.h"

namespace gavel::guard {
namespace {

constexpr int kTests = 100;

// A program that always writes the same.
class Writer final : public sandbox::Program {
 public:
  absl::StatusOr<Execution> Run(sandbox::RunInput input) override {
    GAVEL_CHECK(write(input.standard_output.get(), "42\n", 3) == 3);
    return Execution();
  }
};

class WriterSandbox final : public sandbox::Sandbox {
 public:
  absl::StatusOr<sandbox::Loaded> Load(const sandbox::Source& /*source*/,
                                       const Limits& /*limits*/) override {
    sandbox::Loaded loaded;
    loaded.program = std::make_unique<Writer>();
    return loaded;
  }
  absl::StatusOr<sandbox::Interaction> Interact(
      sandbox::Program& /*submission*/, sandbox::RunInput /*submission_input*/,
      sandbox::Program& /*interactor*/,
      sandbox::RunInput /*interactor_input*/) override {
    return absl::UnimplementedError("nobody talks here");
  }
};

// Input and answer of every test.
class TestFiles {
 public:
  TestFiles() {
    GAVEL_CHECK(mkdtemp(directory_.data()) != nullptr);
    std::ofstream(input()) << "20 22\n";
    std::ofstream(answer()) << "42\n";
  }
  ~TestFiles() {
    unlink(input().c_str());
    unlink(answer().c_str());
    rmdir(directory_.c_str());
  }
  std::string input() const { return directory_ + "/1.in"; }
  std::string answer() const { return directory_ + "/1.ans"; }

 private:
  std::string directory_ = "/tmp/gavel-guard-XXXXXX";
};

// Four groups of 25 tests, each a sum.
Problem MakeProblem(const TestFiles& files) {
  Problem problem;
  problem.id = "sum";
  problem.scoring = true;
  GroupScoring sum;
  sum.max_score = 100;
  sum.aggregation = ScoreAggregation::kSum;
  problem.groups = {{"sample", -1, {}}, {"secret", -1, sum}};
  sum.max_score = 25;
  for (int i = 0; i < 4; ++i) {
    problem.groups.push_back({absl::StrCat("secret/", i), 1, sum});
  }
  for (int i = 0; i < kTests; ++i) {
    TestCase test;
    test.group = 2 + i / 25;
    test.name = absl::StrCat("secret/", i / 25, "/", 100 + i);
    test.input_path = files.input();
    test.answer_path = files.answer();
    problem.tests.push_back(std::move(test));
  }
  return problem;
}

Submission MakeSubmission() {
  Submission submission;
  submission.id = 1;
  submission.problem_id = "sum";
  submission.source = "print(42)";
  return submission;
}

void CountJudging(const Problem& problem) {
  const Submission submission = MakeSubmission();
  const fakes::FakeClock clock;
  WriterSandbox sandbox;
  Count("judging/100-tests", [&] {
    const Judgement judgement = judge::JudgeSubmission(
        submission, problem, sandbox, clock, judge::JudgingOptions(),
        judge::JudgingProgress());
    GAVEL_CHECK(judgement.verdict == Verdict::kAccepted &&
                judgement.runs.size() == kTests);
  });
}

void CountScoring(const Problem& problem) {
  Count("judging/scores-of-100-tests", [&] {
    judge::Scoring scoring(problem);
    for (size_t test = 0; test < problem.tests.size(); ++test) {
      GAVEL_CHECK(!scoring.WhySkipped(test).has_value());
      GAVEL_CHECK(scoring.AddResult(test, Verdict::kAccepted, {}).ok());
    }
    GAVEL_CHECK(scoring.Finish().score.has_value());
  });
}

void CountConclusions() {
  const Limits limits;
  sandbox::wire::Facts facts;
  facts.report.claim = sandbox::wire::Claim::kClean;
  facts.report.text_size = 0;
  facts.cpu_us = facts.wall_us = 700;
  Count("judging/100-clean-ends", [&] {
    for (int i = 0; i < kTests; ++i) {
      GAVEL_CHECK(sandbox::ConcludeRun(facts, limits)->verdict ==
                  Verdict::kAccepted);
    }
  });
  facts.wait_status = W_EXITCODE(1, 0);
  facts.report.claim = sandbox::wire::Claim::kException;
  facts.report.exit_code = 1;
  const std::string text = "RangeError: no\n    at main.js:1:7";
  facts.report.text_size = static_cast<uint32_t>(
      text.copy(facts.report.text.data(), facts.report.text.size()));
  Count("judging/100-exceptions", [&] {
    for (int i = 0; i < kTests; ++i) {
      GAVEL_CHECK(sandbox::ConcludeRun(facts, limits)->verdict ==
                  Verdict::kRunTimeError);
    }
  });
}

void CountAll() {
  PrepareToCount();
  const TestFiles files;
  const Problem problem = MakeProblem(files);
  CountJudging(problem);
  CountScoring(problem);
  CountConclusions();
}

}  // namespace
}  // namespace gavel::guard

int main() { gavel::guard::CountAll(); }
