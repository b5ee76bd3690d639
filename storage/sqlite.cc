#include "storage/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/check.h"

namespace gavel::storage {
namespace {

bool IsFull(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT;
}

absl::StatusCode StatusCodeOf(int code, int system_error) {
  switch (code & 0xff) {  // the rest of an extended code says more, not else
    case SQLITE_BUSY:
      return absl::StatusCode::kUnavailable;
    case SQLITE_FULL:
      return absl::StatusCode::kResourceExhausted;
    case SQLITE_IOERR:
      return IsFull(system_error) ? absl::StatusCode::kResourceExhausted
                                  : absl::StatusCode::kInternal;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::StatusCode::kDataLoss;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return absl::StatusCode::kPermissionDenied;
    default:
      return absl::StatusCode::kInternal;
  }
}

constexpr Query kBeginRead = {"beginning to read", "BEGIN DEFERRED"};
constexpr Query kBeginWrite = {"beginning to write", "BEGIN IMMEDIATE"};
constexpr Query kCommit = {"committing", "COMMIT"};
constexpr Query kCheckpoint = {"copying the log",
                               "PRAGMA wal_checkpoint(PASSIVE)"};
constexpr Query kRollback = {"rolling back", "ROLLBACK"};

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      attempt_(other.attempt_),
      statement_(std::exchange(other.statement_, nullptr)) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  // A statement that is not reset keeps its snapshot, and its large values.
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

absl::StatusOr<bool> Statement::Step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return connection_.Error(code, attempt_);
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

int64_t Statement::Int64(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::Double(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string Statement::Bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  if (data == nullptr) return std::string();  // NULL or no bytes
  const int size = sqlite3_column_bytes(statement_, column);
  return std::string(static_cast<const char*>(data), static_cast<size_t>(size));
}

std::string Statement::Attempt() const {
  return absl::StrCat(attempt_, " in ", connection_.name());
}

int Statement::BindValue(int index, absl::string_view text) {
  // A null pointer would bind NULL rather than no characters.
  return sqlite3_bind_text64(statement_, index, text.empty() ? "" : text.data(),
                             text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

int Statement::BindValue(int index, const Blob& blob) {
  // As above.
  if (blob.bytes.empty()) return sqlite3_bind_zeroblob(statement_, index, 0);
  return sqlite3_bind_blob64(statement_, index, blob.bytes.data(),
                             blob.bytes.size(), SQLITE_TRANSIENT);
}

int Statement::BindValue(int index, double value) {
  return sqlite3_bind_double(statement_, index, value);
}

int Statement::BindNull(int index) {
  return sqlite3_bind_null(statement_, index);
}

int Statement::BindInt64(int index, int64_t value) {
  return sqlite3_bind_int64(statement_, index, value);
}

absl::Status Statement::CheckBound(int code, int count) const {
  GAVEL_CHECK(sqlite3_bind_parameter_count(statement_) == count);
  return code == SQLITE_OK ? absl::OkStatus()
                           : connection_.Error(code, attempt_);
}

void Connection::CloseDatabase::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

void Connection::FinalizeStatement::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Connection::Connection(std::string name) : name_(std::move(name)) {}
Connection::~Connection() = default;

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(
    const std::string& path, Mode mode, absl::Duration busy_timeout) {
  std::unique_ptr<Connection> connection(
      new Connection(path.substr(path.rfind('/') + 1)));
  const int access = mode == Mode::kReadOnly
                         ? SQLITE_OPEN_READONLY
                         : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database,
                                   access | SQLITE_OPEN_NOMUTEX, nullptr);
  connection->database_.reset(database);
  if (code != SQLITE_OK) return connection->Error(code, "opening");
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(
      database, static_cast<int>(absl::ToInt64Milliseconds(busy_timeout)));
  return connection;
}

absl::StatusOr<Statement> Connection::Prepare(const Query& query) {
  auto& cached = statements_[query.sql];
  if (cached == nullptr) {
    sqlite3_stmt* prepared = nullptr;
    const int code =
        sqlite3_prepare_v3(database_.get(), query.sql, -1,
                           SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK) return Error(code, query.attempt);
    cached.reset(prepared);
  }
  GAVEL_CHECK(sqlite3_stmt_busy(cached.get()) == 0);
  return Statement(*this, query.attempt, cached.get());
}

absl::Status Connection::RunScript(absl::string_view attempt,
                                   const std::string& sql) {
  const int code =
      sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Error(code, attempt);
}

absl::Status Connection::KeepLog(int64_t most) {
  // Takes the place of SQLite's own hook, which copies every 1000 pages.
  sqlite3_wal_hook(
      database_.get(),
      [](void* length, sqlite3*, const char*, int pages) {
        *static_cast<int64_t*>(length) = pages;
        return SQLITE_OK;
      },
      &log_length_);
  return RunScript("limiting the log",
                   absl::StrCat("PRAGMA journal_size_limit = ", most));
}

absl::StatusOr<bool> Connection::Checkpoint() {
  // The function of SQLite for this does nothing on a connection that has not
  // read anything yet; the statement reads the schema first.
  GAVEL_ASSIGN_OR_RETURN(Statement row, Select(kCheckpoint));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  return row.Int64(1) == row.Int64(2);
}

int64_t Connection::last_insert_id() const {
  return sqlite3_last_insert_rowid(database_.get());
}

bool Connection::autocommit() const {
  return sqlite3_get_autocommit(database_.get()) != 0;
}

absl::Status Connection::CopyTo(Connection& to) {
  sqlite3_backup* const backup =
      sqlite3_backup_init(to.database_.get(), "main", database_.get(), "main");
  if (backup == nullptr) {
    return to.Error(sqlite3_extended_errcode(to.database_.get()), "copying to");
  }
  // In one step, so that no change comes between.
  const int step = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  return step == SQLITE_DONE ? absl::OkStatus() : to.Error(step, "copying to");
}

absl::Status Connection::Error(int code, absl::string_view attempt) const {
  const bool open = database_ != nullptr;
  const char* const detail =
      open ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  const int system_error = open ? sqlite3_system_errno(database_.get()) : 0;
  const absl::StatusCode status = StatusCodeOf(code, system_error);
  return absl::Status(status, absl::StrCat(attempt, " in ", name_, ": ", detail,
                                           status == absl::StatusCode::kDataLoss
                                               ? "; restore a backup"
                                               : ""));
}

absl::StatusOr<Transaction> Transaction::Begin(Connection& connection,
                                               Kind kind) {
  GAVEL_RETURN_IF_ERROR(
      connection.Run(kind == Kind::kWrite ? kBeginWrite : kBeginRead));
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  // A full disk or a failed write may have rolled back already.
  if (connection_ == nullptr || connection_->autocommit()) return;
  // Nothing was promised; if even this fails, the next Begin says so.
  connection_->Run(kRollback).IgnoreError();
}

absl::Status Transaction::Commit() {
  GAVEL_RETURN_IF_ERROR(connection_->Run(kCommit));
  connection_ = nullptr;
  return absl::OkStatus();
}

}  // namespace gavel::storage
