#include "storage/sqlite_store.h"

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/migrations.h"
#include "storage/sqlite.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::_;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class SqliteStoreTest : public testing::Test {
 protected:
  std::unique_ptr<SqliteStore> Open() {
    return SqliteStore::Open(data_, clock_).value();
  }

  // The database behind the store's back.
  std::unique_ptr<Connection> OpenDatabase() {
    return Connection::Open(data_ + "/gavel.db", Connection::Mode::kCreate,
                            absl::ZeroDuration())
        .value();
  }

  void Change(const std::string& sql) {
    ASSERT_THAT(OpenDatabase()->RunScript("changing", sql), IsOk());
  }

  Submission Submit(SqliteStore& store, const std::string& source) {
    return store.AddSubmission(SampleSubmission("sum", 1, source)).value();
  }

  Problem Sum() { return SampleProblem(dir_.path(), "sum"); }

  TestDir dir_;
  const std::string data_ = dir_ / "data";
  TickingClock clock_;
};

TEST_F(SqliteStoreTest, FindsEverythingAgain) {
  std::string problem;
  std::string judged;
  std::string waiting;
  {
    const auto store = Open();
    problem = Describe(store->AddProblem(Sum()).value());
    Submit(*store, "one");
    Submit(*store, "two");
    ASSERT_THAT(store->AddJudgement(1, SampleJudgement()), IsOk());
    judged = Describe(store->GetSubmission(1).value());
    waiting = Describe(store->GetSubmission(2).value());
  }
  const auto store = Open();
  EXPECT_EQ(Describe(store->GetProblem("sum", std::nullopt).value()), problem);
  EXPECT_EQ(Describe(store->GetSubmission(1).value()), judged);
  EXPECT_EQ(Describe(store->GetSubmission(2).value()), waiting);
  EXPECT_THAT(UnjudgedIds(*store), ElementsAre(2));
  EXPECT_EQ(store->AddProblem(Sum()).value().version, 1);
  EXPECT_EQ(Submit(*store, "three").id, 3);
}

TEST_F(SqliteStoreTest, RefusesADirectoryThatAnotherStoreHas) {
  auto first = Open();
  EXPECT_THAT(SqliteStore::Open(data_, clock_),
              IsError(absl::StatusCode::kFailedPrecondition, HasSubstr(data_)));
  first.reset();
  EXPECT_THAT(SqliteStore::Open(data_, clock_), IsOk());
}

TEST_F(SqliteStoreTest, RefusesADirectoryWithoutAParent) {
  EXPECT_THAT(
      SqliteStore::Open(dir_ / "no/data", clock_),
      IsError(absl::StatusCode::kNotFound, HasSubstr(dir_ / "no/data")));
}

TEST_F(SqliteStoreTest, ItsDirectoryIsPrivate) {
  Open();
  EXPECT_EQ(std::filesystem::status(data_).permissions(),
            std::filesystem::perms::owner_all);
}

TEST_F(SqliteStoreTest, PathsStayTrueWhenTheWorkingDirectoryChanges) {
  const std::string before = std::filesystem::current_path().string();
  std::filesystem::current_path(dir_.path());
  const auto store = SqliteStore::Open("./data/", clock_).value();
  std::filesystem::current_path(before);
  const Problem problem = store->AddProblem(Sum()).value();
  EXPECT_THAT(problem.tests[0].input_path, StartsWith(data_ + "/blobs/"));
  EXPECT_EQ(ReadFile(problem.tests[0].input_path), "in 1");
}

TEST_F(SqliteStoreTest, RefusesTheDataOfANewerProgramAndDoesNotTouchIt) {
  Open();
  Change("PRAGMA user_version = 9999");
  const std::string before = ReadFile(data_ + "/gavel.db");
  EXPECT_THAT(SqliteStore::Open(data_, clock_),
              IsError(absl::StatusCode::kFailedPrecondition,
                      AllOf(HasSubstr(data_), HasSubstr("9999"))));
  EXPECT_EQ(ReadFile(data_ + "/gavel.db"), before);
}

TEST_F(SqliteStoreTest, JudgementsThatCameAboutInTheSameWayShareIt) {
  const auto store = Open();
  ASSERT_THAT(store->AddProblem(Sum()), IsOk());
  for (const SubmissionId id : {1, 2}) {
    Submit(*store, "1;");
    ASSERT_THAT(store->AddJudgement(id, SampleJudgement()), IsOk());
  }
  const auto database = OpenDatabase();
  constexpr Query kCount = {"counting", "SELECT count(*) FROM circumstances"};
  Statement count = database->Select(kCount).value();
  ASSERT_TRUE(count.Step().value());
  EXPECT_EQ(count.Int64(0), 1);
}

struct Damage {
  const char* name;
  const char* sql;
  const char* says;
};
std::ostream& operator<<(std::ostream& out, const Damage& damage) {
  return out << damage.name;
}

class DamagedProvenanceTest : public SqliteStoreTest,
                              public testing::WithParamInterface<Damage> {};

TEST_P(DamagedProvenanceTest, IsDataLoss) {
  {
    const auto store = Open();
    ASSERT_THAT(store->AddProblem(Sum()), IsOk());
    Submit(*store, "1;");
    ASSERT_THAT(store->AddJudgement(1, SampleJudgement()), IsOk());
  }
  Change(GetParam().sql);
  EXPECT_THAT(Open()->GetSubmission(1),
              IsError(absl::StatusCode::kDataLoss, HasSubstr(GetParam().says)));
}

INSTANTIATE_TEST_SUITE_P(
    , DamagedProvenanceTest,
    testing::Values(
        Damage{"NoJson", "UPDATE circumstances SET json = 'x'", "JSON"},
        Damage{"UnknownKey", "UPDATE circumstances SET json = '{\"x\": 1}'",
               "unknown key"},
        Damage{"OtherType",
               "UPDATE circumstances SET json = '{\"machine\": 1}'", "machine"},
        Damage{"ShortHash", "UPDATE provenance SET source = x'00'", "SHA-256"},
        Damage{"Seed", "UPDATE run SET seed = -1", "32-bit number"}),
    testing::PrintToStringParamName());

// What the first version of the schema holds, as text: it is what is on disks.
constexpr char kDataOfVersion1[] = R"sql(
  INSERT INTO problem VALUES ('sum', 1, x'00', x'00', 1000000, 0, 1000, 1000,
    1000, 1000, 1000000, 1000, 0, 0, NULL, NULL, 5);
  INSERT INTO submission VALUES (1, 'sum', 1, 1, 6, CAST('one' AS BLOB)),
                                (2, 'sum', 1, 1, 7, CAST('two' AS BLOB));
  INSERT INTO pending_submission VALUES (2);
  INSERT INTO judgement VALUES (4, 1, 1, 3, 3, CAST('too slow' AS BLOB), 9,
    1001000, 77, 8, 9, 1, 1, x'', 0, 0, 0, 0, 5000, 6000, 10);
  INSERT INTO run VALUES
    (4, 0, CAST('sample/1' AS BLOB), 1, 1, x'', 0, 0, 0, 0, 2000, 3000, 77),
    (4, 1, CAST('secret/1' AS BLOB), 3, 3, CAST('too slow' AS BLOB),
     0, 0, 0, 0, 1001000, 1002000, 50);
)sql";

TEST_F(SqliteStoreTest, DataOfTheFirstVersionIsBroughtForward) {
  std::filesystem::create_directory(data_);
  {
    const auto database = OpenDatabase();
    ASSERT_THAT(Migrate(*database, Schema().first(1)), IsOk());
    ASSERT_THAT(database->RunScript("adding data", kDataOfVersion1), IsOk());
  }
  const auto store = Open();
  const auto old = store->GetSubmission(1);
  ASSERT_THAT(old, IsOk());
  EXPECT_EQ(old->submission.source, "one");
  ASSERT_TRUE(old->judgement.has_value());
  EXPECT_EQ(old->judgement->message, "too slow");
  ASSERT_EQ(old->judgement->runs.size(), 2U);
  const TestRun& run = old->judgement->runs[1];
  EXPECT_EQ(run.test, "secret/1");
  EXPECT_EQ(run.execution.verdict, Verdict::kTimeLimitExceeded);
  EXPECT_EQ(run.execution.cpu_time, absl::Microseconds(1001000));
  EXPECT_THAT(run.measurements, IsEmpty());
  EXPECT_EQ(run.seed, 0u);
  EXPECT_FALSE(run.output || run.difference || run.key || run.reused_from);
  EXPECT_FALSE(old->judgement->provenance.has_value());

  EXPECT_THAT(UnjudgedIds(*store), ElementsAre(2));
  ASSERT_THAT(store->AddJudgement(2, SampleJudgement()), IsOk());
  EXPECT_EQ(Describe(store->GetSubmission(2).value().judgement.value()),
            Describe(SampleJudgement()));
}

// Of the version before groups and scores: two problems and a judgement.
constexpr char kDataOfVersion4[] = R"sql(
  INSERT INTO problem VALUES
    ('sum', 1, zeroblob(32), x'00', 1000000, 0, 1000, 1000, 1000, 1000, 1000000, 1000,
     1, 0, 1e-9, 0.1, 5, 1, 0),
    ('exact', 3, zeroblob(32), x'00', 1000000, 0, 1000, 1000, 1000, 1000, 1000000,
     1000, 0, 1, NULL, NULL, 5, 1, 1);
  INSERT INTO test_case VALUES
    ('sum', 1, 0, CAST('sample/1' AS BLOB), 1, zeroblob(32), zeroblob(32)),
    ('sum', 1, 1, CAST('secret/1' AS BLOB), 0, zeroblob(32), zeroblob(32)),
    ('exact', 3, 0, CAST('secret/1' AS BLOB), 0, zeroblob(32), zeroblob(32));
  INSERT INTO submission VALUES (1, 'sum', 1, 1, 6, x'31', x'61'),
                                (2, 'exact', 3, 1, 7, x'32', x'61');
  INSERT INTO pending_submission VALUES (2);
  INSERT INTO judgement VALUES (4, 1, 1, 3, 3, CAST('too slow' AS BLOB), 9,
    1001000, 77, 8, 9, 1, 1, x'', 0, 0, 0, 0, 5000, 6000, 10);
  INSERT INTO run VALUES
    (4, 0, CAST('sample/1' AS BLOB), 1, 1, x'', 0, 0, 0, 0, 2000, 3000, 77);
)sql";

TEST_F(SqliteStoreTest, ProblemsFromBeforeGroupsHaveTheTwoOfEveryPackage) {
  std::filesystem::create_directory(data_);
  {
    const auto database = OpenDatabase();
    ASSERT_THAT(Migrate(*database, Schema().first(4)), IsOk());
    ASSERT_THAT(database->RunScript("adding data", kDataOfVersion4), IsOk());
  }
  const auto store = Open();
  const auto sum = store->GetProblem("sum", 1);
  ASSERT_THAT(sum, IsOk());
  EXPECT_FALSE(sum->scoring);
  EXPECT_EQ(sum->validation.passes, 2);
  EXPECT_EQ(sum->validation.memory, MiB(2048));
  EXPECT_FALSE(sum->limits.features.web_assembly);
  ASSERT_EQ(sum->groups.size(), 2U);
  EXPECT_EQ(sum->groups[0].name, "sample");
  EXPECT_EQ(sum->groups[1].name, "secret");
  EXPECT_EQ(sum->groups[1].parent, -1);
  ASSERT_EQ(sum->tests.size(), 2U);
  EXPECT_TRUE(sum->tests[0].full_feedback);
  EXPECT_EQ(sum->tests[0].group, 0);
  EXPECT_FALSE(sum->tests[1].full_feedback);
  EXPECT_EQ(sum->tests[1].group, 1);
  EXPECT_TRUE(sum->tests[1].compare.case_sensitive);
  EXPECT_FALSE(sum->tests[1].compare.space_change_sensitive);
  EXPECT_EQ(sum->tests[1].compare.absolute_tolerance, 1e-9);
  EXPECT_EQ(sum->tests[1].compare.relative_tolerance, 0.1);
  EXPECT_THAT(sum->contents, IsEmpty());

  const auto exact = store->GetProblem("exact", std::nullopt);
  ASSERT_THAT(exact, IsOk());
  EXPECT_TRUE(exact->tests[0].compare.space_change_sensitive);
  EXPECT_FALSE(exact->tests[0].compare.absolute_tolerance.has_value());
}

TEST_F(SqliteStoreTest, JudgementsFromBeforeScoresStayReadable) {
  std::filesystem::create_directory(data_);
  {
    const auto database = OpenDatabase();
    ASSERT_THAT(Migrate(*database, Schema().first(4)), IsOk());
    ASSERT_THAT(database->RunScript("adding data", kDataOfVersion4), IsOk());
  }
  const auto store = Open();
  const Judgement old = store->GetSubmission(1).value().judgement.value();
  EXPECT_EQ(old.message, "too slow");
  EXPECT_FALSE(old.score.has_value());
  EXPECT_THAT(old.groups, IsEmpty());
  ASSERT_EQ(old.runs.size(), 1U);
  EXPECT_EQ(old.runs[0].passes, 1);
  EXPECT_EQ(old.runs[0].transcript, "");
  EXPECT_EQ(store->ListJudgements(1).value()[0].judgement.problem_version, 1);
  EXPECT_EQ(store->GetSubmission(2).value().pending_version, 3);
}

TEST_F(SqliteStoreTest, AFileThatIsNoDatabaseIsDataLossAndStays) {
  const std::string garbage(5000, 'x');
  Open();
  std::filesystem::remove(data_ + "/gavel.db");
  WriteFile(data_ + "/gavel.db", garbage);
  EXPECT_THAT(SqliteStore::Open(data_, clock_),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("gavel.db")));
  EXPECT_EQ(ReadFile(data_ + "/gavel.db"), garbage);
}

TEST_F(SqliteStoreTest, CommitsGoToAWriteAheadLog) {
  const auto store = Open();
  ASSERT_THAT(store->AddProblem(Sum()), IsOk());
  const auto database = OpenDatabase();
  Statement row =
      database->Select(Query{"looking", "PRAGMA journal_mode"}).value();
  ASSERT_TRUE(row.Step().value());
  EXPECT_EQ(row.Bytes(0), "wal");
}

TEST_F(SqliteStoreTest, NumbersThatMeanNothingAreDataLoss) {
  auto store = Open();
  ASSERT_THAT(store->AddProblem(Sum()), IsOk());
  Submit(*store, "one");
  ASSERT_THAT(store->AddJudgement(1, SampleJudgement()), IsOk());
  const std::vector<std::string> damages = {
      "judgement SET verdict = 0",
      "judgement SET reason = 200",
      "judgement SET compile_verdict = -1",
      "judgement SET test_count = 5000000000",
      "run SET verdict = 77 WHERE position = 1",
      "run SET line = -3000000000",
      "measurement SET verdict = 99",
      "measurement SET reason = 0 WHERE position = 1",
      "submission SET language = 0",
  };
  for (const std::string& damage : damages) {
    const std::string table = damage.substr(0, damage.find(' '));
    Change(absl::StrCat("CREATE TABLE saved AS SELECT * FROM ", table,
                        "; UPDATE ", damage));
    EXPECT_THAT(store->GetSubmission(1),
                IsError(absl::StatusCode::kDataLoss, HasSubstr("gavel.db")))
        << damage;
    Change(absl::StrCat("REPLACE INTO ", table,
                        " SELECT * FROM saved; DROP TABLE saved"));
    EXPECT_THAT(store->GetSubmission(1), IsOk()) << damage;
  }
  Change("UPDATE measurement SET run_position = 3");
  EXPECT_THAT(store->GetSubmission(1),
              IsError(absl::StatusCode::kDataLoss,
                      AllOf(HasSubstr("gavel.db"), HasSubstr("no run 3"))));
  const std::string spec = "UPDATE problem SET spec = ";
  const std::string settings = "UPDATE test_case SET settings = ";
  const std::vector<std::string> texts = {
      spec + "'{'",
      spec + "'[]'",
      spec + "json_set(spec, '$.scoring', 1)",
      spec + "json_set(spec, '$.no_such_key', 1)",
      spec + "json_set(spec, '$.languages[0]', 'cobol')",
      spec + "json_set(spec, '$.groups[0].parent', 5000000000)",
      spec + "json_set(spec, '$.groups[1].parent', 1)",
      spec + "json_set(spec, '$.groups[2].scoring.aggregation', 4)",
      spec + "json_set(spec, '$.groups[1].scoring', json('{}'))",
      spec + "json_set(spec, '$.output_validators[0].main.sha256', 'ab')",
      settings + "json_set(settings, '$.group', 3)",
      settings + "json_set(settings, '$.compare.absolute_tolerance', 'x')",
      settings + "json_set(settings, '$.files[0].path', '/etc/passwd')",
  };
  for (const std::string& damage : texts) {
    Change(
        "CREATE TABLE saved AS SELECT spec, (SELECT settings FROM test_case"
        " WHERE position = 1) AS settings FROM problem");
    Change(damage);
    // One that has read nothing yet.
    store.reset();
    store = Open();
    EXPECT_THAT(store->GetProblem("sum", 1),
                IsError(absl::StatusCode::kDataLoss, HasSubstr("gavel.db")))
        << damage;
    Change(spec + "(SELECT spec FROM saved); " + settings +
           "(SELECT settings FROM saved); DROP TABLE saved");
    EXPECT_THAT(store->GetProblem("sum", 1), IsOk()) << damage;
  }
  Change("UPDATE test_case SET answer = x'00'");
  store.reset();
  store = Open();
  EXPECT_THAT(store->GetProblem("sum", std::nullopt),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("SHA-256")));
}

TEST_F(SqliteStoreTest, AtMostOneJudgementIsCurrent) {
  const auto store = Open();
  ASSERT_THAT(store->AddProblem(Sum()), IsOk());
  Submit(*store, "one");
  ASSERT_THAT(store->AddJudgement(1, SampleJudgement()), IsOk());
  ASSERT_THAT(store->Rejudge(1, 1), IsOk());
  ASSERT_THAT(store->AddJudgement(1, SampleJudgement()), IsOk());
  EXPECT_THAT(OpenDatabase()->RunScript("making both current",
                                        "UPDATE judgement SET current = 1"),
              IsError(absl::StatusCode::kInternal, HasSubstr("UNIQUE")));
}

// Tells when it is asked for the time: the store then holds its writer.
class TellingClock final : public Clock {
 public:
  absl::Time Now() const override {
    asked_.Notify();
    return absl::UnixEpoch();
  }
  void AwaitAsked() const { asked_.WaitForNotification(); }

 private:
  mutable absl::Notification asked_;
};

TEST_F(SqliteStoreTest, ReadsDoNotWaitForAWriter) {
  { ASSERT_THAT(Open()->AddProblem(Sum()), IsOk()); }
  TellingClock clock;
  const auto store = SqliteStore::Open(data_, clock).value();
  const auto database = OpenDatabase();
  auto blocker = Transaction::Begin(*database, Transaction::Kind::kWrite);
  ASSERT_THAT(blocker, IsOk());

  absl::StatusOr<Submission> added;
  std::thread writer(
      [&] { added = store->AddSubmission(SampleSubmission("sum", 1, "one")); });
  clock.AwaitAsked();
  EXPECT_THAT(store->GetProblem("sum", std::nullopt), IsOk());
  EXPECT_THAT(store->ListProblems({}, {}), IsOk());
  EXPECT_THAT(store->ListSubmissions({}, {}).value().items, IsEmpty());
  EXPECT_THAT(UnjudgedIds(*store), IsEmpty());
  EXPECT_THAT(store->GetSubmission(1), IsError(absl::StatusCode::kNotFound, _));
  ASSERT_THAT(blocker->Commit(), IsOk());
  writer.join();
  EXPECT_THAT(added, IsOk());
  EXPECT_THAT(store->GetSubmission(1), IsOk());
}

}  // namespace
}  // namespace gavel::storage
