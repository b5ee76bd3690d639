#include "judge/service/submission_service.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "judge/engine/submit_once.h"
#include "judge/service/convert.h"
#include "judge/service/convert_filter.h"
#include "judge/service/edge.h"
#include "judge/service/faults.h"
#include "judge/service/telemetry.h"

namespace gavel::judge {
namespace {

Details DetailsFor(bool judge_details) {
  return judge_details ? Details::kForJudges : Details::kForTeams;
}

class SubmissionService final : public v1::SubmissionService::CallbackService {
 public:
  SubmissionService(Dispatcher& dispatcher, storage::Store& store,
                    const Access& access, const Admission* admission,
                    Watches& watches, Batches& batches, Edge& edge)
      : dispatcher_(dispatcher),
        store_(store),
        access_(access),
        admission_(admission),
        watches_(watches),
        batches_(batches),
        edge_(edge) {}

  grpc::ServerUnaryReactor* Submit(grpc::CallbackServerContext* context,
                                   const v1::SubmitRequest* request,
                                   v1::SubmitResponse* response) override {
    return edge_.Answer(
        *context, "SubmissionService/Submit",
        [this, context, request, response](const Caller& caller) {
          return SubmitOne(caller, *request, edge_.RequestId(*context),
                           response);
        });
  }

  grpc::ServerBidiReactor<v1::SubmitBatchRequest, v1::SubmitBatchResponse>*
  SubmitBatch(grpc::CallbackServerContext* context) override {
    absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "SubmissionService/SubmitBatch");
    if (!caller.ok()) return RefuseStream<Batches::Reactor>(caller.status());
    absl::StatusOr<RateLimits::Pass> pass = edge_.limits().BeginStream(*caller);
    if (!pass.ok()) return RefuseStream<Batches::Reactor>(pass.status());
    return batches_.Open(
        [this, caller = *std::move(caller),
         request_id =
             edge_.RequestId(*context)](const v1::SubmitRequest& request) {
          return Accept(caller, request, request_id);
        },
        *std::move(pass));
  }

  grpc::ServerUnaryReactor* GetSubmission(
      grpc::CallbackServerContext* context,
      const v1::GetSubmissionRequest* request,
      v1::GetSubmissionResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/GetSubmission",
                        [this, request, response](const Caller& caller) {
                          return Get(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListSubmissions(
      grpc::CallbackServerContext* context,
      const v1::ListSubmissionsRequest* request,
      v1::ListSubmissionsResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/ListSubmissions",
                        [this, request, response](const Caller& caller) {
                          return List(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListJudgements(
      grpc::CallbackServerContext* context,
      const v1::ListJudgementsRequest* request,
      v1::ListJudgementsResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/ListJudgements",
                        [this, request, response](const Caller& caller) {
                          return ListAll(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* Rejudge(grpc::CallbackServerContext* context,
                                    const v1::RejudgeRequest* request,
                                    v1::RejudgeResponse* response) override {
    return edge_.Answer(*context, "SubmissionService/Rejudge",
                        [this, request, response](const Caller& caller) {
                          return JudgeAgain(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ReplaySubmission(
      grpc::CallbackServerContext* context,
      const v1::ReplaySubmissionRequest* request,
      v1::ReplaySubmissionResponse* response) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "SubmissionService/ReplaySubmission");
    if (!caller.ok()) return FinishNow(*context, caller.status());
    const absl::StatusOr<SubmissionId> id =
        ToSubmissionId(request->submission_id());
    if (!id.ok()) return FinishNow(*context, id.status());
    absl::StatusOr<RateLimits::Pass> pass = edge_.limits().BeginCall(*caller);
    if (!pass.ok()) return FinishNow(*context, pass.status());
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    const absl::Status queued = edge_.pool().Run(
        caller->user_id,
        [this, reactor, response, caller = *caller, id = *id,
         held = std::make_shared<RateLimits::Pass>(*std::move(pass))] {
          Replay(caller, id,
                 [reactor, response,
                  held](const absl::StatusOr<ReplayResult>& result) {
                   if (result.ok()) ToProto(*result, response);
                   reactor->Finish(ToGrpc(result.status()));
                 });
        });
    if (!queued.ok()) reactor->Finish(ToGrpc(queued));
    return reactor;
  }

  grpc::ServerWriteReactor<v1::WatchSubmissionResponse>* WatchSubmission(
      grpc::CallbackServerContext* context,
      const v1::WatchSubmissionRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "SubmissionService/WatchSubmission");
    if (!caller.ok()) {
      return RefuseStream<
          grpc::ServerWriteReactor<v1::WatchSubmissionResponse>>(
          caller.status());
    }
    absl::StatusOr<RateLimits::Pass> pass = edge_.limits().BeginStream(*caller);
    if (!pass.ok()) {
      return RefuseStream<
          grpc::ServerWriteReactor<v1::WatchSubmissionResponse>>(pass.status());
    }
    const bool as_judge = request->judge_details();
    return watches_.Open(
        ToSubmissionId(request->submission_id()), DetailsFor(as_judge),
        [this, caller = *caller, as_judge](SubmissionId id) {
          return ForCaller(caller, "SubmissionService/WatchSubmission",
                           Find(caller, id, as_judge).status());
        },
        *std::move(pass));
  }

 private:
  void Replay(const Caller& caller, SubmissionId id,
              const Dispatcher::ReplayDone& done) {
    absl::Status status = Find(caller, id, true).status();
    if (status.ok()) {
      status = dispatcher_.ReplaySubmission(id, caller.user_id, done);
    }
    if (!status.ok()) {
      done(ForCaller(caller, "SubmissionService/ReplaySubmission", status));
    }
  }

  // The submission, if the caller may see it, or also what is for judges.
  absl::StatusOr<storage::SubmissionRecord> Find(const Caller& caller,
                                                 SubmissionId id,
                                                 bool as_judge) {
    GAVEL_ASSIGN_OR_RETURN(storage::SubmissionRecord record,
                           store_.GetSubmission(id));
    GAVEL_RETURN_IF_ERROR(
        as_judge ? access_.CheckSeeAsJudge(caller, record.submission)
                 : access_.CheckSee(caller, record.submission));
    return record;
  }

  absl::Status Admit(const Caller& caller, Submission& submission) {
    if (admission_ != nullptr) return admission_->Admit(caller, submission);
    if (!submission.contest_id.empty()) {
      return absl::NotFoundError(
          absl::StrCat("no contest ", convert::Quoted(submission.contest_id)));
    }
    return access_.CheckSeeProblem(caller, submission.problem_id, std::nullopt);
  }

  // What has an idempotency key is accepted once: only a new submission is
  // admitted and counts against limits.
  absl::StatusOr<storage::SubmissionRecord> Accept(
      const Caller& caller, const v1::SubmitRequest& request,
      const std::string& request_id) {
    GAVEL_ASSIGN_OR_RETURN(Submission submission, ToSubmission(request));
    GAVEL_ASSIGN_OR_RETURN(submission.user_id,
                           access_.ActFor(caller, request.on_behalf_of()));
    submission.submitted_by = caller.user_id;
    if (admission_ != nullptr) {
      GAVEL_RETURN_IF_ERROR(admission_->ResolveLabel(submission));
    }
    return SubmitOnce(
        submission, store_,
        [&](const Submission& fresh) -> absl::StatusOr<Submission> {
          Submission admitted = fresh;
          GAVEL_RETURN_IF_ERROR(Admit(caller, admitted));
          // Until it is in the queue, which counts it from then on.
          GAVEL_ASSIGN_OR_RETURN(
              const RateLimits::Pass pass,
              edge_.limits().BeginSubmission(caller, admitted.user_id));
          GAVEL_ASSIGN_OR_RETURN(Submission stored,
                                 dispatcher_.Submit(admitted));
          LogAccepted(stored, request_id);
          return stored;
        });
  }

  absl::Status SubmitOne(const Caller& caller, const v1::SubmitRequest& request,
                         const std::string& request_id,
                         v1::SubmitResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(storage::SubmissionRecord record,
                           Accept(caller, request, request_id));
    record.submission.source.clear();
    ToProto(record, Details::kForTeams, response->mutable_submission());
    return absl::OkStatus();
  }

  absl::Status Get(const Caller& caller,
                   const v1::GetSubmissionRequest& request,
                   v1::GetSubmissionResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const SubmissionId id,
                           ToSubmissionId(request.submission_id()));
    GAVEL_ASSIGN_OR_RETURN(const storage::SubmissionRecord record,
                           Find(caller, id, request.judge_details()));
    ToProto(record, DetailsFor(request.judge_details()),
            response->mutable_submission());
    return absl::OkStatus();
  }

  absl::Status List(const Caller& caller,
                    const v1::ListSubmissionsRequest& request,
                    v1::ListSubmissionsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    GAVEL_ASSIGN_OR_RETURN(storage::SubmissionFilter filter, ToFilter(request));
    GAVEL_ASSIGN_OR_RETURN(filter, access_.Restrict(caller, filter));
    GAVEL_ASSIGN_OR_RETURN(
        const storage::Page<storage::SubmissionRecord> records,
        store_.ListSubmissions(filter, page));
    for (const storage::SubmissionRecord& record : records.items) {
      ToProto(record, Details::kForTeams, response->add_submissions());
    }
    response->set_next_page_token(records.next_page_token);
    return absl::OkStatus();
  }

  absl::Status ListAll(const Caller& caller,
                       const v1::ListJudgementsRequest& request,
                       v1::ListJudgementsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const SubmissionId id,
                           ToSubmissionId(request.submission_id()));
    GAVEL_RETURN_IF_ERROR(Find(caller, id, /*as_judge=*/false).status());
    GAVEL_ASSIGN_OR_RETURN(
        const std::vector<storage::JudgementRecord> judgements,
        store_.ListJudgements(id));
    for (const storage::JudgementRecord& record : judgements) {
      ToProto(record, response->add_judgements());
    }
    return absl::OkStatus();
  }

  absl::Status JudgeAgain(const Caller& caller,
                          const v1::RejudgeRequest& request,
                          v1::RejudgeResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const SubmissionId id,
                           ToSubmissionId(request.submission_id()));
    if (request.problem_version() < 0) {
      return absl::InvalidArgumentError(absl::StrCat(
          "problem_version ", request.problem_version(), " is negative"));
    }
    GAVEL_RETURN_IF_ERROR(Find(caller, id, /*as_judge=*/true).status());
    std::optional<int32_t> version;
    if (request.problem_version() > 0) version = request.problem_version();
    GAVEL_ASSIGN_OR_RETURN(const int32_t chosen,
                           dispatcher_.Rejudge(id, version));
    response->set_problem_version(chosen);
    return absl::OkStatus();
  }

  Dispatcher& dispatcher_;
  storage::Store& store_;
  const Access& access_;
  const Admission* const admission_;
  Watches& watches_;
  Batches& batches_;
  Edge& edge_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeSubmissionService(
    Dispatcher& dispatcher, storage::Store& store, const Access& access,
    const Admission* admission, Watches& watches, Batches& batches,
    Edge& edge) {
  return std::make_unique<SubmissionService>(dispatcher, store, access,
                                             admission, watches, batches, edge);
}

}  // namespace gavel::judge
