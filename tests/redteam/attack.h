// Native code that runs in a sandboxed process, as if V8 were lost, and what
// must come of it.
//
// Shape:   one table line per attack; the red-team executable acts, the test
//          knows from the same line how that has to end
// Errors:  as system calls: -1 with errno set is an attack that was refused
// Threads: single-threaded, like every sandboxed process
#ifndef GAVEL_TESTS_REDTEAM_ATTACK_H_
#define GAVEL_TESTS_REDTEAM_ATTACK_H_

#include <cstdint>

#include "absl/types/span.h"

namespace gavel::sandbox::redteam {

// How a run, or compiling, has to end.
enum class Ending : uint8_t {
  // It ends at a forbidden system call.
  kKilled,
  // The call returns the error; the run goes on and is accepted.
  kRefused,
  // It is accepted, and nothing has happened to anybody.
  kHarmless,
  // As the last two: which of them depends on the machine.
  kContained,
  // Over its time or for what it did, whichever is found first.
  kStopped,
  kException,
  // A forged or missing report, or a flood of messages.
  kPolicy,
  kSignal,
  kCpuTime,
  kIdle,
  // Over its time, whichever clock said so.
  kTime,
  kMemory,
  kOutput,
  kStack,
  // An error of ours and no verdict: what cannot be told from one.
  kOurFault,
};

struct Attack {
  // The first line of a run's input, or a program's source.
  const char* name;
  Ending ending;
  // What a refused call has to say.
  int error;
  // Returns unless the attack ends the process itself.
  long (*act)();
};

// In a run, after everything that is set up before its first instruction.
absl::Span<const Attack> SystemCalls();
absl::Span<const Attack> Resources();
absl::Span<const Attack> Forgeries();
absl::Span<const Attack> Claims();
absl::Span<const Attack> Floods();
// In a run with a large file, a small one and a directory that it may write.
absl::Span<const Attack> Files();

// In a program, where it would compile. `compiling` is how that ends; a program
// that is accepted is then asked for a run, which ends as `run` says.
struct ProgramAttack {
  const char* name;
  Ending compiling;
  Ending run;
  void (*act)();
};
absl::Span<const ProgramAttack> WhileCompiling();
absl::Span<const ProgramAttack> AfterCompiling();

// What a run prints after an attack that returned.
constexpr const char* kDone = "done\n";
constexpr const char* kRefusedPrefix = "refused ";

}  // namespace gavel::sandbox::redteam

#endif  // GAVEL_TESTS_REDTEAM_ATTACK_H_
