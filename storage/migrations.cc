#include "storage/migrations.h"

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::storage {
namespace {

constexpr Query kUserVersion = {"reading the schema version",
                                "PRAGMA user_version"};

absl::StatusOr<int64_t> SchemaVersion(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kUserVersion));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  return row.Int64(0);
}

absl::Status Apply(Connection& connection, const Migration& migration) {
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(connection, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(connection.RunScript(
      absl::StrCat("applying migration ", migration.name),
      absl::StrCat(migration.sql,
                   "\n;PRAGMA user_version = ", migration.number)));
  return transaction.Commit();
}

}  // namespace

absl::Status CheckNotNewer(Connection& connection,
                           absl::Span<const Migration> migrations) {
  GAVEL_ASSIGN_OR_RETURN(const int64_t version, SchemaVersion(connection));
  const int known = migrations.empty() ? 0 : migrations.back().number;
  if (version <= known) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("opening ", connection.name(), ": its schema has version ",
                   version, ", this program knows none after ", known));
}

absl::Status CheckCurrent(Connection& connection,
                          absl::Span<const Migration> migrations) {
  GAVEL_RETURN_IF_ERROR(CheckNotNewer(connection, migrations));
  GAVEL_ASSIGN_OR_RETURN(const int64_t version, SchemaVersion(connection));
  const int known = migrations.empty() ? 0 : migrations.back().number;
  if (version == known) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "opening ", connection.name(), ": its schema has version ", version,
      ", this program's has ", known,
      ": use the gavel that serves it, or start this one on it first"));
}

absl::Status Migrate(Connection& connection,
                     absl::Span<const Migration> migrations) {
  GAVEL_RETURN_IF_ERROR(CheckNotNewer(connection, migrations));
  GAVEL_ASSIGN_OR_RETURN(const int64_t version, SchemaVersion(connection));
  for (const Migration& migration : migrations) {
    if (migration.number <= version) continue;
    GAVEL_RETURN_IF_ERROR(Apply(connection, migration));
  }
  return absl::OkStatus();
}

}  // namespace gavel::storage
