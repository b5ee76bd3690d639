#include "tests/fakes/fake_store.h"

#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::fakes {
namespace {

absl::Status NoSubmission(SubmissionId id) {
  return absl::NotFoundError(absl::StrCat("no submission ", id));
}

absl::Status BadToken(const std::string& token) {
  return absl::InvalidArgumentError(absl::StrCat("bad page token ", token));
}

ProblemSummary Summarize(const Problem& problem) {
  return {.id = problem.id,
          .version = problem.version,
          .title = problem.title,
          .cpu_time = problem.limits.cpu_time,
          .memory = problem.limits.memory,
          .test_count = static_cast<int32_t>(problem.tests.size())};
}

}  // namespace

absl::StatusOr<Problem> FakeStore::AddProblem(const Problem& problem) {
  absl::MutexLock lock(&mu_);
  std::vector<Problem>& versions = problems_[problem.id];
  versions.push_back(problem);
  versions.back().version = static_cast<int32_t>(versions.size());
  return versions.back();
}

absl::StatusOr<Problem> FakeStore::GetProblem(const std::string& id,
                                              std::optional<int32_t> version) {
  absl::MutexLock lock(&mu_);
  const auto found = problems_.find(id);
  if (found == problems_.end()) {
    return absl::NotFoundError(absl::StrCat("no problem ", id));
  }
  const int32_t newest = static_cast<int32_t>(found->second.size());
  const int32_t wanted = version.value_or(newest);
  if (wanted < 1 || wanted > newest) {
    return absl::NotFoundError(
        absl::StrCat("no version ", wanted, " of problem ", id));
  }
  return found->second[static_cast<size_t>(wanted - 1)];
}

absl::StatusOr<storage::Page<ProblemSummary>> FakeStore::ListProblems(
    const storage::PageRequest& page) {
  absl::MutexLock lock(&mu_);
  storage::Page<ProblemSummary> result;
  for (auto it = problems_.upper_bound(page.token); it != problems_.end();
       ++it) {
    if (static_cast<int32_t>(result.items.size()) == page.size) {
      result.next_page_token = result.items.back().id;
      break;
    }
    result.items.push_back(Summarize(it->second.back()));
  }
  return result;
}

absl::StatusOr<Submission> FakeStore::AddSubmission(
    const Submission& submission) {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(add_submission_.Next());
  Submission stored = submission;
  stored.id = static_cast<SubmissionId>(records_.size()) + 1;
  stored.created = absl::FromUnixSeconds(stored.id);
  records_[stored.id].submission = stored;
  return stored;
}

absl::StatusOr<storage::SubmissionRecord> FakeStore::GetSubmission(
    SubmissionId id) {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(get_submission_.Next());
  const auto found = records_.find(id);
  if (found == records_.end()) return NoSubmission(id);
  return found->second;
}

absl::StatusOr<storage::Page<storage::SubmissionRecord>>
FakeStore::ListSubmissions(const storage::SubmissionFilter& filter,
                           const storage::PageRequest& page) {
  absl::MutexLock lock(&mu_);
  auto end = records_.end();
  if (!page.token.empty()) {
    SubmissionId before = 0;
    if (!absl::SimpleAtoi(page.token, &before)) return BadToken(page.token);
    end = records_.lower_bound(before);
  }
  storage::Page<storage::SubmissionRecord> result;
  for (auto it = std::make_reverse_iterator(end); it != records_.rend(); ++it) {
    storage::SubmissionRecord record = it->second;
    if (!filter.problem_id.empty() &&
        record.submission.problem_id != filter.problem_id) {
      continue;
    }
    if (static_cast<int32_t>(result.items.size()) == page.size) {
      result.next_page_token = absl::StrCat(result.items.back().submission.id);
      break;
    }
    record.submission.source.clear();
    record.submission.file_name.clear();
    if (record.judgement) record.judgement->runs.clear();
    result.items.push_back(std::move(record));
  }
  return result;
}

absl::StatusOr<std::vector<SubmissionId>> FakeStore::UnjudgedSubmissions() {
  absl::MutexLock lock(&mu_);
  std::vector<SubmissionId> unjudged;
  for (const auto& [id, record] : records_) {
    if (!record.judgement) unjudged.push_back(id);
  }
  return unjudged;
}

absl::Status FakeStore::AddJudgement(SubmissionId id,
                                     const Judgement& judgement) {
  absl::Status status = StoreJudgement(id, judgement);
  std::function<void(SubmissionId)> after_judgement;
  std::function<void()> after_failure;
  {
    absl::MutexLock lock(&mu_);
    after_judgement = after_judgement_;
    after_failure = after_failure_;
  }
  if (status.ok() && after_judgement) after_judgement(id);
  if (!status.ok() && after_failure) after_failure();
  return status;
}

absl::Status FakeStore::StoreJudgement(SubmissionId id,
                                       const Judgement& judgement) {
  absl::MutexLock lock(&mu_);
  ++judgings_[id];
  GAVEL_RETURN_IF_ERROR(add_judgement_.Next());
  const auto found = records_.find(id);
  if (found == records_.end()) return NoSubmission(id);
  if (found->second.judgement) {
    return absl::AlreadyExistsError(
        absl::StrCat("submission ", id, " has a judgement"));
  }
  found->second.judgement = judgement;
  return absl::OkStatus();
}

void FakeStore::FailAddSubmission(int count, absl::Status status) {
  absl::MutexLock lock(&mu_);
  add_submission_ = {count, std::move(status)};
}

void FakeStore::FailGetSubmission(int count, absl::Status status) {
  absl::MutexLock lock(&mu_);
  get_submission_ = {count, std::move(status)};
}

void FakeStore::FailAddJudgement(int count, absl::Status status) {
  absl::MutexLock lock(&mu_);
  add_judgement_ = {count, std::move(status)};
}

void FakeStore::AfterJudgement(std::function<void(SubmissionId)> hook) {
  absl::MutexLock lock(&mu_);
  after_judgement_ = std::move(hook);
}

void FakeStore::AfterFailure(std::function<void()> hook) {
  absl::MutexLock lock(&mu_);
  after_failure_ = std::move(hook);
}

int FakeStore::judgings(SubmissionId id) const {
  absl::MutexLock lock(&mu_);
  const auto found = judgings_.find(id);
  return found == judgings_.end() ? 0 : found->second;
}

int FakeStore::submissions() const {
  absl::MutexLock lock(&mu_);
  return static_cast<int>(records_.size());
}

absl::Status FakeStore::Fault::Next() {
  if (count == 0) return absl::OkStatus();
  --count;
  return status;
}

}  // namespace gavel::fakes
