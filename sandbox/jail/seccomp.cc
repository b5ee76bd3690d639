#include "sandbox/jail/seccomp.h"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/check.h"

namespace gavel::sandbox {
namespace {

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "no system call policy for this architecture"
#endif

constexpr uint32_t LowWord(uint8_t argument) {
  return static_cast<uint32_t>(offsetof(seccomp_data, args) + argument * 8U);
}
constexpr uint32_t HighWord(uint8_t argument) { return LowWord(argument) + 4; }

// The instructions that AppendCondition needs, each of which falls through when
// it holds and kills when it does not.
size_t LengthOf(const Condition& condition) {
  if (condition.kind == Condition::Kind::kNone) return 0;
  return 4 + (condition.high_zero ? 3U : 0U);
}

}  // namespace

void Filter::Append(uint16_t code, uint32_t k, uint8_t if_true,
                    uint8_t if_false) {
  GAVEL_CHECK(size_ < code_.size());
  code_[size_++] = sock_filter{code, if_true, if_false, k};
}

void Filter::AppendCondition(const Condition& condition) {
  if (condition.kind == Condition::Kind::kNone) return;
  if (condition.high_zero) {
    Append(BPF_LD | BPF_W | BPF_ABS, HighWord(condition.argument));
    Append(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0);
    Append(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  }
  Append(BPF_LD | BPF_W | BPF_ABS, LowWord(condition.argument));
  Append(BPF_ALU | BPF_AND | BPF_K, condition.mask);
  if (condition.kind == Condition::Kind::kEqual) {
    Append(BPF_JMP | BPF_JEQ | BPF_K, condition.value, 1, 0);
  } else {
    Append(BPF_JMP | BPF_JGT | BPF_K, condition.value, 0, 1);
  }
  Append(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
}

void Filter::AppendRule(const Rule& rule) {
  size_t length = 1;
  for (const Condition& condition : rule.conditions) {
    length += LengthOf(condition);
  }
  Append(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(rule.number), 0,
         static_cast<uint8_t>(length));
  for (const Condition& condition : rule.conditions) {
    AppendCondition(condition);
  }
  Append(BPF_RET | BPF_K,
         rule.refuse_with == 0
             ? SECCOMP_RET_ALLOW
             : SECCOMP_RET_ERRNO | static_cast<uint32_t>(rule.refuse_with));
}

Filter::Filter(absl::Span<const Rule> rules, Role role) {
  Append(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
  Append(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0);
  Append(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  // A number of another calling convention (x32) equals none of the table's.
  Append(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  for (const Rule& rule : rules) {
    if (rule.role == role || rule.role == Role::kProgramAndRun) {
      AppendRule(rule);
    }
  }
  Append(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
}

bool Filter::Install() const {
  const sock_fprog program{static_cast<uint16_t>(size_),
                           const_cast<sock_filter*>(code_.data())};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

}  // namespace gavel::sandbox
