#include "cli/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "gavel/v1/problem_service.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using Json = nlohmann::json;

TEST(JsonTest, NamesFieldsAsTheProtosAndWritesNumbersAsNumbers) {
  v1::Submission submission;
  submission.set_id("42");
  submission.set_state(v1::SUBMISSION_STATE_JUDGED);
  submission.mutable_create_time()->set_seconds(1'700'000'000);
  submission.mutable_create_time()->set_nanos(500'000'000);
  v1::Judgement* judgement = submission.mutable_judgement();
  judgement->set_verdict(v1::VERDICT_ACCEPTED);
  judgement->set_max_cpu_time_us(int64_t{1} << 53);
  judgement->add_runs()->set_test("sample/1");

  const Json json = Json::parse(ToJson(submission), nullptr, false);
  EXPECT_EQ(json["id"], "42");
  EXPECT_EQ(json["state"], "SUBMISSION_STATE_JUDGED");
  EXPECT_EQ(json["create_time"], "2023-11-14T22:13:20.5Z");
  EXPECT_EQ(json["judgement"]["verdict"], "VERDICT_ACCEPTED");
  EXPECT_TRUE(json["judgement"]["max_cpu_time_us"].is_number());
  EXPECT_EQ(json["judgement"]["max_cpu_time_us"], int64_t{1} << 53);
  EXPECT_EQ(json["judgement"]["runs"][0]["test"], "sample/1");
}

TEST(JsonTest, ShowsDefaultsButNotMessagesThatAreNotSet) {
  const Json json = Json::parse(ToJson(v1::Submission()), nullptr, false);
  EXPECT_EQ(json["problem_version"], 0);
  EXPECT_EQ(json["problem_id"], "");
  EXPECT_FALSE(json.contains("judgement"));
  const Json list = Json::parse(ToJson(v1::Judgement()), nullptr, false);
  EXPECT_EQ(list["runs"], Json::array());
}

TEST(JsonTest, WritesScoresThatAreSet) {
  v1::Judgement judgement;
  judgement.set_score(0);
  judgement.add_groups()->set_max_score(12.5);
  const Json json = Json::parse(ToJson(judgement), nullptr, false);
  EXPECT_EQ(json["score"], 0.0);
  EXPECT_FALSE(json.contains("max_score"));
  EXPECT_EQ(json["groups"][0]["max_score"], 12.5);
  EXPECT_FALSE(json["groups"][0].contains("score"));
}

TEST(JsonTest, IsValidWhateverTheTextHolds) {
  v1::Sample sample;
  sample.set_name("\"\\\x1b\n\xe2\x80\xae");
  sample.set_input("\xff\xfe");
  const Json json = Json::parse(ToJson(sample), nullptr, false);
  ASSERT_FALSE(json.is_discarded());
  EXPECT_EQ(json["name"], "\"\\\x1b\n\xe2\x80\xae");
}

TEST(JsonTest, WritesListsAsArrays) {
  const std::vector<v1::Submission> none;
  EXPECT_EQ(ListToJson(none), "[]\n");
  std::vector<v1::Submission> two(2);
  two[1].set_id("7");
  EXPECT_EQ(Json::parse(ListToJson(two), nullptr, false)[1]["id"], "7");
}

}  // namespace
}  // namespace gavel::cli
