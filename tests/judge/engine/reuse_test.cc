#include "judge/engine/reuse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

// What a key is made of.
struct Subject {
  Submission submission;
  Problem problem;
  Engine engine;
  TestCase test;
  uint32_t seed = 7;
};

Subject Sample() {
  Subject subject;
  subject.submission.source = "1;";
  subject.problem.groups = {{"secret", -1, {}}};
  subject.problem.include[Language::kJavaScript] = {{"lib.js", "/blobs/lib"}};
  PackageProgram validator;
  validator.main = {"check.js", "/blobs/check"};
  validator.files = {{"words.txt", "/blobs/words"}};
  subject.problem.output_validators = {validator};
  subject.problem.contents = {{"signature.gavel", "/blobs/signature"}};
  subject.test.name = "secret/1";
  subject.test.input_path = "/blobs/in";
  subject.test.answer_path = "/blobs/ans";
  subject.test.files = {{"table.csv", "/blobs/table"}};
  return subject;
}

std::vector<Sha256> Keys(const Subject& subject) {
  return {ProgramKey(subject.submission, subject.problem, subject.engine),
          TestKey(subject.test, subject.seed)};
}

struct Change {
  std::string name;
  std::function<void(Subject&)> make;
};
std::ostream& operator<<(std::ostream& out, const Change& change) {
  return out << change.name;
}

class KeyTest : public testing::TestWithParam<Change> {};

TEST_P(KeyTest, IsAnother) {
  Subject changed = Sample();
  GetParam().make(changed);
  EXPECT_NE(Keys(changed), Keys(Sample()));
}

INSTANTIATE_TEST_SUITE_P(
    OfProgram, KeyTest,
    testing::Values(
        Change{"Source", [](Subject& s) { s.submission.source = "2;"; }},
        Change{"FileName",
               [](Subject& s) { s.submission.file_name = "a.mjs"; }},
        Change{
            "Language",
            [](Subject& s) { s.submission.language = Language::kTypeScript; }},
        Change{"IncludedFile",
               [](Subject& s) {
                 s.problem.include[Language::kJavaScript][0].path = "/other";
               }},
        Change{"Validator",
               [](Subject& s) {
                 s.problem.output_validators[0].main.path = "/other";
               }},
        Change{"FileOfTheValidator",
               [](Subject& s) {
                 s.problem.output_validators[0].files[0].path = "/other";
               }},
        Change{"Signature",
               [](Subject& s) { s.problem.contents[0].path = "/other"; }},
        Change{"MultiPass", [](Subject& s) { s.problem.multi_pass = true; }},
        Change{"FileWriting",
               [](Subject& s) { s.problem.allow_file_writing = true; }},
        Change{"Passes", [](Subject& s) { s.problem.validation.passes = 3; }}),
    testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    OfLimits, KeyTest,
    testing::Values(
        Change{"Cpu", [](Subject& s) { s.problem.limits.cpu_time *= 2; }},
        Change{
            "Wall",
            [](Subject& s) { s.problem.limits.wall_time = absl::Seconds(99); }},
        Change{"Memory", [](Subject& s) { s.problem.limits.memory = MiB(99); }},
        Change{"Stack", [](Subject& s) { s.problem.limits.stack = MiB(9); }},
        Change{"Output", [](Subject& s) { s.problem.limits.output = MiB(9); }},
        Change{"Source", [](Subject& s) { s.problem.limits.source = MiB(9); }},
        Change{"CompileTime",
               [](Subject& s) { s.problem.limits.compile_time *= 2; }},
        Change{"CompileMemory",
               [](Subject& s) { s.problem.limits.compile_memory = MiB(9); }},
        Change{"Eval",
               [](Subject& s) { s.problem.limits.features.eval = false; }},
        Change{"WebAssembly",
               [](Subject& s) {
                 s.problem.limits.features.web_assembly = false;
               }}),
    testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    OfEngine, KeyTest,
    testing::Values(
        Change{"Version", [](Subject& s) { s.engine.version = "9.9"; }},
        Change{"Build", [](Subject& s) { s.engine.build.bytes[31] = 1; }},
        Change{"Runtime",
               [](Subject& s) { s.engine.runtime = "V8 1 --jitless"; }},
        Change{"Walls", [](Subject& s) { s.engine.walls = {"seccomp"}; }}),
    testing::PrintToStringParamName());

INSTANTIATE_TEST_SUITE_P(
    OfTest, KeyTest,
    testing::Values(
        Change{"Input", [](Subject& s) { s.test.input_path = "/other"; }},
        Change{"Answer", [](Subject& s) { s.test.answer_path = "/other"; }},
        Change{"PartOfTheInput",
               [](Subject& s) {
                 s.test.input_slice = Slice{0, 5};
               }},
        Change{"PartOfTheAnswer",
               [](Subject& s) {
                 s.test.answer_slice = Slice{0, 5};
               }},
        Change{"Arguments", [](Subject& s) { s.test.arguments = {"x"}; }},
        Change{"ValidatorArguments",
               [](Subject& s) { s.test.validator_arguments = {"x"}; }},
        Change{"File", [](Subject& s) { s.test.files[0].path = "/other"; }},
        Change{"NameOfAFile", [](Subject& s) { s.test.files[0].name = "b"; }},
        Change{"Case",
               [](Subject& s) { s.test.compare.case_sensitive = true; }},
        Change{
            "Space",
            [](Subject& s) { s.test.compare.space_change_sensitive = true; }},
        Change{"AbsoluteTolerance",
               [](Subject& s) { s.test.compare.absolute_tolerance = 0.5; }},
        Change{"RelativeTolerance",
               [](Subject& s) { s.test.compare.relative_tolerance = 0.5; }},
        Change{"Feedback", [](Subject& s) { s.test.full_feedback = true; }},
        Change{"Seed", [](Subject& s) { s.seed = 8; }}),
    testing::PrintToStringParamName());

TEST(KeysTest, DoNotHangOnWhoseSubmissionItIsNorOnOtherTests) {
  Subject other = Sample();
  other.submission.id = 99;
  other.submission.user_id = "eve";
  other.problem.id = "copy";
  other.problem.version = 12;
  other.problem.tests.resize(3);
  EXPECT_EQ(Keys(other), Keys(Sample()));
}

TEST(KeysTest, FieldsDoNotRunIntoEachOther) {
  Subject one = Sample();
  one.test.arguments = {"ab", "c"};
  Subject other = Sample();
  other.test.arguments = {"a", "bc"};
  EXPECT_NE(Keys(one), Keys(other));
}

// A store of the judgements that a test made.
class ReuseTest : public PackageFixture {
 protected:
  ReuseTest() {
    options_.find_runs = [this](const Sha256& program) {
      ++lookups_;
      std::vector<TestRun> runs;
      for (size_t i = stored_.size(); i > 0; --i) {
        const Judgement& judgement = stored_[i - 1];
        if (judgement.provenance->program != program) continue;
        for (TestRun run : judgement.runs) {
          if (!run.key.has_value()) continue;
          run.reused_from = run.reused_from.value_or(static_cast<int64_t>(i));
          runs.push_back(run);
        }
      }
      return runs;
    };
  }

  const Judgement& JudgeAndStore(const std::string& source = "echo") {
    stored_.push_back(Judge(source));
    return stored_.back();
  }

  size_t RunsMade() const { return sandbox_.runs().size(); }

  std::vector<Judgement> stored_;
  int lookups_ = 0;
};

TEST_F(ReuseTest, AfterOneChangedTestOneTestIsRun) {
  for (const char* name : {"secret/1", "secret/2", "secret/3"}) {
    AddTest(name, name, name);
  }
  JudgeAndStore();
  ASSERT_EQ(RunsMade(), 3u);
  problem_.tests[1].input_path = WriteFile("changed.in", "changed");
  problem_.tests[1].answer_path = WriteFile("changed.ans", "changed");
  const Judgement& again = JudgeAndStore();
  EXPECT_EQ(RunsMade(), 4u);
  EXPECT_EQ(sandbox_.runs()[3].input, "changed");
  EXPECT_EQ(again.verdict, Verdict::kAccepted);
  ASSERT_THAT(again.runs, SizeIs(3));
  EXPECT_THAT(again.runs[0].reused_from, Optional(1));
  EXPECT_THAT(again.runs[1].reused_from, Eq(std::nullopt));
  EXPECT_THAT(again.runs[2].reused_from, Optional(1));
  EXPECT_TRUE(again.provenance->reuse);
  // One look for each judging, not for each test.
  EXPECT_EQ(lookups_, 2);
}

TEST_F(ReuseTest, ACopyNamesTheJudgementThatRanIt) {
  AddTest("secret/1", "1", "1");
  JudgeAndStore();
  JudgeAndStore();
  EXPECT_THAT(JudgeAndStore().runs[0].reused_from, Optional(1));
  EXPECT_EQ(RunsMade(), 1u);
  EXPECT_EQ(sandbox_.loads(), 3);
}

TEST_F(ReuseTest, AWrongAnswerIsReusedWithItsDifference) {
  AddTest("secret/1", "1", "2");
  JudgeAndStore();
  const Judgement& again = JudgeAndStore();
  EXPECT_EQ(again.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(again.message, stored_[0].message);
  ASSERT_TRUE(again.runs[0].difference.has_value());
  EXPECT_EQ(again.runs[0].difference->expected, "2");
}

TEST_F(ReuseTest, PointsAreGivenAnew) {
  AddTest("secret/1", "1", "1");
  Score(10);
  JudgeAndStore();
  Score(30);
  const Judgement& again = JudgeAndStore();
  EXPECT_EQ(RunsMade(), 1u);
  EXPECT_THAT(again.score, Optional(30.0));
}

TEST_F(ReuseTest, NothingIsLookedForWhereItIsNotAllowed) {
  AddTest("secret/1", "1", "1");
  JudgeAndStore();
  options_.find_runs = nullptr;
  const Judgement& again = JudgeAndStore();
  EXPECT_EQ(RunsMade(), 2u);
  EXPECT_THAT(again.runs[0].reused_from, Eq(std::nullopt));
  EXPECT_FALSE(again.provenance->reuse);
}

TEST_F(ReuseTest, WhatAValidatorGaveAScoreIsRunAgain) {
  AddTest("secret/1", "1", "1");
  Score(10);
  AddValidator(Leaves(42, "score.txt", "3"));
  JudgeAndStore();
  EXPECT_THAT(stored_[0].runs[0].key, Eq(std::nullopt));
}

struct End {
  std::string name;
  Verdict verdict;
  Reason reason;
  bool reusable = false;
};
std::ostream& operator<<(std::ostream& out, const End& end) {
  return out << end.name;
}

class ReusableTest : public testing::TestWithParam<End> {};

TEST_P(ReusableTest, DependsOnHowItEnded) {
  JudgedTest judged;
  judged.run.execution.verdict = GetParam().verdict;
  judged.run.execution.reason = GetParam().reason;
  EXPECT_EQ(MayBeReused(judged, Problem()), GetParam().reusable);
  Problem interactive;
  interactive.interactive = true;
  EXPECT_FALSE(MayBeReused(judged, interactive));
  judged.run.measurements.resize(2);
  EXPECT_FALSE(MayBeReused(judged, Problem()));
}

INSTANTIATE_TEST_SUITE_P(
    , ReusableTest,
    testing::Values(
        End{"AC", Verdict::kAccepted, Reason::kNone, true},
        End{"WA", Verdict::kWrongAnswer, Reason::kWrongOutput, true},
        End{"Exception", Verdict::kRunTimeError, Reason::kException, true},
        End{"ExitCode", Verdict::kRunTimeError, Reason::kExitCode, true},
        End{"Signal", Verdict::kRunTimeError, Reason::kSignal, false},
        End{"Stack", Verdict::kRunTimeError, Reason::kStack, false},
        End{"TLE", Verdict::kTimeLimitExceeded, Reason::kCpuTime, false},
        End{"MLE", Verdict::kMemoryLimitExceeded, Reason::kHeap, false},
        End{"OLE", Verdict::kOutputLimitExceeded, Reason::kOutput, false},
        End{"JE", Verdict::kJudgeError, Reason::kInternal, false}),
    testing::PrintToStringParamName());

}  // namespace
}  // namespace gavel::judge
