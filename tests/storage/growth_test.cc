// That no call costs more because a store holds more, without a clock: what
// SQLite plans to do, and how many steps it takes.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/every_call.h"
#include "tests/storage/statement_log.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::IsEmpty;

// Part of a plan that looks at all of a table, or sorts, and may.
struct Exception {
  // In the text of the statement.
  const char* statement;
  const char* plan;
  const char* why;
};
constexpr Exception kExceptions[] = {
    {"FROM pending_submission AS p", "SCAN p",
     "what waits for a verdict is what a restart asks for"},
    {"FROM access_token AS t", "SCAN t",
     "tokens are read once, at the start, and most are in use"},
    {"WHERE r.run_key IS NOT NULL",
     "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY",
     "the runs of four judgements, at most, by judgement"},
    {"FROM submission_hour", "SCAN m", "of one row, the first and last hour"},
    {"SELECT DISTINCT s.contest_id", "USE TEMP B-TREE FOR DISTINCT",
     "the contests of one set, which is read as a whole"},
};

bool IsSuspect(const std::string& plan) {
  return (absl::StartsWith(plan, "SCAN ") &&
          !absl::StartsWith(plan, "SCAN (") && plan != "SCAN CONSTANT ROW") ||
         absl::StrContains(plan, "TEMP B-TREE") ||
         absl::StrContains(plan, "AUTOMATIC");
}

StatementLog::Steps HearEveryCall(GrownStore& grown, StatementLog& log) {
  log.Take();
  for (const Call& call : EveryCall()) {
    EXPECT_THAT(call.make(grown), IsOk()) << call.name;
  }
  return log.Take();
}

TEST(GrowthTest, NoStatementLooksAtAllOfATable) {
  StatementLog log;
  GrownStore grown(kOfContest);
  const StatementLog::Steps heard = HearEveryCall(grown, log);
  std::set<const Exception*> used;
  for (const auto& [sql, plan] :
       ExplainPlans(grown.data + "/gavel.db", heard)) {
    if (!IsSuspect(plan)) continue;
    const auto* const exception = std::find_if(
        std::begin(kExceptions), std::end(kExceptions),
        [&, &sql = sql, &plan = plan](const Exception& each) {
          return absl::StrContains(sql, each.statement) && plan == each.plan;
        });
    EXPECT_NE(exception, std::end(kExceptions)) << plan << ": " << sql;
    used.insert(exception);
  }
  for (const Exception& exception : kExceptions) {
    EXPECT_TRUE(used.contains(&exception))
        << "not needed any more: " << exception.statement;
  }
}

// The string literals of one query in a source file, without what macros add.
struct WrittenQuery {
  std::string name;
  std::vector<std::string> parts;
};

std::vector<WrittenQuery> QueriesIn(const std::string& source) {
  static const std::regex kQuery(R"(constexpr Query (k\w+) = \{([^;]*)\};)");
  static const std::regex kPart(
      R"re("(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*)re");
  static const std::regex kSeam(R"("\s*")");
  std::vector<WrittenQuery> queries;
  for (std::sregex_iterator it(source.begin(), source.end(), kQuery), end;
       it != end; ++it) {
    WrittenQuery& query = queries.emplace_back();
    query.name = (*it)[1];
    const std::string body = (*it)[2];
    for (std::sregex_iterator part(body.begin(), body.end(), kPart);
         part != end; ++part) {
      const std::string joined = std::regex_replace(part->str(), kSeam, "");
      query.parts.push_back(joined.substr(1, joined.size() - 2));
    }
    // What it is called in errors.
    query.parts.erase(query.parts.begin());
  }
  return queries;
}

bool IsHeard(const WrittenQuery& query, const StatementLog::Steps& heard) {
  return std::any_of(heard.begin(), heard.end(), [&](const auto& statement) {
    return std::all_of(query.parts.begin(), query.parts.end(),
                       [&](const std::string& part) {
                         return absl::StrContains(statement.first, part);
                       });
  });
}

TEST(GrowthTest, EveryStatementIsAmongThoseThatAreLookedAt) {
  StatementLog log;
  GrownStore grown(kOfContest);
  const StatementLog::Steps heard = HearEveryCall(grown, log);
  int found = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(GAVEL_SOURCE_DIR "/storage")) {
    const std::string name = file.path().filename().string();
    if (!absl::EndsWith(name, "_rows.cc") &&
        !absl::EndsWith(name, "_lists.cc")) {
      continue;
    }
    for (const WrittenQuery& query : QueriesIn(ReadFile(file.path()))) {
      ++found;
      EXPECT_TRUE(IsHeard(query, heard))
          << name << ": nothing in every_call.cc uses " << query.name;
    }
  }
  EXPECT_GT(found, 80);
}

int64_t Sum(const StatementLog::Steps& steps) {
  int64_t sum = 0;
  for (const auto& [sql, count] : steps) sum += count;
  return sum;
}

std::string Explain(const StatementLog::Steps& steps) {
  std::string text;
  for (const auto& [sql, count] : steps) {
    absl::StrAppend(&text, count, " steps: ", sql, "\n");
  }
  return text;
}

TEST(GrowthTest, NoCallDoesMoreInALargerStore) {
  constexpr int kSmall = 10 * kOfContest;
  constexpr int kTimes = 8;
  StatementLog log;
  GrownStore small(kSmall);
  GrownStore large(kTimes * kSmall);
  log.Take();
  for (const Call& call : EveryCall()) {
    ASSERT_THAT(call.make(small), IsOk()) << call.name;
    const StatementLog::Steps in_small = log.Take();
    ASSERT_THAT(call.make(large), IsOk()) << call.name;
    const StatementLog::Steps in_large = log.Take();
    // A little more for what lies between the rows that are looked for.
    EXPECT_LE(Sum(in_large), Sum(in_small) * 5 / 4 + 50)
        << call.name << "\n"
        << Explain(in_large) << "but in a small store\n"
        << Explain(in_small);
  }
}

}  // namespace
}  // namespace gavel::storage
