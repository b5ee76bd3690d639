// Brings a database to the schema that this binary knows.
//
// Shape:   numbered, forward-only; each is one transaction, and
//          PRAGMA user_version holds the number of the last
// Errors:  FailedPrecondition for a database that a newer binary has written,
//          which is then not changed; else as in sqlite.h, naming the migration
// Threads: as its connection
#ifndef GAVEL_STORAGE_MIGRATIONS_H_
#define GAVEL_STORAGE_MIGRATIONS_H_

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "storage/sqlite.h"

namespace gavel::storage {

struct Migration {
  // From 1, without gaps.
  int number;
  // "0001_initial.sql".
  const char* name;
  const char* sql;
};

// All files of storage/schema/, in order; generated at build time.
absl::Span<const Migration> Schema();

// FailedPrecondition if the database is newer than the migrations. Only reads.
absl::Status CheckNotNewer(Connection& connection,
                           absl::Span<const Migration> migrations);

// FailedPrecondition unless the database has exactly the newest of them. Only
// reads.
absl::Status CheckCurrent(Connection& connection,
                          absl::Span<const Migration> migrations);

// Applies what the database lacks, after CheckNotNewer.
absl::Status Migrate(Connection& connection,
                     absl::Span<const Migration> migrations);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_MIGRATIONS_H_
