#include "judge/service/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "core/status_macros.h"
#include "judge/service/access.h"
#include "judge/service/address.h"
#include "judge/service/calls.h"
#include "judge/service/contest_service.h"
#include "judge/service/edge.h"
#include "judge/service/execution_service.h"
#include "judge/service/listen_address.h"
#include "judge/service/rejudging_service.h"
#include "judge/service/submission_service.h"
#include "judge/service/tokens.h"
#include "judge/service/user_service.h"

namespace gavel::judge {
namespace {

constexpr std::array<const char*, 4> kServiceNames = {
    "gavel.v1.SubmissionService", "gavel.v1.ProblemService",
    "gavel.v1.ExecutionService", "gavel.v1.UserService"};
constexpr const char* kContestServiceName = "gavel.v1.ContestService";
constexpr const char* kRejudgingServiceName = "gavel.v1.RejudgingService";

// For messages in flight, over all connections.
constexpr size_t kMessageMemory = size_t{512} << 20;
// A client that vanished without a word is noticed after both.
constexpr int kKeepaliveTimeMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
// Pings of clients that come faster are answered with a goodbye.
constexpr int kMinPingIntervalMs = 10'000;
// At the end, when no call is being answered: for answers that are on their
// way out, and for calls that come that moment.
constexpr absl::Duration kLastCalls = absl::Milliseconds(100);

int Milliseconds(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

void AddLimits(const ConnectionLimits& limits, grpc::ServerBuilder& builder) {
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits.streams);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE,
                             static_cast<int>(limits.metadata.count()));
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
                             Milliseconds(limits.handshake));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS,
                             Milliseconds(limits.idle));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                             Milliseconds(limits.age));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
                             Milliseconds(limits.age_grace));
}

void AddSettings(const ServerOptions& options, grpc::ServerBuilder& builder) {
  grpc::ResourceQuota quota("gavel");
  builder.SetResourceQuota(quota.Resize(kMessageMemory));
  builder.SetMaxReceiveMessageSize(
      static_cast<int>(options.max_message.count()));
  // Two servers on one port would share its clients at random.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             kKeepaliveTimeoutMs);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      kMinPingIntervalMs);
}

}  // namespace

// Members are destroyed from the last to the first: calls end, then the pool
// runs dry, then what its work refers to goes.
class Server::Impl {
 public:
  Impl(const ServerOptions& options, const ServerParts& parts, Spool spool)
      : options_(options),
        calls_(options.calls, parts.observer, parts.clock),
        limits_(options.limits, parts.clock,
                [&dispatcher = parts.dispatcher](const std::string& user) {
                  return dispatcher.InFlight(user);
                }),
        pool_(options.workers),
        tokens_(parts.users, parts.clock),
        access_(parts.users, parts.contests, parts.clock),
        edge_(pool_, tokens_, limits_, calls_),
        watches_(options.watches, parts.dispatcher, pool_),
        batches_(options.batches, parts.dispatcher, pool_),
        verifications_(options.verifications, parts.sandbox, parts.clock,
                       spool),
        submissions_(MakeSubmissionService(parts.dispatcher, parts.store,
                                           access_, parts.admission, watches_,
                                           batches_, edge_)),
        problems_(MakeProblemService(options.problems, parts.store, access_,
                                     parts.contests, std::move(spool),
                                     verifications_, edge_)),
        executions_(MakeExecutionService(parts.dispatcher, edge_)),
        users_(MakeUserService(parts.users, tokens_, parts.clock, edge_)) {
    if (parts.contests != nullptr) {
      contests_ =
          MakeContestService(options.contests, *parts.contests, parts.store,
                             parts.users, parts.clock, edge_);
    }
    if (parts.rejudgings != nullptr) {
      rejudgings_ = MakeRejudgingService(*parts.rejudgings, parts.store,
                                         parts.contests, edge_);
    }
  }
  ~Impl() {
    Shutdown(absl::ZeroDuration());
    pool_.Stop();
  }

  absl::Status Listen();
  void SetServing(bool serving);
  void EndOverdueCalls() { calls_.EndOverdue(); }
  void Drain();
  void Shutdown(absl::Duration grace);

  std::string address() const {
    return absl::StrCat(options_.listen.substr(0, options_.listen.rfind(':')),
                        ":", port_);
  }
  Watches& watches() { return watches_; }
  const Calls& calls() const { return calls_; }

 private:
  const ServerOptions options_;
  Calls calls_;
  // Before the pool, whose work holds passes.
  RateLimits limits_;
  WorkerPool pool_;
  Tokens tokens_;
  const Access access_;
  Edge edge_;
  Watches watches_;
  Batches batches_;
  Verifications verifications_;
  const std::unique_ptr<grpc::Service> submissions_;
  const std::unique_ptr<grpc::Service> problems_;
  const std::unique_ptr<grpc::Service> executions_;
  const std::unique_ptr<grpc::Service> users_;
  // Empty without contests.
  ContestServiceHandle contests_;
  std::unique_ptr<grpc::Service> rejudgings_;
  int port_ = 0;
  absl::Mutex health_mu_;
  bool draining_ ABSL_GUARDED_BY(health_mu_) = false;
  std::unique_ptr<grpc::Server> server_;
};

absl::Status Server::Impl::Listen() {
  GAVEL_RETURN_IF_ERROR(CheckServerOptions(options_));
  GAVEL_ASSIGN_OR_RETURN(
      const std::shared_ptr<grpc::ServerCredentials> credentials,
      MakeServerCredentials(options_.tls));
  GAVEL_RETURN_IF_ERROR(tokens_.Load());
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  AddSettings(options_, builder);
  AddLimits(options_.connections, builder);
  builder.AddListeningPort(options_.listen, credentials, &port_);
  builder.RegisterService(submissions_.get());
  builder.RegisterService(problems_.get());
  builder.RegisterService(executions_.get());
  builder.RegisterService(users_.get());
  if (contests_.service) builder.RegisterService(contests_.service.get());
  if (rejudgings_ != nullptr) builder.RegisterService(rejudgings_.get());
  std::vector<
      std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(calls_.MakeInterceptors());
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0) {
    return WhyNotListening(options_.listen);
  }
  for (const char* name : kServiceNames) {
    server_->GetHealthCheckService()->SetServingStatus(name, true);
  }
  if (contests_.service != nullptr) {
    server_->GetHealthCheckService()->SetServingStatus(kContestServiceName,
                                                       true);
  }
  if (rejudgings_ != nullptr) {
    server_->GetHealthCheckService()->SetServingStatus(kRejudgingServiceName,
                                                       true);
  }
  return absl::OkStatus();
}

void Server::Impl::SetServing(bool serving) {
  absl::MutexLock lock(&health_mu_);
  if (draining_) return;
  server_->GetHealthCheckService()->SetServingStatus(serving);
}

void Server::Impl::Drain() {
  {
    absl::MutexLock lock(&health_mu_);
    draining_ = true;
    server_->GetHealthCheckService()->SetServingStatus(false);
  }
  verifications_.EndAll();
}

void Server::Impl::Shutdown(absl::Duration grace) {
  if (server_ == nullptr) return;
  Drain();
  watches_.EndAll();
  if (contests_.streams != nullptr) contests_.streams->EndAll();
  batches_.EndAll();
  // gRPC also waits for connections, though their clients may be asleep.
  if (calls_.open() == 0) grace = std::min(grace, kLastCalls);
  server_->Shutdown(std::chrono::system_clock::now() +
                    absl::ToChronoMilliseconds(grace));
  server_->Wait();
}

absl::Status CheckServerOptions(const ServerOptions& options) {
  GAVEL_RETURN_IF_ERROR(CheckAddress(options.listen));
  if (!options.tls.enabled() && !options.allow_plaintext) {
    GAVEL_RETURN_IF_ERROR(CheckLoopback(options.listen));
  }
  return MakeServerCredentials(options.tls).status();
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options, const ServerParts& parts) {
  GAVEL_ASSIGN_OR_RETURN(
      Spool spool, Spool::Open(options.spool_directory, options.max_upload));
  auto impl = std::make_unique<Impl>(options, parts, std::move(spool));
  GAVEL_RETURN_IF_ERROR(impl->Listen());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::string Server::address() const { return impl_->address(); }
void Server::EndOverdueCalls() { impl_->EndOverdueCalls(); }
void Server::SetServing(bool serving) { impl_->SetServing(serving); }
void Server::Drain() { impl_->Drain(); }
void Server::Shutdown(absl::Duration grace) { impl_->Shutdown(grace); }
Watches& Server::watches() { return impl_->watches(); }
const Calls& Server::calls() const { return impl_->calls(); }

}  // namespace gavel::judge
