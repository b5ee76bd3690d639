#include "storage/group_commit.h"

#include <chrono>
#include <utility>

#include "core/status_macros.h"

namespace gavel::storage {
namespace {

constexpr Query kSavepoint = {"beginning a change", "SAVEPOINT change"};
constexpr Query kRelease = {"ending a change", "RELEASE change"};
constexpr Query kUndo = {"undoing a change", "ROLLBACK TO change"};

}  // namespace

GroupCommit::GroupCommit(std::unique_ptr<Connection> connection,
                         const GroupLimits& limits)
    : limits_(limits), connection_(std::move(connection)) {}

absl::Status GroupCommit::Write(Change change) {
  Pending pending{change};
  absl::MutexLock lock(&mu_);
  waiting_.push_back(&pending);
  const auto answered_or_free = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return pending.done || (IsFree() && exclusive_ == 0);
  };
  while (!pending.done) {
    mu_.Await(absl::Condition(&answered_or_free));
    if (!pending.done) Lead();
  }
  return std::move(pending.status);
}

absl::Status GroupCommit::Exclusively(absl::FunctionRef<absl::Status()> work) {
  mu_.Lock();
  ++exclusive_;
  mu_.Await(absl::Condition(this, &GroupCommit::IsFree));
  --exclusive_;
  taken_ = true;
  mu_.Unlock();
  absl::Status status = work();
  absl::MutexLock lock(&mu_);
  taken_ = false;
  return status;
}

size_t GroupCommit::waiting() const {
  absl::MutexLock lock(&mu_);
  return waiting_.size();
}

int64_t GroupCommit::logged_pages() const {
  absl::MutexLock lock(&mu_);
  return logged_pages_;
}

bool GroupCommit::AwaitLoggedPages(int64_t pages) {
  const auto logged_or_closed = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return closed_ || logged_pages_ >= pages;
  };
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(&logged_or_closed));
  return !closed_;
}

void GroupCommit::Close() {
  absl::MutexLock lock(&mu_);
  closed_ = true;
}

void GroupCommit::Lead() {
  taken_ = true;
  mu_.Unlock();
  const Group group = Commit();
  const int64_t length = connection_->log_length();
  mu_.Lock();
  for (Pending* const pending : group) pending->done = true;
  // It has become shorter where the log began again.
  logged_pages_ += length < log_length_ ? length : length - log_length_;
  log_length_ = length;
  taken_ = false;
}

GroupCommit::Group GroupCommit::Commit() {
  Group group;
  const absl::Status committed = CommitTogether(group);
  if (committed.ok()) return group;
  if (group.size() > 1) {
    for (Pending* const pending : group) {
      pending->status = CommitAlone(pending->change);
    }
    return group;
  }
  if (group.empty()) {
    // It could not begin; each of the others would wait as long to hear it.
    while (Pending* const pending = Next()) group.push_back(pending);
  }
  for (Pending* const pending : group) pending->status = committed;
  return group;
}

absl::Status GroupCommit::CommitTogether(Group& group) {
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*connection_, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(MakeAll(group));
  return transaction.Commit();
}

absl::Status GroupCommit::MakeAll(Group& group) {
  using std::chrono::steady_clock;
  const steady_clock::time_point enough =
      steady_clock::now() + absl::ToChronoMicroseconds(limits_.time);
  // It needs no savepoint: if it fails, there is nothing else to keep.
  group.push_back(Next());
  GAVEL_RETURN_IF_ERROR(group.back()->change(*connection_));
  while (group.size() < limits_.changes && steady_clock::now() < enough) {
    Pending* const pending = Next();
    if (pending == nullptr) break;
    group.push_back(pending);
    GAVEL_RETURN_IF_ERROR(MakeInSavepoint(*pending));
  }
  return absl::OkStatus();
}

absl::Status GroupCommit::MakeInSavepoint(Pending& pending) {
  // Some errors end the whole transaction; outside of one a savepoint would be
  // a transaction itself.
  if (connection_->autocommit()) {
    return absl::AbortedError("the transaction has ended");
  }
  GAVEL_RETURN_IF_ERROR(connection_->Run(kSavepoint));
  pending.status = pending.change(*connection_);
  if (!pending.status.ok()) GAVEL_RETURN_IF_ERROR(connection_->Run(kUndo));
  return connection_->Run(kRelease);
}

absl::Status GroupCommit::CommitAlone(Change change) {
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*connection_, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(change(*connection_));
  return transaction.Commit();
}

GroupCommit::Pending* GroupCommit::Next() {
  absl::MutexLock lock(&mu_);
  if (waiting_.empty()) return nullptr;
  Pending* const pending = waiting_.front();
  waiting_.pop_front();
  return pending;
}

}  // namespace gavel::storage
