#include "judge/engine/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "tests/fakes/fake_store.h"
#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = ReplayChange::Kind;

TestRun SampleRun(const std::string& test) {
  TestRun run;
  run.test = test;
  run.execution.cpu_time = absl::Milliseconds(100);
  run.output = Sha256();
  return run;
}

Judgement SampleJudgement() {
  Judgement judgement;
  judgement.verdict = Verdict::kAccepted;
  judgement.reason = Reason::kNone;
  AddRun(SampleRun("secret/1"), judgement);
  AddRun(SampleRun("secret/2"), judgement);
  judgement.provenance.emplace();
  return judgement;
}

struct Change {
  std::string name;
  std::function<void(Judgement&)> make;
  // "test what" of each change, all of one kind.
  std::vector<std::string> changes;
  Kind kind = Kind::kResult;
};
std::ostream& operator<<(std::ostream& out, const Change& change) {
  return out << change.name;
}

class CompareJudgementsTest : public testing::TestWithParam<Change> {};

TEST_P(CompareJudgementsTest, Tells) {
  Judgement after = SampleJudgement();
  GetParam().make(after);
  std::vector<std::string> told;
  for (const ReplayChange& change :
       CompareJudgements(SampleJudgement(), after)) {
    told.push_back(change.test + " " + change.what);
    EXPECT_EQ(change.kind, GetParam().kind) << change.what;
    EXPECT_NE(change.before, change.after);
  }
  EXPECT_EQ(told, GetParam().changes);
}

INSTANTIATE_TEST_SUITE_P(
    , CompareJudgementsTest,
    testing::Values(
        Change{"Nothing", [](Judgement&) {}, {}},
        Change{"Verdict",
               [](Judgement& j) {
                 j.verdict = Verdict::kWrongAnswer;
                 j.runs[1].execution.verdict = Verdict::kWrongAnswer;
               },
               {" verdict", "secret/2 verdict"}},
        Change{"Score", [](Judgement& j) { j.score = 3; }, {" score"}},
        Change{"MissingRun",
               [](Judgement& j) { j.runs.pop_back(); },
               {"secret/2 verdict"}},
        Change{"AnotherRun",
               [](Judgement& j) { AddRun(SampleRun("secret/3"), j); },
               {"secret/3 verdict"}},
        Change{"Output",
               [](Judgement& j) { j.runs[0].output->bytes[0] = 1; },
               {"secret/1 output"},
               Kind::kDetail},
        Change{"ExitCodeAndMessage",
               [](Judgement& j) {
                 j.runs[0].execution.exit_code = 3;
                 j.runs[0].execution.message = "gone";
               },
               {"secret/1 exit code", "secret/1 message"},
               Kind::kDetail},
        Change{"NoiseInTime",
               [](Judgement& j) {
                 j.runs[0].execution.cpu_time = absl::Milliseconds(149);
                 j.runs[1].execution.wall_time = absl::Seconds(9);
               },
               {}},
        Change{"HalfOfALittle",
               [](Judgement& j) {
                 j.runs[0].execution.cpu_time = absl::Milliseconds(51);
               },
               {}},
        Change{"TimeBeyondNoise",
               [](Judgement& j) {
                 j.runs[0].execution.cpu_time = absl::Milliseconds(151);
               },
               {"secret/1 CPU time"},
               Kind::kUsage},
        Change{"Circumstances",
               [](Judgement& j) {
                 j.provenance->engine.runtime = "V8 11";
                 j.provenance->machine.host = "other";
                 j.provenance->limits.memory = MiB(1);
               },
               {" engine", " host", " memory limit"},
               Kind::kCircumstance},
        Change{"OldJudgementsHaveLess",
               [](Judgement& j) {
                 j.provenance.reset();
                 j.runs[0].output.reset();
               },
               {}}),
    testing::PrintToStringParamName());

class ReplayTest : public PackageFixture {
 protected:
  // Stores the problem, and a submission with a judgement of it.
  Judgement JudgeAndStore(const std::string& source) {
    const Problem problem = store_.AddProblem(problem_).value();
    Submission submission;
    submission.problem_id = problem.id;
    submission.problem_version = problem.version;
    submission.source = source;
    submission = store_.AddSubmission(submission).value();
    Judgement judgement = JudgeSubmission(submission, problem, sandbox_, clock_,
                                          options_, progress_);
    EXPECT_TRUE(store_.AddJudgement(submission.id, judgement).ok());
    return judgement;
  }

  absl::StatusOr<ReplayResult> ReplayFirst() {
    return ReplaySubmission(1, store_, sandbox_, clock_, options_);
  }

  fakes::FakeStore store_;
};

TEST_F(ReplayTest, RunsWithTheStoredSeedsAndStoresNothing) {
  AddTest("secret/1", "1", "1");
  AddTest("secret/2", "2", "2");
  options_.seeds["secret/1"] = 77;
  JudgeAndStore("echo");
  options_.seeds.clear();
  const ReplayResult result = ReplayFirst().value();
  EXPECT_THAT(result.changes, IsEmpty());
  const std::vector<fakes::RunRecord> runs = sandbox_.runs();
  ASSERT_THAT(runs, SizeIs(4));
  EXPECT_EQ(runs[2].seed, 77u);
  EXPECT_EQ(runs[3].seed, runs[1].seed);
  EXPECT_EQ(store_.judgings(1), 1);
}

TEST_F(ReplayTest, TakesTheVersionThatItWasJudgedOn) {
  AddTest("secret/1", "1", "1");
  JudgeAndStore("echo");
  problem_.tests[0].answer_path = WriteFile("new.ans", "2");
  ASSERT_TRUE(store_.AddProblem(problem_).ok());
  EXPECT_THAT(ReplayFirst().value().changes, IsEmpty());
}

TEST_F(ReplayTest, IsAlwaysRun) {
  AddTest("secret/1", "1", "1");
  const Judgement judgement = JudgeAndStore("echo");
  options_.find_runs = [&](const Sha256&) { return judgement.runs; };
  ASSERT_TRUE(ReplayFirst().ok());
  EXPECT_THAT(sandbox_.runs(), SizeIs(2));
}

TEST_F(ReplayTest, TellsWhatAnotherRunWrote) {
  AddTest("secret/1", "1", "1");
  int run = 0;
  sandbox_.Define("random", [&](fakes::FakeRun& it) {
    it.output = ++run == 1 ? "1" : " 1";
    return Execution();
  });
  JudgeAndStore("random");
  const ReplayResult result = ReplayFirst().value();
  ASSERT_THAT(result.changes, SizeIs(1));
  EXPECT_EQ(result.changes[0].what, "output");
  EXPECT_EQ(result.changes[0].kind, Kind::kDetail);
}

TEST_F(ReplayTest, NeedsASubmissionWithAJudgement) {
  AddTest("secret/1", "1", "1");
  EXPECT_TRUE(absl::IsNotFound(ReplayFirst().status()));
  store_.AddProblem(problem_).value();
  Submission submission;
  submission.problem_id = problem_.id;
  submission.problem_version = 1;
  store_.AddSubmission(submission).value();
  EXPECT_TRUE(absl::IsFailedPrecondition(ReplayFirst().status()));
}

}  // namespace
}  // namespace gavel::judge
