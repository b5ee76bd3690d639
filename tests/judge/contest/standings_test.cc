#include "judge/contest/standings.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/judge/contest/small_contest.h"

namespace gavel::contest {
namespace {

using Kind = ContestRules::Kind;
using Score = ContestRules::Score;

struct RulesCase {
  std::string name;
  std::string teams;
  std::string log;
  // As Show draws it.
  std::string board;

  friend std::ostream& operator<<(std::ostream& out, const RulesCase& row) {
    return out << row.name;
  }
};

std::string Judged(const Contest& contest, const RulesCase& row) {
  return Show(contest, ComputeStandings(contest, Teams(row.teams), Log(row.log),
                                        {.at = At("600"), .for_judges = true}));
}

class IcpcTest : public testing::TestWithParam<RulesCase> {};
TEST_P(IcpcTest, FollowsTheRules) {
  EXPECT_EQ(Judged(SmallContest(), GetParam()), GetParam().board);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, IcpcTest,
    testing::Values(
        RulesCase{"nobody submits", "bob ann", "", "1 ann 0 0\n1 bob 0 0\n"},
        RulesCase{"wrong attempts before the first accepted cost 20 minutes",
                  "ann", "ann A 10 WA | ann A 20 TLE | ann A 30 AC",
                  "1 ann 1 70 A+3!@30\n"},
        RulesCase{"what comes after the accepted one changes nothing", "ann",
                  "ann A 10 AC | ann A 20 WA | ann A 30 AC | ann A 40 ?",
                  "1 ann 1 10 A+1!@10\n"},
        RulesCase{"problems that are not solved cost nothing", "ann",
                  "ann A 10 WA | ann B 20 AC", "1 ann 1 20 A-1 B+1!@20\n"},
        RulesCase{"compile errors are free", "ann", "ann A 10 CE | ann A 20 AC",
                  "1 ann 1 20 A+1!@20\n"},
        RulesCase{"a judge error is pending and costs nothing", "ann",
                  "ann A 10 JE | ann A 20 AC | ann B 30 JE",
                  "1 ann 1 20 A+1!@20?1 B?1\n"},
        RulesCase{"times are cut to whole minutes", "ann",
                  "ann A 1:59 AC | ann B 2:59 AC",
                  "1 ann 2 3 A+1!@1:59 B+1!@2:59\n"},
        RulesCase{"more solved come first whatever they took", "ann bob",
                  "bob A 5 AC | ann A 100 AC | ann B 119 AC",
                  "1 ann 2 219 A+1@100 B+1!@119\n2 bob 1 5 A+1!@5\n"},
        RulesCase{"equal ones are ranked by their last accepted", "ann bob",
                  "ann A 10 AC | bob A 20 AC | bob B 30 AC | ann B 40 AC",
                  "1 bob 2 50 A+1@20 B+1!@30\n2 ann 2 50 A+1!@10 B+1@40\n"},
        RulesCase{"equal to the last minute share a rank, in order of names",
                  "cat bob ann dan",
                  "cat A 10:50 AC | ann A 10:10 AC | dan A 9 AC",
                  "1 dan 1 9 A+1!@9\n2 ann 1 10 A+1@10:10\n"
                  "2 cat 1 10 A+1@10:50\n4 bob 0 0\n"},
        RulesCase{"the first to solve is not known while an earlier one waits",
                  "ann bob", "ann A 5 ? | bob A 6 AC",
                  "1 bob 1 6 A+1@6\n2 ann 0 0 A?1\n"},
        RulesCase{"one's own earlier one does not matter", "ann bob",
                  "ann A 5 ? | ann A 6 AC | bob A 7 ?",
                  "1 ann 1 6 A+1!@6?1\n2 bob 0 0 A?1\n"},
        RulesCase{"strangers and other problems do not count", "ann",
                  "eve A 1 AC | ann X 2 AC", "1 ann 0 0\n"},
        RulesCase{"the end is outside", "ann", "ann A 119:59 AC | ann B 120 AC",
                  "1 ann 1 119 A+1!@119:59\n"}));

TEST(IcpcTest, CountsSecondsIfAsked) {
  Contest contest = SmallContest();
  contest.rules.whole_minutes = false;
  const auto board = ComputeStandings(contest, Teams("ann bob"),
                                      Log("ann A 10:50 AC | bob A 10:10 AC"),
                                      {.at = At("60")});
  EXPECT_EQ(Show(contest, board),
            "1 bob 1 10:10 A+1!@10:10\n2 ann 1 10:50 A+1@10:50\n");
}

TEST(IcpcTest, TakesPenaltyAndFreeVerdictsFromTheRules) {
  Contest contest = SmallContest();
  contest.rules.penalty = absl::Minutes(5);
  contest.rules.free_verdicts = {Verdict::kRunTimeError};
  const auto board = ComputeStandings(
      contest, Teams("ann"),
      Log("ann A 1 CE | ann A 2 RTE | ann A 3 WA | ann A 4 AC"),
      {.at = At("60")});
  EXPECT_EQ(Show(contest, board), "1 ann 1 14 A+3!@4\n");
}

struct IoiCase {
  std::string name;
  Score score;
  std::string log;
  std::string board;

  friend std::ostream& operator<<(std::ostream& out, const IoiCase& row) {
    return out << row.name;
  }
};

class IoiTest : public testing::TestWithParam<IoiCase> {};
TEST_P(IoiTest, FollowsTheRules) {
  Contest contest = SmallContest(Kind::kIoi);
  contest.rules.score = GetParam().score;
  // C is not scaled.
  contest.problems[0].points = 50;
  contest.problems[1].points = 200;
  EXPECT_EQ(Judged(contest, {"", "ann", GetParam().log, ""}), GetParam().board);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, IoiTest,
    testing::Values(
        IoiCase{"scores are scaled to the problem's points", Score::kBest,
                "ann A 10 30/100 | ann C 20 30/60",
                "1 ann 0 45 20 A-1=15@10 C-1=30@20\n"},
        IoiCase{"pass-fail problems count all or nothing", Score::kBest,
                "ann A 10 AC | ann B 20 WA | ann C 30 AC",
                "1 ann 2 150 30 A+1!=50@10 B-1=0 C+1!=100@30\n"},
        IoiCase{"the best counts, from when it was reached", Score::kBest,
                "ann A 10 60/100 | ann A 20 40/100 | ann A 30 60/100",
                "1 ann 0 30 10 A-3=30@10\n"},
        IoiCase{"nothing changes what has all points", Score::kBest,
                "ann A 10 100/100 | ann A 20 0/100 | ann A 30 ?",
                "1 ann 1 50 10 A+1!=50@10\n"},
        IoiCase{"the last counts, if it is worse", Score::kLast,
                "ann A 10 100/100 | ann A 20 40/100 | ann A 30 CE",
                "1 ann 0 20 20 A-2=20@20\n"},
        IoiCase{"only what came after the last may change it", Score::kLast,
                "ann A 10 ? | ann A 20 40/100 | ann A 30 ?",
                "1 ann 0 20 20 A-1=20@20?1\n"},
        IoiCase{"the best of each group is added up", Score::kSumOfBestGroups,
                "ann A 10 40/100 g1=40 g2=0 | ann A 20 60/100 g1=0 g2=60",
                "1 ann 1 50 20 A+2!=50@20\n"},
        IoiCase{"without groups the whole is one", Score::kSumOfBestGroups,
                "ann A 10 30/100 | ann A 20 20/100 g1=20",
                "1 ann 0 15 10 A-2=15@10\n"},
        IoiCase{"judge errors count as nothing", Score::kLast,
                "ann A 10 40/100 | ann A 20 JE", "1 ann 0 20 10 A-1=20@10?1\n"},
        IoiCase{"a score without a most is not scaled", Score::kBest,
                "ann A 10 70", "1 ann 0 70 10 A-1=70@10\n"}));

TEST(IoiTest, EqualPointsShareARankWheneverTheyWereGot) {
  const Contest contest = SmallContest(Kind::kIoi);
  EXPECT_EQ(Judged(contest, {"", "bob ann",
                             "bob A 10 1/3 | bob B 11 1/3 | ann A 90 2/3", ""}),
            "1 ann 0 2 90 A-1=2@90\n1 bob 0 2 11 A-1=1@10 B-1=1@11\n");
}

TEST(IoiTest, ThirdsAddUpToTheWhole) {
  Contest contest = SmallContest(Kind::kIoi);
  for (ContestProblem& problem : contest.problems) problem.points = 100;
  EXPECT_EQ(
      Judged(contest,
             {"", "bob ann",
              "bob A 10 1/3 | bob B 11 1/3 | bob C 12 1/3 | ann A 90 AC", ""}),
      "1 ann 1 100 90 A+1!=100@90\n"
      "1 bob 0 100 12 A-1=33.3333@10 B-1=33.3333@11 C-1=33.3333@12\n");
}

class AtCoderTest : public testing::TestWithParam<RulesCase> {};
TEST_P(AtCoderTest, FollowsTheRules) {
  Contest contest = SmallContest(Kind::kAtCoder);
  contest.rules.penalty = absl::Minutes(5);
  contest.problems[1].points = 300;
  EXPECT_EQ(Judged(contest, GetParam()), GetParam().board);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, AtCoderTest,
    testing::Values(
        RulesCase{"the last point's time, and 5 minutes a rejected attempt",
                  "ann", "ann A 10 WA | ann A 20 AC | ann B 30 AC",
                  "1 ann 2 400 35 A+2!=100@20 B+1!=300@30\n"},
        RulesCase{"attempts for problems without points cost nothing", "ann",
                  "ann A 10 AC | ann B 20 WA | ann B 30 WA",
                  "1 ann 1 100 10 A+1!=100@10 B-2=0\n"},
        RulesCase{"attempts after the last gain cost nothing", "ann",
                  "ann B 10 WA | ann B 20 50/100 | ann B 30 40/100",
                  "1 ann 0 150 25 B-3=150@20\n"},
        RulesCase{"equal points are ranked by time", "ann bob cat",
                  "ann A 10 WA | ann A 11 AC | bob A 15 AC | cat A 16 AC",
                  "1 bob 1 100 15 A+1=100@15\n2 ann 1 100 16 A+2!=100@11\n"
                  "2 cat 1 100 16 A+1=100@16\n"}));

class DecayingTest : public testing::TestWithParam<RulesCase> {};
TEST_P(DecayingTest, FollowsTheRules) {
  Contest contest = SmallContest(Kind::kDecaying);
  contest.problems[0].points = 500;
  EXPECT_EQ(Judged(contest, GetParam()), GetParam().board);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, DecayingTest,
    testing::Values(
        // 1000 is the default.
        RulesCase{"a 250th is lost each whole minute", "ann",
                  "ann A 10:59 AC | ann B 0:30 AC",
                  "1 ann 2 1480 10:59 A+1!=480@10:59 B+1!=1000@0:30\n"},
        RulesCase{"each rejected attempt costs 50", "ann",
                  "ann B 1 WA | ann B 2 CE | ann B 3 WA | ann B 10 AC",
                  "1 ann 1 860 10 B+3!=860@10\n"},
        RulesCase{"three tenths are left in any case", "ann",
                  "ann A 1 WA | ann A 2 WA | ann A 3 WA | ann A 4 WA | "
                  "ann A 119 AC",
                  "1 ann 1 150 119 A+5!=150@119\n"},
        RulesCase{"only what is accepted counts", "ann",
                  "ann A 1 90/100 | ann B 2 WA", "1 ann 0 0 0 A-1=0 B-1=0\n"},
        RulesCase{"equal points share a rank", "ann bob cat",
                  "ann A 1 AC | bob A 1:30 AC | cat A 2 AC",
                  "1 ann 1 498 1 A+1!=498@1\n1 bob 1 498 1:30 A+1=498@1:30\n"
                  "3 cat 1 496 2 A+1=496@2\n"}));

TEST(StandingsTest, OutOfCompetitionStandsWithoutARankAndIsNeverFirst) {
  const Contest contest = SmallContest();
  auto teams = Teams("ann bob cat");
  teams[1].out_of_competition = true;
  const auto board = ComputeStandings(
      contest, teams, Log("ann A 20 AC | bob A 10 AC | cat A 30 AC"),
      {.at = At("60")});
  EXPECT_EQ(Show(contest, board),
            "0 bob 1 10 A+1@10\n1 ann 1 20 A+1!@20\n2 cat 1 30 A+1@30\n");
}

TEST(StandingsTest, ExtraTimeIsAddedToTheEnd) {
  const Contest contest = SmallContest();
  auto teams = Teams("ann bob");
  teams[0].extra_time = absl::Minutes(10);
  const auto board = ComputeStandings(
      contest, teams, Log("ann A 125 AC | bob A 125 AC | ann B 130 AC"),
      {.at = At("600")});
  EXPECT_EQ(Show(contest, board), "1 ann 1 125 A+1!@125\n2 bob 0 0\n");
}

TEST(StandingsTest, WindowsBeginWhenTheirContestantsBegin) {
  Contest contest = SmallContest();
  contest.window = absl::Minutes(30);
  auto teams = Teams("ann bob cat dan");
  teams[0].begun = At("10");
  teams[1].begun = At("100");
  teams[2].begun = At("0");
  // Dan never began.
  const auto board = ComputeStandings(
      contest, teams,
      Log("ann A 9 WA | ann A 15 AC | dan A 16 AC | cat A 30 AC | "
          "bob A 110 AC | bob B 120 AC"),
      {.at = At("600")});
  EXPECT_EQ(Show(contest, board),
            "1 ann 1 5 A+1@5\n2 bob 1 10 A+1@10\n3 cat 0 0\n3 dan 0 0\n");
}

TEST(StandingsTest, VirtualOnesAreThereWhenAskedForWithoutARank) {
  const Contest contest = SmallContest();
  auto teams = Teams("ann vic");
  teams[1].is_virtual = true;
  teams[1].begun = At("1000");
  const auto log = Log("ann A 30 AC | vic A 1010 AC");
  EXPECT_EQ(
      Show(contest, ComputeStandings(contest, teams, log, {.at = At("2000")})),
      "1 ann 1 30 A+1!@30\n");
  EXPECT_EQ(
      Show(contest, ComputeStandings(contest, teams, log,
                                     {.at = At("2000"), .with_virtual = true})),
      "0 vic 1 10 A+1@10\n1 ann 1 30 A+1!@30\n");
}

TEST(StandingsTest, AVirtualOneMeetsTheOthersAsTheyWereThen) {
  const Contest contest = SmallContest();
  auto teams = Teams("ann bob vic");
  teams[2].is_virtual = true;
  teams[2].begun = At("1000");
  const auto log =
      Log("ann A 30 AC | bob A 10 AC @41 | bob B 40 AC | vic A 1020 AC");
  EXPECT_EQ(Show(contest, ComputeStandings(contest, teams, log,
                                           {.at = At("1035"),
                                            .with_virtual = true,
                                            .elapsed = absl::Minutes(35)})),
            "0 vic 1 20 A+1@20\n1 ann 1 30 A+1@30\n2 bob 0 0 A?1\n");
}

TEST(StandingsTest, WhatIsNotJudgedYetIsPending) {
  const Contest contest = SmallContest();
  const auto log = Log("ann A 10 AC @12 | ann B 20 AC");
  const auto at = [&](absl::string_view minutes) {
    return Show(contest, ComputeStandings(contest, Teams("ann"), log,
                                          {.at = At(minutes)}));
  };
  EXPECT_EQ(at("9:59"), "1 ann 0 0\n");
  EXPECT_EQ(at("10"), "1 ann 0 0 A?1\n");
  EXPECT_EQ(at("12"), "1 ann 1 10 A+1!@10\n");
  EXPECT_EQ(at("20"), "1 ann 2 30 A+1!@10 B+1!@20\n");
}

}  // namespace
}  // namespace gavel::contest
