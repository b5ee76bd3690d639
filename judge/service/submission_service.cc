#include "judge/service/submission_service.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "judge/service/convert.h"
#include "judge/service/edge.h"
#include "judge/service/telemetry.h"

namespace gavel::judge {
namespace {

Details DetailsFor(bool judge_details) {
  return judge_details ? Details::kForJudges : Details::kForTeams;
}

class SubmissionService final : public v1::SubmissionService::CallbackService {
 public:
  SubmissionService(Dispatcher& dispatcher, storage::Store& store,
                    Watches& watches, Edge& edge)
      : dispatcher_(dispatcher),
        store_(store),
        watches_(watches),
        edge_(edge) {}

  grpc::ServerUnaryReactor* Submit(grpc::CallbackServerContext* context,
                                   const v1::SubmitRequest* request,
                                   v1::SubmitResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/Submit",
                        [this, context, request, response](const Caller&) {
                          return Accept(*request, edge_.RequestId(*context),
                                        response);
                        });
  }

  grpc::ServerUnaryReactor* GetSubmission(
      grpc::CallbackServerContext* context,
      const v1::GetSubmissionRequest* request,
      v1::GetSubmissionResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/GetSubmission",
                        [this, request, response](const Caller&) {
                          return Get(*request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListSubmissions(
      grpc::CallbackServerContext* context,
      const v1::ListSubmissionsRequest* request,
      v1::ListSubmissionsResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/ListSubmissions",
                        [this, request, response](const Caller&) {
                          return List(*request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListJudgements(
      grpc::CallbackServerContext* context,
      const v1::ListJudgementsRequest* request,
      v1::ListJudgementsResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/ListJudgements",
                        [this, request, response](const Caller&) {
                          return ListAll(*request, response);
                        });
  }

  grpc::ServerUnaryReactor* Rejudge(grpc::CallbackServerContext* context,
                                    const v1::RejudgeRequest* request,
                                    v1::RejudgeResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/Rejudge",
                        [this, request, response](const Caller&) {
                          return JudgeAgain(*request, response);
                        });
  }

  grpc::ServerWriteReactor<v1::WatchSubmissionResponse>* WatchSubmission(
      grpc::CallbackServerContext* /*context*/,
      const v1::WatchSubmissionRequest* request) override {
    return watches_.Open(ToSubmissionId(request->submission_id()),
                         DetailsFor(request->judge_details()));
  }

 private:
  absl::Status Accept(const v1::SubmitRequest& request,
                      const std::string& request_id,
                      v1::SubmitResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const Submission submission, ToSubmission(request));
    GAVEL_ASSIGN_OR_RETURN(Submission stored, dispatcher_.Submit(submission));
    LogAccepted(stored, request_id);
    stored.source.clear();
    const int32_t version = stored.problem_version;
    ToProto(storage::SubmissionRecord{std::move(stored), std::nullopt, version},
            Details::kForTeams, response->mutable_submission());
    return absl::OkStatus();
  }

  absl::Status Get(const v1::GetSubmissionRequest& request,
                   v1::GetSubmissionResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const SubmissionId id,
                           ToSubmissionId(request.submission_id()));
    GAVEL_ASSIGN_OR_RETURN(const storage::SubmissionRecord record,
                           store_.GetSubmission(id));
    ToProto(record, DetailsFor(request.judge_details()),
            response->mutable_submission());
    return absl::OkStatus();
  }

  absl::Status List(const v1::ListSubmissionsRequest& request,
                    v1::ListSubmissionsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    storage::SubmissionFilter filter;
    if (!request.problem_id().empty()) {
      GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
      filter.problem_id = request.problem_id();
    }
    GAVEL_ASSIGN_OR_RETURN(
        const storage::Page<storage::SubmissionRecord> records,
        store_.ListSubmissions(filter, page));
    for (const storage::SubmissionRecord& record : records.items) {
      ToProto(record, Details::kForTeams, response->add_submissions());
    }
    response->set_next_page_token(records.next_page_token);
    return absl::OkStatus();
  }

  absl::Status ListAll(const v1::ListJudgementsRequest& request,
                       v1::ListJudgementsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const SubmissionId id,
                           ToSubmissionId(request.submission_id()));
    GAVEL_ASSIGN_OR_RETURN(
        const std::vector<storage::JudgementRecord> judgements,
        store_.ListJudgements(id));
    for (const storage::JudgementRecord& record : judgements) {
      ToProto(record, response->add_judgements());
    }
    return absl::OkStatus();
  }

  absl::Status JudgeAgain(const v1::RejudgeRequest& request,
                          v1::RejudgeResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const SubmissionId id,
                           ToSubmissionId(request.submission_id()));
    if (request.problem_version() < 0) {
      return absl::InvalidArgumentError(absl::StrCat(
          "problem_version ", request.problem_version(), " is negative"));
    }
    std::optional<int32_t> version;
    if (request.problem_version() > 0) version = request.problem_version();
    GAVEL_ASSIGN_OR_RETURN(const int32_t chosen,
                           dispatcher_.Rejudge(id, version));
    response->set_problem_version(chosen);
    return absl::OkStatus();
  }

  Dispatcher& dispatcher_;
  storage::Store& store_;
  Watches& watches_;
  Edge& edge_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeSubmissionService(Dispatcher& dispatcher,
                                                     storage::Store& store,
                                                     Watches& watches,
                                                     Edge& edge) {
  return std::make_unique<SubmissionService>(dispatcher, store, watches, edge);
}

}  // namespace gavel::judge
