#include "judge/service/convert_verification.h"

#include <gmock/gmock.h>

#include <string>

#include "cli/verification.h"
#include "gavel/v1/verification.pb.h"
#include "judge/local/verify_report.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

verify::JudgedExample Example(const std::string& name, Verdict verdict) {
  verify::JudgedExample example;
  example.name = name;
  example.judgement.verdict = verdict;
  example.judgement.message = "because";
  example.judgement.max_cpu_time = absl::Microseconds(1500);
  TestRun run;
  run.test = "secret/1";
  run.execution.verdict = verdict;
  run.execution.cpu_time = absl::Microseconds(1500);
  run.judge_message = "seen";
  example.judgement.runs = {run};
  return example;
}

// With something in each of its parts.
verify::Report FullReport() {
  verify::Report report;
  report.problem_id = "sum";
  report.title = "A plus B";
  report.inputs = {1, 2, 3};
  report.outputs = {"", 4, 5, 6};
  report.partial = true;
  report.extent = verify::Extent::kOutputsUnjudged;
  report.examples = {Example("accepted/a.js", Verdict::kAccepted),
                     Example("mixed/b.js", Verdict::kTimeLimitExceeded)};
  verify::JudgedExample& scored = report.examples[0];
  scored.promised = Verdict::kAccepted;
  scored.judgement.score = 40;
  scored.judgement.max_score = 100;
  scored.judgement.runs[0].score = 40;
  scored.judgement.groups = {
      {"secret", Verdict::kWrongAnswer, 40, std::nullopt}};
  report.examples[1].unexpected = {"is late"};
  report.time_limit = {.limit = absl::Milliseconds(1500),
                       .origin = verify::TimeLimit::Origin::kDerived,
                       .lower = {{"accepted/a.js", absl::Microseconds(7)}},
                       .upper = {{"mixed/b.js", absl::Seconds(9), true}}};
  report.repeated = 1;
  report.AddError("data/secret/1.in", "is odd");
  report.AddWarning("submissions", "are few");
  return report;
}

verify::Report ThereAndBack(const verify::Report& report) {
  v1::VerificationReport message;
  ToProto(report, &message);
  return cli::FromProto(message);
}

TEST(ConvertVerificationTest, ClientsShowWhatTheServerSaw) {
  const verify::Report report = FullReport();
  const verify::Report back = ThereAndBack(report);
  EXPECT_EQ(ReportToJson(back), ReportToJson(report));
  EXPECT_EQ(ReportToText(back, {}), ReportToText(report, {}));
  verify::Report others = report;
  others.extent = verify::Extent::kCompilationOnly;
  others.outputs.left_out = "nobody looked";
  others.time_limit = {.limit = absl::Seconds(2),
                       .origin = verify::TimeLimit::Origin::kDefault};
  EXPECT_EQ(ReportToJson(ThereAndBack(others)), ReportToJson(others));
}

TEST(ConvertVerificationTest, TextThatIsNotUtf8IsMadeSo) {
  verify::Report report;
  report.AddError("data/secret/1.in", "has \xff");
  EXPECT_THAT(ThereAndBack(report).findings[0].text, HasSubstr("has \uFFFD"));
}

TEST(ConvertVerificationTest, LeavesMessagesOutThatNoClientTakes) {
  verify::Report report = FullReport();
  std::vector<TestRun>& runs = report.examples[0].judgement.runs;
  runs.assign(9 << 8, runs[0]);
  for (TestRun& run : runs) run.judge_message.assign(kMaxMessage, 'x');
  v1::VerificationReport message;
  ToProto(report, &message);
  EXPECT_LT(message.ByteSizeLong(), 9 << 20);
  EXPECT_EQ(message.examples(0).runs_size(), 9 << 8);
  EXPECT_EQ(message.examples(0).runs(0).judge_message().size(), kMaxMessage);
  EXPECT_EQ(message.examples(0).runs(8 << 8).judge_message(), "");
}

TEST(ConvertVerificationTest, WhatAClientDoesNotKnowIsTakenForTheWorst) {
  v1::VerificationReport message;
  message.add_findings()->set_severity(static_cast<v1::FindingSeverity>(77));
  message.add_examples()->set_verdict(static_cast<v1::Verdict>(77));
  const verify::Report report = cli::FromProto(message);
  EXPECT_EQ(report.Count(verify::Severity::kError), 1);
  EXPECT_EQ(report.examples[0].judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(report.examples[0].promised, std::nullopt);
}

}  // namespace
}  // namespace gavel::judge
