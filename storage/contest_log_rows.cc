#include "storage/contest_log_rows.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "core/contest.h"
#include "core/status_macros.h"
#include "storage/contest_rows.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kSelectLog = {
    "reading the submissions of a contest",
    "SELECT l.change, s.id, s.user_id, s.problem_id, s.language, s.created_us,"
    " j.verdict, j.score, j.max_score,"
    " (SELECT min(finished_us) FROM judgement WHERE submission_id = s.id) "
    "FROM contest_log AS l JOIN submission AS s ON s.id = l.submission_id "
    "LEFT JOIN judgement AS j ON j.submission_id = s.id AND j.current = 1 "
    "WHERE l.contest_id = ? AND l.change > ? ORDER BY l.change"};

constexpr Query kSelectGroups = {
    "reading the groups of submissions of a contest",
    "SELECT l.submission_id, g.name, g.score "
    "FROM contest_log AS l JOIN judgement AS j"
    " ON j.submission_id = l.submission_id AND j.current = 1 "
    "JOIN group_result AS g ON g.judgement_id = j.id "
    "WHERE l.contest_id = ? AND l.change > ? ORDER BY l.change, g.position"};

using Groups = std::map<SubmissionId, std::vector<LogEntry::Group>>;

LogEntry ReadEntry(RowReader& row) {
  LogEntry entry;
  entry.id = row.ReadInt64();
  entry.user_id = row.ReadString();
  entry.problem_id = row.ReadString();
  entry.language = row.ReadLanguage();
  entry.submitted = row.ReadTime();
  if (row.NextIsNull()) return entry;
  LogEntry::Outcome& outcome = entry.outcome.emplace();
  outcome.verdict = row.ReadVerdict();
  outcome.score = row.ReadOptionalDouble();
  outcome.max_score = row.ReadOptionalDouble();
  outcome.judged = row.ReadTime();
  return entry;
}

// Those whose scores add up to the submission's: of each of sample and secret
// the groups directly in it, or itself if there are none.
void KeepTopGroups(std::vector<LogEntry::Group>& groups) {
  const auto inside = [](absl::string_view name, absl::string_view root) {
    return absl::ConsumePrefix(&name, root) && absl::ConsumePrefix(&name, "/");
  };
  std::vector<LogEntry::Group> kept;
  for (const absl::string_view root : {"sample", "secret"}) {
    const bool divided = std::any_of(
        groups.begin(), groups.end(),
        [&](const auto& group) { return inside(group.name, root); });
    for (const LogEntry::Group& group : groups) {
      const bool top = divided ? inside(group.name, root) &&
                                     group.name.find('/', root.size() + 1) ==
                                         std::string::npos
                               : group.name == root;
      if (top) kept.push_back(group);
    }
  }
  groups = std::move(kept);
}

absl::StatusOr<Groups> SelectGroups(Connection& connection,
                                    const std::string& contest_id,
                                    int64_t after_change) {
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kSelectGroups, contest_id, after_change));
  Groups groups;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) break;
    RowReader row(statement);
    const SubmissionId id = row.ReadInt64();
    std::string name = row.ReadString();
    groups[id].push_back({std::move(name), row.ReadOptionalDouble()});
  }
  for (auto& [id, list] : groups) KeepTopGroups(list);
  return groups;
}

bool NeedsGroups(const ContestRules& rules) {
  return rules.kind == ContestRules::Kind::kIoi &&
         rules.score == ContestRules::Score::kSumOfBestGroups;
}

}  // namespace

absl::StatusOr<ContestLog> SelectContestLog(Connection& connection,
                                            const std::string& contest_id,
                                            int64_t after_change) {
  GAVEL_ASSIGN_OR_RETURN(const Contest contest,
                         SelectContest(connection, contest_id));
  Groups groups;
  if (NeedsGroups(contest.rules)) {
    GAVEL_ASSIGN_OR_RETURN(groups,
                           SelectGroups(connection, contest_id, after_change));
  }
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kSelectLog, contest_id, after_change));
  ContestLog log;
  log.change = after_change;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) break;
    RowReader row(statement);
    log.change = row.ReadInt64();
    LogEntry& entry = log.entries.emplace_back(ReadEntry(row));
    GAVEL_RETURN_IF_ERROR(row.status());
    const auto found = groups.find(entry.id);
    if (found != groups.end()) entry.outcome->groups = std::move(found->second);
  }
  std::sort(log.entries.begin(), log.entries.end(),
            [](const LogEntry& a, const LogEntry& b) { return a.id < b.id; });
  return log;
}

}  // namespace gavel::storage
