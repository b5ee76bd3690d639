#include "tests/storage/every_call.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::storage {
namespace {

const PageRequest kPage = {.size = 5, .token = ""};
constexpr int kProblems = 3;
// Submissions in TypeScript, with JE.
constexpr SubmissionId kRare = 3;

// Three in each hour.
absl::Time CreatedAt(SubmissionId id) {
  return absl::FromUnixSeconds(1'700'000'000) + id * absl::Minutes(20);
}

Contest MakeContest(const std::string& id, absl::Time start) {
  Contest contest;
  contest.id = id;
  contest.name = id;
  contest.start = start;
  contest.duration = absl::Hours(3);
  contest.submission_limit = 1000;
  // So that groups are read.
  contest.rules.kind = ContestRules::Kind::kIoi;
  contest.rules.score = ContestRules::Score::kSumOfBestGroups;
  contest.problems = {{"problem-0", "A", "", {}}};
  contest.judges = {"ada"};
  return contest;
}

Registration Of(const std::string& user) {
  Registration registration;
  registration.user_id = user;
  return registration;
}

Judgement With(Verdict verdict) {
  Judgement judgement = SampleJudgement();
  judgement.verdict = verdict;
  return judgement;
}

Call List(const std::string& by,
          std::function<SubmissionFilter(const GrownStore&)> filter) {
  return {absl::StrCat("list submissions ", by),
          [filter = std::move(filter)](GrownStore& grown) {
            return grown.store->ListSubmissions(filter(grown), kPage).status();
          }};
}

std::vector<Call> Lists() {
  using Grown = const GrownStore&;
  using Filter = SubmissionFilter;
  return {
      List("of all", [](Grown) { return Filter(); }),
      List("by user", [](Grown g) { return Filter{.user_id = g.user}; }),
      List("by sender", [](Grown g) { return Filter{.submitted_by = g.user}; }),
      List("by contest",
           [](Grown g) { return Filter{.contest_id = g.contest}; }),
      List("by problem",
           [](Grown) { return Filter{.problem_id = "problem-1"}; }),
      List("by a common verdict",
           [](Grown) { return Filter{.verdict = Verdict::kWrongAnswer}; }),
      List("by a rare verdict",
           [](Grown) { return Filter{.verdict = Verdict::kJudgeError}; }),
      List("by a rare language",
           [](Grown) { return Filter{.language = Language::kTypeScript}; }),
      List("by time",
           [](Grown g) {
             return Filter{.from = CreatedAt(g.some),
                           .until = CreatedAt(g.some) + absl::Microseconds(1)};
           }),
      List("by a time when there was nothing",
           [](Grown) { return Filter{.until = absl::FromUnixSeconds(1)}; }),
      List("by problem and rare verdict",
           [](Grown) {
             return Filter{.problem_id = "problem-1",
                           .verdict = Verdict::kJudgeError};
           }),
      List("by problem and user",
           [](Grown g) {
             return Filter{.problem_id = "problem-1", .user_id = g.user};
           }),
      List("by everything",
           [](Grown g) {
             return Filter{.problem_id = "problem-1",
                           .user_id = g.user,
                           .submitted_by = g.user,
                           .contest_id = g.contest,
                           .verdict = Verdict::kJudgeError,
                           .language = Language::kTypeScript,
                           .from = CreatedAt(g.some) - absl::Hours(24),
                           .until = CreatedAt(g.some) + absl::Hours(24)};
           }),
  };
}

std::vector<Call> OfProblems() {
  using Grown = GrownStore&;
  return {
      {"add a version of a problem",
       [](Grown g) {
         Problem problem = SampleProblem(g.dir.path(), "spare");
         return g.store->AddProblem(problem).status();
       }},
      {"get a problem",
       [](Grown g) {
         return g.store->GetProblem("spare", std::nullopt).status();
       }},
      {"get a version of a problem",
       [](Grown g) { return g.store->GetProblem("spare", 1).status(); }},
      {"list problems",
       [](Grown g) { return g.store->ListProblems({}, kPage).status(); }},
      {"list versions",
       [](Grown g) { return g.store->ListVersions("spare").status(); }},
      {"archive",
       [](Grown g) { return g.store->ArchiveProblem("spare", true); }},
      {"take from the archive",
       [](Grown g) { return g.store->ArchiveProblem("spare", false); }},
      {"hide a problem",
       [](Grown g) { return g.contests->HideProblem("spare", true); }},
      {"show a problem",
       [](Grown g) { return g.contests->HideProblem("spare", false); }},
      {"is it hidden",
       [](Grown g) { return g.contests->IsHidden("spare").status(); }},
  };
}

std::vector<Call> OfSubmissions() {
  using Grown = GrownStore&;
  return {
      {"add a submission",
       [](Grown g) {
         g.waiting = g.Submit(g.user, g.contest, "a new one");
         return absl::OkStatus();
       }},
      {"what waits",
       [](Grown g) { return g.store->UnjudgedSubmissions().status(); }},
      {"add a judgement",
       [](Grown g) {
         return g.store->AddJudgement(g.waiting, With(Verdict::kAccepted));
       }},
      {"get a submission",
       [](Grown g) { return g.store->GetSubmission(g.some).status(); }},
      {"find by key",
       [](Grown g) {
         return g.store->FindSubmission(g.user, "a new one").status();
       }},
      {"rejudge", [](Grown g) { return g.store->Rejudge(g.some, 1); }},
      {"add another judgement",
       [](Grown g) {
         return g.store->AddJudgement(g.some, With(Verdict::kWrongAnswer));
       }},
      {"list judgements",
       [](Grown g) { return g.store->ListJudgements(g.some).status(); }},
      // All samples have one program; the newest few count.
      {"find runs",
       [](Grown g) {
         return g.store->FindRuns(SampleJudgement().provenance.value().program)
             .status();
       }},
  };
}

std::vector<Call> OfContests() {
  using Grown = GrownStore&;
  return {
      {"add a contest",
       [](Grown g) {
         return g.contests->AddContest(MakeContest("new", g.clock.Now()))
             .status();
       }},
      {"change a contest",
       [](Grown g) {
         return g.contests->UpdateContest(g.contests->GetContest("new").value())
             .status();
       }},
      {"list contests",
       [](Grown g) { return g.contests->ListContests({}, kPage).status(); }},
      {"list contests of a user",
       [](Grown g) {
         return g.contests->ListContests({.visible_to = "ada"}, kPage).status();
       }},
      {"contests of a problem",
       [](Grown g) { return g.contests->ContestsOf("problem-2").status(); }},
      {"is a judge",
       [](Grown g) { return g.contests->IsJudgeOf("ada", "new").status(); }},
      {"register",
       [](Grown g) { return g.contests->PutRegistration("new", Of("eve")); }},
      {"get a registration",
       [](Grown g) {
         return g.contests->GetRegistration("new", "eve").status();
       }},
      {"list registrations",
       [](Grown g) { return g.contests->ListRegistrations("new").status(); }},
      {"longest extra time",
       [](Grown g) { return g.contests->LongestExtraTime("new").status(); }},
      {"take a registration away",
       [](Grown g) { return g.contests->RemoveRegistration("new", "eve"); }},
      {"log of a contest",
       [](Grown g) {
         return g.contests->SubmissionLog(g.contest, 0).status();
       }},
      {"count submissions",
       [](Grown g) {
         return g.contests->CountSubmissions(g.contest, g.user, "problem-0")
             .status();
       }},
      {"ask",
       [](Grown g) {
         Clarification question;
         question.contest_id = "new";
         question.from = "eve";
         question.question = "why?";
         return g.contests->AddClarification(question).status();
       }},
      {"answer",
       [](Grown g) {
         const int64_t id = g.contests->ListClarifications("new").value()[0].id;
         return g.contests->AnswerClarification("new", id, "so", "ada", true)
             .status();
       }},
  };
}

std::vector<Call> OfRejudgings() {
  using Grown = GrownStore&;
  const auto add = [](Grown g) {
    return g.sets->AddRejudging({.filter = SubmissionFilter{.user_id = g.user}})
        .status();
  };
  return {
      {"add a rejudging", add},
      {"get a rejudging",
       [](Grown g) { return g.sets->GetRejudging(1).status(); }},
      {"list rejudgings",
       [](Grown g) { return g.sets->ListRejudgings(kPage).status(); }},
      {"contests of a rejudging",
       [](Grown g) { return g.sets->ContestsOf(1).status(); }},
      {"judge a rejudging",
       [](Grown g) {
         GAVEL_ASSIGN_OR_RETURN(const auto tasks, g.sets->NextTasks({}, 1000));
         for (const RejudgingTask& task : tasks) {
           GAVEL_RETURN_IF_ERROR(
               g.sets->FinishTask(task, With(Verdict::kAccepted)));
         }
         return absl::OkStatus();
       }},
      {"changes of a rejudging",
       [](Grown g) { return g.sets->ListChanges(1, true, kPage).status(); }},
      {"apply a rejudging",
       [](Grown g) {
         return g.sets->ApplyRejudging(1, "ada", false).status();
       }},
      {"add another rejudging", add},
      {"cancel a rejudging",
       [](Grown g) { return g.sets->CancelRejudging(2, "ada").status(); }},
  };
}

std::vector<Call> OfUsers() {
  using Grown = GrownStore&;
  return {
      {"add a user",
       [](Grown g) { return g.users->AddUser({.id = "eve"}).status(); }},
      {"change a user",
       [](Grown g) {
         return g.users->UpdateUser({.id = "eve", .name = "Eve"}).status();
       }},
      {"get a user", [](Grown g) { return g.users->GetUser("eve").status(); }},
      {"list users",
       [](Grown g) { return g.users->ListUsers({}, kPage).status(); }},
      {"add a token",
       [](Grown g) {
         AccessToken token;
         token.user_id = "eve";
         return g.users->AddToken(token, Sha256()).status();
       }},
      {"list tokens",
       [](Grown g) { return g.users->ListTokens("eve").status(); }},
      {"tokens in use",
       [](Grown g) { return g.users->ActiveTokens().status(); }},
      {"revoke a token",
       [](Grown g) { return g.users->RevokeToken(1).status(); }},
  };
}

}  // namespace

GrownStore::GrownStore(int submissions)
    : store(SqliteStore::Open(data, clock).value()) {
  contests.emplace(store->database(), clock);
  sets.emplace(store->database(), clock);
  users.emplace(store->database(), clock);
  for (int i = 0; i < kProblems; ++i) {
    const std::string id = absl::StrCat("problem-", i);
    EXPECT_THAT(store->AddProblem(SampleProblem(dir.path(), id)), IsOk());
  }
  for (int i = 0; i < submissions; ++i) {
    if (i % kOfContest == 0) {
      contest = absl::StrCat("contest-", i / kOfContest);
      EXPECT_THAT(contests->AddContest(MakeContest(contest, clock.Now())),
                  IsOk());
    }
    user = absl::StrCat("user-", i / kOfUser);
    if (i % kOfUser == 0) {
      EXPECT_THAT(contests->PutRegistration(contest, Of(user)), IsOk());
    }
    some = Submit(user, contest, absl::StrCat("key-", i));
    const Verdict verdict =
        some <= kRare ? Verdict::kJudgeError : Verdict::kWrongAnswer;
    EXPECT_THAT(store->AddJudgement(some, With(verdict)), IsOk());
  }
}

SubmissionId GrownStore::Submit(const std::string& by,
                                const std::string& in_contest,
                                const std::string& key) {
  Submission submission = SampleSubmission("problem-0", 1, "print 3");
  submission.user_id = by;
  submission.submitted_by = by;
  submission.contest_id = in_contest;
  submission.idempotency_key = key;
  // The oldest few are rare.
  submission.language =
      some < kRare ? Language::kTypeScript : Language::kJavaScript;
  submission.created = CreatedAt(some + 1);
  return store->AddSubmission(submission).value().id;
}

std::vector<Call> EveryCall() {
  std::vector<Call> all;
  for (auto& part : {Lists(), OfProblems(), OfSubmissions(), OfContests(),
                     OfRejudgings(), OfUsers()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace gavel::storage
