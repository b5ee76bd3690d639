// Problems, submissions and judgements to store, and what they look like.
#ifndef GAVEL_TESTS_STORAGE_SAMPLES_H_
#define GAVEL_TESTS_STORAGE_SAMPLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/submission.h"
#include "storage/store.h"

namespace gavel::storage {

// Moves by a millisecond and a bit, finer than what is stored, at each look.
class TickingClock final : public Clock {
 public:
  absl::Time Now() const override {
    absl::MutexLock lock(&mu_);
    return now_ += absl::Nanoseconds(1000001);
  }

 private:
  mutable absl::Mutex mu_;
  mutable absl::Time now_ ABSL_GUARDED_BY(mu_) =
      absl::FromUnixSeconds(1700000000);
};

// With every field unlike its default and two test cases whose files are
// written to `directory`.
Problem SampleProblem(const std::string& directory, const std::string& id);

Submission SampleSubmission(const std::string& problem_id,
                            int32_t problem_version, const std::string& source);

// With every field unlike its default and two runs.
Judgement SampleJudgement();

// The ids of those that wait for a verdict.
std::vector<SubmissionId> UnjudgedIds(Store& store);

// All fields, as text that a failed test can show. Durations and times as
// precise as they are stored.
std::string Describe(const Execution& execution);
std::string Describe(const Judgement& judgement);
std::string Describe(const Submission& submission);
std::string Describe(const SubmissionRecord& record);
// Test data by content rather than by path.
std::string Describe(const Problem& problem);
std::string Describe(const ProblemSummary& summary);

}  // namespace gavel::storage

#endif  // GAVEL_TESTS_STORAGE_SAMPLES_H_
