#include "judge/engine/submit_once.h"

#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

// The first thing in which they differ; "" if they ask for the same.
absl::string_view Difference(const Submission& a, const Submission& b) {
  if (a.problem_id != b.problem_id) return "problem";
  if (a.language != b.language) return "language";
  if (a.file_name != b.file_name) return "file name";
  if (a.contest_id != b.contest_id) return "contest";
  if (a.user_id != b.user_id) return "user";
  if (a.source != b.source) return "source";
  return "";
}

// nullopt if its sender has not used the key.
absl::StatusOr<std::optional<storage::SubmissionRecord>> FindEqual(
    const Submission& submission, storage::Store& store) {
  GAVEL_ASSIGN_OR_RETURN(const std::optional<SubmissionId> id,
                         store.FindSubmission(submission.submitted_by,
                                              submission.idempotency_key));
  if (!id) return std::nullopt;
  GAVEL_ASSIGN_OR_RETURN(storage::SubmissionRecord record,
                         store.GetSubmission(*id));
  const absl::string_view difference =
      Difference(submission, record.submission);
  if (difference.empty()) return record;
  return absl::AlreadyExistsError(absl::StrCat(
      "idempotency key \"", absl::Utf8SafeCEscape(submission.idempotency_key),
      "\" is that of submission ", *id, ", which has another ", difference));
}

}  // namespace

absl::StatusOr<storage::SubmissionRecord> SubmitOnce(
    const Submission& submission, storage::Store& store,
    absl::FunctionRef<absl::StatusOr<Submission>(const Submission&)> submit) {
  GAVEL_ASSIGN_OR_RETURN(std::optional<storage::SubmissionRecord> before,
                         FindEqual(submission, store));
  if (before) return *std::move(before);
  absl::StatusOr<Submission> stored = submit(submission);
  if (absl::IsAlreadyExists(stored.status())) {
    // Somebody else sent it at the same time.
    GAVEL_ASSIGN_OR_RETURN(before, FindEqual(submission, store));
    if (before) return *std::move(before);
  }
  GAVEL_RETURN_IF_ERROR(stored.status());
  const int32_t version = stored->problem_version;
  return storage::SubmissionRecord{*std::move(stored), std::nullopt, version};
}

}  // namespace gavel::judge
