#include "judge/service/rate_limits.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/retry.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

// Before it is worth looking for users to forget.
constexpr size_t kFewUsers = 1024;
// Until something of what is open may have ended.
constexpr absl::Duration kOpenDelay = absl::Seconds(1);

absl::Status TooOften(const std::string& user, absl::string_view what,
                      const Rate& rate, absl::Duration delay) {
  return RetryAfter(
      absl::ResourceExhaustedError(absl::StrCat(
          "user ", user, " has made too many ", what, ": ", rate.per_minute,
          " a minute are allowed, and ", rate.burst, " at once")),
      delay);
}

absl::Status TooMany(const std::string& user, absl::string_view what,
                     int limit) {
  return RetryAfter(
      absl::ResourceExhaustedError(absl::StrCat("user ", user, " has ", limit,
                                                " ", what, ", the limit")),
      kOpenDelay);
}

absl::Status CheckRate(const std::string& user, absl::string_view what,
                       const TokenBucket& bucket, const Rate& rate,
                       absl::Time now) {
  const absl::Duration delay = bucket.Delay(rate, now);
  if (delay <= absl::ZeroDuration()) return absl::OkStatus();
  return TooOften(user, what, rate, delay);
}

}  // namespace

std::map<Role, UserLimits> DefaultLimits() {
  return {
      {Role::kContestant,
       {.submissions = {.per_minute = 30, .burst = 10},
        .one_offs = {.per_minute = 60, .burst = 20},
        .calls = {.per_minute = 1200, .burst = 200},
        .in_flight = 100,
        .calls_open = 32,
        .streams_open = 64}},
      {Role::kJudge,
       {.submissions = {.per_minute = 600, .burst = 200},
        .one_offs = {.per_minute = 600, .burst = 200},
        .calls = {.per_minute = 6000, .burst = 1000},
        .in_flight = 1000,
        .calls_open = 64,
        .streams_open = 256}},
      {Role::kService,
       {.submissions = {.per_minute = 6000, .burst = 1000},
        .one_offs = {.per_minute = 600, .burst = 200},
        .calls = {.per_minute = 60'000, .burst = 5000},
        .in_flight = 1000,
        .calls_open = 512,
        .streams_open = 2048}},
  };
}

RateLimits::RateLimits(const RateLimitOptions& options, const Clock& clock,
                       std::function<int(const std::string& user)> in_flight)
    : options_(options),
      clock_(clock),
      in_flight_(std::move(in_flight)),
      forget_at_(kFewUsers) {}

absl::StatusOr<RateLimits::Pass> RateLimits::BeginCall(const Caller& caller) {
  const UserLimits* limits = LimitsOf(caller.role);
  if (limits == nullptr) return Pass(caller.user_id);
  return Open(caller, Pass::Kind::kCall, limits->calls_open, "calls open",
              *limits);
}

absl::StatusOr<RateLimits::Pass> RateLimits::BeginStream(const Caller& caller) {
  const UserLimits* limits = LimitsOf(caller.role);
  if (limits == nullptr) return Pass(caller.user_id);
  return Open(caller, Pass::Kind::kStream, limits->streams_open, "streams open",
              *limits);
}

absl::StatusOr<RateLimits::Pass> RateLimits::Open(const Caller& caller,
                                                  Pass::Kind kind, int limit,
                                                  const char* what,
                                                  const UserLimits& limits) {
  const absl::Time now = clock_.Now();
  absl::MutexLock lock(&mu_);
  ForgetIfManyLocked(now);
  Usage& usage = users_[caller.user_id];
  if (usage.of(kind) >= limit) return TooMany(caller.user_id, what, limit);
  GAVEL_RETURN_IF_ERROR(
      CheckRate(caller.user_id, "calls", usage.calls, limits.calls, now));
  usage.calls.Take(limits.calls, now);
  return HoldLocked(caller.user_id, kind);
}

absl::StatusOr<RateLimits::Pass> RateLimits::BeginSubmission(
    const Caller& caller, const std::string& user) {
  const UserLimits* of_caller = LimitsOf(caller.role);
  if (of_caller == nullptr) return Pass(caller.user_id);
  // Both must allow it before either is charged.
  std::vector<std::pair<std::string, const UserLimits*>> parties = {
      {caller.user_id, of_caller}};
  const UserLimits* of_user = LimitsOf(Role::kContestant);
  if (user != caller.user_id && of_user != nullptr) {
    parties.emplace_back(user, of_user);
  }
  const absl::Time now = clock_.Now();
  absl::MutexLock lock(&mu_);
  ForgetIfManyLocked(now);
  for (const auto& [name, limits] : parties) {
    GAVEL_RETURN_IF_ERROR(CheckRate(name, "submissions",
                                    users_[name].submissions,
                                    limits->submissions, now));
  }
  const auto& [whose, limits] = parties.back();
  GAVEL_RETURN_IF_ERROR(CheckInFlightLocked(whose, limits->in_flight));
  for (const auto& [name, its_limits] : parties) {
    users_[name].submissions.Take(its_limits->submissions, now);
  }
  return HoldLocked(whose, Pass::Kind::kQueued);
}

absl::StatusOr<RateLimits::Pass> RateLimits::BeginOneOff(const Caller& caller) {
  const UserLimits* limits = LimitsOf(caller.role);
  if (limits == nullptr) return Pass(caller.user_id);
  const absl::Time now = clock_.Now();
  absl::MutexLock lock(&mu_);
  ForgetIfManyLocked(now);
  Usage& usage = users_[caller.user_id];
  GAVEL_RETURN_IF_ERROR(CheckRate(caller.user_id, "one-off runs",
                                  usage.one_offs, limits->one_offs, now));
  GAVEL_RETURN_IF_ERROR(CheckInFlightLocked(caller.user_id, limits->in_flight));
  usage.one_offs.Take(limits->one_offs, now);
  return HoldLocked(caller.user_id, Pass::Kind::kQueued);
}

size_t RateLimits::remembered() {
  absl::MutexLock lock(&mu_);
  ForgetIdleLocked(clock_.Now());
  return users_.size();
}

bool RateLimits::Usage::IsNothing(absl::Time now) const {
  return submissions.IsFull(now) && one_offs.IsFull(now) && calls.IsFull(now) &&
         std::all_of(std::begin(open), std::end(open),
                     [](int count) { return count == 0; });
}

const UserLimits* RateLimits::LimitsOf(Role role) const {
  const auto found = options_.by_role.find(role);
  return found == options_.by_role.end() ? nullptr : &found->second;
}

absl::Status RateLimits::CheckInFlightLocked(const std::string& user,
                                             int limit) {
  // What gets into the queue meanwhile is counted twice, never missed.
  const int queued = users_[user].of(Pass::Kind::kQueued);
  if (queued + in_flight_(user) < limit) return absl::OkStatus();
  return TooMany(user, "submissions waiting or running", limit);
}

RateLimits::Pass RateLimits::HoldLocked(const std::string& user,
                                        Pass::Kind kind) {
  ++users_[user].of(kind);
  return Pass(this, user, kind);
}

void RateLimits::Release(const std::string& user, Pass::Kind kind) {
  absl::MutexLock lock(&mu_);
  --users_[user].of(kind);
}

void RateLimits::ForgetIfManyLocked(absl::Time now) {
  if (users_.size() >= forget_at_) ForgetIdleLocked(now);
}

void RateLimits::ForgetIdleLocked(absl::Time now) {
  std::erase_if(
      users_, [now](const auto& entry) { return entry.second.IsNothing(now); });
  forget_at_ = std::max(kFewUsers, 2 * users_.size());
}

RateLimits::Pass::Pass(Pass&& other) noexcept
    : limits_(std::exchange(other.limits_, nullptr)),
      user_(std::move(other.user_)),
      kind_(other.kind_) {}

void RateLimits::Pass::Release() {
  RateLimits* const limits = std::exchange(limits_, nullptr);
  if (limits != nullptr) limits->Release(user_, kind_);
}

}  // namespace gavel::judge
