#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/growth.h"
#include "bench/growth_curve.h"
#include "bench/growth_fill.h"
#include "core/clock.h"
#include "core/status_macros.h"
#include "storage/data_check.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_rejudgings.h"
#include "storage/sqlite_store.h"

namespace gavel::bench {
namespace {

using storage::SubmissionFilter;

constexpr int32_t kPageSize = 50;
// Pages that are leafed through before the deep one.
constexpr int32_t kLargestPage = 1000;
// Submissions that are judged again, and again: of those that each store has.
constexpr int64_t kJudgedAgain = 900;

// A store, and the calls of it that are measured.
class StoreCalls {
 public:
  struct Call {
    std::string name;
    std::function<absl::Status(int64_t round)> make;
  };

  static absl::StatusOr<std::unique_ptr<StoreCalls>> Open(Filled filled) {
    std::unique_ptr<StoreCalls> calls(new StoreCalls(std::move(filled)));
    GAVEL_ASSIGN_OR_RETURN(
        calls->store_,
        storage::SqliteStore::Open(calls->filled_.directory, calls->clock_));
    calls->contests_.emplace(calls->store_->database(), calls->clock_);
    calls->sets_.emplace(calls->store_->database(), calls->clock_);
    GAVEL_RETURN_IF_ERROR(calls->JudgeAdded());
    GAVEL_ASSIGN_OR_RETURN(calls->middle_, calls->MiddleOfList());
    return calls;
  }

  std::vector<Call> Lists();
  std::vector<Call> Lookups();
  std::vector<Call> Changes();
  std::vector<Call> Sets();
  // Of the submissions of a problem, which are a twelfth of all.
  absl::StatusOr<Rejudging> RejudgeProblem();

 private:
  explicit StoreCalls(Filled filled) : filled_(std::move(filled)) {}

  // Any submission of the filled ones that has a verdict.
  int64_t Any() {
    return std::uniform_int_distribution<int64_t>(
        1, filled_.submissions - kPending)(random_);
  }
  int64_t AnyInContest() { return (Any() + 3) / 4 * 4 % (Last() - 4) + 4; }
  int64_t Last() const { return filled_.submissions - kPending; }

  // What waits since it was measured before.
  absl::Status JudgeAdded();
  absl::StatusOr<std::string> MiddleOfList();
  absl::Status List(const SubmissionFilter& filter,
                    const std::string& token = "") {
    return store_->ListSubmissions(filter, {.size = kPageSize, .token = token})
        .status();
  }
  Call ListBy(const std::string& what,
              std::function<SubmissionFilter(int64_t any)> filter) {
    return {absl::StrCat("list, ", what),
            [this, filter](int64_t) { return List(filter(AnyInContest())); }};
  }
  // Adds a submission that waits.
  absl::StatusOr<SubmissionId> Add();
  Judgement MakeJudgement();

  const Filled filled_;
  const SystemClock clock_;
  std::mt19937_64 random_{1};
  std::unique_ptr<storage::SqliteStore> store_;
  std::optional<storage::SqliteContests> contests_;
  std::optional<storage::SqliteRejudgings> sets_;
  // Of a rejudging of a problem.
  std::vector<storage::RejudgingTask> tasks_;
  // The token of the page in the middle of the list of all.
  std::string middle_;
};

absl::Status StoreCalls::JudgeAdded() {
  GAVEL_ASSIGN_OR_RETURN(const auto waiting, store_->UnjudgedSubmissions());
  for (const storage::Waiting& each : waiting) {
    if (each.id <= filled_.submissions) continue;
    GAVEL_RETURN_IF_ERROR(store_->AddJudgement(each.id, MakeJudgement()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> StoreCalls::MiddleOfList() {
  std::string token;
  for (int64_t seen = 0; seen < filled_.submissions / 2; seen += kLargestPage) {
    GAVEL_ASSIGN_OR_RETURN(
        const auto page,
        store_->ListSubmissions(
            {},
            {.size = std::min<int32_t>(
                 kLargestPage, static_cast<int32_t>(filled_.submissions / 2)),
             .token = token}));
    token = page.next_page_token;
  }
  return token;
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

// What reads or writes all of something, by submission.
absl::Status MeasureWhole(const Filled& filled, Curves& curves) {
  const std::string at = absl::StrCat(filled.submissions, " submissions");
  const auto add = [&](const std::string& curve, absl::Time start,
                       int64_t count) {
    curves.Add(curve, at,
               Single(absl::FDivDuration(absl::Now() - start,
                                         absl::Microseconds(count))));
  };
  absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const storage::DataReport report,
                         storage::CheckData(filled.directory));
  add("check a data directory", start, filled.submissions);
  if (!report.problems.empty()) {
    return absl::DataLossError(report.problems.front());
  }
  start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<StoreCalls> calls,
                         StoreCalls::Open(filled));
  add("open a store", start, filled.submissions);
  start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const Rejudging made, calls->RejudgeProblem());
  add("make a rejudging of a twelfth", start, made.submissions);
  return absl::OkStatus();
}

absl::Status MeasureStore(const Filled& filled, Curves& curves) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<StoreCalls> calls,
                         StoreCalls::Open(filled));
  for (const auto& group :
       {calls->Lists(), calls->Lookups(), calls->Changes(), calls->Sets()}) {
    for (const StoreCalls::Call& call : group) {
      GAVEL_ASSIGN_OR_RETURN(const auto samples, Sample({}, call.make));
      curves.Add(call.name, absl::StrCat(filled.submissions, " submissions"),
                 Microseconds(samples));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureStores(const GrowthSettings& settings, Report& report) {
  Curves curves("us", {.at_most = 2});
  Curves whole("us per submission", {.at_most = 2});
  for (const int64_t size :
       {int64_t{1000}, int64_t{30'000}, settings.most_submissions}) {
    GAVEL_ASSIGN_OR_RETURN(
        const Filled filled,
        Fill(absl::StrCat(settings.directory, "/store-", size), size));
    GAVEL_RETURN_IF_ERROR(MeasureStore(filled, curves));
    GAVEL_RETURN_IF_ERROR(MeasureWhole(filled, whole));
  }
  curves.AddTo(report);
  whole.AddTo(report);
  return absl::OkStatus();
}

}  // namespace gavel::bench
