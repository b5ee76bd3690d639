// One submission on one test at a time: runs, passes, validation.
//
// Shape:   Load, then CheckSource if the problem has a static validator, then
//          any number of tests. A test of a multi-pass problem takes as many
//          passes as its validator asks for, each under the whole limits; the
//          usage reported is the largest of them
// Secrets: messages of an execution and team_message are for contestants, and
//          hold nothing of an answer unless TestCase::full_feedback allows it;
//          judge_message has everything
// Errors:  the sandbox's and the system's, after one retry on Unavailable; what
//          a program of the package does wrong is a verdict
// Threads: thread-compatible; blocks like the sandbox
// Owner:   borrows everything
#ifndef GAVEL_JUDGE_ENGINE_TEST_JUDGE_H_
#define GAVEL_JUDGE_ENGINE_TEST_JUDGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/submission.h"
#include "judge/engine/contents.h"
#include "judge/engine/feedback.h"
#include "judge/engine/runner.h"
#include "judge/engine/score_files.h"
#include "judge/engine/validator.h"
#include "judge/function/signature.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

// A test's run, and what its validator wrote about the score.
struct JudgedTest {
  TestRun run;
  ScoreFiles scores;
};

// FailedPrecondition for a problem that cannot be judged.
absl::Status CheckPrograms(const Problem& problem);

class TestJudge {
 public:
  TestJudge(const Submission& submission, const Problem& problem,
            sandbox::Sandbox& sandbox);

  // The compilation. Nothing else may be called unless it is accepted.
  absl::StatusOr<Execution> Load();

  // What the static validator says.
  absl::StatusOr<Answer> CheckSource();

  // `seed` is the run's; the same one makes the same run.
  absl::StatusOr<JudgedTest> Judge(const TestCase& test, uint32_t seed);

 private:
  // What is the same for all passes of a test.
  struct Round {
    const TestCase& test;
    uint32_t seed = 0;
    // Null as long as it is the test's file and only runs read it.
    Content input;
    Content answer;
    // One for each output validator.
    std::vector<Feedback> feedback;
  };
  struct Pass {
    Execution execution;
    Answer answer;
    std::string transcript;
    std::optional<Sha256> output;
  };

  absl::StatusOr<sandbox::Source> MakeSource() const;
  absl::StatusOr<std::vector<sandbox::File>> SubmissionFiles() const;
  // `name`, or one like it, that no other file has which the validator sees.
  std::string FreeName(std::string name, const Validator& validator) const;
  absl::StatusOr<sandbox::RunInput> MakeInput(const Round& round) const;
  static absl::StatusOr<OwnedFd> OpenInput(const Round& round);
  static absl::StatusOr<Content> ShareInput(Round& round);
  absl::StatusOr<Question> MakeQuestion(Round& round) const;
  absl::StatusOr<Pass> RunPass(Round& round);
  absl::StatusOr<Pass> Interact(Round& round);
  absl::StatusOr<Answer> Validate(Round& round, Content output);
  absl::StatusOr<Answer> Compare(const Round& round,
                                 const Content& output) const;
  // Of function problems.
  absl::StatusOr<Answer> CompareByValue(Round& round,
                                        const Content& output) const;
  // Of function problems: takes places out of it that are in the driver, which
  // is not the contestant's.
  void HideDriver(Execution& execution) const;
  void AddPass(Pass pass, const TestCase& test, JudgedTest& judged) const;

  const Submission& submission_;
  const Problem& problem_;
  sandbox::Sandbox& sandbox_;
  // Of function problems; known once it is loaded.
  std::optional<function::Signature> signature_;
  int64_t source_lines_ = 0;
  std::optional<Runner> runner_;
  std::vector<Validator> validators_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_TEST_JUDGE_H_
