// What every Store promises of everything, and which stores there are.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite_store.h"
#include "tests/fakes/fake_store.h"
#include "tests/storage/samples.h"
#include "tests/storage/store_fixture.h"

namespace gavel::storage {
namespace {

using ::testing::_;

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
