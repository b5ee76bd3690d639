// Keeps the write-ahead log short without anybody waiting for it: copies it to
// the database on a thread of its own.
//
// Shape:   each time that kPages were added. First beside the writer, which
//          adds more meanwhile; then that rest, for which it has to wait, so
//          that the log can begin again
// Errors:  are logged; the log grows, and the next time it is tried again
// Threads: its own, until it is destroyed
// Owner:   borrows the writer for its lifetime
#ifndef GAVEL_STORAGE_CHECKPOINTER_H_
#define GAVEL_STORAGE_CHECKPOINTER_H_

#include <cstdint>
#include <memory>
#include <thread>

#include "storage/group_commit.h"
#include "storage/sqlite.h"

namespace gavel::storage {

class Checkpointer {
 public:
  // 4 MiB.
  static constexpr int64_t kPages = 1024;

  Checkpointer(GroupCommit& writer, std::unique_ptr<Connection> connection);
  // Closes the writer's wait for the log.
  ~Checkpointer();

 private:
  void Run();
  absl::Status CopyLog();

  GroupCommit& writer_;
  const std::unique_ptr<Connection> connection_;
  std::thread thread_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_CHECKPOINTER_H_
