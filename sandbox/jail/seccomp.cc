#include "sandbox/jail/seccomp.h"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

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

// The instructions of AppendCondition.
size_t LengthOf(const Condition& condition) {
  const size_t high = condition.high_zero ? 2 : 0;
  switch (condition.kind) {
    case Condition::Kind::kNone:
      return 0;
    case Condition::Kind::kEqual:
    case Condition::Kind::kAtMost:
      return high + 3;
    case Condition::Kind::kIn:
      return high + 8;
  }
  return 0;
}

bool Concerns(Role rule, Role process) {
  switch (rule) {
    case Role::kEverybody:
      return true;
    case Role::kProgramAndRunWithFiles:
      return process != Role::kRun;
    default:
      return rule == process;
  }
}

// Whether a process of that role may call it in other ways than its program.
bool Differs(absl::Span<const Rule> rules, int number, Role process) {
  return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    return rule.number == number &&
           Concerns(rule.role, process) != Concerns(rule.role, Role::kProgram);
  });
}

}  // namespace

void Filter::Append(uint16_t code, uint32_t k, uint8_t if_true,
                    uint8_t if_false) {
  GAVEL_CHECK(size_ < code_.size());
  code_[size_++] = sock_filter{code, if_true, if_false, k};
}

void Filter::AppendCondition(const Condition& condition, size_t left) {
  if (condition.kind == Condition::Kind::kNone) return;
  // What does not hold jumps behind the rule, over what is left of it then.
  const size_t end = size_ + LengthOf(condition) + left;
  const auto miss = [&] { return static_cast<uint8_t>(end - size_ - 1); };
  if (condition.high_zero) {
    Append(BPF_LD | BPF_W | BPF_ABS, HighWord(condition.argument));
    Append(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, miss());
  }
  Append(BPF_LD | BPF_W | BPF_ABS, LowWord(condition.argument));
  Append(BPF_ALU | BPF_AND | BPF_K, condition.mask);
  switch (condition.kind) {
    case Condition::Kind::kNone:
      break;
    case Condition::Kind::kEqual:
      Append(BPF_JMP | BPF_JEQ | BPF_K, condition.value, 0, miss());
      break;
    case Condition::Kind::kAtMost:
      Append(BPF_JMP | BPF_JGT | BPF_K, condition.value, miss(), 0);
      break;
    case Condition::Kind::kIn:
      Append(BPF_JMP | BPF_JGT | BPF_K, 31, miss(), 0);
      Append(BPF_MISC | BPF_TAX, 0);
      Append(BPF_LD | BPF_IMM, 1);
      Append(BPF_ALU | BPF_LSH | BPF_X, 0);
      Append(BPF_ALU | BPF_AND | BPF_K, condition.value);
      Append(BPF_JMP | BPF_JEQ | BPF_K, 0, miss(), 0);
      break;
  }
}

void Filter::AppendRule(const Rule& rule) {
  size_t left = 1;
  for (const Condition& condition : rule.conditions) {
    left += LengthOf(condition);
  }
  // The number is loaded again for the next rule when conditions used its
  // place.
  const bool reload = left > 1;
  Append(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(rule.number), 0,
         static_cast<uint8_t>(left + (reload ? 1 : 0)));
  for (const Condition& condition : rule.conditions) {
    left -= LengthOf(condition);
    AppendCondition(condition, left);
  }
  Append(BPF_RET | BPF_K,
         rule.refuse_with == 0
             ? SECCOMP_RET_ALLOW
             : SECCOMP_RET_ERRNO | static_cast<uint32_t>(rule.refuse_with));
  if (reload) Append(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
}

Filter::Filter(absl::Span<const Rule> rules, Role role, bool compiles) {
  Append(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
  Append(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0);
  Append(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  // A number of another calling convention (x32) equals none of the table's.
  Append(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
  const bool first = role == Role::kProgram;
  std::set<int> restricted;
  for (const Rule& rule : rules) {
    if (!first && !Differs(rules, rule.number, role)) continue;
    restricted.insert(rule.number);
    if (rule.compiles && !compiles) continue;
    if (Concerns(rule.role, role)) AppendRule(rule);
  }
  if (!first) AppendRest(restricted);
  Append(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
}

void Filter::AppendRest(const std::set<int>& restricted) {
  size_t left = restricted.size();
  for (const int number : restricted) {
    // Over the other numbers and the permission, to what kills.
    Append(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(number),
           static_cast<uint8_t>(left--), 0);
  }
  Append(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
}

bool Filter::Install() const {
  const sock_fprog program{static_cast<uint16_t>(size_),
                           const_cast<sock_filter*>(code_.data())};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

}  // namespace gavel::sandbox
