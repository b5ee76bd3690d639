#include "judge/service/export_calls.h"

#include <memory>
#include <optional>

#include "core/status_macros.h"

namespace gavel::judge {
namespace {

constexpr size_t kChunk = size_t{256} << 10;

using Files = std::vector<contest::ExportedFile>;

// Goes through the files a chunk at a time.
class Chunks {
 public:
  explicit Chunks(Files files)
      : files_(std::make_shared<const Files>(std::move(files))) {}

  Pulled<v1::ExportContestResponse> Next() {
    if (file_ == files_->size()) return {.end = absl::OkStatus()};
    const contest::ExportedFile& file = (*files_)[file_];
    auto chunk = std::make_shared<v1::ExportContestResponse>();
    if (offset_ == 0) chunk->set_path(file.path);
    chunk->set_data(file.content.substr(offset_, kChunk));
    offset_ += kChunk;
    if (offset_ >= file.content.size()) {
      ++file_;
      offset_ = 0;
    }
    return {.message = std::move(chunk)};
  }

 private:
  std::shared_ptr<const Files> files_;
  size_t file_ = 0;
  size_t offset_ = 0;
};

}  // namespace

grpc::ServerWriteReactor<v1::ExportContestResponse>* ExportCalls::Open(
    const Caller& caller, const v1::ExportContestRequest& request) {
  std::shared_ptr<Streams::Stream> stream = streams_.Open();
  const absl::Status status =
      pool_.Run(caller.user_id, [this, stream, caller, request] {
        if (stream->ended()) return;
        absl::StatusOr<Files> files = Export(caller, request);
        if (!files.ok()) return stream->End(files.status());
        stream->Begin([chunks = Chunks(*std::move(files))]() mutable {
          return chunks.Next();
        });
      });
  if (!status.ok()) stream->End(status);
  return stream.get();
}

absl::StatusOr<Files> ExportCalls::Export(
    const Caller& caller, const v1::ExportContestRequest& request) {
  GAVEL_RETURN_IF_ERROR(
      access_.FindToJudge(caller, request.contest_id()).status());
  contest::ExportInput input;
  GAVEL_RETURN_IF_ERROR(
      boards_.WithInputs(request.contest_id(), [&](const BoardInputs& inputs) {
        input.contest = inputs.contest;
        input.registrations = inputs.registrations;
        input.log = inputs.log;
      }));
  input.at = access_.Now();
  input.public_only = request.public_only();
  GAVEL_ASSIGN_OR_RETURN(input.clarifications,
                         contests_.ListClarifications(request.contest_id()));
  GAVEL_RETURN_IF_ERROR(AddProblems(input));
  GAVEL_RETURN_IF_ERROR(AddNames(input));
  switch (request.format()) {
    case v1::ExportContestRequest::FORMAT_CLICS_PACKAGE:
      return contest::ExportClicsPackage(input);
    case v1::ExportContestRequest::FORMAT_EVENT_FEED:
      return contest::ExportEventFeed(input);
    case v1::ExportContestRequest::FORMAT_CSV:
      return contest::ExportCsv(input);
    default:
      return absl::InvalidArgumentError("format is not one of the formats");
  }
}

absl::Status ExportCalls::AddProblems(contest::ExportInput& input) {
  for (const ContestProblem& problem : input.contest.problems) {
    GAVEL_ASSIGN_OR_RETURN(const std::vector<ProblemSummary> versions,
                           store_.ListVersions(problem.problem_id));
    contest::ExportInput::Problem& added = input.problems.emplace_back();
    added.title = versions.front().title;
    added.time_limit = versions.front().cpu_time;
    added.test_count = versions.front().test_count;
  }
  // As much as the judgements tell; a contest says more with points.
  for (const LogEntry& entry : input.log) {
    if (!entry.outcome.has_value()) continue;
    for (size_t i = 0; i < input.problems.size(); ++i) {
      if (input.contest.problems[i].problem_id == entry.problem_id) {
        input.problems[i].max_score = entry.outcome->max_score;
      }
    }
  }
  return absl::OkStatus();
}

absl::Status ExportCalls::AddNames(contest::ExportInput& input) {
  std::vector<std::string> ids = input.contest.judges;
  for (const Registration& registration : input.registrations) {
    ids.push_back(registration.user_id);
  }
  for (const std::string& id : ids) {
    const absl::StatusOr<User> user = users_.GetUser(id);
    if (absl::IsNotFound(user.status())) continue;
    GAVEL_RETURN_IF_ERROR(user.status());
    input.user_names[id] = user->name;
  }
  return absl::OkStatus();
}

}  // namespace gavel::judge
