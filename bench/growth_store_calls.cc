#include "bench/growth_store_calls.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

using storage::SubmissionFilter;

constexpr int32_t kPageSize = 50;
// Pages that are leafed through before the deep one.
constexpr int64_t kLargestPage = 1000;
// Submissions that are judged again, and again: of those that each store has.
constexpr int64_t kJudgedAgain = 900;

}  // namespace

absl::StatusOr<std::unique_ptr<StoreCalls>> StoreCalls::Open(Filled filled) {
  std::unique_ptr<StoreCalls> calls(new StoreCalls(std::move(filled)));
  GAVEL_ASSIGN_OR_RETURN(
      calls->store_,
      storage::SqliteStore::Open(calls->filled_.directory, calls->clock_));
  calls->contests_.emplace(calls->store_->database(), calls->clock_);
  calls->sets_.emplace(calls->store_->database(), calls->clock_);
  return calls;
}

absl::Status StoreCalls::FindMiddle() {
  const int64_t half = filled_.submissions / 2;
  for (int64_t seen = 0; seen < half; seen += kLargestPage) {
    GAVEL_ASSIGN_OR_RETURN(
        const auto page,
        store_->ListSubmissions(
            {}, {.size = static_cast<int32_t>(std::min(kLargestPage, half)),
                 .token = middle_}));
    middle_ = page.next_page_token;
  }
  return absl::OkStatus();
}

absl::Status StoreCalls::List(const SubmissionFilter& filter,
                              const std::string& token) {
  return store_->ListSubmissions(filter, {.size = kPageSize, .token = token})
      .status();
}

StoreCalls::Call StoreCalls::ListBy(
    const std::string& what,
    std::function<SubmissionFilter(int64_t any)> filter) {
  return {absl::StrCat("list, ", what),
          [this, filter](int64_t) { return List(filter(AnyInContest())); }};
}

std::vector<StoreCalls::Call> StoreCalls::Lists() {
  const auto hours = [](int64_t i, int64_t count) {
    return SubmissionFilter{.from = Filled::Created(i),
                            .until = Filled::Created(i) + absl::Hours(count)};
  };
  return {
      ListBy("all", [](int64_t) { return SubmissionFilter(); }),
      {"list, all, page in the middle",
       [this](int64_t) { return List({}, middle_); }},
      ListBy("by user",
             [this](int64_t i) {
               return SubmissionFilter{.user_id = filled_.User(i)};
             }),
      ListBy("by contest",
             [this](int64_t i) {
               return SubmissionFilter{.contest_id = filled_.Contest(i)};
             }),
      ListBy("by problem",
             [](int64_t i) {
               return SubmissionFilter{.problem_id = Filled::Problem(i)};
             }),
      ListBy("by verdict WA",
             [](int64_t) {
               return SubmissionFilter{.verdict = Verdict::kWrongAnswer};
             }),
      ListBy("by verdict JE, rare",
             [](int64_t) {
               return SubmissionFilter{.verdict = Verdict::kJudgeError};
             }),
      ListBy("by language, rare",
             [](int64_t) {
               return SubmissionFilter{.language = Language::kTypeScript};
             }),
      ListBy("by time, two hours", [&hours](int64_t i) { return hours(i, 2); }),
      ListBy("by time, none",
             [](int64_t) {
               return SubmissionFilter{.until = Filled::Created(0)};
             }),
      ListBy("by user and problem",
             [this](int64_t i) {
               return SubmissionFilter{.problem_id = Filled::Problem(i),
                                       .user_id = filled_.User(i)};
             }),
      ListBy("by contest and verdict, rare",
             [this](int64_t i) {
               return SubmissionFilter{.contest_id = filled_.Contest(i),
                                       .verdict = Verdict::kJudgeError};
             }),
      ListBy("by problem and verdict, rare",
             [](int64_t i) {
               return SubmissionFilter{.problem_id = Filled::Problem(i),
                                       .verdict = Verdict::kJudgeError};
             }),
  };
}

std::vector<StoreCalls::Call> StoreCalls::Lookups() {
  return {
      {"get",
       [this](int64_t) { return store_->GetSubmission(Any()).status(); }},
      {"judgements of a submission",
       [this](int64_t) { return store_->ListJudgements(Any()).status(); }},
      {"find by idempotency key",
       [this](int64_t) {
         const int64_t i = Any();
         return store_->FindSubmission(filled_.User(i), Filled::Key(i))
             .status();
       }},
      {"find earlier runs",
       [this](int64_t) {
         return store_->FindRuns(Filled::Program(Any())).status();
       }},
      {"what waits, at a start",
       [this](int64_t) { return store_->UnjudgedSubmissions().status(); }},
      {"count for a contest's limit",
       [this](int64_t) {
         const int64_t i = AnyInContest();
         return contests_
             ->CountSubmissions(filled_.Contest(i), filled_.User(i),
                                Filled::Problem(i))
             .status();
       }},
      {"log of a contest, 250 submissions",
       [this](int64_t) {
         return contests_->SubmissionLog(filled_.Contest(AnyInContest()), 0)
             .status();
       }},
      {"log of a contest, nothing new",
       [this](int64_t) {
         return contests_
             ->SubmissionLog(filled_.Contest(AnyInContest()), 1'000'000)
             .status();
       }},
      {"list contests, one",
       [this](int64_t) {
         return contests_->ListContests({}, {.size = 1, .token = ""}).status();
       }},
  };
}

absl::StatusOr<SubmissionId> StoreCalls::Add() {
  Submission submission;
  submission.problem_id = Filled::Problem(0);
  submission.problem_version = 1;
  submission.user_id = filled_.User(0);
  submission.submitted_by = submission.user_id;
  submission.source = std::string(400, 'x');
  GAVEL_ASSIGN_OR_RETURN(submission, store_->AddSubmission(submission));
  return submission.id;
}

Judgement StoreCalls::MakeJudgement() {
  Judgement judgement;
  judgement.verdict = Verdict::kAccepted;
  judgement.reason = Reason::kNone;
  for (int i = 0; i < 3; ++i) {
    TestRun run;
    run.test = absl::StrCat("secret/", i);
    run.execution.verdict = Verdict::kAccepted;
    run.execution.reason = Reason::kNone;
    judgement.runs.push_back(std::move(run));
  }
  return judgement;
}

std::vector<StoreCalls::Call> StoreCalls::Changes() {
  return {
      {"add a submission", [this](int64_t) { return Add().status(); }},
      {"add a submission and its judgement",
       [this](int64_t) {
         GAVEL_ASSIGN_OR_RETURN(const SubmissionId id, Add());
         return store_->AddJudgement(id, MakeJudgement());
       }},
      {"judge again",
       [this](int64_t round) {
         const SubmissionId id = kRare + 1 + round % kJudgedAgain;
         const absl::Status asked = store_->Rejudge(id, 1);
         if (!asked.ok() && !absl::IsFailedPrecondition(asked)) return asked;
         return store_->AddJudgement(id, MakeJudgement());
       }},
  };
}

absl::StatusOr<Rejudging> StoreCalls::RejudgeProblem() {
  GAVEL_ASSIGN_OR_RETURN(
      const storage::RejudgingMade made,
      sets_->AddRejudging(
          {.filter = SubmissionFilter{.problem_id = Filled::Problem(1)}}));
  GAVEL_ASSIGN_OR_RETURN(
      tasks_, sets_->NextTasks({.rejudging = made.rejudging.id}, 2000));
  return made.rejudging;
}

std::vector<StoreCalls::Call> StoreCalls::Sets() {
  const auto make = [this](int64_t) {
    return sets_
        ->AddRejudging(
            {.filter = SubmissionFilter{.contest_id =
                                            filled_.Contest(AnyInContest())}})
        .status();
  };
  return {
      {"make a rejudging of 250", make},
      {"judge one of a rejudging of a twelfth",
       [this](int64_t) {
         if (tasks_.empty()) {
           GAVEL_RETURN_IF_ERROR(RejudgeProblem().status());
         }
         const storage::RejudgingTask task = tasks_.back();
         tasks_.pop_back();
         return sets_->FinishTask(task, MakeJudgement());
       }},
      {"next tasks of rejudgings",
       [this](int64_t) { return sets_->NextTasks({}, 10).status(); }},
      {"list rejudgings",
       [this](int64_t) {
         return sets_->ListRejudgings({.size = kPageSize, .token = ""})
             .status();
       }},
  };
}

}  // namespace gavel::bench
