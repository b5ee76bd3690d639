// The database of a data directory: one connection that writes, one that reads.
//
// Errors:  what the change or the query returned; else as in storage/sqlite.h
// Threads: thread-safe; Write waits for the disk and for other writes, Read
//          waits for neither
#ifndef GAVEL_STORAGE_DATABASE_H_
#define GAVEL_STORAGE_DATABASE_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "storage/sqlite.h"

namespace gavel::storage {

class Database {
 public:
  // Makes it if it is not there, and brings its schema up to date.
  static absl::StatusOr<std::unique_ptr<Database>> Open(
      const std::string& path);

  // Makes a change as a whole: durable when this returns OK, else nothing of it
  // is kept. The change may be made on another thread, must not call the
  // database, and must depend on nothing but its connection: it is made again
  // if others that were to be made with it fail.
  absl::Status Write(absl::FunctionRef<absl::Status(Connection&)> change);

  // Runs a query on one snapshot of what is durable.
  absl::Status Read(absl::FunctionRef<absl::Status(Connection&)> query);

 private:
  Database(std::unique_ptr<Connection> writer,
           std::unique_ptr<Connection> reader);

  // The writer, closed last, folds the log into the database.
  absl::Mutex writer_mu_;
  const std::unique_ptr<Connection> writer_ ABSL_PT_GUARDED_BY(writer_mu_);
  absl::Mutex reader_mu_;
  const std::unique_ptr<Connection> reader_ ABSL_PT_GUARDED_BY(reader_mu_);
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_DATABASE_H_
