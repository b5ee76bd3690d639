#include "storage/database.h"

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/migrations.h"

namespace gavel::storage {
namespace {

// For a backup, or somebody looking at the database with other programs.
constexpr absl::Duration kBusyTimeout = absl::Seconds(10);

// Of disk that the log may keep; more while a reader or a backup needs it.
constexpr int64_t kMostLog = int64_t{64} << 20;

// A database that is read as a whole when it is opened: for a second or two at
// this size. `gavel check` reads larger ones.
constexpr uintmax_t kMostCheckedAtStart = uintmax_t{1} << 30;

constexpr Query kCheck = {"checking the database", "PRAGMA quick_check(1)"};
constexpr Query kUseWriteAheadLog = {"choosing the write-ahead log",
                                     "PRAGMA journal_mode = WAL"};

absl::Status UseWriteAheadLog(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kUseWriteAheadLog));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  if (row.Bytes(0) == "wal") return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(row.Attempt(), ": the file system does not support it"));
}

absl::Status CheckStructure(Connection& connection, const std::string& path) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) > kMostCheckedAtStart) {
    return absl::OkStatus();
  }
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kCheck));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  if (row.Bytes(0) == "ok") return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat(row.Attempt(), ": ", row.Bytes(0), "; restore a backup"));
}

absl::StatusOr<std::unique_ptr<Connection>> OpenWriter(
    const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> connection,
      Connection::Open(path, Connection::Mode::kCreate, kBusyTimeout));
  // Before anything that writes.
  GAVEL_RETURN_IF_ERROR(CheckNotNewer(*connection, Schema()));
  GAVEL_RETURN_IF_ERROR(UseWriteAheadLog(*connection));
  GAVEL_RETURN_IF_ERROR(CheckStructure(*connection, path));
  // FULL: in WAL mode NORMAL would lose the last commits with the power.
  GAVEL_RETURN_IF_ERROR(connection->RunScript(
      "configuring", "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
  GAVEL_RETURN_IF_ERROR(Migrate(*connection, Schema()));
  GAVEL_RETURN_IF_ERROR(connection->KeepLog(kMostLog));
  return connection;
}

absl::Status ReadSnapshot(Connection& connection,
                          absl::FunctionRef<absl::Status(Connection&)> query) {
  GAVEL_ASSIGN_OR_RETURN(
      const Transaction snapshot,
      Transaction::Begin(connection, Transaction::Kind::kRead));
  return query(connection);
}

absl::StatusOr<std::unique_ptr<Connection>> OpenReader(
    const std::string& path) {
  return Connection::Open(path, Connection::Mode::kReadOnly, kBusyTimeout);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(std::unique_ptr<Connection> writer, OpenWriter(path));
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> checkpointer,
      Connection::Open(path, Connection::Mode::kCreate, kBusyTimeout));
  Readers readers(kReaders);
  for (std::unique_ptr<Connection>& reader : readers) {
    GAVEL_ASSIGN_OR_RETURN(reader, OpenReader(path));
  }
  return std::unique_ptr<Database>(new Database(
      std::move(writer), std::move(checkpointer), std::move(readers)));
}

Database::Database(std::unique_ptr<Connection> writer,
                   std::unique_ptr<Connection> checkpointer, Readers readers)
    : writer_(std::move(writer)),
      checkpointer_(writer_, std::move(checkpointer)),
      idle_readers_(std::move(readers)) {}

absl::Status Database::Write(
    absl::FunctionRef<absl::Status(Connection&)> change) {
  return writer_.Write(change);
}

absl::Status Database::Read(
    absl::FunctionRef<absl::Status(Connection&)> query) {
  const auto idle = [this]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return !idle_readers_.empty();
  };
  mu_.Lock();
  mu_.Await(absl::Condition(&idle));
  std::unique_ptr<Connection> reader = std::move(idle_readers_.back());
  idle_readers_.pop_back();
  mu_.Unlock();
  const absl::Status status = ReadSnapshot(*reader, query);
  absl::MutexLock lock(&mu_);
  idle_readers_.push_back(std::move(reader));
  return status;
}

}  // namespace gavel::storage
