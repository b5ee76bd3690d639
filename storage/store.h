// Durable history: problems, submissions and judgements.
//
// Shape:   a problem is a sequence of immutable versions; a submission has at
//          most one current judgement
// Errors:  NotFound names what is missing; InvalidArgument for a bad page
//          token; AlreadyExists for a second judgement; DataLoss for a store
//          that contradicts itself; Unavailable or ResourceExhausted for a disk
//          that is busy or full
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
#include "core/submission.h"

namespace gavel::storage {

// A submission with its current judgement, if it has one.
struct SubmissionRecord {
  Submission submission;
  std::optional<Judgement> judgement;
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

struct SubmissionFilter {
  // Empty matches every problem.
  std::string problem_id;
};

class Store {
 public:
  virtual ~Store() = default;

  // Stores a new version: test data first, then everything else in one
  // transaction. Returns the problem with its version, its paths now pointing
  // into the store. Equal content of the newest version is not stored twice:
  // that version is returned.
  virtual absl::StatusOr<Problem> AddProblem(const Problem& problem) = 0;
  // The newest version, or the one asked for.
  virtual absl::StatusOr<Problem> GetProblem(
      const std::string& id, std::optional<int32_t> version) = 0;
  // Newest versions, by id.
  virtual absl::StatusOr<Page<ProblemSummary>> ListProblems(
      const PageRequest& page) = 0;

  // Durable when it returns; id and created are the store's.
  virtual absl::StatusOr<Submission> AddSubmission(
      const Submission& submission) = 0;
  virtual absl::StatusOr<SubmissionRecord> GetSubmission(SubmissionId id) = 0;
  // Newest first. Sources are left out, and so are the judgements' runs.
  virtual absl::StatusOr<Page<SubmissionRecord>> ListSubmissions(
      const SubmissionFilter& filter, const PageRequest& page) = 0;
  // Accepted, without a verdict, oldest first: what a restart has to judge.
  virtual absl::StatusOr<std::vector<SubmissionId>> UnjudgedSubmissions() = 0;

  // Makes the judgement current, in one transaction with its runs.
  // AlreadyExists if the submission has one, and then nothing changes.
  virtual absl::Status AddJudgement(SubmissionId id,
                                    const Judgement& judgement) = 0;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_STORE_H_
