#include "core/verdict.h"

#include <array>

namespace gavel {
namespace {

struct VerdictNames {
  Verdict verdict;
  absl::string_view code;
  absl::string_view title;
};

constexpr std::array<VerdictNames, 8> kVerdicts = {{
    {Verdict::kAccepted, "AC", "accepted"},
    {Verdict::kWrongAnswer, "WA", "wrong answer"},
    {Verdict::kTimeLimitExceeded, "TLE", "time limit exceeded"},
    {Verdict::kMemoryLimitExceeded, "MLE", "memory limit exceeded"},
    {Verdict::kOutputLimitExceeded, "OLE", "output limit exceeded"},
    {Verdict::kRunTimeError, "RTE", "run-time error"},
    {Verdict::kCompileError, "CE", "compile error"},
    {Verdict::kJudgeError, "JE", "judge error"},
}};

// Indexed by the enumerator's number minus one.
constexpr std::array<absl::string_view, 23> kReasons = {"",
                                                        "wrong_output",
                                                        "cpu_time",
                                                        "wall_time",
                                                        "idle",
                                                        "heap",
                                                        "off_heap",
                                                        "process_memory",
                                                        "output",
                                                        "exception",
                                                        "exit_code",
                                                        "stack",
                                                        "signal",
                                                        "policy",
                                                        "syntax",
                                                        "compile_time",
                                                        "compile_memory",
                                                        "source_size",
                                                        "internal",
                                                        "validator",
                                                        "deadlock",
                                                        "static_check",
                                                        "language"};

}  // namespace

absl::string_view VerdictCode(Verdict verdict) {
  return kVerdicts[static_cast<size_t>(verdict) - 1].code;
}

absl::string_view VerdictTitle(Verdict verdict) {
  return kVerdicts[static_cast<size_t>(verdict) - 1].title;
}

std::optional<Verdict> ParseVerdictCode(absl::string_view code) {
  for (const VerdictNames& names : kVerdicts) {
    if (names.code == code) return names.verdict;
  }
  return std::nullopt;
}

std::optional<Verdict> VerdictFromNumber(int64_t number) {
  if (number < 1 || number > static_cast<int64_t>(kVerdicts.size())) {
    return std::nullopt;
  }
  return static_cast<Verdict>(number);
}

std::optional<Reason> ReasonFromNumber(int64_t number) {
  if (number < 1 || number > static_cast<int64_t>(kReasons.size())) {
    return std::nullopt;
  }
  return static_cast<Reason>(number);
}

absl::string_view ReasonName(Reason reason) {
  return kReasons[static_cast<size_t>(reason) - 1];
}

}  // namespace gavel
