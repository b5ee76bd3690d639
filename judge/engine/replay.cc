#include "judge/engine/replay.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/provenance.h"
#include "core/sha256.h"
#include "core/status_macros.h"
#include "core/verdict.h"

namespace gavel::judge {
namespace {

using Kind = ReplayChange::Kind;

std::string Text(const std::string& text) { return text; }
std::string Text(int64_t number) { return absl::StrCat(number); }
std::string Text(bool value) { return value ? "yes" : "no"; }
std::string Text(Bytes bytes) { return FormatBytes(bytes); }
std::string Text(absl::Duration duration) {
  return absl::FormatDuration(duration);
}
std::string Text(const std::optional<double>& number) {
  return number.has_value() ? absl::StrCat(*number) : "";
}
std::string Text(const std::optional<Sha256>& hash) {
  return hash.has_value() ? ToHex(*hash) : "";
}
std::string Text(const std::vector<std::string>& names) {
  return absl::StrJoin(names, ", ");
}
std::string Text(Verdict verdict) { return std::string(VerdictCode(verdict)); }
std::string Text(Reason reason) { return std::string(ReasonName(reason)); }

class Comparer {
 public:
  // What is compared from now on is of that test.
  void About(const std::string& test) { test_ = test; }

  template <typename T>
  void Compare(Kind kind, absl::string_view what, const T& before,
               const T& after) {
    if (before == after) return;
    Add(kind, what, Text(before), Text(after));
  }

  void Add(Kind kind, absl::string_view what, std::string before,
           std::string after) {
    changes_.push_back(
        {kind, test_, std::string(what), std::move(before), std::move(after)});
  }

  void CompareExecutions(const Execution& before, const Execution& after) {
    Compare(Kind::kResult, "verdict", before.verdict, after.verdict);
    Compare(Kind::kResult, "reason", before.reason, after.reason);
    Compare(Kind::kDetail, "exit code", int64_t{before.exit_code},
            int64_t{after.exit_code});
    Compare(Kind::kDetail, "signal", int64_t{before.signal},
            int64_t{after.signal});
    CompareMessages(before, after);
    CompareTimes(before.cpu_time, after.cpu_time);
  }

  std::vector<ReplayChange> Take() { return std::move(changes_); }

 private:
  // A message of a limit says by how much, which is a measurement.
  void CompareMessages(const Execution& before, const Execution& after) {
    const bool measured = before.verdict == Verdict::kTimeLimitExceeded ||
                          before.verdict == Verdict::kMemoryLimitExceeded;
    if (measured && before.verdict == after.verdict) return;
    Compare(Kind::kDetail, "message", before.message, after.message);
  }

  void CompareTimes(absl::Duration before, absl::Duration after) {
    const absl::Duration less = std::min(before, after);
    const absl::Duration more = std::max(before, after);
    if (more - less > kReplayNoise && more > 1.5 * less) {
      Add(Kind::kUsage, "CPU time", Text(before), Text(after));
    }
  }

  std::string test_;
  std::vector<ReplayChange> changes_;
};

void CompareWholes(const Judgement& before, const Judgement& after,
                   Comparer& comparer) {
  comparer.Compare(Kind::kResult, "verdict", before.verdict, after.verdict);
  comparer.Compare(Kind::kResult, "reason", before.reason, after.reason);
  comparer.Compare(Kind::kResult, "score", before.score, after.score);
  comparer.Compare(Kind::kDetail, "compile message", before.compilation.message,
                   after.compilation.message);
}

void CompareRuns(const TestRun& before, const TestRun& after,
                 Comparer& comparer) {
  comparer.CompareExecutions(before.execution, after.execution);
  comparer.Compare(Kind::kResult, "score", before.score, after.score);
  comparer.Compare(Kind::kDetail, "passes", int64_t{before.passes},
                   int64_t{after.passes});
  // Judgements from before it was kept have no hash.
  if (before.output.has_value() && after.output.has_value()) {
    comparer.Compare(Kind::kDetail, "output", before.output, after.output);
  }
  comparer.Compare(Kind::kDetail, "transcript", before.transcript,
                   after.transcript);
  comparer.Compare(Kind::kDetail, "message of the validator",
                   before.judge_message, after.judge_message);
}

const TestRun* FindRun(const Judgement& judgement, const std::string& test) {
  const auto found =
      std::find_if(judgement.runs.begin(), judgement.runs.end(),
                   [&](const TestRun& run) { return run.test == test; });
  return found == judgement.runs.end() ? nullptr : &*found;
}

void CompareAllRuns(const Judgement& before, const Judgement& after,
                    Comparer& comparer) {
  for (const TestRun& run : before.runs) {
    comparer.About(run.test);
    const TestRun* const again = FindRun(after, run.test);
    if (again == nullptr) {
      comparer.Add(Kind::kResult, "verdict", Text(run.execution.verdict), "");
    } else {
      CompareRuns(run, *again, comparer);
    }
  }
  for (const TestRun& run : after.runs) {
    if (FindRun(before, run.test) != nullptr) continue;
    comparer.About(run.test);
    comparer.Add(Kind::kResult, "verdict", "", Text(run.execution.verdict));
  }
}

void CompareLimits(const Limits& before, const Limits& after,
                   Comparer& comparer) {
  const auto compare = [&](absl::string_view what, auto Limits::*limit) {
    comparer.Compare(Kind::kCircumstance, what, before.*limit, after.*limit);
  };
  compare("CPU limit", &Limits::cpu_time);
  compare("wall limit", &Limits::wall_time);
  compare("memory limit", &Limits::memory);
  compare("stack limit", &Limits::stack);
  compare("output limit", &Limits::output);
  compare("source limit", &Limits::source);
  compare("compile time limit", &Limits::compile_time);
  compare("compile memory limit", &Limits::compile_memory);
  comparer.Compare(Kind::kCircumstance, "eval", before.features.eval,
                   after.features.eval);
  comparer.Compare(Kind::kCircumstance, "WebAssembly",
                   before.features.web_assembly, after.features.web_assembly);
}

void CompareProvenances(const Provenance& before, const Provenance& after,
                        Comparer& comparer) {
  const auto compare = [&](absl::string_view what, const auto& x,
                           const auto& y) {
    comparer.Compare(Kind::kCircumstance, what, x, y);
  };
  compare("source", std::optional(before.source), std::optional(after.source));
  compare("version", before.engine.version, after.engine.version);
  compare("build", std::optional(before.engine.build),
          std::optional(after.engine.build));
  compare("engine", before.engine.runtime, after.engine.runtime);
  compare("walls", before.engine.walls, after.engine.walls);
  compare("host", before.machine.host, after.machine.host);
  compare("CPU", before.machine.cpu, after.machine.cpu);
  compare("CPUs", int64_t{before.machine.cpus}, int64_t{after.machine.cpus});
  compare("kernel", before.machine.kernel, after.machine.kernel);
  CompareLimits(before.limits, after.limits, comparer);
}

}  // namespace

std::vector<ReplayChange> CompareJudgements(const Judgement& before,
                                            const Judgement& after) {
  Comparer comparer;
  CompareWholes(before, after, comparer);
  CompareAllRuns(before, after, comparer);
  comparer.About("");
  if (before.provenance.has_value() && after.provenance.has_value()) {
    CompareProvenances(*before.provenance, *after.provenance, comparer);
  }
  return comparer.Take();
}

absl::StatusOr<ReplayResult> ReplaySubmission(SubmissionId id,
                                              storage::Store& store,
                                              sandbox::Sandbox& sandbox,
                                              const Clock& clock,
                                              JudgingOptions options) {
  GAVEL_ASSIGN_OR_RETURN(storage::SubmissionRecord record,
                         store.GetSubmission(id));
  if (!record.judgement.has_value()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "replaying submission ", id, ": it has not been judged yet"));
  }
  ReplayResult result;
  result.before = *std::move(record.judgement);
  GAVEL_ASSIGN_OR_RETURN(const Problem problem,
                         store.GetProblem(record.submission.problem_id,
                                          result.before.problem_version));
  options.find_runs = nullptr;
  if (result.before.provenance.has_value()) {
    options.measure_again = result.before.provenance->measure_again;
  }
  for (const TestRun& run : result.before.runs) {
    if (run.seed != 0) options.seeds[run.test] = run.seed;
  }
  result.after =
      JudgeSubmission(record.submission, problem, sandbox, clock, options, {});
  result.changes = CompareJudgements(result.before, result.after);
  return result;
}

}  // namespace gavel::judge
