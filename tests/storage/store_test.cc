// What every Store promises.
#include "storage/store.h"

#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite_store.h"
#include "tests/fakes/fake_store.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<Store>(const std::string& dir, const Clock&)>
      open;
};
std::ostream& operator<<(std::ostream& out, const StoreKind& kind) {
  return out << kind.name;
}

class StoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  Problem AddProblem(const std::string& id) {
    return store_->AddProblem(SampleProblem(files_.path(), id)).value();
  }

  Submission Submit(const Problem& problem, const std::string& source = "1;") {
    return store_
        ->AddSubmission(SampleSubmission(problem.id, problem.version, source))
        .value();
  }

  std::vector<SubmissionId> AllSubmissions(
      const SubmissionFilter& filter, int32_t page_size,
      const std::function<void()>& after_page = [] {}) {
    std::vector<SubmissionId> ids;
    PageRequest request = {.size = page_size, .token = ""};
    do {
      const auto page = store_->ListSubmissions(filter, request).value();
      EXPECT_LE(page.items.size(), static_cast<size_t>(page_size));
      for (const SubmissionRecord& record : page.items) {
        ids.push_back(record.submission.id);
      }
      request.token = page.next_page_token;
      after_page();
    } while (!request.token.empty());
    return ids;
  }

  TestDir files_;
  TestDir dir_;
  TickingClock clock_;
  const std::unique_ptr<Store> store_ = GetParam().open(dir_.path(), clock_);
};

// Of stores that keep the files of problems and look into what they are given;
// the one in memory does neither.
class ContentTest : public StoreTest {};

TEST_P(StoreTest, GivesAProblemBackAsItWasAdded) {
  Problem problem = SampleProblem(files_.path(), "sum");
  const Problem added = store_->AddProblem(problem).value();
  problem.version = 1;
  EXPECT_EQ(Describe(added), Describe(problem));
  EXPECT_EQ(Describe(store_->GetProblem("sum", std::nullopt).value()),
            Describe(problem));
  EXPECT_EQ(Describe(store_->GetProblem("sum", 1).value()), Describe(problem));
}

TEST_P(ContentTest, KeepsTestDataOfItsOwn) {
  const Problem given = SampleProblem(files_.path(), "sum");
  const Problem added = store_->AddProblem(given).value();
  WriteFile(given.tests[0].input_path, "changed");
  std::filesystem::remove(given.tests[0].answer_path);
  ASSERT_EQ(added.tests.size(), 2u);
  EXPECT_THAT(added.tests[0].input_path, StartsWith("/"));
  EXPECT_EQ(ReadFile(added.tests[0].input_path), "in 1");
  EXPECT_EQ(ReadFile(added.tests[0].answer_path), "answer 1");
}

TEST_P(StoreTest, AProblemWithoutTolerancesHasNone) {
  Problem problem = SampleProblem(files_.path(), "sum");
  problem.tests.clear();
  problem.title.clear();
  ASSERT_THAT(store_->AddProblem(problem), IsOk());
  problem.version = 1;
  EXPECT_EQ(Describe(store_->GetProblem("sum", std::nullopt).value()),
            Describe(problem));
}

TEST_P(StoreTest, ChangedContentIsANewVersionAndTheOldOneStays) {
  const Problem first = AddProblem("sum");
  Problem changed = SampleProblem(files_.path(), "sum");
  changed.title = "Product";
  const Problem second = store_->AddProblem(changed).value();
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(Describe(store_->GetProblem("sum", std::nullopt).value()),
            Describe(second));
  EXPECT_EQ(Describe(store_->GetProblem("sum", 1).value()), Describe(first));
}

TEST_P(StoreTest, ANewVersionIsSeenThoughTheOldOneWasReadAMomentAgo) {
  Problem problem = AddProblem("sum");
  for (int32_t version = 2; version < 5; ++version) {
    EXPECT_EQ(Describe(store_->GetProblem("sum", std::nullopt).value()),
              Describe(problem));
    Problem changed = SampleProblem(files_.path(), "sum");
    changed.title = absl::StrCat("title ", version);
    problem = store_->AddProblem(changed).value();
    EXPECT_EQ(problem.version, version);
  }
  EXPECT_EQ(store_->GetProblem("sum", 3).value().title, "title 3");
  EXPECT_EQ(store_->GetProblem("sum", 3).value().title, "title 3");
}

struct Change {
  std::string name;
  std::function<void(Problem&)> apply;
};

TEST_P(StoreTest, EveryPartOfTheContentCounts) {
  const std::vector<Change> changes = {
      {"title", [](Problem& p) { p.title += "x"; }},
      {"cpu", [](Problem& p) { p.limits.cpu_time += absl::Microseconds(1); }},
      {"wall", [](Problem& p) { p.limits.wall_time = absl::Seconds(1); }},
      {"memory", [](Problem& p) { p.limits.memory = MiB(1); }},
      {"stack", [](Problem& p) { p.limits.stack = MiB(1); }},
      {"output", [](Problem& p) { p.limits.output = MiB(1); }},
      {"source", [](Problem& p) { p.limits.source = MiB(1); }},
      {"compile", [](Problem& p) { p.limits.compile_time = absl::Hours(1); }},
      {"eval", [](Problem& p) { p.limits.features.eval = false; }},
      {"wasm", [](Problem& p) { p.limits.features.web_assembly = false; }},
      {"compile memory", [](Problem& p) { p.limits.compile_memory = MiB(1); }},
      {"case", [](Problem& p) { p.tests[0].compare.case_sensitive = false; }},
      {"space",
       [](Problem& p) { p.tests[0].compare.space_change_sensitive = false; }},
      {"no absolute",
       [](Problem& p) { p.tests[0].compare.absolute_tolerance.reset(); }},
      {"zero absolute",
       [](Problem& p) { p.tests[0].compare.absolute_tolerance = 0; }},
      {"relative",
       [](Problem& p) { p.tests[0].compare.relative_tolerance = 0.2; }},
      {"names", [](Problem& p) { p.names["de"] = "Produkt"; }},
      {"scoring", [](Problem& p) { p.scoring = false; }},
      {"interactive", [](Problem& p) { p.interactive = false; }},
      {"multi-pass", [](Problem& p) { p.multi_pass = false; }},
      {"minimize", [](Problem& p) { p.minimize = false; }},
      {"validation time",
       [](Problem& p) { p.validation.time = absl::Seconds(60); }},
      {"languages", [](Problem& p) { p.languages.clear(); }},
      {"include", [](Problem& p) { p.include.clear(); }},
      {"text of an included file",
       [](Problem& p) { p.include.begin()->second[0].text = "42"; }},
      {"validators", [](Problem& p) { p.output_validators.clear(); }},
      {"file of a validator",
       [](Problem& p) { p.output_validators[0].files[0].name = "x.ts"; }},
      {"static validator", [](Problem& p) { p.static_validator.reset(); }},
      {"groups", [](Problem& p) { p.groups[2].name += "x"; }},
      {"grading", [](Problem& p) { p.groups[0].grading = LegacyGrading(); }},
      {"slice", [](Problem& p) { p.tests[0].input_slice->offset = 0; }},
      {"no slice", [](Problem& p) { p.tests[0].answer_slice.reset(); }},
      {"group of a test", [](Problem& p) { p.tests[0].group = 1; }},
      {"arguments", [](Problem& p) { p.tests[0].arguments.pop_back(); }},
      {"files", [](Problem& p) { p.tests[0].files.clear(); }},
      {"feedback", [](Problem& p) { p.tests[0].full_feedback = false; }},
      {"contents", [](Problem& p) { p.contents.pop_back(); }},
      {"name of a file", [](Problem& p) { p.contents[0].name = "x"; }},
      {"test name", [](Problem& p) { p.tests[0].name += "x"; }},
      {"sample", [](Problem& p) { p.tests[0].sample = false; }},
      {"order", [](Problem& p) { std::swap(p.tests[0], p.tests[1]); }},
      {"fewer", [](Problem& p) { p.tests.pop_back(); }},
      {"input",
       [](Problem& p) { p.tests[0].input_path = p.tests[1].input_path; }},
      {"answer",
       [](Problem& p) { p.tests[1].answer_path = p.tests[0].answer_path; }},
  };
  int32_t version = AddProblem("sum").version;
  for (const Change& change : changes) {
    Problem problem = SampleProblem(files_.path(), "sum");
    change.apply(problem);
    EXPECT_EQ(store_->AddProblem(problem).value().version, ++version)
        << change.name;
  }
}

TEST_P(ContentTest, EqualContentOfTheNewestVersionIsNotStoredTwice) {
  const Problem first = AddProblem("sum");
  EXPECT_EQ(Describe(AddProblem("sum")), Describe(first));
  Problem changed = SampleProblem(files_.path(), "sum");
  changed.title = "Product";
  EXPECT_EQ(store_->AddProblem(changed).value().version, 2);
  // A return to the first content is news.
  EXPECT_EQ(AddProblem("sum").version, 3);
}

TEST_P(ContentTest, RefusesProblemsThatAreNotWellFormed) {
  for (const std::string id : {"", "Sum", "a b", "../x", "-a", "a\nb"}) {
    Problem problem = SampleProblem(files_.path(), "sum");
    problem.id = id;
    EXPECT_THAT(store_->AddProblem(problem),
                IsError(absl::StatusCode::kInvalidArgument, _))
        << id;
  }
  Problem problem = SampleProblem(files_.path(), "sum");
  problem.tests[0].compare.relative_tolerance = std::nan("");
  EXPECT_THAT(store_->AddProblem(problem),
              IsError(absl::StatusCode::kInvalidArgument, HasSubstr("sum")));
  const std::vector<Change> changes = {
      {"test in no group", [](Problem& p) { p.tests[0].group = 3; }},
      {"group below itself", [](Problem& p) { p.groups[1].parent = 1; }},
      {"group that needs a later one",
       [](Problem& p) {
         std::get<GroupScoring>(p.groups[2].grading).require_pass = {2};
       }},
      {"text that is not UTF-8", [](Problem& p) { p.names["de"] = "\xff"; }},
  };
  for (const Change& change : changes) {
    Problem bad = SampleProblem(files_.path(), "sum");
    change.apply(bad);
    EXPECT_THAT(store_->AddProblem(bad),
                IsError(absl::StatusCode::kInvalidArgument, HasSubstr("sum")))
        << change.name;
  }
}

TEST_P(ContentTest, TextInPlaceOfAFileIsItsContent) {
  Problem problem = SampleProblem(files_.path(), "sum");
  problem.output_validators[0].main.text = "limit = 42";
  const Problem added = store_->AddProblem(problem).value();
  const PackageFile& main = added.output_validators[0].main;
  EXPECT_EQ(ReadFile(main.path), "limit = 42");
  EXPECT_FALSE(main.text.has_value());
}

TEST_P(StoreTest, ListsTheVersionsOfAProblemNewestFirst) {
  AddProblem("sum");
  Problem changed = SampleProblem(files_.path(), "sum");
  changed.title = "Product";
  ASSERT_THAT(store_->AddProblem(changed), IsOk());
  AddProblem("other");
  const auto versions = store_->ListVersions("sum").value();
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].version, 2);
  EXPECT_EQ(versions[0].title, "Product");
  EXPECT_EQ(versions[1].version, 1);
  EXPECT_GT(versions[0].created, versions[1].created);
  EXPECT_THAT(store_->ListVersions("none"),
              IsError(absl::StatusCode::kNotFound, HasSubstr("none")));
}

TEST_P(StoreTest, AnArchivedProblemTakesNoSubmissionsAndStaysReadable) {
  const Problem problem = AddProblem("sum");
  const Submission before = Submit(problem);
  ASSERT_THAT(store_->ArchiveProblem("sum", true), IsOk());
  ASSERT_THAT(store_->ArchiveProblem("sum", true), IsOk());
  EXPECT_THAT(store_->AddSubmission(SampleSubmission("sum", 1, "")),
              IsError(absl::StatusCode::kFailedPrecondition, HasSubstr("sum")));
  EXPECT_THAT(store_->ListProblems({}, {}).value().items, IsEmpty());
  const auto all = store_->ListProblems({.archived = true}, {}).value().items;
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].archived);
  EXPECT_EQ(Describe(store_->GetProblem("sum", 1).value()), Describe(problem));
  // What was accepted is judged.
  EXPECT_THAT(store_->AddJudgement(before.id, SampleJudgement()), IsOk());

  ASSERT_THAT(store_->ArchiveProblem("sum", false), IsOk());
  EXPECT_THAT(store_->AddSubmission(SampleSubmission("sum", 1, "")), IsOk());
  EXPECT_THAT(store_->ArchiveProblem("none", true),
              IsError(absl::StatusCode::kNotFound, HasSubstr("none")));
}

TEST_P(StoreTest, KeepsFilesForProblemsToCome) {
  WriteFile(files_ / "big", "content");
  const Sha256 hash = store_->AddFile(files_ / "big").value();
  std::filesystem::remove(files_ / "big");
  const std::optional<std::string> found = store_->FindFile(hash);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(ReadFile(*found), "content");
  EXPECT_FALSE(store_->FindFile(Sha256()).has_value());
  EXPECT_THAT(store_->AddFile(files_ / "none"),
              IsError(absl::StatusCode::kNotFound, HasSubstr("none")));
}

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

TEST_P(ContentTest, AProblemWhoseTestDataIsMissingIsNotStored) {
  Problem problem = SampleProblem(files_.path(), "sum");
  problem.tests[1].answer_path = files_ / "none";
  EXPECT_THAT(store_->AddProblem(problem),
              IsError(absl::StatusCode::kNotFound, HasSubstr("none")));
  EXPECT_THAT(store_->GetProblem("sum", std::nullopt),
              IsError(absl::StatusCode::kNotFound, _));
}

TEST_P(StoreTest, UnknownProblemsAreNotFound) {
  AddProblem("sum");
  EXPECT_THAT(store_->GetProblem("product", std::nullopt),
              IsError(absl::StatusCode::kNotFound, HasSubstr("product")));
  for (const int32_t version : {0, 2, -1}) {
    EXPECT_THAT(store_->GetProblem("sum", version),
                IsError(absl::StatusCode::kNotFound,
                        HasSubstr(absl::StrCat("sum version ", version))));
  }
}

TEST_P(StoreTest, ListsTheNewestVersionOfEachProblemById) {
  for (const std::string id : {"c", "a", "b10", "b-1"}) AddProblem(id);
  Problem changed = SampleProblem(files_.path(), "c");
  changed.tests.pop_back();
  ASSERT_THAT(store_->AddProblem(changed), IsOk());

  std::vector<std::string> seen;
  PageRequest request = {.size = 3, .token = ""};
  do {
    const auto page = store_->ListProblems({}, request).value();
    for (const auto& summary : page.items) seen.push_back(Describe(summary));
    request.token = page.next_page_token;
  } while (!request.token.empty());
  const std::string rest =
      absl::StrCat(" 'Summe \\303\\274ber \\\"alles\\\"' cpu 1500001us memory ",
                   MiB(3000).count(), " tests ");
  EXPECT_THAT(seen, ElementsAre("a version 1" + rest + "2 scoring",
                                "b-1 version 1" + rest + "2 scoring",
                                "b10 version 1" + rest + "2 scoring",
                                "c version 2" + rest + "1 scoring"));
}

TEST_P(StoreTest, AListThatFitsAPageHasNoNextOne) {
  EXPECT_THAT(store_->ListProblems({}, {}).value().items, IsEmpty());
  for (const std::string id : {"a", "b"}) Submit(AddProblem(id));
  const auto problems =
      store_->ListProblems({}, {.size = 2, .token = ""}).value();
  EXPECT_EQ(problems.items.size(), 2u);
  EXPECT_EQ(problems.next_page_token, "");
  const auto submissions =
      store_->ListSubmissions({}, {.size = 2, .token = ""}).value();
  EXPECT_EQ(submissions.items.size(), 2u);
  EXPECT_EQ(submissions.next_page_token, "");
}

TEST_P(StoreTest, ProblemsAreWalkedExactlyOnceWhileVersionsArrive) {
  for (int i = 10; i < 20; ++i) AddProblem(absl::StrCat("p", i));
  std::vector<std::string> seen;
  PageRequest request = {.size = 3, .token = ""};
  do {
    const auto page = store_->ListProblems({}, request).value();
    for (const auto& summary : page.items) seen.push_back(summary.id);
    for (const std::string id : {"p10", "p15", "p19"}) {
      Problem changed = SampleProblem(files_.path(), id);
      changed.title = absl::StrCat("after ", seen.size());
      ASSERT_THAT(store_->AddProblem(changed), IsOk());
    }
    request.token = page.next_page_token;
  } while (!request.token.empty());
  EXPECT_THAT(seen, ElementsAre("p10", "p11", "p12", "p13", "p14", "p15", "p16",
                                "p17", "p18", "p19"));
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

TEST_P(StoreTest, RefusesPageTokensThatAreNotItsOwn) {
  const Problem problem = AddProblem("a");
  AddProblem("b");
  for (int i = 0; i < 3; ++i) Submit(problem);
  const std::string of_problems =
      store_->ListProblems({}, {.size = 1, .token = ""})
          .value()
          .next_page_token;
  const std::string of_all =
      store_->ListSubmissions({}, {.size = 1, .token = ""})
          .value()
          .next_page_token;
  const std::string of_a =
      store_->ListSubmissions({.problem_id = "a"}, {.size = 1, .token = ""})
          .value()
          .next_page_token;

  for (const std::string& token : {std::string("1"), of_all, of_a}) {
    EXPECT_THAT(store_->ListProblems({}, {.size = 1, .token = token}),
                IsError(absl::StatusCode::kInvalidArgument, _));
  }
  for (const std::string& token : {std::string("1"), of_problems, of_a}) {
    EXPECT_THAT(store_->ListSubmissions({}, {.size = 1, .token = token}),
                IsError(absl::StatusCode::kInvalidArgument, _));
  }
  EXPECT_THAT(store_->ListSubmissions({}, {.size = 1, .token = of_all}),
              IsOk());
}

TEST_P(StoreTest, RefusesEmptyPages) {
  for (const int32_t size : {0, -1}) {
    EXPECT_THAT(store_->ListProblems({}, {.size = size, .token = ""}),
                IsError(absl::StatusCode::kInvalidArgument, _));
    EXPECT_THAT(store_->ListSubmissions({}, {.size = size, .token = ""}),
                IsError(absl::StatusCode::kInvalidArgument, _));
  }
}

TEST_P(StoreTest, HostileTextComesBackByteForByte) {
  const std::vector<std::string> texts = {
      "",
      "'; DROP TABLE submission; --",
      std::string("NUL\0inside\0", 11),
      "\xff\xfe invalid \xc3( UTF-8 \xed\xa0\x80",
      "\"quotes\" 'and' `more` \\ % ? :1 $x",
      "lines\r\nand\ttabs \x1b[31m \xe2\x80\xae",
      std::string(3000000, '\xf0'),
  };
  for (size_t i = 0; i < texts.size(); ++i) {
    Problem problem = SampleProblem(files_.path(), absl::StrCat("p", i));
    problem.title = texts[i];
    problem.tests[0].name = texts[i];
    const Problem added = store_->AddProblem(problem).value();
    const SubmissionId id = Submit(added, texts[i]).id;
    Judgement judgement = SampleJudgement();
    judgement.message = texts[i];
    judgement.compilation.message = texts[i];
    judgement.runs[0].test = texts[i];
    judgement.runs[0].execution.message = texts[i];
    judgement.runs[0].team_message = texts[i];
    judgement.runs[0].judge_message = texts[i];
    judgement.runs[0].transcript = texts[i];
    judgement.skipped[0].why = texts[i];
    judgement.groups[0].name = texts[i];
    ASSERT_THAT(store_->AddJudgement(id, judgement), IsOk());

    problem.version = 1;
    EXPECT_TRUE(Describe(store_->GetProblem(problem.id, 1).value()) ==
                Describe(problem))
        << i;
    const SubmissionRecord record = store_->GetSubmission(id).value();
    EXPECT_TRUE(record.submission.source == texts[i]) << i;
    EXPECT_TRUE(Describe(record.judgement.value()) == Describe(judgement)) << i;
  }
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

const StoreKind kSqlite = {
    "Sqlite", [](const std::string& dir, const Clock& clock) {
      return std::unique_ptr<Store>(SqliteStore::Open(dir, clock).value());
    }};
const StoreKind kFake = {
    "Fake", [](const std::string& /*dir*/, const Clock& /*clock*/) {
      return std::unique_ptr<Store>(std::make_unique<fakes::FakeStore>());
    }};

INSTANTIATE_TEST_SUITE_P(, StoreTest, testing::Values(kSqlite, kFake),
                         [](const auto& kind) { return kind.param.name; });
INSTANTIATE_TEST_SUITE_P(, ContentTest, testing::Values(kSqlite),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace gavel::storage
