// Durable history: problems, submissions and judgements.
//
// Shape:   a problem is a sequence of immutable versions; a submission has any
//          number of judgements, of which at most one is current
// Errors:  NotFound names what is missing; InvalidArgument for a bad page
//          token and for a problem that is not well formed; AlreadyExists for a
//          judgement that nobody waits for and for a key used twice;
//          FailedPrecondition for a problem that is archived; DataLoss for a
//          store that contradicts itself; Unavailable or ResourceExhausted for
//          a disk that is busy or full
// Threads: thread-safe; every call may block on the disk
// Owner:   copies what it is given, test data included
#ifndef GAVEL_STORAGE_STORE_H_
#define GAVEL_STORAGE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/sha256.h"
#include "core/submission.h"

namespace gavel::storage {

// A submission with its current judgement, if it has one.
struct SubmissionRecord {
  Submission submission;
  std::optional<Judgement> judgement;
  // Set while it waits for a verdict, its first or another: the version of its
  // problem that it is to be judged on. Lists leave it out.
  std::optional<int32_t> pending_version = {};
};

// One of the judgements of a submission.
struct JudgementRecord {
  int64_t id = 0;
  bool current = false;
  Judgement judgement;
};

// One page of a list. An empty next_page_token means that this was the last.
template <typename T>
struct Page {
  std::vector<T> items;
  std::string next_page_token;
};

struct PageRequest {
  // From 1; the caller bounds it.
  int32_t size = 50;
  // Empty for the first page; else a next_page_token of the same list.
  std::string token;
};

struct ProblemFilter {
  // With those that are archived.
  bool archived = false;
};

// What is empty matches everything.
struct SubmissionFilter {
  std::string problem_id = {};
  std::string user_id = {};
  std::string submitted_by = {};
  std::string contest_id = {};
  // Of the current judgement.
  std::optional<Verdict> verdict = {};
  std::optional<Language> language = {};
  // When it was accepted: not before `from`, and before `until`.
  absl::Time from = absl::InfinitePast();
  absl::Time until = absl::InfiniteFuture();
};

// A submission that waits for a verdict: what a queue has to know of it.
struct Waiting {
  SubmissionId id = 0;
  std::string user_id;
  std::string contest_id;
  // It has a verdict already.
  bool again = false;
};

class Store {
 public:
  virtual ~Store() = default;

  // Stores a new version: files first, then everything else in one transaction.
  // Returns the problem with its version; all of its paths point into the store
  // then, and where a file had `text`, that is its content. Equal content of
  // the newest version is not stored twice: that version is returned.
  virtual absl::StatusOr<Problem> AddProblem(const Problem& problem) = 0;
  // The newest version, or the one asked for.
  virtual absl::StatusOr<Problem> GetProblem(
      const std::string& id, std::optional<int32_t> version) = 0;
  // Newest versions, by id.
  virtual absl::StatusOr<Page<ProblemSummary>> ListProblems(
      const ProblemFilter& filter, const PageRequest& page) = 0;
  // All versions of one, newest first.
  virtual absl::StatusOr<std::vector<ProblemSummary>> ListVersions(
      const std::string& id) = 0;
  // An archived problem takes no submissions and is left out of lists; else it
  // is as before. Archiving twice is as good as once.
  virtual absl::Status ArchiveProblem(const std::string& id, bool archived) = 0;

  // Keeps a file for a problem that is to come, so that its sender need not
  // send it again. Durable when it returns.
  virtual absl::StatusOr<Sha256> AddFile(const std::string& path) = 0;
  // Where the file with that content is, if the store has it.
  virtual std::optional<std::string> FindFile(const Sha256& hash) = 0;

  // Durable when it returns. The id is the store's; `created` is when it was
  // admitted, or now if that is not set. AlreadyExists for an idempotency key
  // that its sender used before, FailedPrecondition over a contest's limit.
  virtual absl::StatusOr<Submission> AddSubmission(
      const Submission& submission) = 0;
  virtual absl::StatusOr<SubmissionRecord> GetSubmission(SubmissionId id) = 0;
  // Newest first. Sources are left out, and of the judgements the runs, skipped
  // tests, groups and provenance.
  virtual absl::StatusOr<Page<SubmissionRecord>> ListSubmissions(
      const SubmissionFilter& filter, const PageRequest& page) = 0;
  // Accepted, without a verdict, oldest first: what a restart has to judge.
  virtual absl::StatusOr<std::vector<Waiting>> UnjudgedSubmissions() = 0;
  // The one that its sender calls so; nullopt if there is none.
  virtual absl::StatusOr<std::optional<SubmissionId>> FindSubmission(
      const std::string& submitted_by, const std::string& idempotency_key) = 0;

  // Makes the judgement current, in one transaction with its runs; it is of the
  // version that the submission waits for. The one before, if any, stays.
  // AlreadyExists if the submission waits for none, and then nothing changes.
  virtual absl::Status AddJudgement(SubmissionId id,
                                    const Judgement& judgement) = 0;
  // Makes a submission that has a verdict wait for another, on that version of
  // its problem. Its judgement stays current until then. FailedPrecondition if
  // it waits already.
  virtual absl::Status Rejudge(SubmissionId id, int32_t problem_version) = 0;
  // All judgements of a submission, oldest first, without runs, skipped tests,
  // groups and provenance.
  virtual absl::StatusOr<std::vector<JudgementRecord>> ListJudgements(
      SubmissionId id) = 0;
  // Runs that have a key, of the newest few judgements with that
  // Provenance::program, each with the judgement that made it as its
  // reused_from.
  virtual absl::StatusOr<std::vector<TestRun>> FindRuns(
      const Sha256& program) = 0;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_STORE_H_
