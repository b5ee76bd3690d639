#include "judge/service/convert_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "gavel/v1/submission_service.pb.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using Request = v1::ListSubmissionsRequest;

TEST(ToFilterTest, NothingAskedForMatchesEverything) {
  const storage::SubmissionFilter filter =
      ToFilter(v1::ListSubmissionsRequest()).value();
  EXPECT_EQ(filter.problem_id + filter.user_id + filter.contest_id, "");
  EXPECT_FALSE(filter.verdict.has_value());
  EXPECT_FALSE(filter.language.has_value());
  EXPECT_EQ(filter.from, absl::InfinitePast());
  EXPECT_EQ(filter.until, absl::InfiniteFuture());
}

TEST(ToFilterTest, EveryFieldCounts) {
  Request request;
  request.set_problem_id("sum");
  request.set_user_id("ann");
  request.set_contest_id("finals");
  request.set_verdict(v1::VERDICT_WRONG_ANSWER);
  request.set_language("typescript");
  request.mutable_from_time()->set_seconds(10);
  request.mutable_from_time()->set_nanos(5);
  request.mutable_until_time()->set_seconds(-20);
  const storage::SubmissionFilter filter = ToFilter(request).value();
  EXPECT_EQ(filter.problem_id, "sum");
  EXPECT_EQ(filter.user_id, "ann");
  EXPECT_EQ(filter.contest_id, "finals");
  EXPECT_EQ(filter.submitted_by, "");
  EXPECT_EQ(filter.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(filter.language, Language::kTypeScript);
  EXPECT_EQ(filter.from, absl::FromUnixSeconds(10) + absl::Nanoseconds(5));
  EXPECT_EQ(filter.until, absl::FromUnixSeconds(-20));
}

TEST(ToFilterTest, WhatCannotBeIsRefusedByName) {
  struct Row {
    std::string field;
    std::function<void(Request& request)> spoil;
  };
  const std::vector<Row> rows = {
      {"problem_id", [](Request& r) { r.set_problem_id("A B"); }},
      {"user_id", [](Request& r) { r.set_user_id("\u00e4"); }},
      {"contest_id", [](Request& r) { r.set_contest_id("../x"); }},
      {"verdict",
       [](Request& r) { r.set_verdict(static_cast<v1::Verdict>(99)); }},
      {"language", [](Request& r) { r.set_language("cobol"); }},
      {"from_time", [](Request& r) { r.mutable_from_time()->set_nanos(-1); }},
      {"until_time", [](Request& r) {
         r.mutable_until_time()->set_seconds(
             std::numeric_limits<int64_t>::max());
       }}};
  for (const Row& row : rows) {
    Request request;
    row.spoil(request);
    const absl::Status status = ToFilter(request).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << row.field;
    EXPECT_THAT(std::string(status.message()), HasSubstr(row.field));
  }
}

}  // namespace
}  // namespace gavel::judge
