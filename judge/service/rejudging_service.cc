#include "judge/service/rejudging_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "gavel/v1/rejudging_service.grpc.pb.h"
#include "judge/engine/rejudging_effects.h"
#include "judge/service/convert.h"
#include "judge/service/convert_rejudging.h"

namespace gavel::judge {
namespace {

using Reactor = grpc::ServerUnaryReactor;

class RejudgingService final : public v1::RejudgingService::CallbackService {
 public:
  RejudgingService(Rejudgings& rejudgings, storage::Store& store,
                   storage::ContestStore* contests, Edge& edge)
      : rejudgings_(rejudgings),
        store_(store),
        contests_(contests),
        edge_(edge) {}

  Reactor* CreateRejudging(grpc::CallbackServerContext* context,
                           const v1::CreateRejudgingRequest* request,
                           v1::CreateRejudgingResponse* response) override {
    return edge_.Answer(*context, "RejudgingService/CreateRejudging",
                        [this, request, response](const Caller& caller) {
                          return Create(*request, caller, response);
                        });
  }

  Reactor* GetRejudging(grpc::CallbackServerContext* context,
                        const v1::GetRejudgingRequest* request,
                        v1::GetRejudgingResponse* response) override {
    return edge_.Answer(*context, "RejudgingService/GetRejudging",
                        [this, request, response](const Caller& caller) {
                          return Get(*request, caller, response);
                        });
  }

  Reactor* ListRejudgings(grpc::CallbackServerContext* context,
                          const v1::ListRejudgingsRequest* request,
                          v1::ListRejudgingsResponse* response) override {
    return edge_.Answer(*context, "RejudgingService/ListRejudgings",
                        [this, request, response](const Caller& caller) {
                          return List(*request, caller, response);
                        });
  }

  Reactor* GetRejudgingDiff(grpc::CallbackServerContext* context,
                            const v1::GetRejudgingDiffRequest* request,
                            v1::GetRejudgingDiffResponse* response) override {
    return edge_.Answer(*context, "RejudgingService/GetRejudgingDiff",
                        [this, request, response](const Caller& caller) {
                          return Diff(*request, caller, response);
                        });
  }

  Reactor* ApplyRejudging(grpc::CallbackServerContext* context,
                          const v1::ApplyRejudgingRequest* request,
                          v1::ApplyRejudgingResponse* response) override {
    return edge_.Answer(*context, "RejudgingService/ApplyRejudging",
                        [this, request, response](const Caller& caller) {
                          return Apply(*request, caller, response);
                        });
  }

  Reactor* CancelRejudging(grpc::CallbackServerContext* context,
                           const v1::CancelRejudgingRequest* request,
                           v1::CancelRejudgingResponse* response) override {
    return edge_.Answer(*context, "RejudgingService/CancelRejudging",
                        [this, request, response](const Caller& caller) {
                          return Cancel(*request, caller, response);
                        });
  }

 private:
  absl::Status Create(const v1::CreateRejudgingRequest& request,
                      const Caller& caller,
                      v1::CreateRejudgingResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(storage::RejudgingPlan plan, ToPlan(request));
    GAVEL_RETURN_IF_ERROR(CheckPlan(plan, caller));
    plan.created_by = caller.user_id;
    GAVEL_ASSIGN_OR_RETURN(const storage::RejudgingMade made,
                           rejudgings_.Create(plan));
    ToProto(made.rejudging, response->mutable_rejudging());
    response->set_left_out_count(made.left_out);
    for (const SubmissionId id : made.some_left_out) {
      response->add_left_out(absl::StrCat(id));
    }
    return absl::OkStatus();
  }

  absl::Status Get(const v1::GetRejudgingRequest& request, const Caller& caller,
                   v1::GetRejudgingResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const RejudgingId id,
                           Find(request.rejudging_id(), caller));
    GAVEL_ASSIGN_OR_RETURN(const RejudgingEffects effects,
                           CountEffects(id, rejudgings_.sets()));
    // After counting, so that what it calls judged has been counted.
    GAVEL_ASSIGN_OR_RETURN(const Rejudging rejudging,
                           rejudgings_.sets().GetRejudging(id));
    ToProto(rejudging, response->mutable_rejudging());
    ToProto("", effects.total, response->mutable_total());
    for (const auto& [user, tally] : effects.users) {
      ToProto(user, tally, response->add_users());
    }
    for (const auto& [contest, tally] : effects.contests) {
      ToProto(contest, tally, response->add_contests());
    }
    return absl::OkStatus();
  }

  absl::Status List(const v1::ListRejudgingsRequest& request,
                    const Caller& caller,
                    v1::ListRejudgingsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    GAVEL_ASSIGN_OR_RETURN(const storage::Page<Rejudging> sets,
                           rejudgings_.sets().ListRejudgings(page));
    for (const Rejudging& rejudging : sets.items) {
      GAVEL_ASSIGN_OR_RETURN(const bool may, MaySee(rejudging.id, caller));
      if (may) ToProto(rejudging, response->add_rejudgings());
    }
    response->set_next_page_token(sets.next_page_token);
    return absl::OkStatus();
  }

  absl::Status Diff(const v1::GetRejudgingDiffRequest& request,
                    const Caller& caller,
                    v1::GetRejudgingDiffResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const RejudgingId id,
                           Find(request.rejudging_id(), caller));
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    GAVEL_ASSIGN_OR_RETURN(
        const storage::Page<RejudgingChange> changes,
        rejudgings_.sets().ListChanges(id, request.only_changed(), page));
    for (const RejudgingChange& change : changes.items) {
      ToProto(change, response->add_changes());
    }
    response->set_next_page_token(changes.next_page_token);
    return absl::OkStatus();
  }

  absl::Status Apply(const v1::ApplyRejudgingRequest& request,
                     const Caller& caller,
                     v1::ApplyRejudgingResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const RejudgingId id,
                           Find(request.rejudging_id(), caller));
    GAVEL_ASSIGN_OR_RETURN(
        const Rejudging applied,
        rejudgings_.sets().ApplyRejudging(id, caller.user_id,
                                          request.leave_out_outdated()));
    ToProto(applied, response->mutable_rejudging());
    return absl::OkStatus();
  }

  absl::Status Cancel(const v1::CancelRejudgingRequest& request,
                      const Caller& caller,
                      v1::CancelRejudgingResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const RejudgingId id,
                           Find(request.rejudging_id(), caller));
    GAVEL_ASSIGN_OR_RETURN(
        const Rejudging cancelled,
        rejudgings_.sets().CancelRejudging(id, caller.user_id));
    ToProto(cancelled, response->mutable_rejudging());
    return absl::OkStatus();
  }

  absl::StatusOr<bool> IsJudgeOf(const Caller& caller,
                                 const std::string& contest) {
    if (caller.role == Role::kAdmin) return true;
    if (contests_ == nullptr || contest.empty()) return false;
    return contests_->IsJudgeOf(caller.user_id, contest);
  }

  // The contest of a submission never changes, so what is allowed here stays
  // so.
  absl::Status CheckPlan(const storage::RejudgingPlan& plan,
                         const Caller& caller) {
    if (caller.role == Role::kAdmin) return absl::OkStatus();
    std::vector<std::string> contests;
    if (plan.filter) contests.push_back(plan.filter->contest_id);
    for (const SubmissionId id : plan.ids) {
      GAVEL_ASSIGN_OR_RETURN(const storage::SubmissionRecord record,
                             store_.GetSubmission(id));
      contests.push_back(record.submission.contest_id);
    }
    for (const std::string& contest : contests) {
      GAVEL_ASSIGN_OR_RETURN(const bool judge, IsJudgeOf(caller, contest));
      if (!judge) {
        return absl::PermissionDeniedError(
            "judges may rejudge submissions of their own contests only: give "
            "contest_id");
      }
    }
    return absl::OkStatus();
  }

  // Whether all of a set is in contests of the caller.
  absl::StatusOr<bool> MaySee(RejudgingId id, const Caller& caller) {
    if (caller.role == Role::kAdmin) return true;
    GAVEL_ASSIGN_OR_RETURN(const std::vector<std::string> contests,
                           rejudgings_.sets().ContestsOf(id));
    for (const std::string& contest : contests) {
      GAVEL_ASSIGN_OR_RETURN(const bool judge, IsJudgeOf(caller, contest));
      if (!judge) return false;
    }
    return true;
  }

  // The id of a set that the caller may see; others are as good as not there.
  absl::StatusOr<RejudgingId> Find(const std::string& text,
                                   const Caller& caller) {
    GAVEL_ASSIGN_OR_RETURN(const RejudgingId id, ToRejudgingId(text));
    GAVEL_ASSIGN_OR_RETURN(const bool may, MaySee(id, caller));
    if (may) return id;
    return absl::NotFoundError(absl::StrCat("no rejudging ", id));
  }

  Rejudgings& rejudgings_;
  storage::Store& store_;
  storage::ContestStore* const contests_;
  Edge& edge_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeRejudgingService(
    Rejudgings& rejudgings, storage::Store& store,
    storage::ContestStore* contests, Edge& edge) {
  return std::make_unique<RejudgingService>(rejudgings, store, contests, edge);
}

}  // namespace gavel::judge
