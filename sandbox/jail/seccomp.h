// System call filters: deny by default, and what is denied kills the process.
//
// Shape:   one table, policy.cc, a line and a reason per call. A program may
//          also fork runs and lower its own limits; a run may only compute,
//          read stdin and write stdout and stderr
// Errors:  false with errno set
// Threads: async-signal-safe; filters are built once, in the zygote
#ifndef GAVEL_SANDBOX_JAIL_SECCOMP_H_
#define GAVEL_SANDBOX_JAIL_SECCOMP_H_

#include <linux/filter.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace gavel::sandbox {

// One argument: low 32 bits masked, compared; the high 32 bits must be zero
// where `high_zero`.
struct Condition {
  enum class Kind : uint8_t { kNone, kEqual, kAtMost };
  Kind kind = Kind::kNone;
  uint8_t argument = 0;
  uint32_t mask = 0xffffffff;
  uint32_t value = 0;
  bool high_zero = false;
};

// Whose rule it is.
enum class Role : uint8_t { kProgram, kRun, kProgramAndRun };

struct Rule {
  int number;
  Role role;
  // 0 allows; otherwise the call is not made and returns this error.
  int refuse_with;
  // All of them must hold, or the process is killed.
  std::array<Condition, 2> conditions;
  const char* reason;
};

// The policy, one line per system call.
absl::Span<const Rule> Policy();

class Filter {
 public:
  // For a kProgram or a kRun. Aborts if the rules do not fit, which only a
  // change of the table can cause.
  Filter(absl::Span<const Rule> rules, Role role);

  // For this process and all it forks, for good. Needs no_new_privs.
  bool Install() const;

 private:
  void Append(uint16_t code, uint32_t k, uint8_t if_true = 0,
              uint8_t if_false = 0);
  void AppendRule(const Rule& rule);
  void AppendCondition(const Condition& condition);

  static constexpr size_t kMost = 512;
  std::array<sock_filter, kMost> code_{};
  size_t size_ = 0;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_JAIL_SECCOMP_H_
