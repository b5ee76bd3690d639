// System call filters: deny by default, and what is denied kills the process.
//
// Shape:   one table, policy.cc, a line and a reason per call or per way of
//          making it. A program may also fork runs and lower its own limits; a
//          run may only compute, read stdin and write stdout and stderr; one
//          that was given files may also read those and write records of its
//          own
// Errors:  false with errno set
// Threads: async-signal-safe; filters are built once, in the zygote
#ifndef GAVEL_SANDBOX_JAIL_SECCOMP_H_
#define GAVEL_SANDBOX_JAIL_SECCOMP_H_

#include <linux/filter.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>

#include "absl/types/span.h"

namespace gavel::sandbox {

// One argument: low 32 bits masked, compared; the high 32 bits must be zero
// where `high_zero`. kIn: `value` is a set, bit n for the number n below 32.
struct Condition {
  enum class Kind : uint8_t { kNone, kEqual, kAtMost, kIn };
  Kind kind = Kind::kNone;
  uint8_t argument = 0;
  uint32_t mask = 0xffffffff;
  uint32_t value = 0;
  bool high_zero = false;
};

// Whose rule it is. A run has no more rights than the program that it is a fork
// of, so what a run with files may do its program may, too.
enum class Role : uint8_t {
  kProgram,
  kRun,
  kRunWithFiles,
  // Of rules only.
  kEverybody,
  kProgramAndRunWithFiles,
};

struct Rule {
  int number;
  Role role;
  // 0 allows; otherwise the call is not made and returns this error.
  int refuse_with;
  // All of them must hold, or the next rules for the same call are tried; the
  // process is killed when there is none.
  std::array<Condition, 3> conditions;
  const char* reason;
  // Not for processes without a just-in-time compiler.
  bool compiles = false;
};

// The policy, one line per way of making a system call.
absl::Span<const Rule> Policy();

class Filter {
 public:
  // For a kProgram, kRun or kRunWithFiles. `compiles`: machine code may be
  // made. Aborts if the rules do not fit, which only a change of the table can
  // cause.
  //
  // A run inherits the filter of its program, and the kernel asks both. So its
  // own decides only what a run may do less than its program, and leaves all
  // else to the first: it is installed in every run, and its length is paid
  // for each time.
  Filter(absl::Span<const Rule> rules, Role role, bool compiles);

  // For this process and all it forks, for good. Needs no_new_privs.
  bool Install() const;

 private:
  void Append(uint16_t code, uint32_t k, uint8_t if_true = 0,
              uint8_t if_false = 0);
  void AppendRule(const Rule& rule);
  // Kills what is left of these numbers, and lets the others pass.
  void AppendRest(const std::set<int>& restricted);
  // `left` instructions of the rule follow it.
  void AppendCondition(const Condition& condition, size_t left);

  static constexpr size_t kMost = 1024;
  std::array<sock_filter, kMost> code_{};
  size_t size_ = 0;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_JAIL_SECCOMP_H_
