// The server's connection to the zygote: starts it, replaces it when it dies or
// hangs, sends orders and hands each answer to whoever waits for it.
//
// Errors:  Start as Supervisor::Start; orders: Unavailable when the zygote dies
//          or the program's has died
// Threads: thread-safe; has one thread of its own that reads what the zygote
//          reports; Load and Run block until it does
#ifndef GAVEL_SANDBOX_ZYGOTE_CLIENT_H_
#define GAVEL_SANDBOX_ZYGOTE_CLIENT_H_

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/owned_fd.h"
#include "sandbox/pack_files.h"
#include "sandbox/sandbox.h"
#include "sandbox/supervisor.h"
#include "sandbox/walls.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {

// Numbers of programs and runs below are the zygote's own.
inline constexpr uint64_t kFirstId = 16;

// What a run of an interaction gets beside its streams; null for what it does
// not get.
struct ChannelFiles {
  const OwnedFd* page = nullptr;
  const OwnedFd* transcript = nullptr;
};

class ZygoteClient {
 public:
  // An answer that somebody waits for.
  struct Pending {
    absl::Time deadline;
    bool answered = false;
    absl::StatusOr<wire::Facts> answer = absl::UnknownError("no answer");
  };

  explicit ZygoteClient(const SupervisorOptions& options) : options_(options) {}
  ~ZygoteClient();

  absl::Status Start();
  void Stop();

  // `files` are the source's.
  absl::StatusOr<wire::Facts> Load(wire::LoadRequest request,
                                   const OwnedFd& source,
                                   const PackedFiles& files,
                                   absl::Duration patience,
                                   uint64_t& generation);
  absl::StatusOr<wire::Facts> Run(wire::RunRequest request,
                                  const RunInput& input,
                                  absl::Duration patience, uint64_t generation);
  // Starts a run that talks to another one. Its answer comes to `pending`,
  // which has to stay until then.
  absl::Status Begin(wire::RunRequest request, const RunInput& input,
                     const ChannelFiles& channel, absl::Duration patience,
                     uint64_t generation, Pending& pending);
  // Waits until one of them has its answer, but no longer than `most`.
  void AwaitAny(absl::Span<const Pending* const> pending, absl::Duration most);
  bool IsAnswered(const Pending& pending) const;
  // Asks the zygote to end a run, which it does not if the run is only about
  // to start.
  void End(uint64_t run, wire::Killed why, uint64_t generation);
  void Drop(uint64_t program, uint64_t generation);
  uint64_t NextId() { return next_id_.fetch_add(1); }

  // Waits for a zygote that came after `generation`, 0 for any; its own. 0 when
  // the client stops.
  uint64_t AwaitAfter(uint64_t generation);

  bool IsCurrent(uint64_t generation) const {
    const absl::MutexLock lock(&mu_);
    return generation == generation_ && socket_ != nullptr;
  }
  pid_t zygote_pid() const {
    const absl::MutexLock lock(&mu_);
    return pid_;
  }
  int restarts() const {
    const absl::MutexLock lock(&mu_);
    return static_cast<int>(generation_) - 1;
  }
  std::string engine() const {
    const absl::MutexLock lock(&mu_);
    return engine_;
  }
  std::vector<Wall> walls() const {
    const absl::MutexLock lock(&mu_);
    return walls_;
  }

 private:
  absl::Status Launch();
  void ReadForever();
  // False when the zygote is of no more use.
  bool ReadOnce();
  // Looks after the zygote, once every kPingEvery. False when it is stuck.
  bool LookAfter(int socket);
  bool TakeMessage(int socket);
  void Replace();
  void FailAll(const absl::Status& status);
  bool AnyOverdue();
  // The socket of the zygote that is serving, once there is one.
  absl::StatusOr<std::shared_ptr<OwnedFd>> Socket(uint64_t& generation);
  absl::Status BeginAsking(uint64_t id, const void* order, size_t size,
                           const int* fds, size_t fd_count,
                           absl::Duration patience, uint64_t& generation,
                           Pending& pending);
  absl::StatusOr<wire::Facts> Answer(Pending& pending);
  // Sends an order that has no answer; does nothing if its zygote is gone.
  void Tell(const void* order, size_t size, uint64_t generation);

  const SupervisorOptions options_;
  std::atomic<uint64_t> next_id_{kFirstId};
  // Wakes the reader when it has to stop.
  OwnedFd stop_event_;
  std::thread reader_;
  // Of the reader alone.
  absl::Time next_ping_ = absl::InfinitePast();
  int unanswered_pings_ = 0;

  // Orders are sent one at a time, and never under mu_: the reader must be able
  // to take answers while a send waits for room.
  absl::Mutex send_mu_;

  mutable absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  // Counts zygotes; 0 before the first.
  uint64_t generation_ ABSL_GUARDED_BY(mu_) = 0;
  pid_t pid_ ABSL_GUARDED_BY(mu_) = 0;
  // Null while there is no zygote.
  std::shared_ptr<OwnedFd> socket_ ABSL_GUARDED_BY(mu_);
  std::string engine_ ABSL_GUARDED_BY(mu_);
  std::vector<Wall> walls_ ABSL_GUARDED_BY(mu_);
  std::map<uint64_t, Pending*> pending_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_CLIENT_H_
