#include "cli/standings_text.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/text_width.h"
#include "gavel/v1/contest_service.pb.h"

namespace gavel::cli {
namespace {

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

constexpr char kIcpc[] = R"pb(
  contest_id: "cup"
  rules { icpc {} }
  problems { label: "A" }
  problems { label: "B" }
  problems { label: "C" }
  rows {
    rank: 1
    user_id: "ann"
    team_name: "Ann"
    solved: 2
    penalty { seconds: 5520 }
    last_solved { seconds: 2700 }
    cells {
      attempts: 1
      solved: true
      first: true
      time { seconds: 185 }
    }
    cells {
      attempts: 2
      solved: true
      time { seconds: 2759 }
    }
    cells {}
  }
  rows {
    rank: 2
    user_id: "bob"
    team_name: "Bob"
    solved: 1
    penalty { seconds: 36060 }
    last_solved { seconds: 36060 }
    cells {
      attempts: 1
      solved: true
      time { seconds: 36060 }
    }
    cells { attempts: 3 pending: 2 }
    cells { pending: 1 }
  }
  rows {
    user_id: "eve"
    team_name: "Eve"
    cells {}
    cells { attempts: 3 }
    cells {}
  }
  rows {
    user_id: "vic"
    team_name: "Vic"
    is_virtual: true
    cells {}
    cells {}
    cells {}
  })pb";

// Without the line for the contest, which has the machine's time zone.
std::string Table(const v1::Standings& standings,
                  const BoardOptions& options = {}) {
  const std::string text = DrawStandings(standings, options);
  return "\n" + text.substr(text.find('\n') + 1);
}

size_t Widest(const std::string& table) {
  size_t widest = 0;
  for (const absl::string_view line : absl::StrSplit(table, '\n')) {
    widest = std::max(widest, TextWidth(line));
  }
  return widest;
}

TEST(StandingsTextTest, DrawsIcpc) {
  EXPECT_EQ(Table(Parse<v1::Standings>(kIcpc)), R"(
#  TEAM  SOLVED  TIME  A         B        C
1  Ann        2    92  +1! 0:03  +2 0:45  .
2  Bob        1   601  +1 10:01  -3 ?2    ?1
-  Eve        0     0  .         -3       .
v  Vic        0     0  .         .        .
)");
}

TEST(StandingsTextTest, DrawsPoints) {
  EXPECT_EQ(Table(Parse<v1::Standings>(R"pb(
              rules { ioi {} }
              problems { label: "A" }
              problems { label: "B" }
              rows {
                rank: 1
                team_name: "Ann"
                points: 133.333333
                cells {
                  attempts: 1
                  solved: true
                  first: true
                  points: 100
                  time { seconds: 600 }
                }
                cells {
                  attempts: 2
                  pending: 1
                  points: 33.333333
                  time { seconds: 1200 }
                }
              }
              rows {
                rank: 2
                team_name: "Bob"
                cells { attempts: 1 points: 0 }
                cells {}
              })pb")),
            R"(
#  TEAM      POINTS  A          B
1  Ann   133.333333  100! 0:10  33.333333 0:20 ?1
2  Bob            0  0          .
)");
}

TEST(StandingsTextTest, DrawsTheTimeOfAtCoder) {
  EXPECT_EQ(Table(Parse<v1::Standings>(R"pb(
              rules { atcoder {} }
              problems { label: "A" }
              rows {
                rank: 1
                team_name: "Ann"
                points: 300
                penalty { seconds: 4000 }
                cells {
                  attempts: 2
                  solved: true
                  points: 300
                  time { seconds: 3700 }
                }
              })pb")),
            R"(
#  TEAM  POINTS  TIME  A
1  Ann      300  1:06  300 1:01
)");
}

TEST(StandingsTextTest, SaysThatTheyAreFrozen) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  EXPECT_EQ(DrawStandings(standings, {}).find("frozen"), std::string::npos);
  standings.set_frozen(true);
  EXPECT_NE(DrawStandings(standings, {}).find(", frozen: "), std::string::npos);
}

TEST(StandingsTextTest, PaintsOnlyWhereColoursAreWanted) {
  const v1::Standings standings = Parse<v1::Standings>(kIcpc);
  EXPECT_EQ(DrawStandings(standings, {}).find('\x1b'), std::string::npos);
  const std::string painted =
      DrawStandings(standings, {.style = {.colour = true}});
  EXPECT_NE(painted.find("\x1b[1;32m+1! 0:03\x1b[0m"), std::string::npos);
  EXPECT_NE(painted.find("\x1b[32m+2 0:45\x1b[0m"), std::string::npos);
  EXPECT_NE(painted.find("\x1b[33m-3 ?2"), std::string::npos);
  EXPECT_NE(painted.find("\x1b[31m-3"), std::string::npos);
}

TEST(StandingsTextTest, CutsNamesToTheWidth) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  standings.mutable_rows(0)->set_team_name("A team with a very long name");
  EXPECT_EQ(Table(standings, {.width = 54}), R"(
#  TEAM            SOLVED  TIME  A         B        C
1  A team with a…       2    92  +1! 0:03  +2 0:45  .
2  Bob                  1   601  +1 10:01  -3 ?2    ?1
-  Eve                  0     0  .         -3       .
v  Vic                  0     0  .         .        .
)");
}

TEST(StandingsTextTest, LeavesTimesOutBeforeNamesAreTooShort) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  standings.mutable_rows(0)->set_team_name("A team with a very long name");
  const std::string table = Table(standings, {.width = 45});
  EXPECT_EQ(Widest(table), 45);
  EXPECT_NE(table.find("A team with…  "), std::string::npos) << table;
  EXPECT_NE(table.find("+1!  +2     .\n"), std::string::npos) << table;
}

TEST(StandingsTextTest, AlignsWideNames) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  standings.mutable_rows(0)->set_team_name("北京大学");
  standings.mutable_rows()->DeleteSubrange(1, 3);
  EXPECT_EQ(Table(standings), R"(
#  TEAM      SOLVED  TIME  A         B        C
1  北京大学       2    92  +1! 0:03  +2 0:45  .
)");
}

TEST(StandingsTextTest, MarksARowAndShowsWhatIsAroundIt) {
  const v1::Standings standings = Parse<v1::Standings>(kIcpc);
  const std::string table = Table(standings, {.marked = "eve", .most_rows = 2});
  EXPECT_EQ(table, R"(
  #  TEAM  SOLVED  TIME  A         B      C
  2  Bob        1   601  +1 10:01  -3 ?2  ?1
> -  Eve        0     0  .         -3     .
)");
}

TEST(StandingsTextTest, NothingIsDrawnOfAnEmptyContest) {
  EXPECT_EQ(Table({}), "\n#  TEAM  SOLVED  TIME\n");
}

// "1 ann, 2 bob".
std::string Ranks(const v1::Standings& standings) {
  std::string text;
  for (const v1::StandingsRow& row : standings.rows()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", row.rank(), " ",
                    row.user_id());
  }
  return text;
}

TEST(StandingsChangesTest, ReplaceRowsAndOrder) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  v1::WatchStandingsResponse change = Parse<v1::WatchStandingsResponse>(R"pb(
    changes_only: true
    standings {
      frozen: true
      rows { rank: 1 user_id: "bob" solved: 3 }
      rows { rank: 4 user_id: "new" }
    }
    order: [ "bob", "ann", "eve", "vic", "new" ])pb");
  ApplyChange(change, &standings);
  EXPECT_EQ(Ranks(standings), "1 bob, 2 ann, 0 eve, 0 vic, 3 new");
  EXPECT_EQ(standings.problems_size(), 3);
  EXPECT_TRUE(standings.frozen());
  EXPECT_EQ(standings.rows(0).solved(), 3);
}

TEST(StandingsChangesTest, TheFirstIsAllOfThem) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  v1::WatchStandingsResponse all = Parse<v1::WatchStandingsResponse>(
      R"pb(standings { rows { rank: 1 user_id: "ann" } })pb");
  ApplyChange(all, &standings);
  EXPECT_EQ(Ranks(standings), "1 ann");
}

TEST(StandingsChangesTest, AStepMovesItsRowAndRanksAgain) {
  v1::Standings standings = Parse<v1::Standings>(R"pb(
    rules { icpc {} }
    rows { rank: 1 user_id: "ann" solved: 1 }
    rows { rank: 2 user_id: "bob" }
    rows { user_id: "eve" }
    rows { rank: 2 user_id: "cat" })pb");
  EXPECT_TRUE(ApplyStep(Parse<v1::ResolverStep>(R"pb(
                          user_id: "cat"
                          problem: "A"
                          row { rank: 1 user_id: "cat" solved: 1 }
                          place_before: 3
                          place_after: 1)pb"),
                        &standings));
  EXPECT_EQ(Ranks(standings), "1 ann, 1 cat, 3 bob, 0 eve");
}

TEST(StandingsChangesTest, RefusesAStepThatDoesNotFit) {
  v1::Standings standings = Parse<v1::Standings>(kIcpc);
  for (const char* step :
       {R"pb(user_id: "ann" place_before: 1 place_after: 0)pb",
        R"pb(user_id: "ann" place_before: 0 place_after: 4)pb",
        R"pb(user_id: "ann" place_before: -1 place_after: 0)pb"}) {
    EXPECT_FALSE(ApplyStep(Parse<v1::ResolverStep>(step), &standings));
  }
}

}  // namespace
}  // namespace gavel::cli
