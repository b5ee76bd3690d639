#include "storage/database.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/migrations.h"

namespace gavel::storage {
namespace {

// For a backup, or somebody looking at the database with other programs.
constexpr absl::Duration kBusyTimeout = absl::Seconds(10);

constexpr Query kUseWriteAheadLog = {"choosing the write-ahead log",
                                     "PRAGMA journal_mode = WAL"};

absl::Status UseWriteAheadLog(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kUseWriteAheadLog));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  if (row.Bytes(0) == "wal") return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(row.Attempt(), ": the file system does not support it"));
}

absl::StatusOr<std::unique_ptr<Connection>> OpenWriter(
    const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> connection,
      Connection::Open(path, Connection::Mode::kCreate, kBusyTimeout));
  // Before anything that writes.
  GAVEL_RETURN_IF_ERROR(CheckNotNewer(*connection, Schema()));
  GAVEL_RETURN_IF_ERROR(UseWriteAheadLog(*connection));
  // FULL: in WAL mode NORMAL would lose the last commits with the power.
  GAVEL_RETURN_IF_ERROR(connection->RunScript(
      "configuring", "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
  GAVEL_RETURN_IF_ERROR(Migrate(*connection, Schema()));
  return connection;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(std::unique_ptr<Connection> writer, OpenWriter(path));
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> reader,
      Connection::Open(path, Connection::Mode::kReadOnly, kBusyTimeout));
  return std::unique_ptr<Database>(
      new Database(std::move(writer), std::move(reader)));
}

Database::Database(std::unique_ptr<Connection> writer,
                   std::unique_ptr<Connection> reader)
    : writer_(std::move(writer)), reader_(std::move(reader)) {}

absl::Status Database::Write(
    absl::FunctionRef<absl::Status(Connection&)> change) {
  absl::MutexLock lock(&writer_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*writer_, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(change(*writer_));
  return transaction.Commit();
}

absl::Status Database::Read(
    absl::FunctionRef<absl::Status(Connection&)> query) {
  absl::MutexLock lock(&reader_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      const Transaction snapshot,
      Transaction::Begin(*reader_, Transaction::Kind::kRead));
  return query(*reader_);
}

}  // namespace gavel::storage
