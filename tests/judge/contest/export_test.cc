#include "judge/contest/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/judge/contest/export_fixture.h"
#include "tests/judge/contest/small_contest.h"

namespace gavel::contest {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using Json = nlohmann::json;

class ClicsTest : public testing::Test {
 protected:
  ClicsTest() {
    small_.freeze = absl::Hours(1);
    input_.contest = small_;
    input_.registrations = Teams("ann bob");
    input_.log = Log("ann A 10 WA | ann A 20 AC @21 | bob A 70 AC");
    for (const char* title : {"Ants", "Bees", "Cats"}) {
      input_.problems.push_back({title, absl::Seconds(1), 3});
    }
    input_.at = At("200");
  }

  std::vector<std::string> Ids(const std::string& type) {
    std::vector<std::string> ids;
    for (const Json& data : Of(Events(input_), type)) ids.push_back(data["id"]);
    return ids;
  }
  Json State() { return Of(Events(input_), "state")[0]; }

  Contest small_ = SmallContest();
  ExportInput input_;
};

TEST_F(ClicsTest, HidesFromAllWhatTheFreezeHides) {
  EXPECT_THAT(Ids("judgements"), ElementsAre("1", "2", "3"));
  input_.public_only = true;
  EXPECT_THAT(Ids("submissions"), ElementsAre("1", "2", "3"));
  EXPECT_THAT(Ids("judgements"), ElementsAre("1", "2"));
  EXPECT_EQ(State()["thawed"], nullptr);
  EXPECT_EQ(State()["finalized"], nullptr);
  input_.contest.thawed = At("150");
  EXPECT_THAT(Ids("judgements"), ElementsAre("1", "2", "3"));
  EXPECT_TRUE(State()["end_of_updates"].is_string());
}

TEST_F(ClicsTest, HidesAccountsAndProblemsThatHaveNotBegun) {
  EXPECT_THAT(Ids("accounts"), ElementsAre("ann", "bob"));
  input_.public_only = true;
  EXPECT_THAT(Ids("accounts"), IsEmpty());
  EXPECT_EQ(Ids("problems").size(), 3);
  input_.at = At("0") - absl::Seconds(1);
  EXPECT_THAT(Ids("problems"), IsEmpty());
  EXPECT_EQ(State()["started"], nullptr);
  input_.public_only = false;
  EXPECT_EQ(Ids("problems").size(), 3);
}

TEST_F(ClicsTest, TellsAllOnlyWhatIsForAll) {
  input_.registrations = Teams("t0000 t0001 t0002");
  input_.clarifications = Talk(input_.contest);
  EXPECT_THAT(Ids("clarifications"),
              ElementsAre("1", "2", "1-answer", "2-answer", "3", "4"));
  input_.public_only = true;
  const auto talk = Of(Events(input_), "clarifications");
  ASSERT_EQ(talk.size(), 2);
  EXPECT_EQ(talk[0]["text"], "> Is n\n> large?\n\nNo.");
  EXPECT_EQ(talk[0]["from_team_id"], nullptr);
  EXPECT_EQ(talk[1]["text"], "Lunch!");
}

TEST_F(ClicsTest, IsNotFinalWhileSomethingWaits) {
  EXPECT_TRUE(State()["finalized"].is_string());
  EXPECT_EQ(State()["end_of_updates"], nullptr);
  input_.log = Log("ann A 10 ?");
  EXPECT_EQ(State()["finalized"], nullptr);
  EXPECT_TRUE(State()["ended"].is_string());
}

TEST_F(ClicsTest, MakesIdsOfWhatIsNone) {
  input_.registrations = Teams(
      "ann@example.org ann_example.org "
      "a-name-of-more-than-36-characters-which-is-too-long dot.");
  const std::vector<std::string> ids = Ids("teams");
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 4);
  EXPECT_THAT(ids, Contains("ann_example.org"));
  for (const std::string& id : ids) {
    EXPECT_TRUE(std::regex_match(
        id, std::regex("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,34}[a-zA-Z0-9_-]")))
        << id;
  }
}

TEST_F(ClicsTest, LeavesOutVirtualOnesAndWhatDoesNotCount) {
  input_.registrations[1].is_virtual = true;
  input_.registrations[1].begun = At("130");
  input_.log = Log("ann A 10 AC | ann A 120 AC | eve A 5 AC | bob A 140 AC");
  EXPECT_THAT(Ids("teams"), ElementsAre("ann"));
  EXPECT_THAT(Ids("submissions"), ElementsAre("1"));
}

TEST_F(ClicsTest, PackageHasAFileForEachEndpoint) {
  std::vector<std::string> paths;
  for (const ExportedFile& file : ExportClicsPackage(input_)) {
    paths.push_back(file.path);
    if (absl::EndsWith(file.path, ".json")) {
      EXPECT_TRUE(Json::accept(file.content)) << file.path;
    }
  }
  EXPECT_THAT(paths,
              AllOf(Contains("api.json"), Contains("contest.json"),
                    Contains("problems.json"), Contains("teams.json"),
                    Contains("accounts.json"), Contains("scoreboard.json"),
                    Contains("event-feed.ndjson")));
  input_.public_only = true;
  EXPECT_EQ(ContentOf(ExportClicsPackage(input_), "accounts.json"),
            "no such file");
}

TEST_F(ClicsTest, ScoreboardIsTheStandings) {
  const Json scoreboard =
      Json::parse(ContentOf(ExportClicsPackage(input_), "scoreboard.json"));
  ASSERT_EQ(scoreboard["rows"].size(), 2);
  const Json row = scoreboard["rows"][0];
  EXPECT_EQ(row["team_id"], "ann");
  EXPECT_EQ(row["score"],
            (Json{{"num_solved", 1}, {"total_time", 40}, {"time", 20}}));
  EXPECT_EQ(row["problems"][0], (Json{{"problem_id", "problem-A"},
                                      {"num_judged", 2},
                                      {"num_pending", 0},
                                      {"solved", true},
                                      {"time", 20}}));
}

TEST_F(ClicsTest, BytesThatAreNotUtf8AreReplaced) {
  input_.registrations[0].team_name = "a\xff";
  EXPECT_EQ(Of(Events(input_), "teams")[0]["name"], "a\xef\xbf\xbd");
}

struct CsvCase {
  std::string name;
  std::string team_name;
  // Of its line.
  std::string cell;

  friend std::ostream& operator<<(std::ostream& out, const CsvCase& row) {
    return out << row.name;
  }
};

class CsvTest : public testing::TestWithParam<CsvCase> {};
TEST_P(CsvTest, WritesNamesSafely) {
  ExportInput input;
  input.contest = SmallContest();
  input.contest.problems.resize(1);
  input.problems.resize(1);
  input.registrations = Teams("ann");
  input.registrations[0].team_name = GetParam().team_name;
  input.log = Log("ann A 1 WA | ann A 10 AC");
  input.at = At("60");
  EXPECT_EQ(
      ContentOf(ExportCsv(input), "standings.csv"),
      absl::StrCat("rank,user,team,solved,points,penalty,A,A points,A "
                   "attempts,A pending,A time\r\n1,ann,",
                   GetParam().cell, ",1,0,0:30:00,solved,,2,0,0:10:00\r\n"));
}

INSTANTIATE_TEST_SUITE_P(
    Names, CsvTest,
    testing::Values(CsvCase{"plain", "Ann & co", "Ann & co"},
                    CsvCase{"comma", "Ann, Bob", "\"Ann, Bob\""},
                    CsvCase{"quote", "the \"A\"", "\"the \"\"A\"\"\""},
                    CsvCase{"line feed", "a\nb", "\"a\nb\""},
                    CsvCase{"equals", "=1+1", "'=1+1"},
                    CsvCase{"plus", "+1", "'+1"}, CsvCase{"minus", "-1", "'-1"},
                    CsvCase{"at", "@SUM(A1)", "'@SUM(A1)"},
                    CsvCase{"tab", "\t=1", "'\t=1"},
                    CsvCase{"carriage return", "\r=1", "\"'\r=1\""},
                    CsvCase{"call with quotes", "=A(\"x\",1)",
                            "\"'=A(\"\"x\"\",1)\""}));

}  // namespace
}  // namespace gavel::contest
