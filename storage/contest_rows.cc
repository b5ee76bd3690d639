#include "storage/contest_rows.h"

#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/contest_json.h"

namespace gavel::storage {
namespace {

constexpr Query kInsertContest = {
    "adding a contest",
    "INSERT INTO contest (id, revision, name, start_us, duration_us, thawed_us,"
    " spec) VALUES (?, ?, ?, ?, ?, nullif(?, 9223372036854775807), ?)"};

constexpr Query kUpdateContest = {
    "changing a contest",
    "UPDATE contest SET revision = ?2, name = ?3, start_us = ?4,"
    " duration_us = ?5, thawed_us = nullif(?6, 9223372036854775807), spec = ?7 "
    "WHERE id = ?1"};

constexpr Query kInsertProblem = {
    "adding a problem to a contest",
    "INSERT INTO contest_problem (contest_id, position, problem_id, label,"
    " color, points) VALUES (?, ?, ?, ?, ?, ?)"};
constexpr Query kDeleteProblems = {
    "taking problems from a contest",
    "DELETE FROM contest_problem WHERE contest_id = ?"};
constexpr Query kHasAnyVersion = {"finding a problem of a contest",
                                  "SELECT 1 FROM problem WHERE id = ? LIMIT 1"};

constexpr Query kInsertJudge = {
    "adding a judge to a contest",
    "INSERT OR IGNORE INTO contest_judge (contest_id, user_id) VALUES (?, ?)"};
constexpr Query kDeleteJudges = {
    "taking judges from a contest",
    "DELETE FROM contest_judge WHERE contest_id = ?"};

#define GAVEL_SELECT_CONTEST                                            \
  "SELECT c.id, c.revision, c.name, c.start_us, c.duration_us, c.spec," \
  " c.thawed_us FROM contest AS c "

constexpr Query kSelectContest = {"reading a contest",
                                  GAVEL_SELECT_CONTEST "WHERE c.id = ?"};
constexpr Query kHasContest = {"finding a contest",
                               "SELECT 1 FROM contest WHERE id = ?"};
constexpr Query kSelectContestsOf = {
    "listing the contests of a problem", GAVEL_SELECT_CONTEST
    "WHERE c.id IN (SELECT contest_id FROM contest_problem"
    " WHERE problem_id = ?) ORDER BY c.id"};
// Registration mode 2 is open.
constexpr Query kSelectContests = {
    "listing contests", GAVEL_SELECT_CONTEST
    "WHERE c.start_us <= ?1 AND (c.start_us < ?1 OR c.id > ?2)"
    " AND (?3 = '' OR json_extract(c.spec, '$.registration') = 2"
    "  OR EXISTS (SELECT 1 FROM registration AS r"
    "   WHERE r.contest_id = c.id AND r.user_id = ?3)"
    "  OR EXISTS (SELECT 1 FROM contest_judge AS j"
    "   WHERE j.contest_id = c.id AND j.user_id = ?3)) "
    "ORDER BY c.start_us DESC, c.id LIMIT ?4"};

#undef GAVEL_SELECT_CONTEST

constexpr Query kSelectProblems = {
    "reading the problems of a contest",
    "SELECT problem_id, label, color, points FROM contest_problem "
    "WHERE contest_id = ? ORDER BY position"};
constexpr Query kSelectJudges = {
    "reading the judges of a contest",
    "SELECT user_id FROM contest_judge WHERE contest_id = ? ORDER BY user_id"};
constexpr Query kIsJudge = {
    "finding out who judges a contest",
    "SELECT 1 FROM contest_judge WHERE user_id = ? AND contest_id = ?"};

constexpr Query kHide = {
    "hiding a problem",
    "INSERT OR IGNORE INTO hidden_problem (problem_id) VALUES (?)"};
constexpr Query kShow = {"showing a hidden problem",
                         "DELETE FROM hidden_problem WHERE problem_id = ?"};
constexpr Query kIsHidden = {
    "finding out whether a problem is hidden",
    "SELECT 1 FROM hidden_problem WHERE problem_id = ?"};

// Verdict 8 is JE, which is nobody's fault but the judge's.
constexpr Query kCountSubmissions = {
    "counting submissions in a contest",
    "SELECT count(*) FROM submission AS s "
    "WHERE s.contest_id = ? AND s.user_id = ? AND s.problem_id = ?"
    " AND s.contest_id <> ''"
    " AND NOT EXISTS (SELECT 1 FROM judgement AS j"
    "  WHERE j.submission_id = s.id AND j.current = 1 AND j.verdict = 8)"};
// Of who takes part; others submit out of competition.
constexpr Query kSelectLimit = {
    "reading the submission limit of a contest",
    "SELECT json_extract(c.spec, '$.submission_limit') "
    "FROM contest AS c JOIN registration AS r ON r.contest_id = c.id "
    "WHERE c.id = ? AND r.user_id = ?"};

absl::StatusOr<bool> Exists(absl::StatusOr<Statement> statement) {
  GAVEL_RETURN_IF_ERROR(statement.status());
  return statement->Step();
}

absl::Status InsertParts(Connection& connection, const Contest& contest) {
  int64_t position = 0;
  for (const ContestProblem& problem : contest.problems) {
    GAVEL_ASSIGN_OR_RETURN(
        const bool found,
        Exists(connection.Select(kHasAnyVersion, problem.problem_id)));
    if (!found) {
      return absl::NotFoundError(absl::StrCat(
          "contest ", contest.id, ": no problem ", problem.problem_id));
    }
    GAVEL_RETURN_IF_ERROR(connection.Run(
        kInsertProblem, contest.id, position++, problem.problem_id,
        Blob{problem.label}, problem.color, problem.points));
  }
  for (const std::string& judge : contest.judges) {
    GAVEL_RETURN_IF_ERROR(connection.Run(kInsertJudge, contest.id, judge));
  }
  return absl::OkStatus();
}

// With all but problems and judges.
absl::StatusOr<Contest> ReadContest(const Statement& statement) {
  RowReader row(statement);
  Contest contest;
  contest.id = row.ReadString();
  contest.revision = row.ReadInt32();
  contest.name = row.ReadString();
  contest.start = row.ReadTime();
  contest.duration = row.ReadDuration();
  const absl::Status spec = ReadContestJson(row.ReadString(), contest);
  contest.thawed = ReadTimeOrNever(row);
  GAVEL_RETURN_IF_ERROR(row.status());
  if (!spec.ok()) {
    return absl::DataLossError(absl::StrCat(statement.Attempt(), ": contest ",
                                            contest.id, ": ", spec.message()));
  }
  return contest;
}

absl::Status AddParts(Connection& connection, Contest& contest) {
  {
    GAVEL_ASSIGN_OR_RETURN(Statement statement,
                           connection.Select(kSelectProblems, contest.id));
    while (true) {
      GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
      if (!more) break;
      RowReader row(statement);
      ContestProblem& problem = contest.problems.emplace_back();
      problem.problem_id = row.ReadString();
      problem.label = row.ReadString();
      problem.color = row.ReadString();
      problem.points = row.ReadOptionalDouble();
    }
  }
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectJudges, contest.id));
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return absl::OkStatus();
    contest.judges.push_back(statement.Bytes(0));
  }
}

absl::StatusOr<std::vector<Contest>> ReadContests(
    Connection& connection, absl::StatusOr<Statement> statement) {
  GAVEL_RETURN_IF_ERROR(statement.status());
  std::vector<Contest> contests;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement->Step());
    if (!more) return contests;
    GAVEL_ASSIGN_OR_RETURN(Contest contest, ReadContest(*statement));
    GAVEL_RETURN_IF_ERROR(AddParts(connection, contest));
    contests.push_back(std::move(contest));
  }
}

}  // namespace

absl::Status InsertContest(Connection& connection, const Contest& contest) {
  GAVEL_ASSIGN_OR_RETURN(const bool taken,
                         Exists(connection.Select(kHasContest, contest.id)));
  if (taken) {
    return absl::AlreadyExistsError(
        absl::StrCat("there is a contest ", contest.id, " already"));
  }
  GAVEL_ASSIGN_OR_RETURN(const std::string spec, WriteContestJson(contest));
  GAVEL_RETURN_IF_ERROR(
      connection.Run(kInsertContest, contest.id, contest.revision,
                     Blob{contest.name}, absl::ToUnixMicros(contest.start),
                     absl::ToInt64Microseconds(contest.duration),
                     absl::ToUnixMicros(contest.thawed), spec));
  return InsertParts(connection, contest);
}

absl::Status UpdateContestRow(Connection& connection, const Contest& contest) {
  GAVEL_ASSIGN_OR_RETURN(const Contest newest,
                         SelectContest(connection, contest.id));
  if (newest.revision != contest.revision - 1) {
    return absl::FailedPreconditionError(absl::StrCat(
        "contest ", contest.id, ": revision ", contest.revision - 1,
        " was edited, but the newest is ", newest.revision));
  }
  GAVEL_ASSIGN_OR_RETURN(const std::string spec, WriteContestJson(contest));
  GAVEL_RETURN_IF_ERROR(
      connection.Run(kUpdateContest, contest.id, contest.revision,
                     Blob{contest.name}, absl::ToUnixMicros(contest.start),
                     absl::ToInt64Microseconds(contest.duration),
                     absl::ToUnixMicros(contest.thawed), spec));
  GAVEL_RETURN_IF_ERROR(connection.Run(kDeleteProblems, contest.id));
  GAVEL_RETURN_IF_ERROR(connection.Run(kDeleteJudges, contest.id));
  return InsertParts(connection, contest);
}

absl::StatusOr<Contest> SelectContest(Connection& connection,
                                      const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(
      std::vector<Contest> contests,
      ReadContests(connection, connection.Select(kSelectContest, id)));
  if (contests.empty()) {
    return absl::NotFoundError(absl::StrCat("no contest ", id));
  }
  return std::move(contests.front());
}

absl::Status RequireContest(Connection& connection, const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(const bool found,
                         Exists(connection.Select(kHasContest, id)));
  if (found) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat("no contest ", id));
}

absl::StatusOr<std::vector<Contest>> SelectContests(
    Connection& connection, const ContestFilter& filter,
    const ContestPosition& after, int64_t limit) {
  return ReadContests(
      connection, connection.Select(kSelectContests, after.start_us, after.id,
                                    filter.visible_to, limit));
}

absl::StatusOr<std::vector<Contest>> SelectContestsOf(
    Connection& connection, const std::string& problem_id) {
  return ReadContests(connection,
                      connection.Select(kSelectContestsOf, problem_id));
}

absl::StatusOr<bool> SelectIsJudge(Connection& connection,
                                   const std::string& user_id,
                                   const std::string& contest_id) {
  return Exists(connection.Select(kIsJudge, user_id, contest_id));
}

absl::Status SetHidden(Connection& connection, const std::string& problem_id,
                       bool hidden) {
  return connection.Run(hidden ? kHide : kShow, problem_id);
}

absl::StatusOr<bool> SelectHidden(Connection& connection,
                                  const std::string& problem_id) {
  return Exists(connection.Select(kIsHidden, problem_id));
}

absl::Status CheckSubmissionLimit(Connection& connection,
                                  const std::string& contest_id,
                                  const std::string& user_id,
                                  const std::string& problem_id) {
  if (contest_id.empty()) return absl::OkStatus();
  int64_t limit = 0;
  {
    GAVEL_ASSIGN_OR_RETURN(
        Statement statement,
        connection.Select(kSelectLimit, contest_id, user_id));
    GAVEL_ASSIGN_OR_RETURN(const bool takes_part, statement.Step());
    if (takes_part) limit = statement.Int64(0);
  }
  if (limit == 0) return absl::OkStatus();
  GAVEL_ASSIGN_OR_RETURN(
      const int32_t count,
      SelectSubmissionCount(connection, contest_id, user_id, problem_id));
  if (count < limit) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "contest ", contest_id, " allows ", limit, " submissions for problem ",
      problem_id, ", and ", user_id, " has made them"));
}

absl::StatusOr<int32_t> SelectSubmissionCount(Connection& connection,
                                              const std::string& contest_id,
                                              const std::string& user_id,
                                              const std::string& problem_id) {
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kCountSubmissions, contest_id, user_id, problem_id));
  GAVEL_RETURN_IF_ERROR(statement.Step().status());
  return static_cast<int32_t>(statement.Int64(0));
}

}  // namespace gavel::storage
