#include "storage/submission_lists.h"

#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/migrations.h"
#include "storage/sqlite_rejudgings.h"
#include "storage/sqlite_store.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::ElementsAreArray;
using ::testing::SizeIs;

// More than are few, of most things.
constexpr int kSubmissions = 900;
constexpr int kFilters = 300;

absl::Time AtHour(int64_t hour) {
  return absl::FromUnixSeconds(1'700'000'000) + absl::Hours(hour);
}

class SubmissionListsTest : public testing::Test {
 protected:
  void Open() { store_ = SqliteStore::Open(data_, clock_).value(); }

  void Fill() {
    for (const char* id : {"sum", "max"}) {
      ASSERT_THAT(store_->AddProblem(SampleProblem(dir_.path(), id)), IsOk());
    }
    for (int i = 0; i < kSubmissions; ++i) {
      Submission submission =
          SampleSubmission(Often() ? "sum" : "max", 1, "print 3");
      submission.user_id = Often() ? "ann" : absl::StrCat("user-", i % 5);
      submission.submitted_by = Often() ? "platform" : submission.user_id;
      submission.contest_id = Often() ? "" : absl::StrCat("contest-", i % 3);
      submission.idempotency_key = absl::StrCat(i);
      submission.language =
          Often() ? Language::kJavaScript : Language::kTypeScript;
      // Forward, but for the clock's being set back now and then.
      submission.created = AtHour(i / 20) - absl::Hours(Often() ? 0 : 7);
      SubmissionRecord& record = records_.emplace_back();
      record.submission = store_->AddSubmission(submission).value();
      if (i % 10 == 0) continue;
      record.judgement = SampleJudgement();
      record.judgement->verdict =
          Often() ? Verdict::kAccepted : Verdict::kWrongAnswer;
      ASSERT_THAT(store_->AddJudgement(record.submission.id, *record.judgement),
                  IsOk());
    }
  }

  bool Often() { return random_() % 8 != 0; }

  SubmissionFilter AnyFilter() {
    const Submission like = records_[random_() % records_.size()].submission;
    const auto maybe = [this] { return random_() % 3 == 0; };
    SubmissionFilter filter;
    if (maybe()) filter.problem_id = like.problem_id;
    if (maybe()) filter.user_id = like.user_id;
    if (maybe()) filter.submitted_by = like.submitted_by;
    if (maybe()) filter.contest_id = like.contest_id;
    if (maybe()) {
      filter.verdict = maybe() ? Verdict::kWrongAnswer : Verdict::kAccepted;
    }
    if (maybe()) filter.language = like.language;
    if (maybe()) filter.from = like.created;
    if (maybe()) filter.until = like.created + absl::Hours(5);
    return filter;
  }

  // What the filter means, newest first.
  std::vector<SubmissionId> Matching(const SubmissionFilter& filter) const {
    std::vector<SubmissionId> ids;
    for (auto it = records_.rbegin(); it != records_.rend(); ++it) {
      const Submission& s = it->submission;
      const auto is = [](const std::string& asked, const std::string& has) {
        return asked.empty() || asked == has;
      };
      if (is(filter.problem_id, s.problem_id) &&
          is(filter.user_id, s.user_id) &&
          is(filter.submitted_by, s.submitted_by) &&
          is(filter.contest_id, s.contest_id) &&
          (!filter.verdict ||
           (it->judgement && it->judgement->verdict == *filter.verdict)) &&
          (!filter.language || s.language == *filter.language) &&
          s.created >= filter.from && s.created < filter.until) {
        ids.push_back(s.id);
      }
    }
    return ids;
  }

  std::vector<SubmissionId> Listed(const SubmissionFilter& filter) {
    std::vector<SubmissionId> ids;
    PageRequest request = {.size = 200, .token = ""};
    do {
      const auto page = store_->ListSubmissions(filter, request).value();
      for (const SubmissionRecord& record : page.items) {
        ids.push_back(record.submission.id);
      }
      request.token = page.next_page_token;
    } while (!request.token.empty());
    return ids;
  }

  TestDir dir_{MemoryDirectory()};
  const std::string data_ = dir_ / "data";
  TickingClock clock_;
  std::mt19937 random_{1};
  std::unique_ptr<SqliteStore> store_;
  std::vector<SubmissionRecord> records_;
};

TEST_F(SubmissionListsTest, FindWhatMatchesWhicheverIndexTheyWalk) {
  Open();
  Fill();
  for (int i = 0; i < kFilters; ++i) {
    SCOPED_TRACE(absl::StrCat("filter ", i));
    const SubmissionFilter filter = AnyFilter();
    EXPECT_THAT(Listed(filter), ElementsAreArray(Matching(filter)));
  }
}

// Of the version before hours and counts: two submissions of an hour, two of
// the one before it, and a rejudging of two, of which one is judged.
constexpr char kDataOfVersion9[] = R"sql(
  INSERT INTO problem (id, version, digest, title, cpu_time_us, wall_time_us,
    memory_bytes, stack_bytes, output_bytes, source_bytes, compile_time_us,
    compile_memory_bytes, created_us)
  VALUES ('sum', 1, zeroblob(32), x'00', 1, 0, 1, 1, 1, 1, 1, 1, 5);
  INSERT INTO submission (id, problem_id, problem_version, language, created_us)
  VALUES (1, 'sum', 1, 1, 3600000000), (2, 'sum', 1, 1, 7199999999),
         (3, 'sum', 1, 1, 5), (4, 'sum', 1, 1, 3599999999);
  WITH j (id, submission_id) AS (VALUES (1, 1), (2, 2), (3, 2))
  INSERT INTO judgement (id, submission_id, current, verdict, reason, message,
    test_count, max_cpu_time_us, max_memory_bytes, started_us, finished_us,
    compile_verdict, compile_reason, compile_message, compile_exit_code,
    compile_signal, compile_line, compile_column, compile_cpu_time_us,
    compile_wall_time_us, compile_memory_bytes)
  SELECT id, submission_id, id < 3, 2, 2, x'', 1, 1, 1, 1, 1,
    1, 1, x'', 0, 0, 0, 0, 1, 1, 1 FROM j;
  INSERT INTO rejudging (id, reason, created_by, created_us, state)
  VALUES (1, x'', 'ann', 9, 1);
  INSERT INTO rejudging_submission VALUES (1, 1, 1, 1, NULL), (1, 2, 1, 2, 3);
)sql";

TEST_F(SubmissionListsTest, WhatIsFromBeforeHasItsHoursAndCounts) {
  std::filesystem::create_directory(data_);
  {
    const auto database =
        Connection::Open(data_ + "/gavel.db", Connection::Mode::kCreate,
                         absl::ZeroDuration())
            .value();
    ASSERT_THAT(Migrate(*database, Schema().first(9)), IsOk());
    ASSERT_THAT(database->RunScript("adding data", kDataOfVersion9), IsOk());
  }
  Open();
  const absl::Time first_hour = absl::FromUnixSeconds(3600);
  EXPECT_THAT(Listed({.from = first_hour}), ElementsAreArray({2, 1}));
  EXPECT_THAT(Listed({.until = first_hour}), ElementsAreArray({4, 3}));
  EXPECT_THAT(Listed({.from = absl::FromUnixSeconds(7200)}), SizeIs(0));

  SqliteRejudgings sets(store_->database(), clock_);
  EXPECT_EQ(sets.GetRejudging(1).value().submissions, 2);
  EXPECT_EQ(sets.GetRejudging(1).value().judged, 1);
  ASSERT_THAT(
      sets.FinishTask(sets.NextTasks({}, 9).value().at(0), SampleJudgement()),
      IsOk());
  EXPECT_EQ(sets.GetRejudging(1).value().judged, 2);
}

}  // namespace
}  // namespace gavel::storage
