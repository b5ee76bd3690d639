// Many changes, one transaction: a commit waits for the disk, so changes that
// come in meanwhile wait for it together and share the next.
//
// Shape:   one of the threads that wait makes the changes of all, in the order
//          in which they came, each but the first in a savepoint. A change that
//          finds nobody waiting is committed at once, alone
// Errors:  what the change returned; a change that fails is undone alone. If
//          the transaction of several fails, nobody is told of it: each is made
//          again in its own, and has its own answer. If none can begin, all who
//          wait are told why
// Threads: thread-safe; Write blocks until the change is durable
#ifndef GAVEL_STORAGE_GROUP_COMMIT_H_
#define GAVEL_STORAGE_GROUP_COMMIT_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// What a transaction holds: no more changes, and none begun later.
struct GroupLimits {
  size_t changes = 256;
  absl::Duration time = absl::Milliseconds(20);
};

class GroupCommit {
 public:
  using Change = absl::FunctionRef<absl::Status(Connection&)>;

  explicit GroupCommit(std::unique_ptr<Connection> connection,
                       const GroupLimits& limits = {});

  // Durable when it returns OK; else nothing of the change is kept.
  absl::Status Write(Change change);

  // Does the work between two transactions: nothing is written meanwhile.
  absl::Status Exclusively(absl::FunctionRef<absl::Status()> work);

  // Changes that wait to be made.
  size_t waiting() const;

  // Pages that were ever added to the log.
  int64_t logged_pages() const;
  // Blocks until there are that many. False after Close(), at once.
  bool AwaitLoggedPages(int64_t pages);
  void Close();

 private:
  // A change that waits, on the stack of its caller.
  struct Pending {
    Change change;
    absl::Status status = {};
    bool done = false;
  };
  using Group = std::vector<Pending*>;

  // Commits what waits, and tells it, though not more than a group.
  void Lead() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Those that have an answer now.
  Group Commit() ABSL_LOCKS_EXCLUDED(mu_);
  // Moves changes from waiting_ to the group as it makes them.
  absl::Status CommitTogether(Group& group) ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status MakeAll(Group& group) ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status MakeInSavepoint(Pending& pending);
  absl::Status CommitAlone(Change change);
  // The next of those that wait; null if there is none.
  Pending* Next() ABSL_LOCKS_EXCLUDED(mu_);
  bool IsFree() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return !taken_; }

  const GroupLimits limits_;
  // Used by whoever set taken_, and nobody else.
  const std::unique_ptr<Connection> connection_;

  mutable absl::Mutex mu_;
  bool taken_ ABSL_GUARDED_BY(mu_) = false;
  // Calls of Exclusively that wait: no new group begins before they had their
  // turn, as under load one always could.
  int exclusive_ ABSL_GUARDED_BY(mu_) = 0;
  std::deque<Pending*> waiting_ ABSL_GUARDED_BY(mu_);
  int64_t log_length_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t logged_pages_ ABSL_GUARDED_BY(mu_) = 0;
  bool closed_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_GROUP_COMMIT_H_
