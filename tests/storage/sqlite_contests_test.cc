#include "storage/sqlite_contests.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/verdict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite_store.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const absl::Time kStart = absl::FromUnixSeconds(1'700'000'000);

class SqliteContestsTest : public testing::Test {
 protected:
  SqliteContestsTest() {
    for (const char* id : {"sum", "max"}) {
      EXPECT_TRUE(store_->AddProblem(SampleProblem(dir_.path(), id)).ok());
    }
  }

  // With every field unlike its default.
  static Contest Finals() {
    Contest contest;
    contest.id = "finals";
    contest.name = "The Finals";
    contest.start = kStart;
    contest.duration = absl::Hours(3) + absl::Microseconds(1);
    contest.freeze = absl::Hours(1);
    contest.thawed = kStart + absl::Hours(6);
    contest.window = absl::Hours(2);
    contest.virtual_participation = true;
    contest.registration = RegistrationMode::kOpen;
    contest.languages = {Language::kTypeScript};
    contest.submission_limit = 7;
    contest.reuse_results = true;
    contest.rules.kind = ContestRules::Kind::kIoi;
    contest.rules.penalty = absl::Minutes(5);
    contest.rules.free_verdicts = {Verdict::kTimeLimitExceeded};
    contest.rules.whole_minutes = false;
    contest.rules.score = ContestRules::Score::kSumOfBestGroups;
    contest.rules.loss_per_minute = 0.25;
    contest.rules.least_fraction = 0.5;
    contest.rules.attempt_points = 12.5;
    contest.problems = {{"sum", "B", "#00ff00", 100.5}, {"max", "A", "", {}}};
    contest.judges = {"ada", "bob"};
    return contest;
  }

  static std::string Describe(const Contest& contest) {
    std::string text = absl::StrCat(
        contest.id, "|", contest.name, "|", contest.revision, "|",
        absl::FormatTime(contest.start), "|",
        absl::FormatDuration(contest.duration), "|",
        absl::FormatDuration(contest.freeze), "|",
        absl::FormatTime(contest.thawed), "|",
        contest.window ? absl::FormatDuration(*contest.window) : "none", "|",
        contest.virtual_participation, "|",
        static_cast<int>(contest.registration), "|", contest.submission_limit,
        "|", contest.reuse_results);
    for (const Language language : contest.languages) {
      absl::StrAppend(&text, "|", LanguageName(language));
    }
    const ContestRules& rules = contest.rules;
    absl::StrAppend(&text, "|", static_cast<int>(rules.kind), "|",
                    absl::FormatDuration(rules.penalty), "|",
                    rules.whole_minutes, "|", static_cast<int>(rules.score),
                    "|", rules.loss_per_minute, "|", rules.least_fraction);
    absl::StrAppend(&text, "|", rules.attempt_points);
    for (const Verdict verdict : rules.free_verdicts) {
      absl::StrAppend(&text, "|", static_cast<int>(verdict));
    }
    for (const ContestProblem& problem : contest.problems) {
      absl::StrAppend(&text, "|", problem.problem_id, ",", problem.label, ",",
                      problem.color, ",", problem.points.value_or(-1));
    }
    for (const std::string& judge : contest.judges) {
      absl::StrAppend(&text, "|", judge);
    }
    return text;
  }

  Contest Plain(const std::string& id, absl::Time start = kStart) {
    Contest contest;
    contest.id = id;
    contest.name = id;
    contest.start = start;
    contest.problems = {{"sum", "A", "", {}}};
    return contests_.AddContest(contest).value();
  }

  void Register(const std::string& contest, const std::string& user) {
    Registration registration;
    registration.user_id = user;
    registration.team_name = user;
    ASSERT_TRUE(contests_.PutRegistration(contest, registration).ok());
  }

  absl::StatusOr<Submission> Submit(const std::string& contest,
                                    const std::string& user,
                                    const std::string& problem = "sum") {
    Submission submission = SampleSubmission(problem, 1, "1;");
    submission.idempotency_key = "";
    submission.user_id = user;
    submission.contest_id = contest;
    return store_->AddSubmission(submission);
  }

  void Judge(SubmissionId id, Verdict verdict) {
    Judgement judgement = SampleJudgement();
    judgement.verdict = verdict;
    ASSERT_TRUE(store_->AddJudgement(id, judgement).ok());
  }

  std::vector<std::string> List(const ContestFilter& filter, int32_t size) {
    std::vector<std::string> ids;
    PageRequest request = {.size = size, .token = ""};
    do {
      const auto page = contests_.ListContests(filter, request).value();
      for (const Contest& contest : page.items) ids.push_back(contest.id);
      request.token = page.next_page_token;
    } while (!request.token.empty());
    return ids;
  }

  // What of the log changed after `change`, as "id" or "id verdict".
  std::vector<std::string> Changes(const std::string& contest,
                                   int64_t* change) {
    const ContestLog log = contests_.SubmissionLog(contest, *change).value();
    *change = log.change;
    std::vector<std::string> texts;
    for (const LogEntry& entry : log.entries) {
      texts.push_back(absl::StrCat(
          entry.id, entry.outcome ? " " : "",
          entry.outcome ? VerdictCode(entry.outcome->verdict) : ""));
    }
    return texts;
  }

  TestDir dir_;
  TickingClock clock_;
  const std::unique_ptr<SqliteStore> store_ =
      SqliteStore::Open(dir_ / "data", clock_).value();
  SqliteContests contests_{store_->database(), clock_};
};

TEST_F(SqliteContestsTest, KeepsEveryField) {
  Contest contest = Finals();
  const Contest added = contests_.AddContest(contest).value();
  contest.revision = 1;
  EXPECT_EQ(Describe(added), Describe(contest));
  EXPECT_EQ(Describe(contests_.GetContest("finals").value()),
            Describe(contest));
}

TEST_F(SqliteContestsTest, KeepsWhatIsNotSetUnset) {
  Contest contest;
  contest.id = "plain";
  contest.name = "Plain";
  contest.start = kStart;
  contest.rules.free_verdicts = {};
  contest.revision = 1;
  EXPECT_EQ(Describe(contests_.AddContest(contest).value()), Describe(contest));
}

TEST_F(SqliteContestsTest, RefusesWhatDoesNotFit) {
  ASSERT_TRUE(contests_.AddContest(Finals()).ok());
  EXPECT_EQ(contests_.AddContest(Finals()).status().code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(contests_.GetContest("none").status().message(), "no contest none");
  Contest lost = Finals();
  lost.id = "lost";
  lost.problems.push_back({"nothing", "Z", "", {}});
  EXPECT_EQ(contests_.AddContest(lost).status().message(),
            "contest lost: no problem nothing");
  // Nothing of it is kept.
  EXPECT_FALSE(contests_.GetContest("lost").ok());
}

TEST_F(SqliteContestsTest, AnEditIsOfTheNewestRevision) {
  const Contest first = contests_.AddContest(Finals()).value();
  Contest edited = first;
  edited.name = "Final Finals";
  edited.problems = {{"max", "M", "", {}}};
  edited.judges = {"eve"};
  const Contest second = contests_.UpdateContest(edited).value();
  edited.revision = 2;
  EXPECT_EQ(Describe(second), Describe(edited));

  const absl::Status late = contests_.UpdateContest(first).status();
  EXPECT_EQ(late.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(late.message()),
              HasSubstr("revision 1 was edited, but the newest is 2"));
  EXPECT_EQ(Describe(contests_.GetContest("finals").value()), Describe(edited));
}

TEST_F(SqliteContestsTest, ListsLatestFirstWhatAUserSees) {
  Plain("one");
  Plain("two", kStart + absl::Hours(1));
  Plain("also-two", kStart + absl::Hours(1));
  ASSERT_TRUE(contests_.AddContest(Finals()).ok());  // open, judged by ada
  Register("one", "eve");
  for (const int32_t size : {1, 2, 100}) {
    EXPECT_THAT(List({}, size),
                ElementsAre("also-two", "two", "finals", "one"));
    EXPECT_THAT(List({.visible_to = "eve"}, size),
                ElementsAre("finals", "one"));
    EXPECT_THAT(List({.visible_to = "mallory"}, size), ElementsAre("finals"));
  }
}

TEST_F(SqliteContestsTest, FindsContestsByProblemAndByJudge) {
  ASSERT_TRUE(contests_.AddContest(Finals()).ok());
  Plain("one");
  const auto ids = [this](const std::string& problem) {
    const auto contests = contests_.ContestsOf(problem).value();
    std::vector<std::string> found;
    for (const Contest& contest : contests) found.push_back(contest.id);
    return found;
  };
  EXPECT_THAT(ids("sum"), ElementsAre("finals", "one"));
  EXPECT_THAT(ids("max"), ElementsAre("finals"));
  EXPECT_THAT(ids("none"), IsEmpty());
  EXPECT_TRUE(contests_.IsJudgeOf("ada", "finals").value());
  EXPECT_FALSE(contests_.IsJudgeOf("ada", "one").value());
}

TEST_F(SqliteContestsTest, KeepsRegistrations) {
  Plain("one");
  Registration ada;
  ada.user_id = "ada";
  ada.team_name = "Ada & co";
  ada.extra_time = absl::Minutes(30);
  ada.begun = kStart + absl::Microseconds(1);
  ada.out_of_competition = true;
  ada.created = kStart;
  ASSERT_TRUE(contests_.PutRegistration("one", ada).ok());
  Register("one", "bob");

  const auto all = contests_.ListRegistrations("one").value();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].team_name, "Ada & co");
  EXPECT_EQ(all[0].extra_time, absl::Minutes(30));
  EXPECT_EQ(all[0].begun, ada.begun);
  EXPECT_TRUE(all[0].out_of_competition);
  EXPECT_EQ(all[1].begun, absl::InfiniteFuture());
  EXPECT_EQ(contests_.LongestExtraTime("one").value(), absl::Minutes(30));
  EXPECT_TRUE(contests_.RemoveRegistration("one", "ada").ok());
  EXPECT_EQ(contests_.GetRegistration("one", "ada").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(contests_.LongestExtraTime("one").value(), absl::ZeroDuration());
  EXPECT_EQ(contests_.PutRegistration("none", ada).code(),
            absl::StatusCode::kNotFound);
}

TEST_F(SqliteContestsTest, WhoSubmittedStaysRegistered) {
  Plain("one");
  Register("one", "ada");
  ASSERT_TRUE(Submit("one", "ada").ok());
  EXPECT_EQ(contests_.RemoveRegistration("one", "ada").code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(SqliteContestsTest, TheLogTellsOnlyWhatChanged) {
  Plain("one");
  Plain("two");
  int64_t change = 0;
  EXPECT_THAT(Changes("one", &change), IsEmpty());
  const SubmissionId first = Submit("one", "ada")->id;
  const SubmissionId practice = Submit("", "ada")->id;
  const SubmissionId other = Submit("two", "ada")->id;
  const SubmissionId second = Submit("one", "bob")->id;
  EXPECT_THAT(Changes("one", &change),
              ElementsAre(absl::StrCat(first), absl::StrCat(second)));
  EXPECT_THAT(Changes("one", &change), IsEmpty());

  Judge(practice, Verdict::kAccepted);
  Judge(other, Verdict::kAccepted);
  EXPECT_THAT(Changes("one", &change), IsEmpty());
  Judge(second, Verdict::kAccepted);
  EXPECT_THAT(Changes("one", &change),
              ElementsAre(absl::StrCat(second, " AC")));
  // Waiting again changes nothing; the new verdict does.
  ASSERT_TRUE(store_->Rejudge(second, 1).ok());
  EXPECT_THAT(Changes("one", &change), IsEmpty());
  Judge(second, Verdict::kWrongAnswer);
  EXPECT_THAT(Changes("one", &change),
              ElementsAre(absl::StrCat(second, " WA")));

  int64_t all = 0;
  EXPECT_THAT(Changes("one", &all),
              ElementsAre(absl::StrCat(first), absl::StrCat(second, " WA")));
  EXPECT_EQ(all, change);
}

TEST_F(SqliteContestsTest, TheLogHasGroupsWhereTheRulesNeedThem) {
  Contest contest = Plain("one");
  Judgement judgement = SampleJudgement();
  judgement.groups = {{"secret", Verdict::kAccepted, 60, 100},
                      {"secret/a", Verdict::kAccepted, 40, 40},
                      {"secret/a/deep", Verdict::kAccepted, 1, 1},
                      {"secret/b", Verdict::kAccepted, 20, 60},
                      {"sample", Verdict::kAccepted, 0, 0}};
  const SubmissionId id = Submit("one", "ada")->id;
  ASSERT_TRUE(store_->AddJudgement(id, judgement).ok());
  EXPECT_THAT(contests_.SubmissionLog("one", 0)->entries.at(0).outcome->groups,
              IsEmpty());

  contest.rules.kind = ContestRules::Kind::kIoi;
  contest.rules.score = ContestRules::Score::kSumOfBestGroups;
  ASSERT_TRUE(contests_.UpdateContest(contest).ok());
  const auto log = contests_.SubmissionLog("one", 0).value();
  std::vector<std::string> groups;
  for (const LogEntry::Group& group : log.entries.at(0).outcome->groups) {
    groups.push_back(absl::StrCat(group.name, " ", *group.score));
  }
  EXPECT_THAT(groups, ElementsAre("sample 0", "secret/a 40", "secret/b 20"));
}

TEST_F(SqliteContestsTest, CountsWhatIsNotTheJudgesFault) {
  Contest contest = Plain("one");
  contest.submission_limit = 2;
  ASSERT_TRUE(contests_.UpdateContest(contest).ok());
  Register("one", "ada");
  const SubmissionId first = Submit("one", "ada")->id;
  Judge(first, Verdict::kCompileError);
  const SubmissionId second = Submit("one", "ada")->id;
  EXPECT_EQ(contests_.CountSubmissions("one", "ada", "sum").value(), 2);
  const absl::Status third = Submit("one", "ada").status();
  EXPECT_EQ(third.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(third.message()),
              HasSubstr("contest one allows 2 submissions for problem sum"));

  Judge(second, Verdict::kJudgeError);
  EXPECT_EQ(contests_.CountSubmissions("one", "ada", "sum").value(), 1);
  EXPECT_TRUE(Submit("one", "ada").ok());
  // Others, other problems, practice and who does not take part are free.
  EXPECT_TRUE(Submit("one", "ada", "max").ok());
  EXPECT_TRUE(Submit("", "ada").ok());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Submit("one", "judge").ok());
}

TEST_F(SqliteContestsTest, TheLimitHoldsAgainstManyThreads) {
  Contest contest = Plain("one");
  contest.submission_limit = 5;
  ASSERT_TRUE(contests_.UpdateContest(contest).ok());
  Register("one", "ada");
  std::atomic<int> accepted = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 4; ++j) accepted += Submit("one", "ada").ok() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(accepted, 5);
  EXPECT_EQ(contests_.CountSubmissions("one", "ada", "sum").value(), 5);
}

TEST_F(SqliteContestsTest, KeepsQuestionsAnswersAndAnnouncements) {
  Plain("one");
  Plain("two");
  Clarification question;
  question.contest_id = "one";
  question.from = "ada";
  question.problem = "A";
  question.question = std::string("why?\0", 5);
  const Clarification asked = contests_.AddClarification(question).value();
  Clarification announcement;
  announcement.contest_id = "one";
  announcement.answer = "Lunch is ready.";
  announcement.answered_by = "eve";
  announcement.to_all = true;
  const Clarification told = contests_.AddClarification(announcement).value();
  EXPECT_LT(asked.id, told.id);
  EXPECT_EQ(asked.answered, absl::InfiniteFuture());
  EXPECT_EQ(told.answered, told.created);

  EXPECT_EQ(
      contests_.AnswerClarification("two", asked.id, "x", "eve", true).status(),
      absl::NotFoundError(
          absl::StrCat("no clarification ", asked.id, " in contest two")));
  const Clarification answered =
      contests_.AnswerClarification("one", asked.id, "Because.", "eve", true)
          .value();
  EXPECT_EQ(answered.question, question.question);
  EXPECT_EQ(answered.answer, "Because.");
  EXPECT_TRUE(answered.to_all);
  EXPECT_GT(answered.answered, answered.created);
  for (const int64_t id : {asked.id, told.id}) {
    EXPECT_EQ(contests_.AnswerClarification("one", id, "x", "eve", true)
                  .status()
                  .code(),
              absl::StatusCode::kFailedPrecondition);
  }
  const auto all = contests_.ListClarifications("one").value();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].answer, "Because.");
  EXPECT_EQ(all[1].answer, "Lunch is ready.");
  EXPECT_THAT(contests_.ListClarifications("two").value(), IsEmpty());
}

TEST_F(SqliteContestsTest, HidesProblems) {
  EXPECT_FALSE(contests_.IsHidden("sum").value());
  for (const bool hidden : {true, true, false, false}) {
    ASSERT_TRUE(contests_.HideProblem("sum", hidden).ok());
    EXPECT_EQ(contests_.IsHidden("sum").value(), hidden);
  }
  // Before it is there, so that it never was to be seen.
  ASSERT_TRUE(contests_.HideProblem("later", true).ok());
  EXPECT_TRUE(contests_.IsHidden("later").value());
}

}  // namespace
}  // namespace gavel::storage
