// The judging slots and what waits for them, fairly.
//
// Shape:   a bounded queue in front of `slots` threads. Classes come in order:
//          live contests, practice, rejudging; `reserved` slots take work of
//          live contests only. Inside a class users take turns by the CPU time
//          that their work used, so that who queues much waits, and nobody
//          else does; fair_queue.h has the rules, docs/fairness.md the reasons
// Errors:  Reserve: ResourceExhausted with a delay (core/retry.h) when the
//          queue is full, naming its limit, Unavailable after Shutdown
// Threads: thread-safe; Add never waits for work
#ifndef GAVEL_JUDGE_ENGINE_WORK_QUEUE_H_
#define GAVEL_JUDGE_ENGINE_WORK_QUEUE_H_

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "judge/engine/priority.h"

namespace gavel::judge {

struct WorkQueueOptions {
  int slots = 1;
  // Work that waits; what runs does not count.
  int limit = 10000;
  // Slots for live contests only, fewer than all.
  int reserved = 0;
  // Slots that the work of one user may hold at a time; 0 for all but one, so
  // that there is always one for somebody else.
  int most_per_user = 0;
};

// How work has ended that ran in a slot.
struct Done {
  // Most work is done when it has run: its cost says it all.
  Done(absl::Duration its_cost,  // NOLINT(google-explicit-constructor)
       std::function<void()> its_rest = {})
      : cost(its_cost), rest(std::move(its_rest)) {}

  // The CPU time that it used, and more if it held the slot without using the
  // CPU.
  absl::Duration cost;
  // What needs no slot any more, such as waiting for the disk: called when the
  // slot is free for other work, on a thread of the queue. With twice as many
  // left as there are slots nothing begins. May be empty.
  std::function<void()> rest;
};

struct Work {
  Priority priority = Priority::kPractice;
  // Whose turn it takes; "" is a user like any other.
  std::string user = {};
  // Holds a slot.
  std::function<Done()> run = {};
  // Instead of run, inside Shutdown, if it had not begun. May be empty.
  std::function<void()> drop = {};
};

// For metrics. Times are of the moment that it was asked for.
struct WorkQueueStats {
  struct Class {
    size_t waiting = 0;
    size_t running = 0;
    // Of the work that waits longest.
    absl::Duration oldest = absl::ZeroDuration();
  };
  std::array<Class, kPriorities> classes = {};
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

  // Borrows the clock.
  WorkQueue(const WorkQueueOptions& options, const Clock& clock);
  // Shuts down.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // InvalidArgument for options without sense; FailedPrecondition the second
  // time; Unavailable after Shutdown. Work may be added before.
  absl::Status Start();

  absl::StatusOr<Room> Reserve();
  // How much is ahead of it at most, as it looks now. After Shutdown the work
  // is dropped.
  int Add(Room room, Work work);
  // Without room: for what was accepted before a restart, and may exceed the
  // limit.
  int AddOverLimit(Work work);

  // What waits or runs of one user, rejudging left out.
  int InFlight(const std::string& user) const;
  WorkQueueStats Stats() const;

  // Takes nothing new, drops what waits, lets what runs end, its rest included.
  // Idempotent.
  void Shutdown();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_WORK_QUEUE_H_
