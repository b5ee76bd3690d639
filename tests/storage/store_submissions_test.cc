// What every Store promises of submissions and judgements.
#include <limits>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/samples.h"
#include "tests/storage/store_fixture.h"

namespace gavel::storage {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_P(StoreTest, ARejudgedSubmissionHasANewCurrentJudgement) {
  const Problem first = AddProblem("sum");
  Problem changed = SampleProblem(files_.path(), "sum");
  changed.title = "Product";
  ASSERT_THAT(store_->AddProblem(changed), IsOk());
  const SubmissionId id = Submit(first).id;
  ASSERT_THAT(store_->AddJudgement(id, SampleJudgement()), IsOk());

  ASSERT_THAT(store_->Rejudge(id, 2), IsOk());
  const SubmissionRecord waiting = store_->GetSubmission(id).value();
  EXPECT_EQ(waiting.pending_version, 2);
  EXPECT_EQ(Describe(waiting.judgement.value()), Describe(SampleJudgement()));
  EXPECT_THAT(UnjudgedIds(*store_), ElementsAre(id));
  EXPECT_THAT(store_->Rejudge(id, 2),
              IsError(absl::StatusCode::kFailedPrecondition,
                      HasSubstr(absl::StrCat(id))));

  Judgement second = SampleJudgement();
  second.verdict = Verdict::kAccepted;
  second.score = 7;
  ASSERT_THAT(store_->AddJudgement(id, second), IsOk());
  const SubmissionRecord done = store_->GetSubmission(id).value();
  EXPECT_EQ(Describe(done.judgement.value()), Describe(second));
  EXPECT_EQ(done.submission.problem_version, 1);
  EXPECT_THAT(UnjudgedIds(*store_), IsEmpty());

  const auto all = store_->ListJudgements(id).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].current);
  EXPECT_EQ(all[0].judgement.problem_version, 1);
  EXPECT_EQ(all[0].judgement.score, 12.25);
  EXPECT_TRUE(all[1].current);
  EXPECT_EQ(all[1].judgement.problem_version, 2);
  EXPECT_EQ(all[1].judgement.score, 7);
  EXPECT_THAT(all[1].judgement.runs, IsEmpty());
}

TEST_P(StoreTest, RejudgesOnlyWhatThereIs) {
  const SubmissionId id = Submit(AddProblem("sum")).id;
  ASSERT_THAT(store_->AddJudgement(id, SampleJudgement()), IsOk());
  EXPECT_THAT(store_->Rejudge(id, 9),
              IsError(absl::StatusCode::kNotFound, HasSubstr("version 9")));
  EXPECT_THAT(store_->Rejudge(id + 1, 1),
              IsError(absl::StatusCode::kNotFound, _));
  EXPECT_THAT(store_->ListJudgements(id + 1),
              IsError(absl::StatusCode::kNotFound, _));
}

TEST_P(StoreTest, KeepsWhenASubmissionWasAdmitted) {
  const Problem problem = AddProblem("sum");
  Submission given = SampleSubmission("sum", 1, "print(1)");
  given.created = absl::FromUnixSeconds(1) + absl::Microseconds(1);
  const Submission added = store_->AddSubmission(given).value();
  EXPECT_EQ(added.created, given.created);
  EXPECT_EQ(store_->GetSubmission(added.id)->submission.created, given.created);
}

TEST_P(StoreTest, GivesASubmissionBackAsItWasAdded) {
  const Problem problem = AddProblem("sum");
  Submission given = SampleSubmission("sum", 1, "print(1)");
  given.id = 99;
  const Submission added = store_->AddSubmission(given).value();
  EXPECT_EQ(added.id, 1);
  EXPECT_GT(added.created, absl::FromUnixSeconds(1600000000));
  given.id = added.id;
  given.created = added.created;
  EXPECT_EQ(Describe(added), Describe(given));

  const SubmissionRecord record = store_->GetSubmission(added.id).value();
  EXPECT_EQ(record.submission.created, added.created);
  EXPECT_EQ(Describe(record),
            Describe(added) + "\nnot judged, waits on version 1");
}

TEST_P(StoreTest, IdsGrow) {
  const Problem problem = AddProblem("sum");
  SubmissionId last = 0;
  for (int i = 0; i < 5; ++i) {
    const SubmissionId id = Submit(problem).id;
    EXPECT_GT(id, last);
    last = id;
  }
}

TEST_P(ContentTest, RefusesASubmissionForAProblemItDoesNotHave) {
  AddProblem("sum");
  EXPECT_THAT(store_->AddSubmission(SampleSubmission("product", 1, "")),
              IsError(absl::StatusCode::kNotFound, HasSubstr("product")));
  EXPECT_THAT(store_->AddSubmission(SampleSubmission("sum", 2, "")),
              IsError(absl::StatusCode::kNotFound, HasSubstr("sum version 2")));
  EXPECT_THAT(UnjudgedIds(*store_), IsEmpty());
}

TEST_P(StoreTest, UnknownSubmissionsAreNotFound) {
  for (const SubmissionId id :
       {SubmissionId{1}, SubmissionId{0}, SubmissionId{-1},
        std::numeric_limits<SubmissionId>::max()}) {
    EXPECT_THAT(
        store_->GetSubmission(id),
        IsError(absl::StatusCode::kNotFound, HasSubstr(absl::StrCat(id))));
    EXPECT_THAT(
        store_->AddJudgement(id, SampleJudgement()),
        IsError(absl::StatusCode::kNotFound, HasSubstr(absl::StrCat(id))));
  }
}

TEST_P(StoreTest, KeepsAJudgementWithAllItsRuns) {
  const SubmissionId id = Submit(AddProblem("sum")).id;
  ASSERT_THAT(store_->AddJudgement(id, SampleJudgement()), IsOk());
  const SubmissionRecord record = store_->GetSubmission(id).value();
  ASSERT_TRUE(record.judgement.has_value());
  EXPECT_EQ(Describe(*record.judgement), Describe(SampleJudgement()));
}

TEST_P(StoreTest, KeepsAJudgementWithoutRuns) {
  const SubmissionId id = Submit(AddProblem("sum")).id;
  ASSERT_THAT(store_->AddJudgement(id, Judgement()), IsOk());
  const SubmissionRecord record = store_->GetSubmission(id).value();
  ASSERT_TRUE(record.judgement.has_value());
  EXPECT_EQ(Describe(*record.judgement), Describe(Judgement()));
}

// What of a run tells it from others here.
std::vector<std::string> TestsAndOrigins(const std::vector<TestRun>& runs) {
  std::vector<std::string> found;
  for (const TestRun& run : runs) {
    found.push_back(
        absl::StrCat(run.test, " of ", run.reused_from.value_or(0)));
  }
  return found;
}

TEST_P(StoreTest, FindsRunsOfEqualProgramsNewestFirst) {
  Judgement judgement = SampleJudgement();
  judgement.runs.erase(judgement.runs.begin());
  judgement.runs[0].key = Sha256();
  ASSERT_THAT(store_->AddJudgement(Submit(AddProblem("sum")).id, judgement),
              IsOk());
  judgement.runs[1].key = Sha256();
  judgement.runs[1].reused_from = 7;
  ASSERT_THAT(store_->AddJudgement(Submit(AddProblem("two")).id, judgement),
              IsOk());
  const auto runs = store_->FindRuns(judgement.provenance->program).value();
  EXPECT_THAT(
      TestsAndOrigins(runs),
      ElementsAre("secret/10 of 2", "secret/11 of 7", "secret/10 of 1"));
  EXPECT_THAT(store_->FindRuns(Sha256()).value(), IsEmpty());
}

TEST_P(StoreTest, RefusesASecondJudgementAndKeepsTheFirst) {
  const SubmissionId id = Submit(AddProblem("sum")).id;
  ASSERT_THAT(store_->AddJudgement(id, SampleJudgement()), IsOk());
  const std::string before = Describe(store_->GetSubmission(id).value());
  Judgement other = SampleJudgement();
  other.verdict = Verdict::kAccepted;
  other.runs.clear();
  EXPECT_THAT(
      store_->AddJudgement(id, other),
      IsError(absl::StatusCode::kAlreadyExists, HasSubstr(absl::StrCat(id))));
  EXPECT_EQ(Describe(store_->GetSubmission(id).value()), before);
  EXPECT_THAT(UnjudgedIds(*store_), IsEmpty());
}

TEST_P(StoreTest, OfJudgementsAtTheSameTimeExactlyOneCounts) {
  const SubmissionId id = Submit(AddProblem("sum")).id;
  std::vector<absl::Status> results(4);
  std::vector<std::thread> threads;
  for (absl::Status& result : results) {
    threads.emplace_back(
        [&] { result = store_->AddJudgement(id, SampleJudgement()); });
  }
  for (std::thread& thread : threads) thread.join();
  int accepted = 0;
  for (const absl::Status& result : results) {
    if (result.ok()) {
      ++accepted;
    } else {
      EXPECT_THAT(result, IsError(absl::StatusCode::kAlreadyExists, _));
    }
  }
  EXPECT_EQ(accepted, 1);
}

TEST_P(StoreTest, TellsWhatHasNoVerdictOldestFirst) {
  const Problem problem = AddProblem("sum");
  std::vector<SubmissionId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(Submit(problem).id);
  EXPECT_EQ(UnjudgedIds(*store_), ids);
  ASSERT_THAT(store_->AddJudgement(ids[3], SampleJudgement()), IsOk());
  ASSERT_THAT(store_->AddJudgement(ids[0], Judgement()), IsOk());
  EXPECT_THAT(UnjudgedIds(*store_), ElementsAre(ids[1], ids[2], ids[4]));
}

TEST_P(StoreTest, ListsSubmissionsNewestFirstWithoutSourcesAndRuns) {
  const Problem problem = AddProblem("sum");
  Submission first = Submit(problem, "first");
  Submission second = Submit(problem, "second");
  Judgement judgement = SampleJudgement();
  ASSERT_THAT(store_->AddJudgement(first.id, judgement), IsOk());

  const auto page = store_->ListSubmissions({}, {}).value();
  ASSERT_EQ(page.items.size(), 2u);
  first.source.clear();
  first.file_name.clear();
  second.source.clear();
  second.file_name.clear();
  judgement.runs.clear();
  judgement.skipped.clear();
  judgement.groups.clear();
  judgement.provenance.reset();
  EXPECT_EQ(Describe(page.items[0]), Describe(second) + "\nnot judged");
  EXPECT_EQ(Describe(page.items[1]),
            Describe(first) + "\n" + Describe(judgement));
}

TEST_P(StoreTest, ListsOnlyTheSubmissionsForOneProblem) {
  const Problem sum = AddProblem("sum");
  const Problem product = AddProblem("product");
  std::vector<SubmissionId> of_sum;
  for (int i = 0; i < 7; ++i) {
    of_sum.insert(of_sum.begin(), Submit(sum).id);
    Submit(product);
  }
  EXPECT_EQ(AllSubmissions({.problem_id = "sum"}, 3), of_sum);
  EXPECT_THAT(AllSubmissions({.problem_id = "none"}, 3), IsEmpty());
  EXPECT_THAT(AllSubmissions({.problem_id = "' OR 1=1 --"}, 3), IsEmpty());
}

TEST_P(StoreTest, SubmissionsAreWalkedExactlyOnceWhileNewOnesArrive) {
  const Problem problem = AddProblem("sum");
  std::vector<SubmissionId> there;
  for (int i = 0; i < 20; ++i) there.insert(there.begin(), Submit(problem).id);
  const auto submit_more = [&] {
    Submit(problem);
    Submit(problem);
  };
  EXPECT_EQ(AllSubmissions({}, 3, submit_more), there);
}

TEST_P(StoreTest, SubmissionsFromManyThreadsAllArrive) {
  const Problem problem = AddProblem("sum");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 10; ++j) {
        const Submission submission = Submit(problem, absl::StrCat(j));
        EXPECT_EQ(
            store_->GetSubmission(submission.id).value().submission.source,
            absl::StrCat(j));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::vector<SubmissionId> ids = UnjudgedIds(*store_);
  EXPECT_EQ(std::set<SubmissionId>(ids.begin(), ids.end()).size(), 40u);
}

}  // namespace
}  // namespace gavel::storage
