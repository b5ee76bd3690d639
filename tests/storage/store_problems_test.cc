// What every Store promises of problems.
#include <cmath>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
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
using ::testing::StartsWith;

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

}  // namespace
}  // namespace gavel::storage
