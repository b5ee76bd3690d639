#include "tests/fakes/fake_store.h"

#include <stdlib.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "storage/page_token.h"

namespace gavel::fakes {
namespace {

// From where it counts time.
constexpr absl::Time kEpoch = absl::FromUnixSeconds(1700000000);

absl::Status NoSubmission(SubmissionId id) {
  return absl::NotFoundError(absl::StrCat("no submission ", id));
}

std::string ListName(const storage::SubmissionFilter& filter) {
  return absl::StrCat("submissions of ", filter.problem_id, "/", filter.user_id,
                      "/", filter.contest_id);
}

bool Matches(const storage::SubmissionFilter& filter,
             const storage::SubmissionRecord& record) {
  const auto matches = [](const std::string& wanted, const std::string& is) {
    return wanted.empty() || wanted == is;
  };
  const Submission& submission = record.submission;
  return matches(filter.problem_id, submission.problem_id) &&
         matches(filter.user_id, submission.user_id) &&
         matches(filter.submitted_by, submission.submitted_by) &&
         matches(filter.contest_id, submission.contest_id) &&
         (!filter.verdict ||
          (record.judgement && record.judgement->verdict == *filter.verdict)) &&
         (!filter.language || submission.language == *filter.language) &&
         submission.created >= filter.from && submission.created < filter.until;
}

absl::Status NoProblem(const std::string& id) {
  return absl::NotFoundError(absl::StrCat("no problem ", id));
}

// What lists leave out.
void DropDetails(Judgement& judgement) {
  judgement.runs.clear();
  judgement.skipped.clear();
  judgement.groups.clear();
  judgement.provenance.reset();
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("opening ", path));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

FakeStore::~FakeStore() {
  absl::MutexLock lock(&mu_);
  for (const auto& [hash, path] : files_) std::remove(path.c_str());
}

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
  if (found == problems_.end() && !version) return NoProblem(id);
  const int32_t newest =
      found == problems_.end() ? 0 : static_cast<int32_t>(found->second.size());
  const int32_t wanted = version.value_or(newest);
  if (wanted < 1 || wanted > newest) {
    return absl::NotFoundError(
        absl::StrCat("no problem ", id, " version ", wanted));
  }
  return found->second[static_cast<size_t>(wanted - 1)];
}

absl::StatusOr<storage::Page<ProblemSummary>> FakeStore::ListProblems(
    const storage::ProblemFilter& filter, const storage::PageRequest& page) {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  std::string after;
  if (!page.token.empty()) {
    GAVEL_ASSIGN_OR_RETURN(after,
                           storage::ParsePageToken("problems", page.token));
  }
  storage::Page<ProblemSummary> result;
  for (auto it = problems_.upper_bound(after); it != problems_.end(); ++it) {
    if (!filter.archived && archived_.contains(it->first)) continue;
    if (static_cast<int32_t>(result.items.size()) == page.size) {
      result.next_page_token =
          storage::MakePageToken("problems", result.items.back().id);
      break;
    }
    result.items.push_back(Summarize(it->second.back()));
  }
  return result;
}

ProblemSummary FakeStore::Summarize(const Problem& problem) const {
  return {.id = problem.id,
          .version = problem.version,
          .title = problem.title,
          .cpu_time = problem.limits.cpu_time,
          .memory = problem.limits.memory,
          .test_count = static_cast<int32_t>(problem.tests.size()),
          .scoring = problem.scoring,
          .created = kEpoch + absl::Seconds(problem.version),
          .archived = archived_.contains(problem.id)};
}

absl::StatusOr<std::vector<ProblemSummary>> FakeStore::ListVersions(
    const std::string& id) {
  absl::MutexLock lock(&mu_);
  const auto found = problems_.find(id);
  if (found == problems_.end()) return NoProblem(id);
  std::vector<ProblemSummary> versions;
  for (auto it = found->second.rbegin(); it != found->second.rend(); ++it) {
    versions.push_back(Summarize(*it));
  }
  return versions;
}

absl::Status FakeStore::ArchiveProblem(const std::string& id, bool archived) {
  absl::MutexLock lock(&mu_);
  if (!problems_.contains(id)) return NoProblem(id);
  if (archived) {
    archived_.insert(id);
  } else {
    archived_.erase(id);
  }
  return absl::OkStatus();
}

absl::StatusOr<Sha256> FakeStore::AddFile(const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  Sha256Hasher hasher;
  hasher.Update(content);
  const Sha256 hash = hasher.Finish();
  std::string kept =
      (std::filesystem::temp_directory_path() / "kept-XXXXXX").string();
  const int fd = mkstemp(kept.data());
  if (fd < 0) return absl::InternalError(absl::StrCat("making ", kept));
  close(fd);
  std::ofstream(kept, std::ios::binary) << content;
  absl::MutexLock lock(&mu_);
  if (!files_.emplace(ToHex(hash), kept).second) std::remove(kept.c_str());
  return hash;
}

std::optional<std::string> FakeStore::FindFile(const Sha256& hash) {
  absl::MutexLock lock(&mu_);
  const auto found = files_.find(ToHex(hash));
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

absl::StatusOr<Submission> FakeStore::AddSubmission(
    const Submission& submission) {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(add_submission_.Next());
  if (archived_.contains(submission.problem_id)) {
    return absl::FailedPreconditionError(
        absl::StrCat("problem ", submission.problem_id, " is archived"));
  }
  if (FindSubmissionLocked(submission.submitted_by,
                           submission.idempotency_key)) {
    return absl::AlreadyExistsError("a submission has that idempotency key");
  }
  Submission stored = submission;
  stored.id = static_cast<SubmissionId>(records_.size()) + 1;
  if (stored.created == absl::Time()) {
    stored.created = kEpoch + absl::Seconds(stored.id);
  }
  records_[stored.id] = {stored, std::nullopt, stored.problem_version};
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
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  auto end = records_.end();
  if (!page.token.empty()) {
    GAVEL_ASSIGN_OR_RETURN(
        const std::string last,
        storage::ParsePageToken(ListName(filter), page.token));
    SubmissionId before = 0;
    if (!absl::SimpleAtoi(last, &before)) {
      return absl::InvalidArgumentError("page token holds no submission id");
    }
    end = records_.lower_bound(before);
  }
  storage::Page<storage::SubmissionRecord> result;
  for (auto it = std::make_reverse_iterator(end); it != records_.rend(); ++it) {
    storage::SubmissionRecord record = it->second;
    if (!Matches(filter, record)) continue;
    if (static_cast<int32_t>(result.items.size()) == page.size) {
      result.next_page_token = storage::MakePageToken(
          ListName(filter), absl::StrCat(result.items.back().submission.id));
      break;
    }
    record.submission.source.clear();
    record.submission.file_name.clear();
    record.pending_version.reset();
    if (record.judgement) DropDetails(*record.judgement);
    result.items.push_back(std::move(record));
  }
  return result;
}

absl::StatusOr<std::vector<storage::Waiting>> FakeStore::UnjudgedSubmissions() {
  absl::MutexLock lock(&mu_);
  std::vector<storage::Waiting> unjudged;
  for (const auto& [id, record] : records_) {
    if (!record.pending_version) continue;
    unjudged.push_back({.id = id,
                        .user_id = record.submission.user_id,
                        .contest_id = record.submission.contest_id,
                        .again = record.judgement.has_value()});
  }
  return unjudged;
}

absl::StatusOr<std::optional<SubmissionId>> FakeStore::FindSubmission(
    const std::string& submitted_by, const std::string& idempotency_key) {
  absl::MutexLock lock(&mu_);
  return FindSubmissionLocked(submitted_by, idempotency_key);
}

std::optional<SubmissionId> FakeStore::FindSubmissionLocked(
    const std::string& submitted_by, const std::string& idempotency_key) const {
  if (idempotency_key.empty()) return std::nullopt;
  for (const auto& [id, record] : records_) {
    if (record.submission.submitted_by == submitted_by &&
        record.submission.idempotency_key == idempotency_key) {
      return id;
    }
  }
  return std::nullopt;
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
  storage::SubmissionRecord& record = found->second;
  if (!record.pending_version) {
    return absl::AlreadyExistsError(
        absl::StrCat("submission ", id, " has a judgement"));
  }
  std::vector<storage::JudgementRecord>& all = judgements_[id];
  if (!all.empty()) all.back().current = false;
  record.judgement = judgement;
  record.judgement->problem_version = *record.pending_version;
  details_.push_back(*record.judgement);
  all.push_back(
      {static_cast<int64_t>(details_.size()), true, *record.judgement});
  DropDetails(all.back().judgement);
  record.pending_version.reset();
  return absl::OkStatus();
}

absl::Status FakeStore::Rejudge(SubmissionId id, int32_t problem_version) {
  absl::MutexLock lock(&mu_);
  const auto found = records_.find(id);
  if (found == records_.end()) return NoSubmission(id);
  const storage::SubmissionRecord& record = found->second;
  const auto& versions = problems_[record.submission.problem_id];
  if (problem_version < 1 ||
      problem_version > static_cast<int64_t>(versions.size())) {
    return absl::NotFoundError(absl::StrCat("no problem ",
                                            record.submission.problem_id,
                                            " version ", problem_version));
  }
  if (record.pending_version) {
    return absl::FailedPreconditionError(
        absl::StrCat("submission ", id, " is being judged already"));
  }
  found->second.pending_version = problem_version;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<storage::JudgementRecord>> FakeStore::ListJudgements(
    SubmissionId id) {
  absl::MutexLock lock(&mu_);
  if (!records_.contains(id)) return NoSubmission(id);
  return judgements_[id];
}

absl::StatusOr<std::vector<TestRun>> FakeStore::FindRuns(
    const Sha256& program) {
  absl::MutexLock lock(&mu_);
  std::vector<TestRun> runs;
  for (size_t i = details_.size(); i > 0; --i) {
    const Judgement& judgement = details_[i - 1];
    if (!judgement.provenance || judgement.provenance->program != program) {
      continue;
    }
    for (TestRun run : judgement.runs) {
      if (!run.key.has_value()) continue;
      if (!run.reused_from.has_value()) {
        run.reused_from = static_cast<int64_t>(i);
      }
      runs.push_back(std::move(run));
    }
  }
  return runs;
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
