#include "judge/contest/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/judge/contest/simulation.h"
#include "tests/judge/contest/small_contest.h"

namespace gavel::contest {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;
using Kind = ContestRules::Kind;

ExportInput Input(const Simulation& simulation) {
  ExportInput input;
  input.contest = simulation.contest;
  input.contest.judges = {"judith"};
  input.registrations = simulation.registrations;
  input.log = simulation.log;
  for (const ContestProblem& problem : input.contest.problems) {
    input.problems.push_back({absl::StrCat("Title of ", problem.label),
                              absl::Milliseconds(1500), 12});
  }
  input.user_names = {{"t0000", "Zero"}, {"judith", "Judith"}};
  input.at = EndOf(input.contest) + absl::Hours(10);
  return input;
}

Clarification Question(int64_t id, const std::string& from,
                       const std::string& question, absl::Time created) {
  Clarification one;
  one.id = id;
  one.from = from;
  one.question = question;
  one.created = created;
  return one;
}

Clarification Answered(Clarification one, const std::string& answer,
                       bool to_all) {
  one.answer = answer;
  one.answered_by = "judith";
  one.to_all = to_all;
  one.answered = one.created + absl::Minutes(2);
  return one;
}

// t0000 asked and was told alone; t0001 asked, and all were told; all were told
// something; t0002 waits.
std::vector<Clarification> Talk(const Contest& contest) {
  const auto at = [&](int minute) {
    return contest.start + absl::Minutes(minute);
  };
  Clarification about_a = Question(1, "t0000", "May I?", at(10));
  about_a.problem = "A";
  return {Answered(about_a, "You may.", false),
          Answered(Question(2, "t0001", "Is n\nlarge?", at(11)), "No.", true),
          Answered(Question(3, "", "", at(14)), "Lunch!", true),
          Question(4, "t0002", "Hello?", at(15))};
}

std::string ContentOf(const std::vector<ExportedFile>& files,
                      const std::string& path) {
  for (const ExportedFile& file : files) {
    if (file.path == path) return file.content;
  }
  return "no such file";
}

std::vector<Json> Events(const ExportInput& input) {
  const std::string feed =
      ContentOf(ExportEventFeed(input), "event-feed.ndjson");
  std::vector<Json> events;
  for (const absl::string_view line :
       absl::StrSplit(feed, '\n', absl::SkipEmpty())) {
    events.push_back(Json::parse(line.begin(), line.end()));
  }
  return events;
}

std::vector<Json> Of(const std::vector<Json>& events, const std::string& type) {
  std::vector<Json> data;
  for (const Json& event : events) {
    if (event["type"] == type) data.push_back(event["data"]);
  }
  return data;
}

// The properties that may not be absent or null, by the tables of the Contest
// API 2023-06, with what their values look like.
const std::map<std::string, std::map<std::string, std::string>>& Required() {
  static const std::string id = R"("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,35}")";
  static const std::string time = R"("\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")";
  static const std::string relative = R"("-?\d+:\d\d:\d\d\.\d{3}")";
  static const std::string text = R"("(.|\n)*")";
  static const std::string number = R"(\d+(\.\d+)?)";
  static const std::string flag = "true|false";
  static const auto* const required =
      new std::map<std::string, std::map<std::string, std::string>>{
          {"contest",
           {{"id", id},
            {"name", text},
            {"start_time", time},
            {"duration", relative},
            {"scoreboard_freeze_duration", relative},
            {"scoreboard_type", R"("pass-fail"|"score")"}}},
          {"judgement-types", {{"id", id}, {"name", text}, {"solved", flag}}},
          {"languages",
           {{"id", id},
            {"name", text},
            {"entry_point_required", flag},
            {"extensions", R"(\[".*"\])"}}},
          {"groups", {{"id", id}, {"name", text}}},
          {"problems",
           {{"id", id},
            {"label", text},
            {"name", text},
            {"ordinal", R"(\d+)"},
            {"time_limit", number},
            {"test_data_count", R"(\d+)"}}},
          {"teams", {{"id", id}, {"name", text}, {"group_ids", R"(\[".*"\])"}}},
          {"accounts", {{"id", id}, {"username", text}, {"type", text}}},
          {"submissions",
           {{"id", id},
            {"language_id", id},
            {"problem_id", id},
            {"team_id", id},
            {"time", time},
            {"contest_time", relative},
            {"files", R"(\[\])"}}},
          {"judgements",
           {{"id", id},
            {"submission_id", id},
            {"judgement_type_id", R"("[A-Z]{2,3}")"},
            {"start_time", time},
            {"start_contest_time", relative},
            {"end_time", time},
            {"end_contest_time", relative}}},
          {"clarifications",
           {{"id", id},
            {"text", text},
            {"time", time},
            {"contest_time", relative}}},
          {"awards",
           {{"id", id}, {"citation", text}, {"team_ids", R"(\[.*\])"}}},
          {"state",
           {{"started", time},
            {"frozen", time},
            {"ended", time},
            {"finalized", time}}}};
  return *required;
}

// What properties refer to.
const std::map<std::string, std::string>& References() {
  static const auto* const references = new std::map<std::string, std::string>{
      {"team_id", "teams"},
      {"from_team_id", "teams"},
      {"to_team_id", "teams"},
      {"team_ids", "teams"},
      {"problem_id", "problems"},
      {"language_id", "languages"},
      {"group_ids", "groups"},
      {"submission_id", "submissions"},
      {"reply_to_id", "clarifications"},
      {"judgement_type_id", "judgement-types"}};
  return *references;
}

// Compiling takes longer than matching.
const std::regex& Compiled(const std::string& pattern) {
  static auto* const compiled = new std::map<std::string, std::regex>();
  return compiled->try_emplace(pattern, pattern).first->second;
}

void ExpectRequired(const std::string& type, const Json& data) {
  ASSERT_TRUE(Required().contains(type)) << type;
  for (const auto& [name, pattern] : Required().at(type)) {
    ASSERT_TRUE(data.contains(name)) << type << " without " << name;
    EXPECT_TRUE(std::regex_match(data[name].dump(), Compiled(pattern)))
        << type << ": " << name << " is " << data[name];
  }
}

// Ids that came before, by type.
using Known = std::map<std::string, std::set<std::string>>;

void ExpectKnown(const Known& known, const Json& data) {
  for (const auto& [name, type] : References()) {
    if (!data.contains(name) || data[name].is_null()) continue;
    const Json ids =
        data[name].is_array() ? data[name] : Json::array({data[name]});
    for (const Json& id : ids) {
      EXPECT_TRUE(known.contains(type) &&
                  known.at(type).contains(id.get<std::string>()))
          << data << " refers to " << id << " of " << type;
    }
  }
}

void ExpectValid(const std::vector<Json>& events) {
  Known known;
  int token = 0;
  for (const Json& event : events) {
    const std::string type = event["type"];
    EXPECT_EQ(event["token"], absl::StrCat(++token));
    const Json& data = event["data"];
    ExpectRequired(type, data);
    ExpectKnown(known, data);
    const bool single = type == "contest" || type == "state";
    EXPECT_EQ(event["id"], single ? Json(nullptr) : data["id"]);
    if (single) continue;
    EXPECT_TRUE(known[type].insert(data["id"].get<std::string>()).second)
        << type << " " << data["id"] << " is there twice";
  }
  EXPECT_EQ(events.front()["type"], "contest");
  EXPECT_EQ(events.back()["type"], "state");
}

struct FeedCase {
  std::string name;
  Kind kind = Kind::kIcpc;
  bool public_only = false;

  friend std::ostream& operator<<(std::ostream& out, const FeedCase& row) {
    return out << row.name;
  }
};

class FeedTest : public testing::TestWithParam<FeedCase> {
 protected:
  FeedTest() {
    input_.contest.rules.kind = GetParam().kind;
    input_.public_only = GetParam().public_only;
    input_.clarifications = Talk(input_.contest);
    // Whatever is exported must have all that it may have.
    input_.contest.thawed = EndOf(input_.contest) + absl::Hours(1);
    for (LogEntry& entry : input_.log) {
      if (!entry.outcome) {
        entry.outcome.emplace().judged = entry.submitted;
      }
      if (entry.outcome->verdict == Verdict::kJudgeError) {
        entry.outcome->verdict = Verdict::kWrongAnswer;
      }
    }
  }

  ExportInput input_ = Input(Simulate(1));
};

TEST_P(FeedTest, HasWhatTheSpecificationRequires) {
  const std::vector<Json> events = Events(input_);
  ExpectValid(events);
  EXPECT_GT(Of(events, "submissions").size(), 200);
  EXPECT_GT(Of(events, "judgements").size(), 200);
  EXPECT_EQ(Of(events, "teams").size(), 50);
  EXPECT_EQ(Of(events, "problems").size(), 8);
  EXPECT_EQ(Of(events, "awards").size(), 9);
  EXPECT_TRUE(events.back()["data"]["end_of_updates"].is_string());
}

TEST_P(FeedTest, HasScoresOrPenaltiesAsItsScoreboardHas) {
  const std::vector<Json> events = Events(input_);
  const bool points = GetParam().kind != Kind::kIcpc;
  const Json contest = Of(events, "contest")[0];
  EXPECT_EQ(contest["scoreboard_type"], points ? "score" : "pass-fail");
  EXPECT_EQ(contest.contains("penalty_time"), !points);
  EXPECT_EQ(Of(events, "judgement-types")[0].contains("penalty"), !points);
  EXPECT_EQ(Of(events, "problems")[0].contains("max_score"), points);
  EXPECT_EQ(Of(events, "judgements")[0].contains("score"), points);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, FeedTest,
    testing::Values(FeedCase{"icpc for judges", Kind::kIcpc, false},
                    FeedCase{"icpc for all", Kind::kIcpc, true},
                    FeedCase{"ioi for judges", Kind::kIoi, false},
                    FeedCase{"atcoder for all", Kind::kAtCoder, true},
                    FeedCase{"decaying for judges", Kind::kDecaying, false}));

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
