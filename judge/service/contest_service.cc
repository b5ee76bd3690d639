#include "judge/service/contest_service.h"

#include <string>
#include <utility>

#include "gavel/v1/contest_service.grpc.pb.h"
#include "judge/service/boards.h"
#include "judge/service/clarification_calls.h"
#include "judge/service/clarification_watches.h"
#include "judge/service/contest_access.h"
#include "judge/service/contest_calls.h"
#include "judge/service/export_calls.h"
#include "judge/service/registration_calls.h"
#include "judge/service/standings_calls.h"
#include "judge/service/standings_watches.h"
#include "judge/service/visibility.h"

namespace gavel::judge {
namespace {

using Context = grpc::CallbackServerContext;
using Unary = grpc::ServerUnaryReactor;

class ContestService final : public v1::ContestService::CallbackService,
                             public ContestStreams {
 public:
  ContestService(const ContestServiceOptions& options,
                 storage::ContestStore& contests, storage::Store& store,
                 storage::UserStore& users, const Clock& clock, Edge& edge)
      : edge_(edge),
        access_(contests, clock),
        visibility_(contests, clock),
        boards_(contests, store, clock),
        contests_(contests, store, users, access_, visibility_, boards_),
        registrations_(contests, users, access_, boards_),
        standings_(access_, boards_),
        standings_watches_({.max_streams = options.max_standings_streams,
                            .interval = options.standings_interval},
                           boards_, access_, edge.pool()),
        clarification_watches_(options.max_clarification_streams, contests,
                               access_, edge.pool()),
        clarifications_(contests, access_, clarification_watches_),
        exports_(contests, store, users, access_, boards_, edge.pool()) {}

  void EndAll() override {
    standings_watches_.EndAll();
    clarification_watches_.EndAll();
    exports_.EndAll();
  }

  Unary* CreateContest(Context* context,
                       const v1::CreateContestRequest* request,
                       v1::CreateContestResponse* response) override {
    return edge_.Answer(*context, "ContestService/CreateContest",
                        [this, request, response](const Caller& caller) {
                          return contests_.Create(caller, *request, response);
                        });
  }

  Unary* UpdateContest(Context* context,
                       const v1::UpdateContestRequest* request,
                       v1::UpdateContestResponse* response) override {
    return edge_.Answer(*context, "ContestService/UpdateContest",
                        [this, request, response](const Caller& caller) {
                          return contests_.Update(caller, *request, response);
                        });
  }

  Unary* GetContest(Context* context, const v1::GetContestRequest* request,
                    v1::GetContestResponse* response) override {
    return edge_.Answer(*context, "ContestService/GetContest",
                        [this, request, response](const Caller& caller) {
                          return contests_.Get(caller, *request, response);
                        });
  }

  Unary* ListContests(Context* context, const v1::ListContestsRequest* request,
                      v1::ListContestsResponse* response) override {
    return edge_.Answer(*context, "ContestService/ListContests",
                        [this, request, response](const Caller& caller) {
                          return contests_.List(caller, *request, response);
                        });
  }

  Unary* Register(Context* context, const v1::RegisterRequest* request,
                  v1::RegisterResponse* response) override {
    return edge_.Answer(*context, "ContestService/Register",
                        [this, request, response](const Caller& caller) {
                          return registrations_.Register(caller, *request,
                                                         response);
                        });
  }

  Unary* Unregister(Context* context, const v1::UnregisterRequest* request,
                    v1::UnregisterResponse* /*response*/) override {
    return edge_.Answer(*context, "ContestService/Unregister",
                        [this, request](const Caller& caller) {
                          return registrations_.Unregister(caller, *request);
                        });
  }

  Unary* ListRegistrations(Context* context,
                           const v1::ListRegistrationsRequest* request,
                           v1::ListRegistrationsResponse* response) override {
    return edge_.Answer(*context, "ContestService/ListRegistrations",
                        [this, request, response](const Caller& caller) {
                          return registrations_.List(caller, *request,
                                                     response);
                        });
  }

  Unary* BeginContest(Context* context, const v1::BeginContestRequest* request,
                      v1::BeginContestResponse* response) override {
    return edge_.Answer(*context, "ContestService/BeginContest",
                        [this, request, response](const Caller& caller) {
                          return registrations_.Begin(caller, *request,
                                                      response);
                        });
  }

  Unary* GetStandings(Context* context, const v1::GetStandingsRequest* request,
                      v1::GetStandingsResponse* response) override {
    return edge_.Answer(*context, "ContestService/GetStandings",
                        [this, request, response](const Caller& caller) {
                          return standings_.Get(caller, *request, response);
                        });
  }

  Unary* ResolveStandings(Context* context,
                          const v1::ResolveStandingsRequest* request,
                          v1::ResolveStandingsResponse* response) override {
    return edge_.Answer(*context, "ContestService/ResolveStandings",
                        [this, request, response](const Caller& caller) {
                          return standings_.Resolve(caller, *request, response);
                        });
  }

  Unary* ThawContest(Context* context, const v1::ThawContestRequest* request,
                     v1::ThawContestResponse* response) override {
    return edge_.Answer(*context, "ContestService/ThawContest",
                        [this, request, response](const Caller& caller) {
                          return contests_.Thaw(caller, *request, response);
                        });
  }

  Unary* AskClarification(Context* context,
                          const v1::AskClarificationRequest* request,
                          v1::AskClarificationResponse* response) override {
    return edge_.Answer(*context, "ContestService/AskClarification",
                        [this, request, response](const Caller& caller) {
                          return clarifications_.Ask(caller, *request,
                                                     response);
                        });
  }

  Unary* AnswerClarification(
      Context* context, const v1::AnswerClarificationRequest* request,
      v1::AnswerClarificationResponse* response) override {
    return edge_.Answer(*context, "ContestService/AnswerClarification",
                        [this, request, response](const Caller& caller) {
                          return clarifications_.Answer(caller, *request,
                                                        response);
                        });
  }

  Unary* Announce(Context* context, const v1::AnnounceRequest* request,
                  v1::AnnounceResponse* response) override {
    return edge_.Answer(*context, "ContestService/Announce",
                        [this, request, response](const Caller& caller) {
                          return clarifications_.Announce(caller, *request,
                                                          response);
                        });
  }

  Unary* ListClarifications(Context* context,
                            const v1::ListClarificationsRequest* request,
                            v1::ListClarificationsResponse* response) override {
    return edge_.Answer(*context, "ContestService/ListClarifications",
                        [this, request, response](const Caller& caller) {
                          return clarifications_.List(caller, *request,
                                                      response);
                        });
  }

  Unary* HideProblem(Context* context, const v1::HideProblemRequest* request,
                     v1::HideProblemResponse* /*response*/) override {
    return edge_.Answer(*context, "ContestService/HideProblem",
                        [this, request](const Caller& caller) {
                          return contests_.Hide(caller, *request);
                        });
  }

  grpc::ServerWriteReactor<v1::WatchStandingsResponse>* WatchStandings(
      Context* context, const v1::WatchStandingsRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ContestService/WatchStandings");
    if (!caller.ok()) {
      return RefuseStream<grpc::ServerWriteReactor<v1::WatchStandingsResponse>>(
          caller.status());
    }
    return standings_watches_.Open(*caller, *request);
  }

  grpc::ServerWriteReactor<v1::WatchClarificationsResponse>*
  WatchClarifications(Context* context,
                      const v1::WatchClarificationsRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ContestService/WatchClarifications");
    if (!caller.ok()) {
      return RefuseStream<
          grpc::ServerWriteReactor<v1::WatchClarificationsResponse>>(
          caller.status());
    }
    return clarification_watches_.Open(*caller, request->contest_id());
  }

  grpc::ServerWriteReactor<v1::ExportContestResponse>* ExportContest(
      Context* context, const v1::ExportContestRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ContestService/ExportContest");
    if (!caller.ok()) {
      return RefuseStream<grpc::ServerWriteReactor<v1::ExportContestResponse>>(
          caller.status());
    }
    return exports_.Open(*caller, *request);
  }

 private:
  Edge& edge_;
  const ContestAccess access_;
  const ProblemVisibility visibility_;
  Boards boards_;
  ContestCalls contests_;
  RegistrationCalls registrations_;
  StandingsCalls standings_;
  StandingsWatches standings_watches_;
  ClarificationWatches clarification_watches_;
  ClarificationCalls clarifications_;
  ExportCalls exports_;
};

}  // namespace

ContestServiceHandle MakeContestService(const ContestServiceOptions& options,
                                        storage::ContestStore& contests,
                                        storage::Store& store,
                                        storage::UserStore& users,
                                        const Clock& clock, Edge& edge) {
  auto service = std::make_unique<ContestService>(options, contests, store,
                                                  users, clock, edge);
  ContestStreams* streams = service.get();
  return {std::move(service), streams};
}

}  // namespace gavel::judge
