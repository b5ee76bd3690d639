// A store in memory, with faults on demand.
//
// Shape:   problems are kept as they are given, files where they are; only what
//          AddFile takes is copied, below the directory of temporary files
// Errors:  as storage/store.h, and those that a test asked for
// Threads: thread-safe
#ifndef GAVEL_TESTS_FAKES_FAKE_STORE_H_
#define GAVEL_TESTS_FAKES_FAKE_STORE_H_

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "storage/store.h"

namespace gavel::fakes {

class FakeStore final : public storage::Store {
 public:
  FakeStore() = default;
  // Removes the files that AddFile copied.
  ~FakeStore() override;
  absl::StatusOr<Problem> AddProblem(const Problem& problem) override;
  absl::StatusOr<Problem> GetProblem(const std::string& id,
                                     std::optional<int32_t> version) override;
  absl::StatusOr<storage::Page<ProblemSummary>> ListProblems(
      const storage::ProblemFilter& filter,
      const storage::PageRequest& page) override;
  absl::StatusOr<std::vector<ProblemSummary>> ListVersions(
      const std::string& id) override;
  absl::Status ArchiveProblem(const std::string& id, bool archived) override;
  absl::StatusOr<Sha256> AddFile(const std::string& path) override;
  std::optional<std::string> FindFile(const Sha256& hash) override;
  absl::StatusOr<Submission> AddSubmission(
      const Submission& submission) override;
  absl::StatusOr<storage::SubmissionRecord> GetSubmission(
      SubmissionId id) override;
  absl::StatusOr<storage::Page<storage::SubmissionRecord>> ListSubmissions(
      const storage::SubmissionFilter& filter,
      const storage::PageRequest& page) override;
  absl::StatusOr<std::vector<storage::Waiting>> UnjudgedSubmissions() override;
  absl::StatusOr<std::optional<SubmissionId>> FindSubmission(
      const std::string& submitted_by,
      const std::string& idempotency_key) override;
  absl::Status AddJudgement(SubmissionId id,
                            const Judgement& judgement) override;
  absl::Status Rejudge(SubmissionId id, int32_t problem_version) override;
  absl::StatusOr<std::vector<storage::JudgementRecord>> ListJudgements(
      SubmissionId id) override;
  absl::StatusOr<std::vector<TestRun>> FindRuns(const Sha256& program) override;

  // The next `count` calls fail so.
  void FailAddSubmission(int count, absl::Status status);
  void FailGetSubmission(int count, absl::Status status);
  void FailAddJudgement(int count, absl::Status status);
  // Called without a lock when a judgement has just become durable, and when
  // storing one has just failed.
  void AfterJudgement(std::function<void(SubmissionId)> hook);
  void AfterFailure(std::function<void()> hook);

  // How many judgements were offered for it, the refused ones included.
  int judgings(SubmissionId id) const;
  int submissions() const;

 private:
  struct Fault {
    int count = 0;
    absl::Status status;
    // The fault, once for each time it was asked for.
    absl::Status Next();
  };

  ProblemSummary Summarize(const Problem& problem) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status StoreJudgement(SubmissionId id, const Judgement& judgement);
  std::optional<SubmissionId> FindSubmissionLocked(
      const std::string& submitted_by, const std::string& idempotency_key) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  mutable absl::Mutex mu_;
  // Versions are the indices, from 1.
  std::map<std::string, std::vector<Problem>> problems_ ABSL_GUARDED_BY(mu_);
  std::set<std::string> archived_ ABSL_GUARDED_BY(mu_);
  // By hash in hexadecimal.
  std::map<std::string, std::string> files_ ABSL_GUARDED_BY(mu_);
  std::map<SubmissionId, storage::SubmissionRecord> records_
      ABSL_GUARDED_BY(mu_);
  std::map<SubmissionId, std::vector<storage::JudgementRecord>> judgements_
      ABSL_GUARDED_BY(mu_);
  // With all details; ids are the indices, from 1.
  std::vector<Judgement> details_ ABSL_GUARDED_BY(mu_);
  std::map<SubmissionId, int> judgings_ ABSL_GUARDED_BY(mu_);
  Fault add_submission_ ABSL_GUARDED_BY(mu_);
  Fault get_submission_ ABSL_GUARDED_BY(mu_);
  Fault add_judgement_ ABSL_GUARDED_BY(mu_);
  std::function<void(SubmissionId)> after_judgement_ ABSL_GUARDED_BY(mu_);
  std::function<void()> after_failure_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::fakes

#endif  // GAVEL_TESTS_FAKES_FAKE_STORE_H_
