#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/flood.h"
#include "bench/growth.h"
#include "bench/growth_curve.h"
#include "bench/journey.h"
#include "bench/own_server.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr std::array<int64_t, 4> kWaiting = {10, 100, 1000, 10'000};
constexpr int kSlots = 2;
constexpr int kCallers = 8;
// The last to come, whose calls are measured.
constexpr int kMeasured = 10;
// Until the slots are taken.
constexpr absl::Duration kToBegin = absl::Milliseconds(300);

// For as long as a queue of that length may take to fill.
absl::Duration SleepFor(int64_t waiting) {
  return absl::Seconds(1) + absl::Milliseconds(1) * waiting;
}

// Submissions that hold all slots for a while and need no processor.
class Sleepers {
 public:
  Sleepers(const std::string& address, absl::Duration length) {
    for (int i = 0; i < kSlots; ++i) {
      threads_.emplace_back([this, address, length, i] {
        v1::SubmitRequest request = SumSubmission(1);
        request.set_on_behalf_of(absl::StrCat("sleeper-", i));
        request.set_source(absl::StrCat(
            "setTimeout(() => {}, ", absl::ToInt64Milliseconds(length), ");"));
        outcomes_[i] = SubmitAndAwait(*Connect(address), request);
        ends_[i] = absl::Now();
      });
    }
    absl::SleepFor(kToBegin);
  }
  ~Sleepers() {
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  // When the first woke up.
  absl::StatusOr<absl::Time> AwaitEnd() {
    for (std::thread& thread : threads_) thread.join();
    for (const Outcome& outcome : outcomes_) {
      if (outcome.status.ok()) continue;
      return absl::InternalError(outcome.status.error_message());
    }
    return *std::min_element(ends_.begin(), ends_.end());
  }

 private:
  std::array<Outcome, kSlots> outcomes_;
  std::array<absl::Time, kSlots> ends_;
  std::vector<std::thread> threads_;
};

// Everybody submits once, so that everybody's turn is looked for.
std::string UserOf(int64_t waiting, int64_t number) {
  return absl::StrCat("user-", waiting, "-", number);
}

// Submits the last of them, before which all others are judged.
absl::StatusOr<absl::Duration> Drain(v1::SubmissionService::Stub& stub,
                                     int64_t waiting, Sleepers& sleepers) {
  v1::SubmitRequest last = SumSubmission(1);
  last.set_on_behalf_of(UserOf(waiting, waiting - 1));
  const absl::Time submitted = absl::Now();
  GAVEL_RETURN_IF_ERROR(CheckAccepted(SubmitAndAwait(stub, last), 1));
  const absl::Time drained = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const absl::Time begin, sleepers.AwaitEnd());
  if (begin > submitted) return drained - begin;
  return absl::InternalError(absl::StrCat("filling a queue with ", waiting,
                                          " took longer than its slots sleep"));
}

absl::Status MeasureWaiting(const OwnServer& server, int64_t waiting,
                            Curves& curves) {
  const Size at = {waiting, absl::StrCat(WithCommas(waiting), " wait")};
  const auto stub = Connect(server.address());
  Sleepers sleepers(server.address(), SleepFor(waiting));
  v1::SubmitRequest request = SumSubmission(1);
  Flood flood(server.address(), waiting - kMeasured, kCallers, request,
              [waiting](int64_t number) { return UserOf(waiting, number); });
  GAVEL_RETURN_IF_ERROR(flood.AwaitArrived());

  std::vector<absl::Duration> submits;
  std::string id;
  for (int64_t i = waiting - kMeasured; i + 1 < waiting; ++i) {
    request.set_on_behalf_of(UserOf(waiting, i));
    const absl::Time start = absl::Now();
    GAVEL_ASSIGN_OR_RETURN(id, Submit(*stub, request));
    submits.push_back(absl::Now() - start);
  }
  curves.Add("server: submit", at, Milliseconds(submits));
  GAVEL_ASSIGN_OR_RETURN(const auto reads, Sample({}, [&](int64_t) {
                           return IsPending(*stub, id).status();
                         }));
  curves.Add("server: get a submission that waits", at, Milliseconds(reads));
  GAVEL_ASSIGN_OR_RETURN(const absl::Duration drained,
                         Drain(*stub, waiting, sleepers));
  curves.Add("server: claim, judge and answer one", at,
             Single(absl::FDivDuration(drained, absl::Milliseconds(waiting))));
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureServer(const GrowthSettings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto server,
      OwnServer::Start(settings.bin, {1},
                       {"--slots", absl::StrCat(kSlots), "--queue-limit",
                        absl::StrCat(2 * kWaiting.back())}));
  Curves curves("ms", Curves::Shape::kFlat);
  for (const int64_t waiting : kWaiting) {
    if (waiting > settings.most_waiting) break;
    GAVEL_RETURN_IF_ERROR(MeasureWaiting(*server, waiting, curves));
  }
  curves.AddTo(report);
  return absl::OkStatus();
}

}  // namespace gavel::bench
