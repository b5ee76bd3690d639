#include "cli/batch_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cli/csv.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::HasSubstr;
using Response = v1::SubmitBatchResponse;

BatchItem Item() {
  BatchItem item;
  item.name = "sum/a.js";
  item.key = "k";
  item.problem = "sum";
  item.user = "ann";
  return item;
}

Response Judged(v1::Verdict verdict) {
  Response response;
  response.mutable_judged()->set_submission_id("7");
  v1::Judgement& judgement = *response.mutable_judged()->mutable_judgement();
  judgement.set_verdict(verdict);
  judgement.set_max_cpu_time_us(1500);
  return response;
}

Response Refused() {
  Response response;
  response.mutable_refused()->set_code(5);
  response.mutable_refused()->set_message("no problem \"sum\"");
  return response;
}

TEST(FormatResultTest, JsonLinesLeaveOutWhatThereIsNot) {
  EXPECT_EQ(FormatResult(Item(), Judged(v1::VERDICT_ACCEPTED),
                         ResultFormat::kJsonLines),
            "{\"key\":\"k\",\"name\":\"sum/a.js\",\"problem\":\"sum\","
            "\"user\":\"ann\",\"contest\":\"\",\"submission_id\":\"7\","
            "\"verdict\":\"AC\",\"cpu_time_us\":1500,\"memory_bytes\":0,"
            "\"message\":\"\"}\n");
  EXPECT_EQ(FormatResult(Item(), Refused(), ResultFormat::kJsonLines),
            "{\"key\":\"k\",\"name\":\"sum/a.js\",\"problem\":\"sum\","
            "\"user\":\"ann\",\"contest\":\"\",\"error\":\"NOT_FOUND\","
            "\"message\":\"no problem \\\"sum\\\"\"}\n");
}

TEST(FormatResultTest, CsvHasTheColumnsOfItsHeader) {
  const std::string text =
      ResultHeader(ResultFormat::kCsv) +
      FormatResult(Item(), Judged(v1::VERDICT_ACCEPTED), ResultFormat::kCsv) +
      FormatResult(Item(), Refused(), ResultFormat::kCsv);
  const std::vector<CsvRow> rows = ParseCsv(text).value();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].fields.size(), rows[1].fields.size());
  EXPECT_EQ(rows[0].fields.size(), rows[2].fields.size());
  EXPECT_EQ(rows[0].fields[6], "verdict");
  EXPECT_EQ(rows[1].fields[6], "AC");
  EXPECT_EQ(rows[2].fields[6], "");
  EXPECT_EQ(rows[2].fields.back(), "no problem \"sum\"");
}

TEST(InOrderTest, HoldsBackWhatIsEarly) {
  InOrder order;
  EXPECT_EQ(order.Add(1, "b"), "");
  EXPECT_EQ(order.Add(2, "c"), "");
  EXPECT_EQ(order.Add(0, "a"), "abc");
  EXPECT_EQ(order.Add(3, "d"), "d");
}

TEST(BatchTallyTest, CountsAndTellsWhetherAllWereJudged) {
  BatchTally tally(3);
  tally.Add(Judged(v1::VERDICT_ACCEPTED));
  tally.Add(Judged(v1::VERDICT_WRONG_ANSWER));
  EXPECT_FALSE(tally.all_judged());
  EXPECT_EQ(tally.Line(), "[#############       ] 2/3, AC 1, WA 1");
  EXPECT_THAT(tally.Summary({}), HasSubstr("without an answer"));
  tally.Add(Judged(v1::VERDICT_ACCEPTED));
  EXPECT_TRUE(tally.all_judged());
  EXPECT_EQ(tally.Summary({}),
            "AC        2   66.7 %  accepted\n"
            "WA        1   33.3 %  wrong answer\n");
}

TEST(BatchTallyTest, RefusalsAndJudgeErrorsAreNotJudged) {
  BatchTally refused(1);
  refused.Add(Refused());
  EXPECT_FALSE(refused.all_judged());
  BatchTally fault(1);
  fault.Add(Judged(v1::VERDICT_JUDGE_ERROR));
  EXPECT_FALSE(fault.all_judged());
}

TEST(ResultFileTest, IsWrittenAnew) {
  const std::string path = testing::TempDir() + "/results.jsonl";
  for (const char* line : {"old\n", "new\n"}) {
    absl::StatusOr<ResultFile> file = ResultFile::Open(path);
    ASSERT_TRUE(file.ok()) << file.status();
    ASSERT_TRUE(file->Write(line).ok());
  }
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), "new\n");
  EXPECT_FALSE(ResultFile::Open("/nowhere/results.jsonl").ok());
}

}  // namespace
}  // namespace gavel::cli
