#include "judge/engine/interaction.h"

#include <algorithm>
#include <utility>

#include "absl/time/time.h"

namespace gavel::judge {
namespace {

Execution Deadlocked(Execution execution) {
  execution.verdict = Verdict::kTimeLimitExceeded;
  execution.reason = Reason::kDeadlock;
  execution.message =
      "the submission waits for input, and so does the program it talks to";
  return execution;
}

// With its usage, but as if it had ended well.
Execution Forgiven(const Execution& execution, const Limits& limits) {
  Execution forgiven;
  forgiven.cpu_time = std::min(execution.cpu_time, limits.cpu_time);
  forgiven.wall_time = std::min(execution.wall_time, WallTime(limits));
  forgiven.memory = execution.memory;
  return forgiven;
}

bool InteractorDecides(const sandbox::Interaction& interaction,
                       const Answer& answer) {
  return answer.verdict == Verdict::kJudgeError ||
         (answer.verdict == Verdict::kWrongAnswer &&
          interaction.interactor_ended_first);
}

bool InteractorWasTooSlow(const sandbox::Interaction& interaction) {
  const Execution& submission = interaction.submission;
  const bool met_wall_limit =
      submission.verdict == Verdict::kTimeLimitExceeded &&
      (submission.reason == Reason::kWallTime ||
       submission.reason == Reason::kIdle);
  return met_wall_limit &&
         2 * interaction.interactor.cpu_time >= submission.wall_time;
}

}  // namespace

InteractionResult Decide(const sandbox::Interaction& interaction,
                         const Limits& limits, Answer answer) {
  if (interaction.deadlock) {
    return {Deadlocked(interaction.submission), std::move(answer)};
  }
  if (InteractorDecides(interaction, answer)) {
    return {Forgiven(interaction.submission, limits), std::move(answer)};
  }
  if (InteractorWasTooSlow(interaction)) {
    return {Forgiven(interaction.submission, limits),
            PackageFault("the interactor computed while the submission waited "
                         "for it until its wall time limit",
                         "")};
  }
  return {interaction.submission, std::move(answer)};
}

}  // namespace gavel::judge
