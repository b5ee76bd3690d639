#include "judge/engine/rejudgings.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/log.h"
#include "core/status_macros.h"
#include "judge/engine/cost.h"

namespace gavel::judge {
namespace {

std::string Name(const storage::RejudgingTask& task) {
  return absl::StrCat("submission ", task.submission, " of rejudging ",
                      task.rejudging);
}

}  // namespace

Rejudgings::Rejudgings(const RejudgingsOptions& options,
                       storage::RejudgingStore& sets, storage::Store& store,
                       WorkQueue& queue, sandbox::Sandbox& sandbox,
                       const Clock& clock)
    : options_(options),
      sets_(sets),
      store_(store),
      queue_(queue),
      sandbox_(sandbox),
      clock_(clock) {}

Rejudgings::~Rejudgings() {
  Shutdown();
  queue_.Shutdown();
}

absl::Status Rejudgings::Start() { return Feed(); }

absl::StatusOr<storage::RejudgingMade> Rejudgings::Create(
    const storage::RejudgingPlan& plan) {
  GAVEL_ASSIGN_OR_RETURN(storage::RejudgingMade made, sets_.AddRejudging(plan));
  // The set is durable, so it is made whatever happens here.
  const absl::Status fed = Feed();
  if (!fed.ok()) Log(Severity::kError, "rejudging", fed.ToString());
  return made;
}

void Rejudgings::Shutdown() {
  patience_.End();
  absl::MutexLock lock(&mu_);
  stopping_ = true;
}

absl::Status Rejudgings::Feed() {
  std::vector<storage::RejudgingTask> tasks;
  {
    // Held while the store is read, so that nothing is queued twice.
    absl::MutexLock lock(&mu_);
    const int32_t room = options_.queued - queued_;
    if (stopping_ || room <= 0) return absl::OkStatus();
    GAVEL_ASSIGN_OR_RETURN(tasks, sets_.NextTasks(last_, room));
    if (tasks.empty()) return absl::OkStatus();
    last_ = tasks.back();
    queued_ += static_cast<int32_t>(tasks.size());
  }
  for (const storage::RejudgingTask& task : tasks) Add(task);
  return absl::OkStatus();
}

void Rejudgings::Add(const storage::RejudgingTask& task) {
  // Accepted when its set was made, and few: so it needs no room. Sets take
  // turns among themselves.
  queue_.AddOverLimit({.priority = Priority::kRejudge,
                       .user = absl::StrCat("rejudging ", task.rejudging),
                       .run = [this, task] { return Judge(task); },
                       .drop = {}});
}

absl::Duration Rejudgings::Judge(const storage::RejudgingTask& task) {
  absl::StatusOr<Judgement> judgement = MakeJudgement(task);
  absl::Duration used = absl::ZeroDuration();
  if (judgement.ok()) {
    used = CostOf(*judgement);
    Finish(task, *judgement);
  } else {
    Log(Severity::kError, "rejudging",
        absl::StrCat("loading ", Name(task), ": ",
                     judgement.status().ToString()));
  }
  {
    absl::MutexLock lock(&mu_);
    --queued_;
  }
  const absl::Status fed =
      patience_.Call("reading rejudgings", [this] { return Feed(); });
  if (!fed.ok()) Log(Severity::kError, "rejudging", fed.ToString());
  return used;
}

absl::StatusOr<Judgement> Rejudgings::MakeJudgement(
    const storage::RejudgingTask& task) {
  storage::SubmissionRecord record;
  Problem problem;
  GAVEL_RETURN_IF_ERROR(patience_.Call(
      absl::StrCat("loading ", Name(task)), [&]() -> absl::Status {
        GAVEL_ASSIGN_OR_RETURN(record, store_.GetSubmission(task.submission));
        GAVEL_ASSIGN_OR_RETURN(problem,
                               store_.GetProblem(record.submission.problem_id,
                                                 task.problem_version));
        return absl::OkStatus();
      }));
  return JudgeSubmission(record.submission, problem, sandbox_, clock_,
                         WithEarlierRuns(options_.judging, options_.may_reuse,
                                         record.submission, store_),
                         {});
}

void Rejudgings::Finish(const storage::RejudgingTask& task,
                        const Judgement& judgement) {
  if (judgement.verdict == Verdict::kJudgeError) {
    Log(Severity::kError, "rejudging",
        absl::StrCat(Name(task), ": ", judgement.message));
  }
  const absl::Status stored =
      patience_.Call(absl::StrCat("storing the judgement of ", Name(task)),
                     [&] { return sets_.FinishTask(task, judgement); });
  // Cancelled meanwhile: nobody wants it any more.
  if (stored.ok() || absl::IsFailedPrecondition(stored)) return;
  Log(Severity::kError, "rejudging",
      absl::StrCat("storing the judgement of ", Name(task),
                   "; it is judged after the next start: ", stored.ToString()));
}

}  // namespace gavel::judge
