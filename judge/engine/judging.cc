#include "judge/engine/judging.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "judge/engine/reuse.h"
#include "judge/engine/scoring.h"
#include "judge/engine/test_judge.h"

namespace gavel::judge {
namespace {

Execution Fault(const absl::Status& status) {
  Execution fault;
  fault.verdict = Verdict::kJudgeError;
  fault.reason = Reason::kInternal;
  fault.message = status.ToString();
  return fault;
}

// Of a program of the package, or of the package itself.
Execution PackageError(absl::string_view message) {
  Execution fault;
  fault.verdict = Verdict::kJudgeError;
  fault.reason = Reason::kValidator;
  fault.message = absl::StrCat(message);
  return fault;
}

Execution WrongLanguage(Language language) {
  Execution compilation;
  compilation.verdict = Verdict::kCompileError;
  compilation.reason = Reason::kLanguage;
  compilation.message =
      absl::StrCat("the problem does not take ", LanguageName(language));
  return compilation;
}

bool Takes(const Problem& problem, Language language) {
  const std::vector<Language>& languages = problem.languages;
  return languages.empty() || std::find(languages.begin(), languages.end(),
                                        language) != languages.end();
}

// It runs where a group has a static validation test case.
bool NeedsStaticValidator(const Problem& problem) {
  if (!problem.static_validator.has_value()) return false;
  return std::any_of(
      problem.groups.begin(), problem.groups.end(), [](const TestGroup& group) {
        const auto* const scoring = std::get_if<GroupScoring>(&group.grading);
        return scoring != nullptr &&
               (scoring->static_pass_fail || scoring->static_score.has_value());
      });
}

void DecideBy(const Execution& by, Judgement& judgement) {
  judgement.verdict = by.verdict;
  judgement.reason = by.reason;
  judgement.message = by.message;
}

class Judging {
 public:
  Judging(const Submission& submission, const Problem& problem,
          sandbox::Sandbox& sandbox, const Clock& clock,
          const JudgingOptions& options, const JudgingProgress& progress,
          Judgement& judgement)
      : submission_(submission),
        problem_(problem),
        clock_(clock),
        options_(options),
        progress_(progress),
        judgement_(judgement),
        judge_(submission, problem, sandbox),
        scoring_(problem) {
    if (options.find_runs) {
      reusable_ = options.find_runs(judgement.provenance->program);
    }
  }

  void Judge() {
    judgement_.compilation = Compile();
    if (progress_.on_compiled) progress_.on_compiled(judgement_.compilation);
    DecideBy(judgement_.compilation, judgement_);
    if (judgement_.verdict != Verdict::kAccepted) return;
    if (NeedsStaticValidator(problem_) && !CheckSource()) return;
    for (size_t test = 0; test < problem_.tests.size(); ++test) {
      if (!JudgeOrSkip(test)) return;
    }
    Finish();
  }

 private:
  Execution Compile() {
    if (!Takes(problem_, submission_.language)) {
      return WrongLanguage(submission_.language);
    }
    absl::StatusOr<Execution> compilation = judge_.Load();
    return compilation.ok() ? *std::move(compilation)
                            : Fault(compilation.status());
  }

  // From here on: false if the judging has ended with a judge error.

  bool CheckSource() {
    const absl::StatusOr<Answer> answer = judge_.CheckSource();
    if (!answer.ok()) return End(Fault(answer.status()));
    if (answer->verdict == Verdict::kJudgeError) {
      return End(PackageError(answer->message));
    }
    const absl::Status added = scoring_.AddStaticResult(
        answer->verdict == Verdict::kAccepted, answer->scores);
    if (!added.ok()) return End(PackageError(added.message()));
    static_message_ = answer->team_message;
    return true;
  }

  bool JudgeOrSkip(size_t test) {
    std::optional<std::string> why = scoring_.WhySkipped(test);
    if (!why.has_value()) return JudgeTest(test);
    if (options_.all_tests && !too_slow_) {
      if (!JudgeUncounted(test)) return false;
    } else {
      judgement_.skipped.push_back(
          {problem_.tests[test].name, *std::move(why)});
      if (progress_.on_skipped) progress_.on_skipped(judgement_.skipped.back());
    }
    const absl::Status skipped = scoring_.Skip(test);
    return skipped.ok() || End(PackageError(skipped.message()));
  }

  bool JudgeTest(size_t index) {
    const TestCase& test = problem_.tests[index];
    absl::StatusOr<JudgedTest> judged = JudgeOrReuse(test);
    if (!judged.ok()) return End(Named(test, Fault(judged.status())));
    TestRun& run = judged->run;
    if (run.execution.verdict != Verdict::kJudgeError) {
      const absl::StatusOr<std::optional<double>> score =
          scoring_.AddResult(index, run.execution.verdict, judged->scores);
      if (score.ok()) {
        run.score = *score;
      } else {
        BlamePackage(score.status(), run.execution);
      }
    }
    return Add(std::move(run), test);
  }

  // A test that counts as skipped.
  bool JudgeUncounted(size_t index) {
    const TestCase& test = problem_.tests[index];
    absl::StatusOr<JudgedTest> judged = JudgeOrReuse(test);
    if (!judged.ok()) return End(Named(test, Fault(judged.status())));
    return Add(std::move(judged->run), test);
  }

  bool Add(TestRun run, const TestCase& test) {
    AddRun(std::move(run), judgement_);
    const TestRun& added = judgement_.runs.back();
    if (progress_.on_run) progress_.on_run(added);
    const Verdict verdict = added.execution.verdict;
    too_slow_ = too_slow_ || verdict == Verdict::kTimeLimitExceeded;
    return verdict != Verdict::kJudgeError || End(Named(test, added.execution));
  }

  // With what the run used.
  static void BlamePackage(const absl::Status& status, Execution& execution) {
    execution.verdict = Verdict::kJudgeError;
    execution.reason = Reason::kValidator;
    execution.message = absl::StrCat(status.message());
  }

  static Execution Named(const TestCase& test, Execution fault) {
    fault.message = absl::StrCat(test.name, ": ", fault.message);
    return fault;
  }

  bool End(const Execution& fault) {
    DecideBy(fault, judgement_);
    return false;
  }

  absl::StatusOr<JudgedTest> JudgeOrReuse(const TestCase& test) {
    const auto given = options_.seeds.find(test.name);
    const uint32_t seed =
        given != options_.seeds.end()
            ? given->second
            : MakeSeed(judgement_.provenance->source, test.name);
    const Sha256 key = TestKey(test, seed);
    if (std::optional<TestRun> run = FindReusable(reusable_, key, test)) {
      return JudgedTest{*std::move(run), {}};
    }
    GAVEL_ASSIGN_OR_RETURN(JudgedTest judged, Measure(test, seed));
    if (MayBeReused(judged, problem_)) judged.run.key = key;
    return judged;
  }

  absl::StatusOr<JudgedTest> MeasureOnce(const TestCase& test, uint32_t seed) {
    const absl::Time began = clock_.Now();
    absl::StatusOr<JudgedTest> judged = judge_.Judge(test, seed);
    if (judged.ok() && progress_.on_checked) {
      progress_.on_checked(clock_.Now() - began -
                           judged->run.execution.wall_time);
    }
    return judged;
  }

  absl::StatusOr<JudgedTest> Measure(const TestCase& test, uint32_t seed) {
    GAVEL_ASSIGN_OR_RETURN(JudgedTest judged, MeasureOnce(test, seed));
    if (problem_.interactive) return judged;
    for (int again = 0; again < options_.measure_again &&
                        measured_again_ < kMostMeasuredAgain &&
                        MayBeNoise(judged.run.execution, problem_.limits);
         ++again) {
      ++measured_again_;
      GAVEL_ASSIGN_OR_RETURN(JudgedTest other, MeasureOnce(test, seed));
      if (AddMeasurement(other.run.execution, judged.run)) {
        other.run.measurements = std::move(judged.run.measurements);
        judged = std::move(other);
      }
    }
    return judged;
  }

  void Finish() {
    Outcome outcome = scoring_.Finish();
    judgement_.groups = std::move(outcome.groups);
    judgement_.score = outcome.score;
    judgement_.max_score = outcome.max_score;
    if (outcome.verdict == Verdict::kAccepted) return;
    if (outcome.decided_by == kNoTest) return RejectSource();
    const std::string& name =
        problem_.tests[static_cast<size_t>(outcome.decided_by)].name;
    for (const TestRun& run : judgement_.runs) {
      if (run.test == name) return DecideBy(run.execution, judgement_);
    }
  }

  void RejectSource() {
    judgement_.verdict = Verdict::kWrongAnswer;
    judgement_.reason = Reason::kStaticCheck;
    judgement_.message = static_message_.empty()
                             ? "the static validator rejects the source"
                             : static_message_;
  }

  const Submission& submission_;
  const Problem& problem_;
  const Clock& clock_;
  const JudgingOptions& options_;
  const JudgingProgress& progress_;
  Judgement& judgement_;
  TestJudge judge_;
  Scoring scoring_;
  std::vector<TestRun> reusable_;
  // In all runs together.
  int measured_again_ = 0;
  // A run exceeded its time limit.
  bool too_slow_ = false;
  // What the static validator tells the team.
  std::string static_message_;
};

Provenance MakeProvenance(const Submission& submission, const Problem& problem,
                          const JudgingOptions& options) {
  Limits limits = problem.limits;
  limits.wall_time = WallTime(problem.limits);
  limits.stack = StackSize(problem.limits);
  return {.source = HashText(submission.source),
          .program = ProgramKey(submission, problem, options.engine),
          .engine = options.engine,
          .machine = options.machine,
          .limits = limits,
          .measure_again = options.measure_again,
          .reuse = options.find_runs != nullptr};
}

absl::Status CheckProblem(const Problem& problem) {
  GAVEL_RETURN_IF_ERROR(CheckPrograms(problem));
  return CheckGroups(problem);
}

// The judgement of a problem that nothing can be judged on.
void Refuse(const absl::Status& status, const JudgingProgress& progress,
            Judgement& judgement) {
  judgement.compilation = Fault(status);
  if (progress.on_compiled) progress.on_compiled(judgement.compilation);
  DecideBy(judgement.compilation, judgement);
}

}  // namespace

Judgement JudgeSubmission(const Submission& submission, const Problem& problem,
                          sandbox::Sandbox& sandbox, const Clock& clock,
                          const JudgingOptions& options,
                          const JudgingProgress& progress) {
  Judgement judgement;
  judgement.problem_version = problem.version;
  judgement.started = clock.Now();
  judgement.test_count = static_cast<int32_t>(problem.tests.size());
  judgement.provenance = MakeProvenance(submission, problem, options);
  if (const absl::Status status = CheckProblem(problem); !status.ok()) {
    Refuse(status, progress, judgement);
  } else {
    Judging(submission, problem, sandbox, clock, options, progress, judgement)
        .Judge();
  }
  // The clock may have been set back meanwhile.
  judgement.finished = std::max(judgement.started, clock.Now());
  return judgement;
}

}  // namespace gavel::judge
