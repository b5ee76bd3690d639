#include "storage/clarification_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/contest_rows.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kInsert = {
    "adding a clarification",
    "INSERT INTO clarification (contest_id, from_user, problem, question,"
    " answer, answered_by, to_all, created_us, answered_us) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 9223372036854775807))"};

constexpr Query kAnswer = {
    "answering a clarification",
    "UPDATE clarification SET answer = ?2, answered_by = ?3, to_all = ?4,"
    " answered_us = ?5 WHERE id = ?1"};

#define GAVEL_SELECT_CLARIFICATION                                          \
  "SELECT id, contest_id, from_user, problem, question, answer,"            \
  " answered_by, to_all, created_us, answered_us FROM clarification WHERE " \
  "contest_id = ?"

constexpr Query kSelect = {"reading a clarification",
                           GAVEL_SELECT_CLARIFICATION " AND id = ?"};
constexpr Query kSelectAll = {"listing clarifications",
                              GAVEL_SELECT_CLARIFICATION " ORDER BY id"};

#undef GAVEL_SELECT_CLARIFICATION

absl::StatusOr<Clarification> ReadClarification(const Statement& statement) {
  RowReader row(statement);
  Clarification clarification;
  clarification.id = row.ReadInt64();
  clarification.contest_id = row.ReadString();
  clarification.from = row.ReadString();
  clarification.problem = row.ReadString();
  clarification.question = row.ReadString();
  clarification.answer = row.ReadString();
  clarification.answered_by = row.ReadString();
  clarification.to_all = row.ReadBool();
  clarification.created = row.ReadTime();
  clarification.answered = ReadTimeOrNever(row);
  GAVEL_RETURN_IF_ERROR(row.status());
  return clarification;
}

absl::StatusOr<Clarification> SelectClarification(Connection& connection,
                                                  const std::string& contest_id,
                                                  int64_t id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelect, contest_id, id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (found) return ReadClarification(statement);
  return absl::NotFoundError(
      absl::StrCat("no clarification ", id, " in contest ", contest_id));
}

}  // namespace

absl::StatusOr<int64_t> InsertClarification(
    Connection& connection, const Clarification& clarification) {
  GAVEL_RETURN_IF_ERROR(RequireContest(connection, clarification.contest_id));
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsert, clarification.contest_id, clarification.from,
      Blob{clarification.problem}, Blob{clarification.question},
      Blob{clarification.answer}, clarification.answered_by,
      clarification.to_all ? 1 : 0, absl::ToUnixMicros(clarification.created),
      absl::ToUnixMicros(clarification.answered)));
  return connection.last_insert_id();
}

absl::StatusOr<Clarification> UpdateAnswer(Connection& connection,
                                           const Clarification& answer) {
  GAVEL_ASSIGN_OR_RETURN(
      const Clarification before,
      SelectClarification(connection, answer.contest_id, answer.id));
  if (before.answered != absl::InfiniteFuture()) {
    return absl::FailedPreconditionError(
        absl::StrCat("clarification ", answer.id, " has been answered",
                     before.from.empty() ? ": it is an announcement" : ""));
  }
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kAnswer, answer.id, Blob{answer.answer}, answer.answered_by,
      answer.to_all ? 1 : 0, absl::ToUnixMicros(answer.answered)));
  return SelectClarification(connection, answer.contest_id, answer.id);
}

absl::StatusOr<std::vector<Clarification>> SelectClarifications(
    Connection& connection, const std::string& contest_id) {
  GAVEL_RETURN_IF_ERROR(RequireContest(connection, contest_id));
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectAll, contest_id));
  std::vector<Clarification> all;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return all;
    GAVEL_ASSIGN_OR_RETURN(all.emplace_back(), ReadClarification(statement));
  }
}

}  // namespace gavel::storage
