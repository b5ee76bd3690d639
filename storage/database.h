// The database of a data directory: one connection that writes, a few that
// read.
//
// Shape:   changes that are made at the same time share a transaction, as
//          storage/group_commit.h says
// Errors:  what the change or the query returned; else as in storage/sqlite.h
// Threads: thread-safe; Write waits for the disk and for other writes, Read for
//          neither, but for a connection where more than kReaders read
#ifndef GAVEL_STORAGE_DATABASE_H_
#define GAVEL_STORAGE_DATABASE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "storage/checkpointer.h"
#include "storage/group_commit.h"
#include "storage/sqlite.h"

namespace gavel::storage {

class Database {
 public:
  // Makes it if it is not there, and brings its schema up to date.
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const std::string& path);

  // Makes a change as a whole: durable when this returns OK, else nothing of it
  // is kept. It sees what changes before it did, durable or not; nobody hears
  // of any of them before all are. It may be made on another thread, must not
  // call the database, and must depend on nothing but its connection: if others
  // that were to be committed with it fail, it is made again, from the start.
  absl::Status Write(absl::FunctionRef<absl::Status(Connection&)> change);

  // Runs a query on one snapshot of what is durable.
  absl::Status Read(absl::FunctionRef<absl::Status(Connection&)> query);

 private:
  using Readers = std::vector<std::unique_ptr<Connection>>;

  static constexpr int kReaders = 4;

  Database(std::unique_ptr<Connection> writer,
           std::unique_ptr<Connection> checkpointer, Readers readers);

  // The writer, closed last, folds the log into the database.
  GroupCommit writer_;
  Checkpointer checkpointer_;
  absl::Mutex mu_;
  Readers idle_readers_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_DATABASE_H_
