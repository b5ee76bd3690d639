#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "bench/growth.h"
#include "bench/growth_curve.h"
#include "core/clock.h"
#include "core/status_macros.h"
#include "judge/engine/fair_queue.h"
#include "judge/engine/work_queue.h"

namespace gavel::bench {
namespace {

using judge::FairQueue;
using judge::Priority;
using judge::WorkQueue;

constexpr std::array<int, 4> kQueued = {10, 100, 1000, 10'000};
// Calls of microseconds are measured so many at a time.
constexpr int kAtATime = 100;

// Whose work waits: one user's, or of as many users as there is work.
enum class Users { kOne, kMany };
std::string UserOf(int64_t i, Users users) {
  return users == Users::kMany ? absl::StrCat("user-", i) : "user";
}

Size Waiting(int queued) {
  return {queued, absl::StrCat(WithCommas(queued), " wait")};
}

absl::StatusOr<Measured> PerCall(absl::FunctionRef<void(int64_t i)> call) {
  int64_t calls = 0;
  GAVEL_ASSIGN_OR_RETURN(auto samples, Sample({}, [&](int64_t) {
                           for (int i = 0; i < kAtATime; ++i) call(calls++);
                           return absl::OkStatus();
                         }));
  for (absl::Duration& sample : samples) sample /= kAtATime;
  return Microseconds(samples);
}

// Whose turn it is: one is added, taken and finished, so that as many wait.
absl::Status MeasureOrder(int queued, Users users, Curves& curves) {
  FairQueue order(2);
  for (int i = 0; i < queued; ++i) {
    order.Add(Priority::kPractice, UserOf(i, users));
  }
  const Size at = Waiting(queued);
  const std::string whose = users == Users::kMany ? " by many" : " by one";
  GAVEL_ASSIGN_OR_RETURN(
      const Measured turns, PerCall([&](int64_t i) {
        order.Add(Priority::kPractice, UserOf(queued + i, users));
        const auto turn = order.Take(Priority::kRejudge);
        order.Finish(turn.value().ticket, absl::Milliseconds(20));
      }));
  curves.Add("add, take and finish, work" + whose, at, turns);
  size_t ahead = 0;
  GAVEL_ASSIGN_OR_RETURN(const Measured position, PerCall([&](int64_t i) {
                           ahead += order.Ahead(Priority::kPractice,
                                                UserOf(i % queued, users));
                         }));
  curves.Add("queue position, work" + whose, at, position);
  return ahead > 0 ? absl::OkStatus()
                   : absl::InternalError("measuring a queue: it is empty");
}

// With its lock, its threads and the work itself.
absl::Status MeasureSlots(int queued, Curves& curves) {
  const SystemClock clock;
  WorkQueue queue(
      {.slots = 1, .limit = 2 * queued + kAtATime, .most_per_user = 1}, clock);
  const Size at = Waiting(queued);
  std::vector<absl::Duration> submits;
  absl::Notification last;
  for (int i = 0; i < queued; ++i) {
    const absl::Time start = clock.Now();
    GAVEL_ASSIGN_OR_RETURN(WorkQueue::Room room, queue.Reserve());
    queue.Add(std::move(room),
              {.user = absl::StrCat("user-", i), .run = [&last, i, queued] {
                 if (i + 1 == queued) last.Notify();
                 return absl::Milliseconds(20);
               }});
    submits.push_back(clock.Now() - start);
  }
  curves.Add("reserve and add", at, Microseconds(submits));
  GAVEL_ASSIGN_OR_RETURN(const Measured stats, PerCall([&](int64_t) {
                           static_cast<void>(queue.Stats());
                         }));
  curves.Add("metrics", at, stats);
  GAVEL_ASSIGN_OR_RETURN(
      const Measured in_flight, PerCall([&](int64_t i) {
        static_cast<void>(queue.InFlight(absl::StrCat("user-", i % queued)));
      }));
  curves.Add("in flight of a user", at, in_flight);
  const absl::Time start = clock.Now();
  GAVEL_RETURN_IF_ERROR(queue.Start());
  last.WaitForNotification();
  curves.Add("take and run nothing", at,
             Microseconds({(clock.Now() - start) / queued}));
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureQueues(const GrowthSettings&, Report& report) {
  Curves curves("us", Curves::Shape::kFlat);
  for (const int queued : kQueued) {
    for (const Users users : {Users::kOne, Users::kMany}) {
      GAVEL_RETURN_IF_ERROR(MeasureOrder(queued, users, curves));
    }
    GAVEL_RETURN_IF_ERROR(MeasureSlots(queued, curves));
  }
  curves.AddTo(report);
  return absl::OkStatus();
}

}  // namespace gavel::bench
