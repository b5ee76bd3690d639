// The ContestStore over SQLite.
//
// Errors:  as in storage/contest_store.h
// Threads: thread-safe
// Owner:   borrows the database and the clock for its lifetime
#ifndef GAVEL_STORAGE_SQLITE_CONTESTS_H_
#define GAVEL_STORAGE_SQLITE_CONTESTS_H_

#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/status_macros.h"
#include "storage/contest_store.h"
#include "storage/database.h"

namespace gavel::storage {

class SqliteContests final : public ContestStore {
 public:
  SqliteContests(Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  absl::StatusOr<Contest> AddContest(const Contest& contest) override;
  absl::StatusOr<Contest> UpdateContest(const Contest& contest) override;
  absl::StatusOr<Contest> GetContest(const std::string& id) override;
  absl::StatusOr<Page<Contest>> ListContests(const ContestFilter& filter,
                                             const PageRequest& page) override;
  absl::StatusOr<std::vector<Contest>> ContestsOf(
      const std::string& problem_id) override;
  absl::StatusOr<bool> IsJudgeOf(const std::string& user_id,
                                 const std::string& contest_id) override;

  absl::Status PutRegistration(const std::string& contest_id,
                               const Registration& registration) override;
  absl::Status RemoveRegistration(const std::string& contest_id,
                                  const std::string& user_id) override;
  absl::StatusOr<Registration> GetRegistration(
      const std::string& contest_id, const std::string& user_id) override;
  absl::StatusOr<std::vector<Registration>> ListRegistrations(
      const std::string& contest_id) override;
  absl::StatusOr<absl::Duration> LongestExtraTime(
      const std::string& contest_id) override;

  absl::StatusOr<ContestLog> SubmissionLog(const std::string& contest_id,
                                           int64_t after_change) override;
  absl::StatusOr<int32_t> CountSubmissions(
      const std::string& contest_id, const std::string& user_id,
      const std::string& problem_id) override;

  absl::StatusOr<Clarification> AddClarification(
      const Clarification& clarification) override;
  absl::StatusOr<Clarification> AnswerClarification(
      const std::string& contest_id, int64_t id, const std::string& answer,
      const std::string& answered_by, bool to_all) override;
  absl::StatusOr<std::vector<Clarification>> ListClarifications(
      const std::string& contest_id) override;

  absl::Status HideProblem(const std::string& problem_id, bool hidden) override;
  absl::StatusOr<bool> IsHidden(const std::string& problem_id) override;

 private:
  // What a query returns that reads one snapshot.
  template <typename Query>
  auto Read(const Query& query)
      -> std::invoke_result_t<const Query&, Connection&> {
    std::invoke_result_t<const Query&, Connection&> result;
    GAVEL_RETURN_IF_ERROR(database_.Read([&](Connection& connection) {
      result = query(connection);
      return result.status();
    }));
    return result;
  }
  // As precise as it is stored.
  absl::Time Now() const;

  Database& database_;
  const Clock& clock_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SQLITE_CONTESTS_H_
