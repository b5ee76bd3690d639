// All runs of one judging, with the final verdict.
//
// Shape:   runs are in judging order and stop after the first that is not
//          accepted; a compile error or judge error may leave them empty
// Threads: plain values
#ifndef GAVEL_CORE_JUDGEMENT_H_
#define GAVEL_CORE_JUDGEMENT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/execution.h"
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

// A submission on one test case. execution.verdict and .reason already hold
// what output validation said.
struct TestRun {
  std::string test;
  // Of several measurements the one that counts.
  Execution execution;
  // All of them, the one that counts included, in the order in which they were
  // made; empty if there was only one, as nearly always.
  std::vector<Measurement> measurements = {};
};

struct Judgement {
  Verdict verdict = Verdict::kJudgeError;
  Reason reason = Reason::kInternal;
  // Copied from the compilation or run that decided.
  std::string message;
  // How compiling went; its verdict is kAccepted or kCompileError.
  Execution compilation;
  std::vector<TestRun> runs;
  // Largest over the runs; lists show them without the runs.
  absl::Duration max_cpu_time = absl::ZeroDuration();
  Bytes max_memory;
  // Of the problem, so that progress can be told from an early stop.
  int32_t test_count = 0;
  absl::Time started;
  absl::Time finished;
};

// Appends the run and keeps the largest CPU time and memory.
void AddRun(TestRun run, Judgement& judgement);

}  // namespace gavel

#endif  // GAVEL_CORE_JUDGEMENT_H_
