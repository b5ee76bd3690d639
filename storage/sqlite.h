// RAII handles over SQLite: connection, statement, transaction. sqlite.cc is
// the only file that includes sqlite3.h.
//
// Errors:  Unavailable when the database is busy, ResourceExhausted when the
//          disk is full, DataLoss when the file is corrupt or no database,
//          PermissionDenied when it may not be written, else Internal; each
//          says what was attempted and on what file, by its name alone: clients
//          see errors, and where the data is does not concern them
// Threads: single-threaded: whoever shares a connection holds a lock
#ifndef GAVEL_STORAGE_SQLITE_H_
#define GAVEL_STORAGE_SQLITE_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/status_macros.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gavel::storage {

// One SQL statement. Both texts are literals: the statement is kept prepared
// for as long as the connection lives.
struct Query {
  // "adding a submission": what an error says was attempted.
  const char* attempt;
  const char* sql;
};

// Bytes to bind as BLOB; a plain string is bound as TEXT.
struct Blob {
  absl::string_view bytes;
};

class Connection;

// A prepared statement, lent by its connection and given back, reset, by the
// destructor. While it lives, the same Query cannot be lent again.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds all parameters, in order. Copies the values.
  template <typename... Values>
  absl::Status Bind(const Values&... values) {
    int index = 0;
    int code = 0;
    ((code = code == 0 ? BindValue(++index, values) : code), ...);
    return CheckBound(code, index);
  }

  // True when there is a row to read, false when the statement is done.
  absl::StatusOr<bool> Step();

  // Columns of the current row, from 0.
  bool IsNull(int column) const;
  int64_t Int64(int column) const;
  double Double(int column) const;
  // A TEXT or BLOB, byte for byte.
  std::string Bytes(int column) const;

  // "adding a submission in gavel.db": how its errors begin.
  std::string Attempt() const;

 private:
  friend class Connection;
  Statement(const Connection& connection, const char* attempt,
            sqlite3_stmt* statement)
      : connection_(connection), attempt_(attempt), statement_(statement) {}

  int BindValue(int index, std::integral auto value) {
    return BindInt64(index, static_cast<int64_t>(value));
  }
  int BindValue(int index, absl::string_view text);
  int BindValue(int index, const Blob& blob);
  int BindValue(int index, double value);
  template <typename T>
  int BindValue(int index, const std::optional<T>& value) {
    return value.has_value() ? BindValue(index, *value) : BindNull(index);
  }
  int BindInt64(int index, int64_t value);
  int BindNull(int index);
  absl::Status CheckBound(int code, int count) const;

  const Connection& connection_;
  const char* attempt_;
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  enum class Mode { kCreate, kReadOnly };

  // Waits up to busy_timeout for locks that other connections hold.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      const std::string& path, Mode mode, absl::Duration busy_timeout);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The statement of a query that returns rows, its parameters bound.
  template <typename... Values>
  absl::StatusOr<Statement> Select(const Query& query,
                                   const Values&... values) {
    absl::StatusOr<Statement> statement = Prepare(query);
    if (statement.ok()) GAVEL_RETURN_IF_ERROR(statement->Bind(values...));
    return statement;
  }

  // Executes a query and drops its rows.
  template <typename... Values>
  absl::Status Run(const Query& query, const Values&... values) {
    GAVEL_ASSIGN_OR_RETURN(Statement statement, Prepare(query));
    GAVEL_RETURN_IF_ERROR(statement.Bind(values...));
    absl::StatusOr<bool> row = true;
    while (row.ok() && *row) row = statement.Step();
    return row.status();
  }

  // Executes any number of statements that have no parameters, uncached.
  absl::Status RunScript(absl::string_view attempt, const std::string& sql);

  // Leaves the write-ahead log to somebody who calls Checkpoint: commits only
  // add to it. Where it begins again it is cut to `most` bytes.
  absl::Status KeepLog(int64_t most);
  // Its length in pages after the last commit, after KeepLog.
  int64_t log_length() const { return log_length_; }
  // Copies the log to the database, beside readers and writers. True if all is
  // copied that was in it when this began, as far as readers let it.
  absl::StatusOr<bool> Checkpoint();

  // Makes `to` a copy of one moment, while others read and write.
  absl::Status CopyTo(Connection& to);

  // The rowid that the last INSERT made.
  int64_t last_insert_id() const;
  // True outside a transaction.
  bool autocommit() const;
  // Of the file, without its directory.
  const std::string& name() const { return name_; }

 private:
  friend class Statement;
  struct CloseDatabase {
    void operator()(sqlite3* database) const;
  };
  struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const;
  };

  explicit Connection(std::string name);
  absl::StatusOr<Statement> Prepare(const Query& query);
  absl::Status Error(int code, absl::string_view attempt) const;

  const std::string name_;
  int64_t log_length_ = 0;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  // By SQL text.
  absl::flat_hash_map<absl::string_view,
                      std::unique_ptr<sqlite3_stmt, FinalizeStatement>>
      statements_;
};

// Rolled back by the destructor unless it was committed.
class Transaction {
 public:
  // A read sees one snapshot; a write takes the write lock at once, so that it
  // never fails half-way for want of it.
  enum class Kind { kRead, kWrite };

  static absl::StatusOr<Transaction> Begin(Connection& connection, Kind kind);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // Durable when it returns OK.
  absl::Status Commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}

  // Null when committed or moved away.
  Connection* connection_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SQLITE_H_
