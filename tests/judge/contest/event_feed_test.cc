// The event feed against what the specification requires of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "judge/contest/export.h"
#include "tests/judge/contest/export_fixture.h"
#include "tests/judge/contest/simulation.h"

namespace gavel::contest {
namespace {

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

// A property that may not be absent or null, by the tables of the Contest API
// 2023-06, and what its values look like.
struct Property {
  const char* type;
  const char* name;
  const char* pattern;
};

constexpr char kId[] = R"("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,35}")";
constexpr char kTime[] = R"("\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")";
constexpr char kRelative[] = R"("-?\d+:\d\d:\d\d\.\d{3}")";
constexpr char kText[] = R"("(.|\n)*")";
constexpr char kNumber[] = R"(\d+(\.\d+)?)";
constexpr char kInteger[] = R"(\d+)";
constexpr char kFlag[] = "true|false";
constexpr char kSomeIds[] = R"(\[".*"\])";

constexpr Property kRequired[] = {
    {"contest", "id", kId},
    {"contest", "name", kText},
    {"contest", "start_time", kTime},
    {"contest", "duration", kRelative},
    {"contest", "scoreboard_freeze_duration", kRelative},
    {"contest", "scoreboard_type", R"("pass-fail"|"score")"},
    {"judgement-types", "id", kId},
    {"judgement-types", "name", kText},
    {"judgement-types", "solved", kFlag},
    {"languages", "id", kId},
    {"languages", "name", kText},
    {"languages", "entry_point_required", kFlag},
    {"languages", "extensions", kSomeIds},
    {"groups", "id", kId},
    {"groups", "name", kText},
    {"problems", "id", kId},
    {"problems", "label", kText},
    {"problems", "name", kText},
    {"problems", "ordinal", kInteger},
    {"problems", "time_limit", kNumber},
    {"problems", "test_data_count", kInteger},
    {"teams", "id", kId},
    {"teams", "name", kText},
    {"teams", "group_ids", kSomeIds},
    {"accounts", "id", kId},
    {"accounts", "username", kText},
    {"accounts", "type", kText},
    {"submissions", "id", kId},
    {"submissions", "language_id", kId},
    {"submissions", "problem_id", kId},
    {"submissions", "team_id", kId},
    {"submissions", "time", kTime},
    {"submissions", "contest_time", kRelative},
    {"submissions", "files", R"(\[\])"},
    {"judgements", "id", kId},
    {"judgements", "submission_id", kId},
    {"judgements", "judgement_type_id", R"("[A-Z]{2,3}")"},
    {"judgements", "start_time", kTime},
    {"judgements", "start_contest_time", kRelative},
    {"judgements", "end_time", kTime},
    {"judgements", "end_contest_time", kRelative},
    {"clarifications", "id", kId},
    {"clarifications", "text", kText},
    {"clarifications", "time", kTime},
    {"clarifications", "contest_time", kRelative},
    {"awards", "id", kId},
    {"awards", "citation", kText},
    {"awards", "team_ids", R"(\[.*\])"},
    {"state", "started", kTime},
    {"state", "frozen", kTime},
    {"state", "ended", kTime},
    {"state", "finalized", kTime},
};

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
  bool known = false;
  for (const Property& property : kRequired) {
    if (property.type != type) continue;
    known = true;
    ASSERT_TRUE(data.contains(property.name))
        << type << " without " << property.name;
    EXPECT_TRUE(std::regex_match(data[property.name].dump(),
                                 Compiled(property.pattern)))
        << type << ": " << property.name << " is " << data[property.name];
  }
  EXPECT_TRUE(known) << type;
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

}  // namespace
}  // namespace gavel::contest
