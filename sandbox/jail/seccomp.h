// System call filters: deny by default, and what is denied kills the process.
//
// Shape:   two policies: a program may also fork runs and lower its own limits;
//          a run may only compute, read stdin and write stdout and stderr. The
//          tables are in policy.cc, a line and a reason per call
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

struct Rule {
  int number;
  // 0 allows; otherwise the call is not made and returns this error.
  int refuse_with;
  std::array<Condition, 2> conditions;
  const char* reason;
};

// The policies, one line per system call.
absl::Span<const Rule> ProgramPolicy();
absl::Span<const Rule> RunPolicy();

class Filter {
 public:
  // Aborts if the rules do not fit, which only a change of the tables can
  // cause.
  explicit Filter(absl::Span<const Rule> rules);

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
