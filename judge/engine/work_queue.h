// The judging slots and what waits for them, fairly.
//
// Shape:   a bounded queue in front of `slots` threads. Classes come in order:
//          live contests, practice, rejudging; `reserved` slots take work of
//          live contests only. Inside a class users take turns by the CPU time
//          that their work used, so that who queues much waits, and nobody
//          else does
// Errors:  Add: ResourceExhausted when the queue is full, naming its limit,
//          Unavailable after Shutdown
// Threads: thread-safe; Add never waits for work
#ifndef GAVEL_JUDGE_ENGINE_WORK_QUEUE_H_
#define GAVEL_JUDGE_ENGINE_WORK_QUEUE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/clock.h"

namespace gavel::judge {

enum class Priority : uint8_t { kContest, kPractice, kRejudge };
inline constexpr size_t kPriorities = 3;

// "contest": for metrics and logs.
absl::string_view PriorityName(Priority priority);

struct WorkQueueOptions {
  int slots = 1;
  // Work that waits; what runs does not count.
  int limit = 10000;
  // Slots for live contests only, fewer than all.
  int reserved = 0;
};

struct Work {
  Priority priority = Priority::kPractice;
  // Whose turn it takes; "" is a user like any other.
  std::string user;
  // On a slot's thread. Returns the CPU time that it used.
  std::function<absl::Duration()> run;
  // Instead of run, inside Shutdown, if it had not begun. May be empty.
  std::function<void()> drop;
};

// For metrics. Times are of the moment that it was asked for.
struct WorkQueueStats {
  struct Class {
    size_t waiting = 0;
    size_t running = 0;
    // Of the work that waits longest.
    absl::Duration oldest = absl::ZeroDuration();
  };
  std::array<Class, kPriorities> classes;
  int slots = 0;
  int limit = 0;
};

class WorkQueue {
 public:
  // A place that Add is then sure to get.
  class Room {
   public:
    Room(Room&& other) noexcept;
    Room& operator=(Room&&) = delete;
    ~Room();

   private:
    friend class WorkQueue;
    explicit Room(WorkQueue* queue) : queue_(queue) {}
    WorkQueue* queue_;
  };

  WorkQueue(const WorkQueueOptions& options, const Clock& clock);
  // Shuts down.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // InvalidArgument for options without sense; FailedPrecondition the second
  // time. Work may be added before.
  absl::Status Start();

  absl::StatusOr<Room> Reserve();
  // How much is ahead of it, as it looks now. After Shutdown the work is
  // dropped.
  int Add(Room room, Work work);
  // Without room: for what was accepted before a restart, and may exceed the
  // limit.
  int AddOverLimit(Work work);

  WorkQueueStats Stats() const;

  // Takes nothing new, drops what waits, lets what runs end. Idempotent.
  void Shutdown();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_WORK_QUEUE_H_
