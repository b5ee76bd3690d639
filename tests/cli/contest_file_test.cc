#include "cli/contest_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "cli/contest_text.h"
#include "cli/json.h"
#include "gavel/v1/contest_service.pb.h"

namespace gavel::cli {
namespace {

using testing::HasSubstr;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST(ContestFileTest, ReadsWhatStatusPrints) {
  v1::Contest contest;
  contest.set_id("cup");
  *contest.mutable_start_time() = ToTimestamp(kNow);
  *contest.mutable_end_time() = ToTimestamp(kNow + absl::Hours(5));
  *contest.mutable_freeze() = ToDuration(absl::Seconds(3600.5));
  contest.mutable_rules()->mutable_ioi()->set_score(
      v1::ContestRules::Ioi::SCORE_LAST);
  contest.add_problems()->set_problem_id("aplusb");
  contest.mutable_problems(0)->set_points(12.5);
  const auto read = ParseContest(ToJson(contest), "cup.json");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->SerializeAsString(), contest.SerializeAsString());
}

TEST(ContestFileTest, PrintsDurationsAsTheyAreRead) {
  const auto text = [](int64_t seconds, int32_t nanos) {
    v1::Registration registration;
    registration.mutable_extra_time()->set_seconds(seconds);
    registration.mutable_extra_time()->set_nanos(nanos);
    return ToJson(registration);
  };
  EXPECT_THAT(text(5400, 0), HasSubstr("\"extra_time\": \"5400s\""));
  EXPECT_THAT(text(31536000, 1000), HasSubstr("\"31536000.000001s\""));
  EXPECT_THAT(text(0, -500000000), HasSubstr("\"-0.5s\""));
}

TEST(ContestFileTest, NamesTheFileAndWhatIsWrongInIt) {
  const auto read = ParseContest(R"({"nmae": "Cup"})", "cup.json");
  EXPECT_THAT(std::string(read.status().message()),
              testing::AllOf(HasSubstr("cup.json: "), HasSubstr("nmae")));
  EXPECT_THAT(std::string(ReadContest("/nowhere/cup.json").status().message()),
              HasSubstr("opening /nowhere/cup.json"));
}

TEST(ContestFileTest, TellsFilesFromIds) {
  EXPECT_TRUE(IsContestFile("cup.json"));
  EXPECT_TRUE(IsContestFile("./cup"));
  EXPECT_TRUE(IsContestFile("-"));
  EXPECT_FALSE(IsContestFile("spring-cup-2026"));
}

TEST(ContestFlagsTest, MakeAContest) {
  ContestFlags flags;
  flags.start = "+1h";
  flags.duration = "2h";
  flags.freeze = "30m";
  flags.problems = {"A=aplusb", "B=tree:500", "last"};
  flags.rules = "ioi-groups";
  flags.open = true;
  v1::Contest contest;
  ASSERT_TRUE(ApplyContestFlags(flags, kNow, &contest).ok());
  EXPECT_EQ(FromTimestamp(contest.start_time()), kNow + absl::Hours(1));
  EXPECT_EQ(FromTimestamp(contest.end_time()), kNow + absl::Hours(3));
  EXPECT_EQ(contest.freeze().seconds(), 1800);
  ASSERT_EQ(contest.problems_size(), 3);
  EXPECT_EQ(contest.problems(0).label(), "A");
  EXPECT_FALSE(contest.problems(0).has_points());
  EXPECT_EQ(contest.problems(1).problem_id(), "tree");
  EXPECT_EQ(contest.problems(1).points(), 500);
  EXPECT_EQ(contest.problems(2).label(), "");
  EXPECT_EQ(contest.problems(2).problem_id(), "last");
  EXPECT_EQ(contest.rules().ioi().score(),
            v1::ContestRules::Ioi::SCORE_SUM_OF_BEST_GROUPS);
  EXPECT_EQ(contest.registration(), v1::REGISTRATION_MODE_OPEN);
}

TEST(ContestFlagsTest, ChangeOnlyWhatTheySay) {
  v1::Contest contest;
  contest.set_name("Cup");
  contest.add_problems()->set_problem_id("aplusb");
  *contest.mutable_start_time() = ToTimestamp(kNow);
  *contest.mutable_end_time() = ToTimestamp(kNow + absl::Hours(3));
  *contest.mutable_freeze() = ToDuration(absl::Hours(1));
  ContestFlags flags;
  flags.start = "+10m";
  flags.freeze = "0";
  ASSERT_TRUE(ApplyContestFlags(flags, kNow, &contest).ok());
  EXPECT_EQ(FromTimestamp(contest.end_time()),
            kNow + absl::Hours(3) + absl::Minutes(10));
  EXPECT_FALSE(contest.has_freeze());
  EXPECT_EQ(contest.name(), "Cup");
  EXPECT_EQ(contest.problems_size(), 1);
}

struct WrongCase {
  std::string name;
  ContestFlags flags;
  std::string message;

  friend std::ostream& operator<<(std::ostream& out, const WrongCase& row) {
    return out << row.name;
  }
};

class WrongFlagsTest : public testing::TestWithParam<WrongCase> {};
TEST_P(WrongFlagsTest, SayWhichAndWhy) {
  v1::Contest contest;
  EXPECT_THAT(
      std::string(
          ApplyContestFlags(GetParam().flags, kNow, &contest).message()),
      HasSubstr(GetParam().message));
}

ContestFlags With(std::string ContestFlags::*flag, const std::string& value) {
  ContestFlags flags;
  flags.start = "now";
  flags.*flag = value;
  return flags;
}

ContestFlags WithProblem(const std::string& problem) {
  ContestFlags flags;
  flags.start = "now";
  flags.problems = {problem};
  return flags;
}

INSTANTIATE_TEST_SUITE_P(
    Flags, WrongFlagsTest,
    testing::Values(WrongCase{"no start", {}, "--start is missing"},
                    WrongCase{"no time", With(&ContestFlags::start, "tomorrow"),
                              "--start: \"tomorrow\" is no time such as"},
                    WrongCase{"no duration", With(&ContestFlags::duration, "5"),
                              "--duration: \"5\" is no duration such as 5h"},
                    WrongCase{"negative", With(&ContestFlags::freeze, "-1h"),
                              "--freeze: \"-1h\" is no duration"},
                    WrongCase{"no rules", With(&ContestFlags::rules, "acm"),
                              "--rules: \"acm\" is none of icpc, ioi,"},
                    WrongCase{"no points", WithProblem("A=b:many"),
                              "--problem: \"A=b:many\" is not LABEL=PROBLEM"}));

struct TimeCase {
  std::string text;
  absl::Time time;

  friend std::ostream& operator<<(std::ostream& out, const TimeCase& row) {
    return out << row.text;
  }
};

class ParseTimeTest : public testing::TestWithParam<TimeCase> {};
TEST_P(ParseTimeTest, TakesWhatPeopleWrite) {
  const auto time = ParseTime(GetParam().text, kNow);
  ASSERT_TRUE(time.ok()) << time.status();
  EXPECT_EQ(*time, GetParam().time);
}

absl::Time Local(int hour, int minute, int second) {
  return absl::FromCivil(absl::CivilSecond(2026, 11, 28, hour, minute, second),
                         absl::LocalTimeZone());
}

INSTANTIATE_TEST_SUITE_P(
    Times, ParseTimeTest,
    testing::Values(TimeCase{"now", kNow},
                    TimeCase{"+10m", kNow + absl::Minutes(10)},
                    TimeCase{"-1h30m", kNow - absl::Minutes(90)},
                    TimeCase{"2027-01-15T09:00:00+01:00", kNow},
                    TimeCase{"2027-01-15T08:00:00Z", kNow},
                    TimeCase{"2026-11-28 10:30", Local(10, 30, 0)},
                    TimeCase{"2026-11-28 10:30:15", Local(10, 30, 15)},
                    TimeCase{"2026-11-28T10:30:15", Local(10, 30, 15)}));

TEST(ContestTextTest, ShowsWhatMatters) {
  ContestFlags flags;
  flags.name = "The Cup";
  flags.start = "now";
  flags.freeze = "1h";
  flags.rules = "atcoder";
  flags.problems = {"A=aplusb:300"};
  v1::Contest contest;
  contest.set_id("cup");
  ASSERT_TRUE(ApplyContestFlags(flags, kNow, &contest).ok());
  contest.set_state(v1::CONTEST_STATE_RUNNING);
  contest.mutable_problems(0)->set_title("A \x1b[1m+ B");
  const std::string text = ContestText(contest);
  EXPECT_THAT(text, HasSubstr("cup: The Cup\n"));
  EXPECT_THAT(text, HasSubstr("  state          running\n"));
  EXPECT_THAT(text, HasSubstr(", after 5h\n"));
  EXPECT_THAT(text, HasSubstr("  freeze         1h before the end\n"));
  EXPECT_THAT(text, HasSubstr("AtCoder, 5m a rejected attempt\n"));
  EXPECT_THAT(text, HasSubstr(R"(A  aplusb   300     A \x1b[1m+ B)"));
}

TEST(ContestTextTest, ShowsQuestionsAndAnswersInLines) {
  v1::Clarification one;
  one.set_id("7");
  one.set_from_user_id("ann");
  one.set_problem("B");
  one.set_question("Is n\nlarge?");
  EXPECT_THAT(ClarificationText(one),
              HasSubstr("  problem B  from ann\n  Q: Is n\n  Q: large?\n  not "
                        "answered yet\n"));
  one.set_answer("No.");
  EXPECT_THAT(ClarificationText(one), HasSubstr("  A: No.\n"));
}

}  // namespace
}  // namespace gavel::cli
