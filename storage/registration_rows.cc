#include "storage/registration_rows.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "storage/contest_rows.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kPut = {
    "registering in a contest",
    "INSERT OR REPLACE INTO registration (contest_id, user_id, team_name,"
    " extra_time_us, begun_us, is_virtual, out_of_competition, created_us) "
    "VALUES (?, ?, ?, ?, nullif(?, 9223372036854775807), ?, ?, ?)"};

constexpr Query kDelete = {
    "taking a registration away",
    "DELETE FROM registration WHERE contest_id = ? AND user_id = ?"};

constexpr Query kHasSubmitted = {
    "finding out whether somebody submitted in a contest",
    "SELECT 1 FROM submission WHERE contest_id = ? AND user_id = ?"
    " AND contest_id <> '' LIMIT 1"};

#define GAVEL_SELECT_REGISTRATION                                   \
  "SELECT user_id, team_name, extra_time_us, begun_us, is_virtual," \
  " out_of_competition, created_us FROM registration WHERE contest_id = ?"

constexpr Query kSelect = {"reading a registration",
                           GAVEL_SELECT_REGISTRATION " AND user_id = ?"};
constexpr Query kSelectAll = {"listing who takes part in a contest",
                              GAVEL_SELECT_REGISTRATION " ORDER BY user_id"};

#undef GAVEL_SELECT_REGISTRATION

constexpr Query kLongestExtraTime = {
    "reading the longest extra time of a contest",
    "SELECT coalesce(max(extra_time_us), 0) FROM registration "
    "WHERE contest_id = ? AND is_virtual = 0"};

absl::StatusOr<Registration> ReadRegistration(const Statement& statement) {
  RowReader row(statement);
  Registration registration;
  registration.user_id = row.ReadString();
  registration.team_name = row.ReadString();
  registration.extra_time = row.ReadDuration();
  registration.begun = ReadTimeOrNever(row);
  registration.is_virtual = row.ReadBool();
  registration.out_of_competition = row.ReadBool();
  registration.created = row.ReadTime();
  GAVEL_RETURN_IF_ERROR(row.status());
  return registration;
}

}  // namespace

absl::Status UpsertRegistration(Connection& connection,
                                const std::string& contest_id,
                                const Registration& registration) {
  GAVEL_RETURN_IF_ERROR(RequireContest(connection, contest_id));
  return connection.Run(
      kPut, contest_id, registration.user_id, Blob{registration.team_name},
      absl::ToInt64Microseconds(registration.extra_time),
      absl::ToUnixMicros(registration.begun), registration.is_virtual ? 1 : 0,
      registration.out_of_competition ? 1 : 0,
      absl::ToUnixMicros(registration.created));
}

absl::Status DeleteRegistration(Connection& connection,
                                const std::string& contest_id,
                                const std::string& user_id) {
  GAVEL_RETURN_IF_ERROR(
      SelectRegistration(connection, contest_id, user_id).status());
  {
    GAVEL_ASSIGN_OR_RETURN(
        Statement statement,
        connection.Select(kHasSubmitted, contest_id, user_id));
    GAVEL_ASSIGN_OR_RETURN(const bool submitted, statement.Step());
    if (submitted) {
      return absl::FailedPreconditionError(absl::StrCat(
          user_id, " has submitted in contest ", contest_id, " already"));
    }
  }
  return connection.Run(kDelete, contest_id, user_id);
}

absl::StatusOr<Registration> SelectRegistration(Connection& connection,
                                                const std::string& contest_id,
                                                const std::string& user_id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelect, contest_id, user_id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (found) return ReadRegistration(statement);
  return absl::NotFoundError(
      absl::StrCat(user_id, " is not registered in contest ", contest_id));
}

absl::StatusOr<std::vector<Registration>> SelectRegistrations(
    Connection& connection, const std::string& contest_id) {
  GAVEL_RETURN_IF_ERROR(RequireContest(connection, contest_id));
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectAll, contest_id));
  std::vector<Registration> all;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return all;
    GAVEL_ASSIGN_OR_RETURN(all.emplace_back(), ReadRegistration(statement));
  }
}

absl::StatusOr<absl::Duration> SelectLongestExtraTime(
    Connection& connection, const std::string& contest_id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kLongestExtraTime, contest_id));
  GAVEL_RETURN_IF_ERROR(statement.Step().status());
  return absl::Microseconds(statement.Int64(0));
}

}  // namespace gavel::storage
