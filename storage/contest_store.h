// Durable contests: who takes part, what was asked, what was submitted.
//
// Errors:  NotFound names what is missing; AlreadyExists for a contest that is
//          there; FailedPrecondition for an edit of a revision that is not the
//          newest; else as in storage/store.h
// Threads: thread-safe; every call may block on the disk
#ifndef GAVEL_STORAGE_CONTEST_STORE_H_
#define GAVEL_STORAGE_CONTEST_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/contest.h"
#include "storage/store.h"

namespace gavel::storage {

struct ContestFilter {
  // Only those that this user is registered in or a judge of and those with
  // open registration; all if it is empty.
  std::string visible_to = {};
};

// What was submitted in a contest and changed after some point.
struct ContestLog {
  // In the order of submissions, each as it is now.
  std::vector<LogEntry> entries;
  // To ask for what changes after this.
  int64_t change = 0;
};

class ContestStore {
 public:
  virtual ~ContestStore() = default;

  // The revision is 1. NotFound for a problem that is not there.
  virtual absl::StatusOr<Contest> AddContest(const Contest& contest) = 0;
  // Of the revision that `contest` has; returns it with the next.
  virtual absl::StatusOr<Contest> UpdateContest(const Contest& contest) = 0;
  virtual absl::StatusOr<Contest> GetContest(const std::string& id) = 0;
  // By start, latest first.
  virtual absl::StatusOr<Page<Contest>> ListContests(
      const ContestFilter& filter, const PageRequest& page) = 0;
  // All that have the problem.
  virtual absl::StatusOr<std::vector<Contest>> ContestsOf(
      const std::string& problem_id) = 0;
  virtual absl::StatusOr<bool> IsJudgeOf(const std::string& user_id,
                                         const std::string& contest_id) = 0;

  // Adds, or takes the place of the one before.
  virtual absl::Status PutRegistration(const std::string& contest_id,
                                       const Registration& registration) = 0;
  // FailedPrecondition once its user has submitted.
  virtual absl::Status RemoveRegistration(const std::string& contest_id,
                                          const std::string& user_id) = 0;
  virtual absl::StatusOr<Registration> GetRegistration(
      const std::string& contest_id, const std::string& user_id) = 0;
  // By user.
  virtual absl::StatusOr<std::vector<Registration>> ListRegistrations(
      const std::string& contest_id) = 0;

  // The longest of those who do not take part virtually.
  virtual absl::StatusOr<absl::Duration> LongestExtraTime(
      const std::string& contest_id) = 0;

  // Everything submitted in it with a change after that one, 0 for all: new
  // submissions, new judgements, judgements that others took the place of.
  virtual absl::StatusOr<ContestLog> SubmissionLog(
      const std::string& contest_id, int64_t after_change) = 0;
  // Those that count for the limit: all without a verdict or with one that is
  // not JE. AddSubmission refuses what is over the limit.
  virtual absl::StatusOr<int32_t> CountSubmissions(
      const std::string& contest_id, const std::string& user_id,
      const std::string& problem_id) = 0;

  // Id and created are the store's.
  virtual absl::StatusOr<Clarification> AddClarification(
      const Clarification& clarification) = 0;
  // FailedPrecondition if it has been answered.
  virtual absl::StatusOr<Clarification> AnswerClarification(
      const std::string& contest_id, int64_t id, const std::string& answer,
      const std::string& answered_by, bool to_all) = 0;
  // Oldest first.
  virtual absl::StatusOr<std::vector<Clarification>> ListClarifications(
      const std::string& contest_id) = 0;

  // A hidden problem is seen by contestants in contests only. It need not be
  // there yet.
  virtual absl::Status HideProblem(const std::string& problem_id,
                                   bool hidden) = 0;
  virtual absl::StatusOr<bool> IsHidden(const std::string& problem_id) = 0;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_CONTEST_STORE_H_
