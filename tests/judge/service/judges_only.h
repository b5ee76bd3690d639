// A ContestStore that knows who judges what and which problems are hidden, and
// nothing else.
#ifndef GAVEL_TESTS_JUDGE_SERVICE_JUDGES_ONLY_H_
#define GAVEL_TESTS_JUDGE_SERVICE_JUDGES_ONLY_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/contest_store.h"

namespace gavel::judge {

class JudgesOnly final : public storage::ContestStore {
 public:
  // Before it is used.
  void Add(const Contest& contest) { contests_[contest.id] = contest; }

  absl::StatusOr<std::vector<Contest>> ContestsOf(
      const std::string& problem_id) override {
    std::vector<Contest> found;
    for (const auto& [id, contest] : contests_) {
      for (const ContestProblem& problem : contest.problems) {
        if (problem.problem_id == problem_id) found.push_back(contest);
      }
    }
    return found;
  }
  absl::StatusOr<bool> IsJudgeOf(const std::string& user_id,
                                 const std::string& contest_id) override {
    const auto found = contests_.find(contest_id);
    if (found == contests_.end()) return false;
    for (const std::string& judge : found->second.judges) {
      if (judge == user_id) return true;
    }
    return false;
  }
  absl::Status HideProblem(const std::string& problem_id,
                           bool hidden) override {
    if (hidden) hidden_.insert(problem_id);
    return absl::OkStatus();
  }
  absl::StatusOr<bool> IsHidden(const std::string& problem_id) override {
    return hidden_.contains(problem_id);
  }

  absl::StatusOr<Contest> AddContest(const Contest&) override { return No(); }
  absl::StatusOr<Contest> UpdateContest(const Contest&) override {
    return No();
  }
  absl::StatusOr<Contest> GetContest(const std::string&) override {
    return No();
  }
  absl::StatusOr<storage::Page<Contest>> ListContests(
      const storage::ContestFilter&, const storage::PageRequest&) override {
    return No();
  }
  absl::StatusOr<absl::Duration> LongestExtraTime(const std::string&) override {
    return absl::ZeroDuration();
  }
  absl::Status PutRegistration(const std::string&,
                               const Registration&) override {
    return No();
  }
  absl::Status RemoveRegistration(const std::string&,
                                  const std::string&) override {
    return No();
  }
  absl::StatusOr<Registration> GetRegistration(const std::string&,
                                               const std::string&) override {
    return absl::NotFoundError("nobody takes part");
  }
  absl::StatusOr<std::vector<Registration>> ListRegistrations(
      const std::string&) override {
    return No();
  }
  absl::StatusOr<storage::ContestLog> SubmissionLog(const std::string&,
                                                    int64_t) override {
    return No();
  }
  absl::StatusOr<int32_t> CountSubmissions(const std::string&,
                                           const std::string&,
                                           const std::string&) override {
    return No();
  }
  absl::StatusOr<Clarification> AddClarification(
      const Clarification&) override {
    return No();
  }
  absl::StatusOr<Clarification> AnswerClarification(const std::string&, int64_t,
                                                    const std::string&,
                                                    const std::string&,
                                                    bool) override {
    return No();
  }
  absl::StatusOr<std::vector<Clarification>> ListClarifications(
      const std::string&) override {
    return No();
  }

 private:
  static absl::Status No() { return absl::UnimplementedError("judges only"); }

  std::map<std::string, Contest> contests_;
  std::set<std::string> hidden_;
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_JUDGES_ONLY_H_
