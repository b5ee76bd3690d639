#include "sandbox/conclude.h"

#include <sys/wait.h>

#include <csignal>
#include <cstring>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "core/utf8.h"

namespace gavel::sandbox {
namespace {

using wire::Claim;
using wire::Killed;

// CPU time between the end of the program and the end of the process, which is
// not the team's: the report, and giving back every page that was touched.
absl::Duration EndingTime(const Execution& execution) {
  constexpr int64_t kMebibyte = int64_t{1} << 20;
  return absl::Milliseconds(2) +
         execution.memory.count() / kMebibyte * absl::Microseconds(100);
}

constexpr const char* kNoProperReport =
    "the process ended without a proper report";

struct Cause {
  Verdict verdict;
  Reason reason;
  std::string message;
};

// What the process says, as text that may be passed on.
std::string Text(const wire::Facts& facts) {
  return ToValidUtf8(
      absl::string_view(facts.report.text.data(), facts.report.text_size),
      kMaxMessage);
}

std::string Seconds(absl::Duration duration) {
  return absl::StrFormat("%.6g s", absl::ToDoubleSeconds(duration));
}

Cause OverCpu(const Execution& execution, const Limits& limits) {
  return {Verdict::kTimeLimitExceeded, Reason::kCpuTime,
          absl::StrCat("CPU time ", Seconds(execution.cpu_time), ", limit ",
                       Seconds(limits.cpu_time))};
}

Cause OverWall(const Execution& execution, const Limits& limits) {
  // A program that was busy has used its CPU time, or most of it on a machine
  // with too much to do.
  const bool idle = execution.cpu_time * 2 < limits.cpu_time;
  return {Verdict::kTimeLimitExceeded, idle ? Reason::kIdle : Reason::kWallTime,
          absl::StrCat(idle ? "waited: wall time " : "wall time ",
                       Seconds(execution.wall_time), " with CPU time ",
                       Seconds(execution.cpu_time), ", limit ",
                       Seconds(WallTime(limits)), " wall")};
}

Cause OverMemory(Reason reason, absl::string_view where,
                 const Execution& execution, const Limits& limits) {
  return {Verdict::kMemoryLimitExceeded, reason,
          absl::StrCat(where, ": peak ", FormatBytes(execution.memory),
                       ", limit ", FormatBytes(limits.memory))};
}

Cause OverOutput(const Limits& limits) {
  return {Verdict::kOutputLimitExceeded, Reason::kOutput,
          absl::StrCat("stdout and stderr over the limit of ",
                       FormatBytes(limits.output))};
}

// Within a tenth of its limit a process that crashes ran out of memory.
bool NearMemoryLimit(const Execution& execution, const Limits& limits) {
  return execution.memory.count() >= limits.memory.count() / 10 * 9;
}

Cause FromSignal(const Execution& execution, const Limits& limits) {
  switch (execution.signal) {
    case SIGXCPU:
      return OverCpu(execution, limits);
    case SIGXFSZ:
      return OverOutput(limits);
    case SIGSYS:
      return {Verdict::kRunTimeError, Reason::kPolicy, "forbidden system call"};
    default:
      break;
  }
  if (NearMemoryLimit(execution, limits)) {
    return OverMemory(Reason::kProcessMemory, "process", execution, limits);
  }
  return {Verdict::kRunTimeError, Reason::kSignal,
          absl::StrCat("ended by signal ", execution.signal, " (",
                       strsignal(execution.signal), ")")};
}

Cause FromCleanEnd(const Execution& execution) {
  if (execution.exit_code != 0) {
    return {Verdict::kRunTimeError, Reason::kExitCode,
            absl::StrCat("exit code ", execution.exit_code)};
  }
  return {Verdict::kAccepted, Reason::kNone, ""};
}

Cause FromClaim(const wire::Facts& facts, const Execution& execution,
                const Limits& limits) {
  const std::string text = Text(facts);
  switch (facts.report.claim) {
    case Claim::kClean:
      if (WEXITSTATUS(facts.wait_status) != (facts.report.exit_code & 0xff)) {
        break;
      }
      return FromCleanEnd(execution);
    case Claim::kException:
      return {Verdict::kRunTimeError, Reason::kException, text};
    case Claim::kStack:
      return {Verdict::kRunTimeError, Reason::kStack, text};
    case Claim::kCpuTime:
      return OverCpu(execution, limits);
    case Claim::kHeap:
      return OverMemory(Reason::kHeap, "heap", execution, limits);
    case Claim::kOffHeap:
      return OverMemory(Reason::kOffHeap, "outside the heap", execution,
                        limits);
    case Claim::kOutput:
      return OverOutput(limits);
    case Claim::kNothing:
    case Claim::kSyntax:
    case Claim::kSetup:
      break;
  }
  return {Verdict::kRunTimeError, Reason::kPolicy, kNoProperReport};
}

bool BlamesProgram(Claim claim) {
  return claim == Claim::kClean || claim == Claim::kException ||
         claim == Claim::kStack || claim == Claim::kNothing;
}

Cause RunCause(const wire::Facts& facts, const Execution& execution,
               const Limits& limits) {
  switch (facts.killed) {
    case Killed::kCpuTime:
      return OverCpu(execution, limits);
    case Killed::kWallTime:
      return OverWall(execution, limits);
    case Killed::kFlood:
      return {Verdict::kRunTimeError, Reason::kPolicy,
              "flooded the sandbox with messages"};
    case Killed::kProgramEnded:
      return {Verdict::kRunTimeError, Reason::kPolicy,
              "the process of the compiled program ended by itself"};
    case Killed::kNo:
    case Killed::kProgramLost:
    case Killed::kNotNeeded:
      break;
  }
  // Its own word must not shorten what the kernel measured.
  if (execution.cpu_time > limits.cpu_time + EndingTime(execution) &&
      BlamesProgram(facts.report.claim)) {
    return OverCpu(execution, limits);
  }
  // The peak may have come and gone without anything being refused.
  if (execution.memory.count() > limits.memory.count() &&
      facts.report.claim == Claim::kClean) {
    return OverMemory(Reason::kProcessMemory, "process", execution, limits);
  }
  if (facts.killed == Killed::kNotNeeded && execution.signal == SIGKILL) {
    return {Verdict::kAccepted, Reason::kNone, ""};
  }
  if (execution.signal != 0) return FromSignal(execution, limits);
  return FromClaim(facts, execution, limits);
}

// By neither the zygote nor a limit of the program, which may not send signals:
// by an operator, or by a kernel that ran out of memory for all.
bool KilledFromOutside(const wire::Facts& facts, const Execution& execution,
                       const Limits& limits) {
  return execution.signal == SIGKILL && facts.killed == Killed::kNo &&
         execution.cpu_time <= limits.cpu_time &&
         !NearMemoryLimit(execution, limits);
}

absl::Status OurFault(const wire::Facts& facts, const Execution& execution,
                      const Limits& limits) {
  if (KilledFromOutside(facts, execution, limits)) {
    return absl::UnavailableError(
        absl::StrCat("a sandboxed process was killed from outside after ",
                     Seconds(execution.cpu_time), " of CPU time, with ",
                     FormatBytes(execution.memory)));
  }
  if (facts.killed == Killed::kProgramLost) {
    return absl::UnavailableError("the program process is gone");
  }
  if (facts.report.claim == Claim::kSetup) {
    return absl::InternalError(
        absl::StrCat("setting up a sandboxed process: ", Text(facts)));
  }
  return absl::OkStatus();
}

Execution Measured(const wire::Facts& facts) {
  Execution execution;
  execution.cpu_time = absl::Microseconds(facts.cpu_us);
  execution.wall_time = absl::Microseconds(facts.wall_us);
  execution.memory = Bytes(facts.memory_bytes);
  if (WIFSIGNALED(facts.wait_status)) {
    execution.signal = WTERMSIG(facts.wait_status);
  } else {
    execution.exit_code = WEXITSTATUS(facts.wait_status);
  }
  return execution;
}

void Apply(Cause cause, const wire::Facts& facts, Execution& execution) {
  execution.verdict = cause.verdict;
  execution.reason = cause.reason;
  execution.message = std::move(cause.message);
  const Claim claim = facts.report.claim;
  if (claim == Claim::kException || claim == Claim::kStack ||
      claim == Claim::kSyntax) {
    execution.line = facts.report.line;
    execution.column = facts.report.column;
  }
}

// A compile error for each way in which compiling can fail.
Cause CompileCause(const wire::Facts& facts, const Limits& limits,
                   const Execution& execution) {
  Cause cause =
      facts.report.claim == Claim::kSyntax
          ? Cause{Verdict::kCompileError, Reason::kSyntax, Text(facts)}
          : RunCause(facts, execution, limits);
  switch (cause.verdict) {
    case Verdict::kTimeLimitExceeded:
      cause.reason = Reason::kCompileTime;
      cause.message =
          absl::StrCat("compiling took over ", Seconds(limits.compile_time));
      break;
    case Verdict::kMemoryLimitExceeded:
      cause.reason = Reason::kCompileMemory;
      cause.message = absl::StrCat("compiling took over ",
                                   FormatBytes(limits.compile_memory));
      break;
    case Verdict::kAccepted:
      // Neither compiled nor refused: it ended in between, whatever it says.
      cause.reason = Reason::kPolicy;
      cause.message = kNoProperReport;
      break;
    default:
      break;
  }
  cause.verdict = Verdict::kCompileError;
  return cause;
}

}  // namespace

absl::StatusOr<Execution> ConcludeRun(const wire::Facts& facts,
                                      const Limits& limits) {
  Execution execution = Measured(facts);
  GAVEL_RETURN_IF_ERROR(OurFault(facts, execution, limits));
  Apply(RunCause(facts, execution, limits), facts, execution);
  // A limit or signal is no exit; its number would only mislead.
  if (execution.reason != Reason::kExitCode &&
      execution.reason != Reason::kException &&
      execution.reason != Reason::kStack) {
    execution.exit_code = 0;
  }
  // The server's own, which ended what was not needed any more.
  if (execution.verdict == Verdict::kAccepted) execution.signal = 0;
  return execution;
}

absl::StatusOr<Execution> ConcludeCompilation(const wire::Facts& facts,
                                              const Limits& limits) {
  Limits compiling = limits;
  compiling.cpu_time = limits.compile_time;
  compiling.memory = limits.compile_memory;
  Execution execution = Measured(facts);
  GAVEL_RETURN_IF_ERROR(OurFault(facts, execution, compiling));
  if (facts.report.claim == Claim::kClean && facts.wait_status == 0 &&
      facts.killed == Killed::kNo) {
    return execution;
  }
  execution.exit_code = 0;
  Apply(CompileCause(facts, compiling, execution), facts, execution);
  return execution;
}

}  // namespace gavel::sandbox
