// Verdicts and the reasons behind them, in the field's standard terms.
//
// Shape:   every execution, run and judgement has one Verdict and one Reason;
//          kAccepted always goes with Reason::kNone
// Threads: pure, safe anywhere
#ifndef GAVEL_CORE_VERDICT_H_
#define GAVEL_CORE_VERDICT_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace gavel {

// The numbers are stored in databases and sent between processes: append only.
enum class Verdict : uint8_t {
  kAccepted = 1,
  kWrongAnswer = 2,
  kTimeLimitExceeded = 3,
  kMemoryLimitExceeded = 4,
  kOutputLimitExceeded = 5,
  kRunTimeError = 6,
  kCompileError = 7,
  kJudgeError = 8,  // ours, never the team's
};

// What ended it, for machines. Append only, like Verdict.
enum class Reason : uint8_t {
  kNone = 1,
  kWrongOutput = 2,     // WA: a token or space differs
  kCpuTime = 3,         // TLE: CPU time limit
  kWallTime = 4,        // TLE: wall time limit, half the CPU time or more used
  kIdle = 5,            // TLE: wall time limit, the program was waiting
  kHeap = 6,            // MLE: the engine's heap limit
  kOffHeap = 7,         // MLE: buffers, strings or native memory
  kProcessMemory = 8,   // MLE: peak memory of the whole process
  kOutput = 9,          // OLE: stdout and stderr together
  kException = 10,      // RTE: uncaught exception or unhandled rejection
  kExitCode = 11,       // RTE: exit code other than 0
  kStack = 12,          // RTE: uncaught stack overflow
  kSignal = 13,         // RTE: killed by a signal
  kPolicy = 14,         // RTE: a forbidden system call
  kSyntax = 15,         // CE: the engine refused the source
  kCompileTime = 16,    // CE: compile time limit
  kCompileMemory = 17,  // CE: compile memory limit
  kSourceSize = 18,     // CE: source larger than the limit
  kInternal = 19,       // JE: a fault of the judge
  kValidator = 20,    // JE: a validator of the problem package broke the rules
  kDeadlock = 21,     // TLE: submission and interactor wait for each other
  kStaticCheck = 22,  // WA: refused by the static validator
  kLanguage = 23,     // CE: the problem does not take the language
};

// "AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE", "JE".
absl::string_view VerdictCode(Verdict verdict);

// "accepted", "wrong answer", ... for people.
absl::string_view VerdictTitle(Verdict verdict);

// The inverse of VerdictCode; nullopt for anything else.
std::optional<Verdict> ParseVerdictCode(absl::string_view code);

// The value as a checked enumerator; nullopt when there is none. For numbers
// that come from a database or from a hostile process.
std::optional<Verdict> VerdictFromNumber(int64_t number);
std::optional<Reason> ReasonFromNumber(int64_t number);

// "cpu_time", "wall_time", ... stable names for JSON and logs; "" for kNone.
absl::string_view ReasonName(Reason reason);

}  // namespace gavel

#endif  // GAVEL_CORE_VERDICT_H_
