#include <gtest/gtest.h>

#include <string>

#include "judge/contest/standings.h"
#include "tests/judge/contest/small_contest.h"

namespace gavel::contest {
namespace {

// Two hours, the last of which is frozen; thawed after three.
class FreezeTest : public testing::Test {
 protected:
  FreezeTest() { contest_.freeze = absl::Hours(1); }

  std::string Public(absl::string_view minutes) const {
    return Show(contest_,
                ComputeStandings(contest_, teams_, log_, {.at = At(minutes)}));
  }
  std::string Judges(absl::string_view minutes) const {
    return Show(contest_,
                ComputeStandings(contest_, teams_, log_,
                                 {.at = At(minutes), .for_judges = true}));
  }

  Contest contest_ = SmallContest();
  std::vector<Registration> teams_ = Teams("ann bob");
  std::vector<LogEntry> log_ =
      Log("ann A 10 AC | bob A 59:59 AC @61 | ann B 60 AC | bob B 70 WA | "
          "bob B 80 AC | ann A 90 WA");
};

TEST_F(FreezeTest, HidesWhatIsSubmittedFromItsFirstMomentOn) {
  EXPECT_EQ(Public("90"), "1 ann 1 10 A+1!@10 B?1\n2 bob 1 59 A+1@59:59 B?2\n");
  EXPECT_EQ(Judges("90"),
            "1 ann 2 70 A+1!@10 B+1!@60\n2 bob 2 159 A+1@59:59 B+2@80\n");
}

TEST_F(FreezeTest, ShowsVerdictsOfWhatWasSubmittedBefore) {
  EXPECT_EQ(Public("60"), "1 ann 1 10 A+1!@10 B?1\n2 bob 0 0 A?1\n");
  EXPECT_EQ(Public("61"), "1 ann 1 10 A+1!@10 B?1\n2 bob 1 59 A+1@59:59\n");
}

TEST_F(FreezeTest, LastsBeyondTheEnd) {
  EXPECT_EQ(Public("100000"), Public("90"));
}

TEST_F(FreezeTest, EndsWhenItIsThawed) {
  contest_.thawed = At("180");
  EXPECT_EQ(Public("179"), Public("90"));
  EXPECT_EQ(Public("180"), Judges("180"));
}

TEST_F(FreezeTest, SaysWhetherItHides) {
  const auto frozen = [&](absl::string_view minutes, bool for_judges) {
    return ComputeStandings(contest_, teams_, log_,
                            {.at = At(minutes), .for_judges = for_judges})
        .frozen;
  };
  contest_.thawed = At("180");
  EXPECT_FALSE(frozen("59", false));
  EXPECT_TRUE(frozen("60", false));
  EXPECT_FALSE(frozen("60", true));
  EXPECT_TRUE(frozen("179", false));
  EXPECT_FALSE(frozen("180", false));
  contest_.freeze = absl::ZeroDuration();
  EXPECT_FALSE(frozen("60", false));
}

TEST_F(FreezeTest, BeginsForThoseWithExtraTimeWhenItDoesForAll) {
  teams_[1].extra_time = absl::Minutes(30);
  log_ = Log("bob A 59 AC | bob B 61 AC | bob C 140 AC");
  EXPECT_EQ(Public("150"), "1 bob 1 59 A+1!@59 B?1 C?1\n2 ann 0 0\n");
}

TEST_F(FreezeTest, DoesNotHideVirtualParticipation) {
  teams_[1].is_virtual = true;
  teams_[1].begun = At("200");
  log_ = Log("ann A 100 AC | bob A 210 AC");
  EXPECT_EQ(
      Show(contest_, ComputeStandings(contest_, teams_, log_,
                                      {.at = At("300"), .with_virtual = true})),
      "0 bob 1 10 A+1@10\n1 ann 0 0 A?1\n");
}

}  // namespace
}  // namespace gavel::contest
