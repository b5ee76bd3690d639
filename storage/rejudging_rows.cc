#include "storage/rejudging_rows.h"

#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/status_macros.h"
#include "storage/judgement_rows.h"
#include "storage/row_reader.h"
#include "storage/submission_lists.h"

namespace gavel::storage {
namespace {

// Submissions that are looked at together while a set is made.
constexpr int64_t kPlanPage = 1000;
// Submissions that an error names.
constexpr int64_t kMostNamed = 10;

constexpr Query kInsertRejudging = {
    "adding a rejudging",
    "INSERT INTO rejudging (reason, created_by, created_us, state) "
    "VALUES (?, ?, ?, 1)"};

// What a set has to know of a submission; the version is NULL where there is
// no such version of its problem.
constexpr Query kSelectCandidate = {
    "choosing a submission for a rejudging",
    "SELECT s.problem_id, j.id,"
    " EXISTS (SELECT 1 FROM pending_submission AS w"
    " WHERE w.submission_id = s.id),"
    " (SELECT max(p.version) FROM problem AS p"
    " WHERE p.id = s.problem_id AND (?2 = 0 OR p.version = ?2)) "
    "FROM submission AS s LEFT JOIN judgement AS j"
    " ON j.submission_id = s.id AND j.current = 1 WHERE s.id = ?1"};

constexpr Query kInsertMember = {
    "adding a submission to a rejudging",
    "INSERT OR IGNORE INTO rejudging_submission"
    " (rejudging_id, submission_id, problem_version, old_judgement_id) "
    "VALUES (?, ?, ?, ?)"};

#define GAVEL_SELECT_REJUDGING                                       \
  "SELECT r.id, r.reason, r.created_by, r.created_us, r.state,"      \
  " coalesce(r.closed_us, 0), r.closed_by, r.submissions, r.judged " \
  "FROM rejudging AS r "
constexpr Query kSelectRejudging = {"reading a rejudging",
                                    GAVEL_SELECT_REJUDGING "WHERE r.id = ?"};
constexpr Query kSelectRejudgings = {
    "listing rejudgings",
    GAVEL_SELECT_REJUDGING "WHERE r.id < ? ORDER BY r.id DESC LIMIT ?"};
#undef GAVEL_SELECT_REJUDGING

constexpr Query kSelectChanges = {
    "listing what a rejudging changes",
    "SELECT m.submission_id, s.user_id, s.contest_id, s.problem_id,"
    " m.problem_version, r.state = 1 AND o.current = 0, o.verdict, o.score,"
    " n.verdict, n.score "
    "FROM rejudging_submission AS m JOIN rejudging AS r"
    " ON r.id = m.rejudging_id JOIN submission AS s ON s.id = m.submission_id"
    " JOIN judgement AS o ON o.id = m.old_judgement_id"
    " LEFT JOIN judgement AS n ON n.id = m.new_judgement_id "
    "WHERE m.rejudging_id = ?1 AND m.submission_id > ?2"
    " AND (?3 = 0 OR (n.id IS NOT NULL"
    " AND (n.verdict <> o.verdict OR n.score IS NOT o.score))) "
    "ORDER BY m.submission_id LIMIT ?4"};

constexpr Query kSelectContests = {
    "listing contests of a rejudging",
    "SELECT DISTINCT s.contest_id FROM rejudging_submission AS m"
    " JOIN submission AS s ON s.id = m.submission_id "
    "WHERE m.rejudging_id = ? ORDER BY s.contest_id"};

// Sets that are closed have members that wait for ever: only open ones are
// looked at.
constexpr Query kSelectTasks = {
    "listing what rejudgings have to judge",
    "SELECT m.rejudging_id, m.submission_id, m.problem_version "
    "FROM rejudging AS r CROSS JOIN rejudging_submission AS m"
    " INDEXED BY rejudging_submission_waiting ON m.rejudging_id = r.id "
    "WHERE r.state = 1 AND r.id >= ?1 AND m.new_judgement_id IS NULL"
    " AND (r.id > ?1 OR m.submission_id > ?2) "
    "ORDER BY r.id, m.submission_id LIMIT ?3"};

constexpr Query kSelectMember = {
    "finding a submission of a rejudging",
    "SELECT m.new_judgement_id FROM rejudging_submission AS m "
    "WHERE m.rejudging_id = ? AND m.submission_id = ?"};

constexpr Query kCountMembers = {
    "counting the submissions of a rejudging",
    "UPDATE rejudging SET submissions = (SELECT count(*)"
    " FROM rejudging_submission AS m WHERE m.rejudging_id = rejudging.id) "
    "WHERE id = ?"};

constexpr Query kCountJudged = {
    "counting a judgement of a rejudging",
    "UPDATE rejudging SET judged = judged + 1 WHERE id = ?"};

constexpr Query kSetNewJudgement = {
    "adding a judgement to a rejudging",
    "UPDATE rejudging_submission SET new_judgement_id = ? "
    "WHERE rejudging_id = ? AND submission_id = ?"};

constexpr Query kSelectOutdated = {
    "finding submissions that were judged otherwise meanwhile",
    "SELECT m.submission_id FROM rejudging_submission AS m"
    " JOIN judgement AS o ON o.id = m.old_judgement_id "
    "WHERE m.rejudging_id = ? AND o.current = 0 "
    "ORDER BY m.submission_id LIMIT ?"};

constexpr Query kRetireOld = {
    "retiring the judgements that a rejudging replaces",
    "UPDATE judgement SET current = 0 WHERE current = 1 AND id IN"
    " (SELECT m.old_judgement_id FROM rejudging_submission AS m"
    " WHERE m.rejudging_id = ?)"};

// Who has a current judgement now has one that was not of the set.
constexpr Query kMakeNewCurrent = {
    "making the judgements of a rejudging current",
    "UPDATE judgement SET current = 1 WHERE id IN"
    " (SELECT m.new_judgement_id FROM rejudging_submission AS m"
    " WHERE m.rejudging_id = ? AND NOT EXISTS (SELECT 1 FROM judgement AS c"
    " WHERE c.submission_id = m.submission_id AND c.current = 1))"};

constexpr Query kCloseRejudging = {
    "closing a rejudging",
    "UPDATE rejudging SET state = ?, closed_us = ?, closed_by = ? "
    "WHERE id = ?"};

std::string Name(RejudgingId id) { return absl::StrCat("rejudging ", id); }

// Adds one submission, or counts it as left out.
absl::Status AddMember(Connection& connection, SubmissionId id, int32_t version,
                       RejudgingMade& made) {
  std::optional<int64_t> judgement;
  int32_t chosen = 0;
  {
    GAVEL_ASSIGN_OR_RETURN(Statement row,
                           connection.Select(kSelectCandidate, id, version));
    GAVEL_ASSIGN_OR_RETURN(const bool found, row.Step());
    if (!found) {
      return absl::NotFoundError(absl::StrCat("no submission ", id));
    }
    if (row.IsNull(3)) {
      return absl::NotFoundError(
          absl::StrCat("no problem ", row.Bytes(0), " version ", version));
    }
    if (!row.IsNull(1) && row.Int64(2) == 0) judgement = row.Int64(1);
    chosen = static_cast<int32_t>(row.Int64(3));
  }
  if (judgement) {
    return connection.Run(kInsertMember, made.rejudging.id, id, chosen,
                          *judgement);
  }
  ++made.left_out;
  if (made.some_left_out.size() < kMostNamedLeftOut) {
    made.some_left_out.push_back(id);
  }
  return absl::OkStatus();
}

absl::Status AddMatching(Connection& connection, const SubmissionFilter& filter,
                         int32_t version, RejudgingMade& made) {
  SubmissionId before = std::numeric_limits<SubmissionId>::max();
  for (;;) {
    GAVEL_ASSIGN_OR_RETURN(
        const std::vector<SubmissionRecord> records,
        SelectSubmissions(connection, filter, before, kPlanPage));
    if (records.empty()) return absl::OkStatus();
    for (const SubmissionRecord& record : records) {
      before = record.submission.id;
      GAVEL_RETURN_IF_ERROR(AddMember(connection, before, version, made));
    }
  }
}

Rejudging ReadRejudging(RowReader& row) {
  Rejudging rejudging;
  rejudging.id = row.ReadInt64();
  rejudging.reason = row.ReadString();
  rejudging.created_by = row.ReadString();
  rejudging.created = row.ReadTime();
  // The schema lets no other numbers in.
  rejudging.state = RejudgingStateFromNumber(row.ReadInt64())
                        .value_or(RejudgingState::kCancelled);
  const absl::Time closed = row.ReadTime();
  if (rejudging.state != RejudgingState::kOpen) rejudging.closed = closed;
  rejudging.closed_by = row.ReadString();
  rejudging.submissions = row.ReadInt64();
  rejudging.judged = row.ReadInt64();
  return rejudging;
}

RejudgingChange ReadChange(RowReader& row) {
  RejudgingChange change;
  change.id = row.ReadInt64();
  change.user_id = row.ReadString();
  change.contest_id = row.ReadString();
  change.problem_id = row.ReadString();
  change.problem_version = row.ReadInt32();
  change.outdated = row.ReadBool();
  change.before.verdict = row.ReadVerdict();
  change.before.score = row.ReadOptionalDouble();
  if (row.NextIsNull()) return change;
  Outcome after;
  after.verdict = row.ReadVerdict();
  after.score = row.ReadOptionalDouble();
  change.after = after;
  return change;
}

// All rows of a statement.
template <typename T, typename ReadOne>
absl::StatusOr<std::vector<T>> ReadAll(absl::StatusOr<Statement> statement,
                                       const ReadOne& read_one) {
  GAVEL_RETURN_IF_ERROR(statement.status());
  std::vector<T> all;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement->Step());
    if (!more) return all;
    RowReader row(*statement);
    all.push_back(read_one(row));
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

}  // namespace

absl::StatusOr<RejudgingMade> InsertPlan(Connection& connection,
                                         const RejudgingPlan& plan,
                                         absl::Time now) {
  RejudgingMade made;
  GAVEL_RETURN_IF_ERROR(connection.Run(kInsertRejudging, Blob{plan.reason},
                                       plan.created_by,
                                       absl::ToUnixMicros(now)));
  made.rejudging.id = connection.last_insert_id();
  const int32_t version = plan.problem_version.value_or(0);
  for (const SubmissionId id : plan.ids) {
    GAVEL_RETURN_IF_ERROR(AddMember(connection, id, version, made));
  }
  if (plan.filter) {
    GAVEL_RETURN_IF_ERROR(AddMatching(connection, *plan.filter, version, made));
  }
  GAVEL_RETURN_IF_ERROR(connection.Run(kCountMembers, made.rejudging.id));
  GAVEL_ASSIGN_OR_RETURN(made.rejudging,
                         SelectRejudging(connection, made.rejudging.id));
  if (made.rejudging.submissions > 0) return made;
  return absl::NotFoundError(absl::StrCat(
      "no submission to judge again: none that was chosen has a verdict and "
      "waits for no other",
      made.left_out > 0 ? absl::StrCat("; ", made.left_out, " wait") : ""));
}

absl::StatusOr<Rejudging> SelectRejudging(Connection& connection,
                                          RejudgingId id) {
  GAVEL_ASSIGN_OR_RETURN(
      const std::vector<Rejudging> found,
      ReadAll<Rejudging>(connection.Select(kSelectRejudging, id),
                         ReadRejudging));
  if (found.empty()) return absl::NotFoundError(absl::StrCat("no ", Name(id)));
  return found.front();
}

absl::StatusOr<std::vector<Rejudging>> SelectRejudgings(Connection& connection,
                                                        RejudgingId before,
                                                        int64_t limit) {
  return ReadAll<Rejudging>(connection.Select(kSelectRejudgings, before, limit),
                            ReadRejudging);
}

absl::StatusOr<std::vector<RejudgingChange>> SelectChanges(
    Connection& connection, RejudgingId id, bool only_changed,
    SubmissionId after, int64_t limit) {
  GAVEL_RETURN_IF_ERROR(SelectRejudging(connection, id).status());
  return ReadAll<RejudgingChange>(
      connection.Select(kSelectChanges, id, after, only_changed ? 1 : 0, limit),
      ReadChange);
}

absl::StatusOr<std::vector<std::string>> SelectContests(Connection& connection,
                                                        RejudgingId id) {
  GAVEL_RETURN_IF_ERROR(SelectRejudging(connection, id).status());
  return ReadAll<std::string>(connection.Select(kSelectContests, id),
                              [](RowReader& row) { return row.ReadString(); });
}

absl::StatusOr<std::vector<RejudgingTask>> SelectTasks(
    Connection& connection, const RejudgingTask& after, int64_t limit) {
  return ReadAll<RejudgingTask>(
      connection.Select(kSelectTasks, after.rejudging, after.submission, limit),
      [](RowReader& row) {
        RejudgingTask task;
        task.rejudging = row.ReadInt64();
        task.submission = row.ReadInt64();
        task.problem_version = row.ReadInt32();
        return task;
      });
}

absl::Status InsertTaskJudgement(Connection& connection,
                                 const RejudgingTask& task,
                                 const Judgement& judgement) {
  GAVEL_ASSIGN_OR_RETURN(const Rejudging rejudging,
                         SelectRejudging(connection, task.rejudging));
  if (rejudging.state != RejudgingState::kOpen) {
    return absl::FailedPreconditionError(absl::StrCat(
        Name(task.rejudging), " is ", RejudgingStateName(rejudging.state)));
  }
  {
    GAVEL_ASSIGN_OR_RETURN(
        Statement member,
        connection.Select(kSelectMember, task.rejudging, task.submission));
    GAVEL_ASSIGN_OR_RETURN(const bool found, member.Step());
    if (!found) {
      return absl::NotFoundError(absl::StrCat(
          Name(task.rejudging), " has no submission ", task.submission));
    }
    if (!member.IsNull(0)) {
      return absl::AlreadyExistsError(
          absl::StrCat("submission ", task.submission, " of ",
                       Name(task.rejudging), " has its judgement"));
    }
  }
  GAVEL_ASSIGN_OR_RETURN(
      const int64_t judgement_id,
      InsertJudgementBeside(connection, task.submission, task.problem_version,
                            judgement));
  GAVEL_RETURN_IF_ERROR(connection.Run(kSetNewJudgement, judgement_id,
                                       task.rejudging, task.submission));
  return connection.Run(kCountJudged, task.rejudging);
}

absl::Status MakeCurrent(Connection& connection, const Rejudging& rejudging,
                         bool leave_out_outdated) {
  if (rejudging.judged < rejudging.submissions) {
    return absl::FailedPreconditionError(absl::StrCat(
        "applying ", Name(rejudging.id), ": ",
        rejudging.submissions - rejudging.judged, " of ", rejudging.submissions,
        " submissions wait for their new judgement"));
  }
  GAVEL_ASSIGN_OR_RETURN(
      const std::vector<SubmissionId> outdated,
      ReadAll<SubmissionId>(
          connection.Select(kSelectOutdated, rejudging.id, kMostNamed),
          [](RowReader& row) { return row.ReadInt64(); }));
  if (!outdated.empty() && !leave_out_outdated) {
    return absl::FailedPreconditionError(absl::StrCat(
        "applying ", Name(rejudging.id), ": since it was made, submission ",
        absl::StrJoin(outdated, ", "),
        outdated.size() < kMostNamed ? "" : "...",
        " got another judgement; leave them out or cancel it"));
  }
  GAVEL_RETURN_IF_ERROR(connection.Run(kRetireOld, rejudging.id));
  return connection.Run(kMakeNewCurrent, rejudging.id);
}

absl::Status CloseRejudging(Connection& connection, RejudgingId id,
                            RejudgingState state, const std::string& by,
                            absl::Time now) {
  return connection.Run(kCloseRejudging, static_cast<int>(state),
                        absl::ToUnixMicros(now), by, id);
}

}  // namespace gavel::storage
