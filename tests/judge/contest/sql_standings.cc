#include "tests/judge/contest/sql_standings.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "core/check.h"

namespace gavel::contest {
namespace {

constexpr char kTables[] = R"sql(
CREATE TABLE contest (start INT, finish INT, freeze INT);
CREATE TABLE team (user TEXT PRIMARY KEY, name TEXT, extra INT, guest INT);
CREATE TABLE problem (problem TEXT PRIMARY KEY, label TEXT, points REAL);
CREATE TABLE submission (
  id INTEGER PRIMARY KEY, user TEXT, problem TEXT, submitted INT,
  verdict TEXT, score REAL, judged INT);
CREATE TABLE part (id INT, name TEXT, score REAL);
CREATE TABLE view (at INT, hide INT);
)sql";

// Tables, because each is read for every row of the next.
constexpr char kVisible[] = R"sql(
DROP TABLE IF EXISTS visible;
DROP TABLE IF EXISTS cell;
DROP TABLE IF EXISTS total;

-- What counts, with the verdict as far as it is seen.
CREATE TABLE visible AS
SELECT id, user, label, guest, submitted - start AS since,
       CASE WHEN judged <= at AND verdict <> 'JE'
                 AND NOT (hide AND submitted >= freeze)
            THEN verdict END AS seen,
       ROUND(score * COALESCE(points, 100) / 100, 6) AS worth,
       COALESCE(points, 100) / 100 AS scale
FROM submission JOIN team USING (user) JOIN problem USING (problem), contest,
     view
WHERE submitted >= start AND submitted < finish + extra AND submitted <= at;
CREATE INDEX visible_cell ON visible (user, label);
)sql";

constexpr char kIcpc[] = R"sql(
DROP VIEW IF EXISTS solve;
CREATE VIEW solve AS
SELECT user, label, MIN(id) AS id, MIN(since) AS since
FROM visible WHERE seen = 'AC' GROUP BY user, label;

-- What waits and might yet be somebody's first solution.
DROP VIEW IF EXISTS waiting;
CREATE VIEW waiting AS
SELECT v.user, v.label, v.since
FROM visible v LEFT JOIN solve s USING (user, label)
WHERE v.seen IS NULL AND NOT v.guest AND (s.id IS NULL OR v.id < s.id);

CREATE TABLE cell AS
SELECT v.user AS user, v.label AS label, v.guest AS guest,
       SUM(v.seen IS NOT NULL AND v.seen <> 'CE'
           AND (s.id IS NULL OR v.id <= s.id)) AS attempts,
       SUM(v.seen IS NULL AND (s.id IS NULL OR v.id < s.id)) AS pending,
       s.id IS NOT NULL AS solved, s.since AS since
FROM visible v LEFT JOIN solve s USING (user, label)
GROUP BY v.user, v.label;

CREATE TABLE total AS
SELECT team.user AS user, name, team.guest AS guest,
       COALESCE(SUM(solved), 0) AS solved,
       COALESCE(SUM(CASE WHEN solved
           THEN since / 60000000 + 20 * (attempts - 1) END), 0) AS penalty,
       COALESCE(MAX(since / 60000000), 0) AS last
FROM team LEFT JOIN cell USING (user) GROUP BY team.user;
)sql";

constexpr char kIcpcRows[] = R"sql(
SELECT CASE WHEN guest THEN 0 ELSE 1 +
         (SELECT COUNT(*) FROM total b WHERE NOT b.guest AND
            (-b.solved, b.penalty, b.last) < (-a.solved, a.penalty, a.last))
       END, user, solved, penalty
FROM total a ORDER BY solved DESC, penalty, last, name, user)sql";

constexpr char kIcpcCells[] = R"sql(
SELECT user, label, attempts, pending, solved,
       solved AND NOT guest
         AND NOT EXISTS (SELECT 1 FROM cell b WHERE b.label = a.label
                         AND b.solved AND NOT b.guest AND b.since < a.since)
         AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.label = a.label
                         AND w.user <> a.user AND w.since < a.since),
       COALESCE(since, 0)
FROM cell a WHERE attempts + pending > 0 ORDER BY user, label)sql";

// Each cell by the rules of IOI, as a common table expression `scored (user,
// label, points, since)`; 0 points have no time.
constexpr char kBest[] = R"sql(
WITH judged AS (SELECT * FROM visible WHERE seen IS NOT NULL AND seen <> 'CE'),
top AS (SELECT user, label, MAX(worth) AS points FROM judged
        GROUP BY user, label),
scored AS (
  SELECT t.user, t.label, t.points,
         CASE WHEN t.points > 0 THEN MIN(j.since) ELSE 0 END AS since
  FROM top t JOIN judged j
  ON j.user = t.user AND j.label = t.label AND j.worth = t.points
  GROUP BY t.user, t.label))sql";

constexpr char kLast[] = R"sql(
WITH judged AS (SELECT * FROM visible WHERE seen IS NOT NULL AND seen <> 'CE'),
scored AS (
  SELECT user, label, worth AS points,
         CASE WHEN worth > 0 THEN since ELSE 0 END AS since
  FROM judged j
  WHERE NOT EXISTS (SELECT 1 FROM judged k WHERE k.user = j.user
                    AND k.label = j.label AND k.id > j.id)))sql";

// For each submission what all parts up to it come to; the first that has the
// most of that is when the points were got.
constexpr char kSumOfBest[] = R"sql(
WITH judged AS (SELECT * FROM visible WHERE seen IS NOT NULL AND seen <> 'CE'),
reached AS (
  SELECT j.user, j.label, j.id, j.since,
         ROUND((SELECT COALESCE(SUM(best), 0) FROM
           (SELECT MAX(p.score * k.scale) AS best
            FROM judged k JOIN part p USING (id)
            WHERE k.user = j.user AND k.label = j.label AND k.id <= j.id
            GROUP BY p.name)), 6) AS points
  FROM judged j),
scored AS (
  SELECT user, label, points,
         CASE WHEN points > 0 THEN MIN(since) ELSE 0 END AS since
  FROM (SELECT r.*, MAX(points) OVER (PARTITION BY user, label) AS most
        FROM reached r)
  WHERE points = most GROUP BY user, label))sql";

constexpr char kIoiRows[] = R"sql(,
total AS (
  SELECT team.user, name, guest, ROUND(COALESCE(SUM(points), 0), 6) AS points
  FROM team LEFT JOIN scored USING (user) GROUP BY team.user)
SELECT CASE WHEN guest THEN 0 ELSE 1 +
         (SELECT COUNT(*) FROM total b
          WHERE NOT b.guest AND b.points > a.points) END,
       user, PRINTF('%.6f', points)
FROM total a ORDER BY a.points DESC, name, user)sql";

constexpr char kIoiCells[] = R"sql(
SELECT user, label, PRINTF('%.6f', points), since
FROM scored ORDER BY user, label)sql";

std::string Quoted(const std::string& text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "''"}}), "'");
}

std::string Values(const LogEntry& entry) {
  std::string outcome = "NULL, NULL, NULL";
  if (entry.outcome) {
    outcome = absl::StrCat("'", VerdictCode(entry.outcome->verdict), "', ",
                           *entry.outcome->score, ", ",
                           absl::ToUnixMicros(entry.outcome->judged));
  }
  return absl::StrCat(entry.id, ", ", Quoted(entry.user_id), ", ",
                      Quoted(entry.problem_id), ", ",
                      absl::ToUnixMicros(entry.submitted), ", ", outcome);
}

}  // namespace

void SqlStandings::Close::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

SqlStandings::SqlStandings(const Simulation& simulation) {
  sqlite3* database = nullptr;
  GAVEL_CHECK(sqlite3_open(":memory:", &database) == SQLITE_OK);
  database_.reset(database);
  Execute(kTables);
  const Contest& contest = simulation.contest;
  Execute(absl::StrCat(
      "INSERT INTO contest VALUES (", absl::ToUnixMicros(contest.start), ", ",
      absl::ToUnixMicros(contest.start + contest.duration), ", ",
      absl::ToUnixMicros(contest.start + contest.duration - contest.freeze),
      ")"));
  for (const Registration& team : simulation.registrations) {
    Execute(absl::StrCat("INSERT INTO team VALUES (", Quoted(team.user_id),
                         ", ", Quoted(team.team_name), ", ",
                         absl::ToInt64Microseconds(team.extra_time), ", ",
                         team.out_of_competition ? 1 : 0, ")"));
  }
  for (const ContestProblem& problem : contest.problems) {
    Execute(absl::StrCat(
        "INSERT INTO problem VALUES (", Quoted(problem.problem_id), ", ",
        Quoted(problem.label), ", ",
        problem.points ? absl::StrCat(*problem.points) : "NULL", ")"));
  }
  for (const LogEntry& entry : simulation.log) {
    Execute(
        absl::StrCat("INSERT INTO submission VALUES (", Values(entry), ")"));
    if (!entry.outcome) continue;
    for (const LogEntry::Group& group : entry.outcome->groups) {
      Execute(absl::StrCat("INSERT INTO part VALUES (", entry.id, ", ",
                           Quoted(group.name), ", ", *group.score, ")"));
    }
  }
}

Lines SqlStandings::Icpc(absl::Time at, bool hide) {
  SetView(at, hide);
  Execute(kIcpc);
  return {Query(kIcpcRows), Query(kIcpcCells)};
}

Lines SqlStandings::Ioi(absl::Time at, bool hide, ContestRules::Score score) {
  SetView(at, hide);
  const char* scored = score == ContestRules::Score::kBest   ? kBest
                       : score == ContestRules::Score::kLast ? kLast
                                                             : kSumOfBest;
  return {Query(absl::StrCat(scored, kIoiRows)),
          Query(absl::StrCat(scored, kIoiCells))};
}

void SqlStandings::SetView(absl::Time at, bool hide) {
  Execute("DELETE FROM view");
  Execute(absl::StrCat("INSERT INTO view VALUES (", absl::ToUnixMicros(at),
                       ", ", hide ? 1 : 0, ")"));
  Execute(kVisible);
}

void SqlStandings::Execute(const std::string& sql) {
  GAVEL_CHECK(Query(sql).empty());
}

std::vector<std::string> SqlStandings::Query(const std::string& sql) {
  std::vector<std::string> lines;
  const auto add = [](void* into, int count, char** values, char**) {
    std::string line;
    for (int i = 0; i < count; ++i) {
      absl::StrAppend(&line, i == 0 ? "" : " ", values[i]);
    }
    static_cast<std::vector<std::string>*>(into)->push_back(line);
    return 0;
  };
  char* error = nullptr;
  if (sqlite3_exec(database_.get(), sql.c_str(), add, &lines, &error) !=
      SQLITE_OK) {
    lines.push_back(error);
    sqlite3_free(error);
  }
  return lines;
}

}  // namespace gavel::contest
