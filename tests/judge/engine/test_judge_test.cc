#include "judge/engine/test_judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

class MultiPassTest : public PackageFixture {
 protected:
  MultiPassTest() {
    problem_.multi_pass = true;
    AddTest("secret/1", "1\n");
  }

  // Asks for another pass until it has accepted that many.
  fakes::FakeFunction Counts(int passes) {
    return [this, passes](fakes::FakeRun& run) {
      asked_.push_back(run.input);
      std::string& log = run.files["feedback/log"];
      log += "x";
      WriteFeedback(run, "log", log);
      WriteFeedback(run, "judgemessage.txt", log);
      if (static_cast<int>(log.size()) < passes) {
        WriteFeedback(run, "nextpass.in", log + "\n");
      }
      return fakes::ExitWith(42);
    };
  }

  // Outputs that it was asked about.
  std::vector<std::string> asked_;
};

TEST_F(MultiPassTest, EachPassHasTheInputThatTheOneBeforeAskedFor) {
  problem_.validation.passes = 3;
  AddValidator(Counts(3));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_THAT(asked_, ElementsAre("1\n", "x\n", "xx\n"));
  EXPECT_EQ(judgement.runs[0].passes, 3);
  EXPECT_EQ(judgement.runs[0].judge_message, "xxx");
}

TEST_F(MultiPassTest, EveryTestHasAFeedbackDirectoryOfItsOwn) {
  AddTest("secret/2", "2\n");
  AddValidator(Counts(2));
  Judge();
  EXPECT_THAT(asked_, ElementsAre("1\n", "x\n", "2\n", "x\n"));
}

TEST_F(MultiPassTest, MorePassesThanAllowedAreAJudgeError) {
  AddValidator(Counts(3));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.reason, Reason::kValidator);
  EXPECT_EQ(judgement.message,
            "secret/1: the validator asked for pass 3, the problem allows 2");
}

TEST_F(MultiPassTest, FilesOfAllPassesTogetherAreLimited) {
  problem_.validation.passes = 10;
  problem_.validation.output = MiB(1);
  AddValidator([](fakes::FakeRun& run) {
    WriteFeedback(run, absl::StrCat("of-", run.files.size()),
                  std::string(size_t{600} << 10, 'x'));
    WriteFeedback(run, "nextpass.in", "1\n");
    return fakes::ExitWith(42);
  });
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_THAT(judgement.message, HasSubstr("left a feedback directory"));
  EXPECT_THAT(judgement.runs[0].judge_message, HasSubstr("in all passes"));
}

TEST_F(MultiPassTest, RejectionEndsThePasses) {
  AddValidator([this](fakes::FakeRun& run) {
    asked_.push_back(run.input);
    if (asked_.size() == 1) WriteFeedback(run, "nextpass.in", "2\n");
    return fakes::ExitWith(asked_.size() == 1 ? 42 : 43);
  });
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.runs[0].passes, 2);
}

TEST_F(MultiPassTest, NextPassOfWhatIsRejectedIsAJudgeError) {
  AddValidator(Leaves(43, "nextpass.in", "2\n"));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_THAT(judgement.message,
              HasSubstr("wrote nextpass.in for what it rejects"));
}

TEST_F(MultiPassTest, SlowestPassIsReported) {
  AddValidator(Counts(2));
  Execution slow = fakes::EndWith(Verdict::kAccepted);
  slow.cpu_time = absl::Milliseconds(700);
  slow.memory = MiB(3);
  Execution fast = fakes::EndWith(Verdict::kAccepted);
  fast.memory = MiB(9);
  sandbox_.EndRuns({slow, fakes::ExitWith(42), fast, fakes::ExitWith(42)});
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.runs[0].execution.cpu_time, absl::Milliseconds(700));
  EXPECT_EQ(judgement.max_memory, MiB(9));
}

TEST_F(MultiPassTest, MeasuringAgainTakesAllPasses) {
  AddValidator(Counts(2));
  sandbox_.EndRuns({fakes::EndWith(Verdict::kAccepted), fakes::ExitWith(42),
                    fakes::EndWith(Verdict::kTimeLimitExceeded)});
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_THAT(judgement.runs[0].measurements, SizeIs(2));
  EXPECT_EQ(judgement.runs[0].judge_message, "xx");
}

class TestJudgeTest : public PackageFixture {};

TEST_F(TestJudgeTest, SubmissionGetsArgumentsFilesAndIncludes) {
  TestCase& test = AddTest("secret/1");
  test.arguments = {"-n", "5"};
  test.files = {{"table.txt", WriteFile("1.files/table.txt", "table")}};
  problem_.include[Language::kJavaScript] = {{"library.js", "", "library"}};
  problem_.include[Language::kTypeScript] = {{"library.ts", "", "library"}};
  fakes::FakeRun seen;
  sandbox_.Define("look", [&seen](fakes::FakeRun& run) {
    seen = run;
    return fakes::EndWith(Verdict::kAccepted);
  });
  Judge("look");
  EXPECT_THAT(seen.arguments, ElementsAre("-n", "5"));
  EXPECT_THAT(seen.files, ElementsAre(Pair("library.js", "library"),
                                      Pair("table.txt", "table")));
  EXPECT_THAT(sandbox_.runs()[0].writable, IsEmpty());
}

TEST_F(TestJudgeTest, IncludedFileOfTheSubmissionsNameTakesItsPlace) {
  AddTest("secret/1", "1\n", "included\n");
  problem_.include[Language::kJavaScript] = {
      {"answer.js", "", "print included"}};
  EXPECT_EQ(Judge("print sent").verdict, Verdict::kAccepted);
  problem_.limits.source = Bytes(5);
  EXPECT_EQ(Judge("print sent").reason, Reason::kSourceSize);
}

TEST_F(TestJudgeTest, IncludedMainFileIsWhereTheProgramStarts) {
  AddTest("secret/1");
  problem_.include[Language::kJavaScript] = {{"main.js", "", "drive"}};
  problem_.limits.source = Bytes(4);
  fakes::FakeRun seen;
  sandbox_.Define("drive", [&seen](fakes::FakeRun& run) {
    seen = run;
    return fakes::EndWith(Verdict::kAccepted);
  });
  Judge("sent");
  EXPECT_THAT(seen.files, ElementsAre(Pair("answer.js", "sent")));
  EXPECT_EQ(Judge("larger").reason, Reason::kSourceSize);
}

TEST_F(TestJudgeTest, SubmissionMayWriteWhereTheProblemSaysSo) {
  AddTest("secret/1");
  problem_.allow_file_writing = true;
  Judge();
  EXPECT_THAT(sandbox_.runs()[0].writable, ElementsAre("."));
}

TEST_F(TestJudgeTest, TestMayBeAPartOfItsFiles) {
  TestCase& test = AddTest("secret/1", "12\n34\n56\n", "x\n34\n");
  test.input_slice = {.offset = 3, .size = 3};
  test.answer_slice = {.offset = 2, .size = 3};
  EXPECT_EQ(Judge().verdict, Verdict::kAccepted);
  EXPECT_EQ(sandbox_.runs()[0].input, "34\n");
}

TEST_F(TestJudgeTest, PartThatIsNotThereIsOurFault) {
  AddTest("secret/1").input_slice = {.offset = 1, .size = 3};
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.reason, Reason::kInternal);
  EXPECT_THAT(judgement.message, HasSubstr("it has no 3 bytes at 1"));
}

TEST_F(TestJudgeTest, LanguageThatTheProblemDoesNotTakeIsACompileError) {
  AddTest("secret/1");
  problem_.languages = {Language::kTypeScript};
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kCompileError);
  EXPECT_EQ(judgement.reason, Reason::kLanguage);
  EXPECT_EQ(judgement.message, "the problem does not take javascript");
  EXPECT_EQ(sandbox_.loads(), 0);
}

TEST_F(TestJudgeTest, SkippedTestsAreToldInOrder) {
  AddTest("sample/1", "1\n", "2\n");
  AddTest("secret/1");
  AddTest("secret/2");
  std::vector<std::string> told;
  progress_.on_run = [&](const TestRun& run) { told.push_back(run.test); };
  progress_.on_skipped = [&](const SkippedTest& test) {
    told.push_back(test.test + ": " + test.why);
  };
  const Judgement judgement = Judge();
  EXPECT_THAT(
      told,
      ElementsAre("sample/1", "secret/1: the submission is rejected already",
                  "secret/2: the submission is rejected already"));
  EXPECT_THAT(judgement.skipped, SizeIs(2));
  EXPECT_EQ(judgement.test_count, 3);
}

}  // namespace
}  // namespace gavel::judge
