// All runs of one judging, with the final verdict.
//
// Shape:   runs are in judging order; a test that could no longer change the
//          outcome has none and is in `skipped`. A compile error or judge error
//          may leave both empty
// Threads: plain values
#ifndef GAVEL_CORE_JUDGEMENT_H_
#define GAVEL_CORE_JUDGEMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/execution.h"
#include "core/provenance.h"
#include "core/sha256.h"
#include "core/submission.h"
#include "core/verdict.h"

namespace gavel {

// What is kept of each time that a run was measured; verdict and reason include
// output validation.
struct Measurement {
  Verdict verdict = Verdict::kJudgeError;
  Reason reason = Reason::kInternal;
  absl::Duration cpu_time = absl::ZeroDuration();
  absl::Duration wall_time = absl::ZeroDuration();
};

// Where an output differs first from the judge's answer.
struct Difference {
  // In the output: bytes before it, and from 1 the line, the byte in the line
  // and the token.
  int64_t offset = 0;
  int64_t line = 0;
  int64_t column = 0;
  int64_t token = 0;
  // What is there on both sides, to the end of the line: valid UTF-8, at most
  // kMaxDifference bytes each, with "..." at the end if there is more. Empty
  // where nothing is left.
  std::string expected;
  std::string got;
  // Both may be shown to contestants; else they are for judges.
  bool for_teams = false;
};

inline constexpr size_t kMaxDifference = 64;

// A submission on one test case. execution.verdict and .reason already hold
// what output validation said.
struct TestRun {
  std::string test;
  // Of several measurements the one that counts.
  Execution execution;
  // All of them, the one that counts included, in the order in which they were
  // made; empty if there was only one, as nearly always.
  std::vector<Measurement> measurements = {};
  // Of scoring problems, after validation.
  std::optional<double> score = {};
  // What the validator tells the team, and the judges: text of a package's
  // program, valid UTF-8, at most kMaxMessage bytes each.
  std::string team_message = {};
  std::string judge_message = {};
  // How often the submission ran: more than once in multi-pass problems only.
  int32_t passes = 1;
  // Of interactive problems, for judges: what was said, as in the .interaction
  // files of packages: "<" and what the submission read, ">" and what it wrote,
  // at the start of each line. The middle of one that is longer than
  // kMaxTranscript bytes is left out.
  std::string transcript = {};
  // Of Math.random in the submission; 0 if it is not known.
  uint32_t seed = 0;
  // Of all that it wrote to its standard output, of several passes in the last;
  // none for interactive problems and for output over its limit.
  std::optional<Sha256> output = {};
  // Where the default output validator found it wrong.
  std::optional<Difference> difference = {};
  // Equal for runs, of judgings with an equal Provenance::program, that cannot
  // differ in anything that counts; none for one that nobody may reuse.
  std::optional<Sha256> key = {};
  // The judgement whose run this is a copy of; it was not run again.
  std::optional<int64_t> reused_from = {};
};

inline constexpr size_t kMaxTranscript = size_t{64} * 1024;

// A test that was not run, because nothing could come of it any more.
struct SkippedTest {
  std::string test;
  // "secret/small is lost already": for people, never with secrets.
  std::string why;
};

// What became of a test group.
struct GroupResult {
  // As in TestGroup.
  std::string name;
  // kAccepted if it is passed.
  Verdict verdict = Verdict::kJudgeError;
  // Of scoring problems, and the most that it could be if that is bounded.
  std::optional<double> score;
  std::optional<double> max_score;
};

struct Judgement {
  // Of its problem: what it was judged on.
  int32_t problem_version = 0;
  Verdict verdict = Verdict::kJudgeError;
  Reason reason = Reason::kInternal;
  // Copied from the compilation or run that decided.
  std::string message;
  // How compiling went; its verdict is kAccepted or kCompileError.
  Execution compilation;
  std::vector<TestRun> runs;
  std::vector<SkippedTest> skipped;
  // In the order of Problem::groups; empty unless the problem is scoring or has
  // groups besides sample and secret.
  std::vector<GroupResult> groups;
  // Of scoring problems.
  std::optional<double> score;
  std::optional<double> max_score;
  // Largest over the runs; lists show them without the runs.
  absl::Duration max_cpu_time = absl::ZeroDuration();
  Bytes max_memory;
  // Of the problem, so that progress can be told from an early stop.
  int32_t test_count = 0;
  absl::Time started;
  absl::Time finished;
  // None for those from before it was kept.
  std::optional<Provenance> provenance;
};

// Appends the run and keeps the largest CPU time and memory.
void AddRun(TestRun run, Judgement& judgement);

}  // namespace gavel

#endif  // GAVEL_CORE_JUDGEMENT_H_
