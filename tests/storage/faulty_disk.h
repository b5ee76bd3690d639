// A disk below SQLite that breaks at a chosen moment.
//
// Shape:   counts what changes files: writes, truncations, syncs, deletions.
//          For all databases that are opened while it lives
// Threads: thread-safe
#ifndef GAVEL_TESTS_STORAGE_FAULTY_DISK_H_
#define GAVEL_TESTS_STORAGE_FAULTY_DISK_H_

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <ostream>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace gavel::storage {

enum class Fault {
  // SIGKILL; of a write, half is done.
  kKill,
  // As if the power failed: what was not synced is gone. Then SIGKILL.
  kPowerLoss,
  // From then on nothing can be written, until Mend.
  kFull,
  // That operation fails, half done if it is a write; the next work again.
  kOnce,
};

std::ostream& operator<<(std::ostream& out, Fault fault);

class FaultyDisk {
 public:
  // What an operation has to do.
  struct Order {
    // SQLITE_OK, or what it is to return.
    int code = 0;
    // Half of its write before that.
    bool half = false;
    // And then the process is to be killed.
    bool kill = false;
  };

  explicit FaultyDisk(Fault fault);
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  // Breaks at the operation with that number, from 1, counted from now.
  void BreakAt(int64_t operation);
  // Whether it has come to that operation.
  bool broken() const;
  void Mend();

  // For its files.
  Order Next(int error);
  void Synced(const std::string& path);
  void Removed(const std::string& path);

 private:
  struct Vfs;

  void LosePower() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const Fault fault_;
  const std::unique_ptr<Vfs> vfs_;
  mutable absl::Mutex mu_;
  int64_t left_ ABSL_GUARDED_BY(mu_) = std::numeric_limits<int64_t>::max();
  bool mended_ ABSL_GUARDED_BY(mu_) = false;
  // What is on the disk for certain, by path; only where power can be lost.
  std::map<std::string, std::string> synced_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::storage

#endif  // GAVEL_TESTS_STORAGE_FAULTY_DISK_H_
