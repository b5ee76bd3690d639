#include "judge/service/convert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "gavel/v1/execution_service.pb.h"
#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/problem_service.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

Execution Ended(Verdict verdict, Reason reason) {
  Execution execution;
  execution.verdict = verdict;
  execution.reason = reason;
  return execution;
}

Execution Used(absl::Duration cpu_time, Bytes memory) {
  Execution execution;
  execution.cpu_time = cpu_time;
  execution.memory = memory;
  return execution;
}

TEST(ConvertTest, NumbersVerdictsAndReasonsLikeTheApi) {
  for (int64_t number = 1; VerdictFromNumber(number).has_value(); ++number) {
    v1::Execution out;
    ToProto(Ended(*VerdictFromNumber(number), Reason::kInternal), &out);
    EXPECT_TRUE(v1::Verdict_IsValid(out.verdict())) << number;
    EXPECT_EQ(out.verdict(), static_cast<v1::Verdict>(number));
  }
  for (int64_t number = 2; ReasonFromNumber(number).has_value(); ++number) {
    v1::Execution out;
    ToProto(Ended(Verdict::kJudgeError, *ReasonFromNumber(number)), &out);
    EXPECT_TRUE(v1::Reason_IsValid(out.reason())) << number;
  }
  v1::Execution out;
  ToProto(Ended(Verdict::kAccepted, Reason::kNone), &out);
  EXPECT_EQ(out.reason(), v1::REASON_UNSPECIFIED);
}

TEST(ConvertTest, SendsTheUnitsThatTheApiNames) {
  v1::Execution out;
  Execution execution = Used(absl::Milliseconds(3), KiB(5));
  execution.wall_time = absl::Microseconds(4);
  ToProto(execution, &out);
  EXPECT_EQ(out.cpu_time_us(), 3000);
  EXPECT_EQ(out.wall_time_us(), 4);
  EXPECT_EQ(out.memory_bytes(), 5120);
}

TEST(ConvertTest, SendsTextThatIsNotUtf8WithReplacements) {
  v1::Execution out;
  Execution execution;
  execution.message = "a\xff z";
  ToProto(execution, &out);
  EXPECT_EQ(out.message(), "a\xef\xbf\xbd z");
}

TEST(ConvertTest, SumsUpAJudgement) {
  Judgement judgement;
  judgement.started = absl::FromUnixMillis(1'500);
  AddRun({"a", Used(absl::Milliseconds(2), KiB(1))}, judgement);
  AddRun({"b", Used(absl::Milliseconds(1), KiB(9))}, judgement);
  v1::Judgement out;
  ToProto(judgement, Details::kForTeams, &out);
  EXPECT_EQ(out.max_cpu_time_us(), 2000);
  EXPECT_EQ(out.max_memory_bytes(), 9 * 1024);
  EXPECT_EQ(out.start_time().seconds(), 1);
  EXPECT_EQ(out.start_time().nanos(), 500'000'000);
}

TEST(ConvertTest, TellsEveryMeasurementOfARun) {
  TestRun run{"a", Used(absl::Milliseconds(981), KiB(1))};
  run.measurements = {{Verdict::kTimeLimitExceeded, Reason::kCpuTime,
                       absl::Milliseconds(1002), absl::Milliseconds(1100)},
                      {Verdict::kAccepted, Reason::kNone,
                       absl::Milliseconds(981), absl::Milliseconds(990)}};
  Judgement judgement;
  AddRun(run, judgement);
  v1::Judgement out;
  ToProto(judgement, Details::kForTeams, &out);
  ASSERT_EQ(out.runs(0).measurements_size(), 2);
  const v1::Measurement& first = out.runs(0).measurements(0);
  EXPECT_EQ(first.verdict(), v1::VERDICT_TIME_LIMIT_EXCEEDED);
  EXPECT_EQ(first.reason(), v1::REASON_CPU_TIME);
  EXPECT_EQ(first.cpu_time_us(), 1'002'000);
  EXPECT_EQ(first.wall_time_us(), 1'100'000);
  EXPECT_EQ(out.runs(0).measurements(1).verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(out.runs(0).measurements(1).reason(), v1::REASON_UNSPECIFIED);
}

TEST(ConvertTest, KeepsCodesAndMessagesOfStatuses) {
  const grpc::Status status = ToGrpc(absl::NotFoundError("no problem x"));
  EXPECT_EQ(status.error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "no problem x");
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
}

TEST(ConvertTest, CutsMessagesThatNoClientWouldTake) {
  std::string text;
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&text, "é\n");
  const std::string cut = ToGrpc(absl::InternalError(text)).error_message();
  EXPECT_LT(cut.size(), 3000U);
  EXPECT_THAT(cut, HasSubstr("the rest is left out"));
}

TEST(ConvertTest, BoundsPages) {
  EXPECT_EQ(ToPageRequest(0, "")->size, 50);
  EXPECT_EQ(ToPageRequest(7, "")->size, 7);
  EXPECT_EQ(ToPageRequest(1001, "")->size, 1000);
  EXPECT_EQ(ToPageRequest(-5, "").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(ConvertTest, ShortensWhatItRepeats) {
  const absl::Status status = CheckProblemId(std::string(10'000, 'A'));
  EXPECT_THAT(absl::StrCat(status.message()), SizeIs(testing::Lt(250U)));
}

TEST(ConvertTest, TakesTheLanguageFromTheFileWhereItIsLeftOut) {
  v1::ExecuteRequest request;
  request.set_source("x");
  request.set_file_name("solution.mjs");
  absl::StatusOr<OneOff> one_off = ToOneOff(request);
  ASSERT_TRUE(one_off.ok()) << one_off.status();
  EXPECT_EQ(one_off->language, Language::kJavaScript);
  EXPECT_EQ(one_off->file_name, "solution.mjs");
  request.set_language("typescript");
  EXPECT_THAT(absl::StrCat(ToOneOff(request).status().message()),
              HasSubstr("not the name of a typescript file"));
  request.clear_file_name();
  one_off = ToOneOff(request);
  ASSERT_TRUE(one_off.ok()) << one_off.status();
  EXPECT_EQ(one_off->file_name, "main.ts");
}

TEST(ConvertTest, SaysWhatItIsThatTellsNoLanguage) {
  v1::ExecuteRequest request;
  request.set_source("x");
  EXPECT_THAT(
      absl::StrCat(ToOneOff(request).status().message()),
      HasSubstr("language \"\" is unknown; this server has: javascript"));
  request.set_file_name("solution.py");
  EXPECT_THAT(absl::StrCat(ToOneOff(request).status().message()),
              HasSubstr("language of file \"solution.py\" is unknown"));
}

TEST(ConvertTest, TypesAreCheckedWhereThatIsAskedFor) {
  v1::ExecuteRequest request;
  request.set_file_name("solution.ts");
  request.set_source("x");
  EXPECT_FALSE(ToOneOff(request)->type_check);
  request.set_type_check(true);
  EXPECT_TRUE(ToOneOff(request)->type_check);

  OneOffResult result;
  result.warnings = {{.line = 3, .column = 7, .code = 2322, .text = "why"}};
  v1::ExecuteResponse response;
  ToProto(result, &response);
  ASSERT_EQ(response.warnings_size(), 1);
  EXPECT_EQ(response.warnings(0).line(), 3);
  EXPECT_EQ(response.warnings(0).column(), 7);
  EXPECT_EQ(response.warnings(0).code(), 2322);
  EXPECT_EQ(response.warnings(0).text(), "why");
}

TEST(ConvertTest, TakesDefaultsForLimitsThatAreZero) {
  v1::ExecuteRequest request;
  request.set_language("javascript");
  request.set_source("x");
  request.mutable_limits()->set_cpu_time_ms(500);
  const absl::StatusOr<OneOff> one_off = ToOneOff(request);
  ASSERT_TRUE(one_off.ok()) << one_off.status();
  EXPECT_EQ(one_off->limits.cpu_time, absl::Milliseconds(500));
  EXPECT_EQ(one_off->limits.memory, Limits().memory);
  EXPECT_EQ(one_off->limits.stack, Limits().stack);
  EXPECT_EQ(one_off->limits.output, MiB(1));
}

TEST(ConvertTest, RefusesLimitsOfAnySizeWithoutOverflow) {
  for (const int64_t value : {INT64_MIN, int64_t{-1}, INT64_MAX}) {
    v1::ExecuteRequest request;
    request.set_language("javascript");
    request.set_source("x");
    request.mutable_limits()->set_cpu_time_ms(value);
    request.mutable_limits()->set_wall_time_ms(value);
    request.mutable_limits()->set_memory_bytes(value);
    EXPECT_EQ(ToOneOff(request).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

Judgement Scored() {
  TestRun run{"secret/1", Ended(Verdict::kAccepted, Reason::kNone), {}};
  run.score = 0;
  run.team_message = "fast \xff";
  run.judge_message = "optimal";
  run.transcript = "<1\n";
  run.passes = 3;
  Judgement judgement;
  judgement.runs = {run};
  judgement.skipped = {{"secret/2", "lost already"}};
  judgement.groups = {{"secret", Verdict::kAccepted, 5.5, std::nullopt}};
  judgement.score = 5.5;
  return judgement;
}

TEST(ConvertTest, SendsScoresGroupsAndSkippedTests) {
  v1::Judgement out;
  ToProto(Scored(), Details::kForTeams, &out);
  EXPECT_EQ(out.score(), 5.5);
  EXPECT_FALSE(out.has_max_score());
  ASSERT_THAT(out.groups(), SizeIs(1));
  EXPECT_EQ(out.groups(0).name(), "secret");
  EXPECT_EQ(out.groups(0).score(), 5.5);
  EXPECT_FALSE(out.groups(0).has_max_score());
  ASSERT_THAT(out.skipped(), SizeIs(1));
  EXPECT_EQ(out.skipped(0).test(), "secret/2");
  EXPECT_EQ(out.skipped(0).why(), "lost already");
  // A score of nothing is a score.
  EXPECT_TRUE(out.runs(0).has_score());
  EXPECT_EQ(out.runs(0).passes(), 3);
  EXPECT_EQ(out.runs(0).team_message(), "fast \xEF\xBF\xBD");
}

TEST(ConvertTest, OnlyJudgesSeeWhatIsForThem) {
  v1::Judgement out;
  ToProto(Scored(), Details::kForTeams, &out);
  EXPECT_EQ(out.runs(0).judge_message(), "");
  EXPECT_EQ(out.runs(0).transcript(), "");
  out.Clear();
  ToProto(Scored(), Details::kForJudges, &out);
  EXPECT_EQ(out.runs(0).judge_message(), "optimal");
  EXPECT_EQ(out.runs(0).transcript(), "<1\n");
}

// A run that is wrong, with everything that explains it.
TestRun ExplainedRun(bool for_teams) {
  TestRun run{"secret/1", Ended(Verdict::kWrongAnswer, Reason::kWrongOutput)};
  run.execution.message = "output differs at token 3 (line 2)";
  run.judge_message = "expected 31337, got 4242";
  run.seed = 987654321;
  run.output = Sha256();
  run.reused_from = 55555;
  run.difference = Difference{.offset = 4,
                              .line = 2,
                              .column = 1,
                              .token = 3,
                              .expected = "31337",
                              .got = "4242",
                              .for_teams = for_teams};
  return run;
}

Judgement ExplainedJudgement() {
  Judgement judgement;
  AddRun(ExplainedRun(false), judgement);
  judgement.provenance.emplace();
  judgement.provenance->machine.host = "judge-1";
  judgement.provenance->engine.walls = {"seccomp"};
  return judgement;
}

// Every field of the message and of those in it, however it is called.
TEST(ConvertTest, ContestantsSeeNothingOfTheAnswerOfASecretTest) {
  v1::Judgement judgement;
  ToProto(ExplainedJudgement(), Details::kForTeams, &judgement);
  v1::WatchSubmissionResponse event;
  ToProto(Event(RunFinished{0, ExplainedRun(false)}), Details::kForTeams,
          &event);
  v1::Submission submission;
  storage::SubmissionRecord record;
  record.judgement = ExplainedJudgement();
  ToProto(record, Details::kForTeams, &submission);
  for (const std::string& text :
       {judgement.ShortDebugString(), event.ShortDebugString(),
        submission.ShortDebugString()}) {
    for (const char* secret : {"31337", "4242", "987654321", "00000000",
                               "55555", "judge-1", "seccomp"}) {
      EXPECT_THAT(text, Not(HasSubstr(secret)));
    }
    EXPECT_THAT(text, HasSubstr("token 3 (line 2)"));
    EXPECT_THAT(text, HasSubstr("reused: true"));
  }
}

TEST(ConvertTest, ContestantsSeeTheDifferenceWhereFeedbackIsFull) {
  v1::TestRun run;
  ToProto(ExplainedRun(true), Details::kForTeams, &run);
  EXPECT_EQ(run.difference().expected(), "31337");
  EXPECT_EQ(run.difference().got(), "4242");
  EXPECT_EQ(run.seed(), 0);
}

TEST(ConvertTest, JudgesSeeWhatExplainsAJudgement) {
  v1::Judgement judgement;
  ToProto(ExplainedJudgement(), Details::kForJudges, &judgement);
  const v1::TestRun& run = judgement.runs(0);
  EXPECT_EQ(run.difference().offset(), 4);
  EXPECT_EQ(run.difference().line(), 2);
  EXPECT_EQ(run.difference().column(), 1);
  EXPECT_EQ(run.difference().token(), 3);
  EXPECT_EQ(run.seed(), 987654321);
  EXPECT_EQ(run.reused_from(), 55555);
  EXPECT_THAT(run.output_sha256(), SizeIs(64));
  EXPECT_EQ(judgement.provenance().host(), "judge-1");
  EXPECT_EQ(judgement.provenance().walls(0), "seccomp");
  EXPECT_EQ(judgement.provenance().limits().cpu_time_ms(), 2000);
  EXPECT_EQ(judgement.provenance().compile_time_ms(), 10000);
}

TEST(ConvertTest, LeavesTranscriptsOutOnceTheyAreTooMany) {
  TestRun run = Scored().runs[0];
  run.transcript = std::string(kMaxTranscript, 'x');
  Judgement judgement;
  judgement.runs.assign(129, run);
  v1::Judgement out;
  ToProto(judgement, Details::kForJudges, &out);
  EXPECT_EQ(out.runs(127).transcript().size(), kMaxTranscript);
  EXPECT_EQ(out.runs(128).transcript(), "");
}

TEST(ConvertTest, SendsWhatAProblemIsMadeOf) {
  Problem problem;
  problem.id = "p";
  problem.names = {{"de", "Summe"}, {"en", "Sum"}};
  problem.scoring = true;
  problem.interactive = true;
  problem.languages = {Language::kTypeScript};
  GroupScoring scoring;
  scoring.max_score = 40;
  scoring.require_pass = {0};
  problem.groups = {{"sample", -1, GroupScoring()},
                    {"secret", -1, LegacyGrading()},
                    {"secret/a", 1, scoring}};
  problem.tests.resize(3);
  problem.tests[1].group = problem.tests[2].group = 2;
  problem.statements = {{"en", {"statement/problem.en.md", "/x"}}};
  v1::Problem out;
  ToProto(problem, &out);
  ASSERT_THAT(out.names(), SizeIs(2));
  EXPECT_EQ(out.names(0).name(), "Summe");
  EXPECT_TRUE(out.scoring());
  EXPECT_TRUE(out.interactive());
  EXPECT_FALSE(out.multi_pass());
  ASSERT_THAT(out.languages(), SizeIs(1));
  EXPECT_EQ(out.languages(0), "typescript");
  ASSERT_THAT(out.groups(), SizeIs(3));
  EXPECT_FALSE(out.groups(0).has_max_score());
  EXPECT_EQ(out.groups(0).test_count(), 1);
  EXPECT_EQ(out.groups(2).max_score(), 40);
  EXPECT_EQ(out.groups(2).test_count(), 2);
  EXPECT_EQ(out.groups(2).require_pass(0), "sample");
  ASSERT_THAT(out.statement_languages(), SizeIs(1));
  EXPECT_EQ(out.statement_languages(0), "en");
}

}  // namespace
}  // namespace gavel::judge
