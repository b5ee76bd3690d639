// What a machine lacks for judging, and how to mend it.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_LOCAL_MACHINE_CHECKS_H_
#define GAVEL_JUDGE_LOCAL_MACHINE_CHECKS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "judge/local/machine.h"

namespace gavel::judge {

// Good; worth a thought; in the way of a server.
enum class Grade { kGood, kWarning, kProblem };

struct Check {
  // Stable: "data-directory".
  std::string name;
  Grade grade = Grade::kGood;
  std::string detail;
  // Empty if it is good.
  std::string mend = {};
};

// In a fixed order; nothing of what is not known or was not asked.
std::vector<Check> CheckMachine(const Machine& machine, absl::Time now);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_MACHINE_CHECKS_H_
