// How much one user may ask of the server, and how often.
//
// Shape:   token buckets for submissions, one-off runs and calls of each user,
//          and bounds on what is open or in flight at a time. Each role has
//          limits; a role without any is bounded by the queue alone. A service
//          has limits of its own, and each user for whom it submits those of a
//          contestant
// Errors:  ResourceExhausted with a delay (core/retry.h), naming the user and
//          the limit
// Threads: thread-safe; never blocks
// Owner:   borrows the clock. Passes must not outlive it
#ifndef GAVEL_JUDGE_SERVICE_RATE_LIMITS_H_
#define GAVEL_JUDGE_SERVICE_RATE_LIMITS_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "core/user.h"
#include "judge/service/token_bucket.h"

namespace gavel::judge {

struct UserLimits {
  Rate submissions;
  Rate one_offs;
  // All calls, the two above included, and streams when they are opened.
  Rate calls;
  // Submissions and one-off runs that wait or run.
  int in_flight = 0;
  // At a time.
  int calls_open = 0;
  int streams_open = 0;
};

// Generous for people, and a lot for a platform.
std::map<Role, UserLimits> DefaultLimits();

struct RateLimitOptions {
  std::map<Role, UserLimits> by_role = DefaultLimits();
};

class RateLimits {
 public:
  // What counts as open until this goes. That of a user without limits holds
  // nothing.
  class Pass {
   public:
    explicit Pass(std::string user) : user_(std::move(user)) {}
    Pass(Pass&& other) noexcept;
    Pass& operator=(Pass&& other) = delete;
    ~Pass() { Release(); }

    const std::string& user() const { return user_; }
    // As its end does.
    void Release();

   private:
    friend class RateLimits;
    // What of a user it holds.
    enum class Kind { kCall, kStream, kQueued };
    Pass(RateLimits* limits, std::string user, Kind kind)
        : limits_(limits), user_(std::move(user)), kind_(kind) {}

    RateLimits* limits_ = nullptr;
    std::string user_;
    Kind kind_ = Kind::kCall;
  };

  // `in_flight` tells what the queue has of a user, waiting or running; it is
  // called under a lock.
  RateLimits(const RateLimitOptions& options, const Clock& clock,
             std::function<int(const std::string& user)> in_flight);

  // To be held while it is answered, or open.
  absl::StatusOr<Pass> BeginCall(const Caller& caller);
  absl::StatusOr<Pass> BeginStream(const Caller& caller);
  // To be held until it is in the queue. `user` is whose submission it is, the
  // caller unless it submits on behalf of others.
  absl::StatusOr<Pass> BeginSubmission(const Caller& caller,
                                       const std::string& user);
  absl::StatusOr<Pass> BeginOneOff(const Caller& caller);

  // For tests: of how many users anything is remembered.
  size_t remembered();

 private:
  struct Usage {
    TokenBucket submissions;
    TokenBucket one_offs;
    TokenBucket calls;
    // By Pass::Kind.
    int open[3] = {};

    int& of(Pass::Kind kind) { return open[static_cast<size_t>(kind)]; }
    bool IsNothing(absl::Time now) const;
  };

  const UserLimits* LimitsOf(Role role) const;
  absl::StatusOr<Pass> Open(const Caller& caller, Pass::Kind kind, int limit,
                            const char* what, const UserLimits& limits)
      ABSL_LOCKS_EXCLUDED(mu_);
  // What waits, runs, or is about to, against the limit.
  absl::Status CheckInFlightLocked(const std::string& user, int limit)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  Pass HoldLocked(const std::string& user, Pass::Kind kind)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Release(const std::string& user, Pass::Kind kind)
      ABSL_LOCKS_EXCLUDED(mu_);
  void ForgetIfManyLocked(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void ForgetIdleLocked(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const RateLimitOptions options_;
  const Clock& clock_;
  const std::function<int(const std::string& user)> in_flight_;
  absl::Mutex mu_;
  std::unordered_map<std::string, Usage> users_ ABSL_GUARDED_BY(mu_);
  // When there are so many, those of whom there is nothing to remember go.
  size_t forget_at_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_RATE_LIMITS_H_
