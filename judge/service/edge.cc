#include "judge/service/edge.h"

#include <grpcpp/server_context.h>

#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "core/status_macros.h"
#include "judge/service/faults.h"
#include "judge/service/permissions.h"

namespace gavel::judge {

namespace {

constexpr absl::string_view kScheme = "Bearer ";

// The token that the call carries.
absl::StatusOr<absl::string_view> PresentedToken(
    const grpc::CallbackServerContext& context) {
  const auto [first, last] =
      context.client_metadata().equal_range("authorization");
  if (first == last) {
    return absl::UnauthenticatedError(
        "the call has no token: it needs \"authorization: Bearer TOKEN\" in "
        "its "
        "metadata");
  }
  if (std::next(first) != last) {
    return absl::UnauthenticatedError(
        "the call has more than one \"authorization\" in its metadata");
  }
  const absl::string_view value(first->second.data(), first->second.size());
  if (!absl::StartsWithIgnoreCase(value, kScheme)) {
    return absl::UnauthenticatedError(
        "\"authorization\" in the call's metadata is not \"Bearer TOKEN\"");
  }
  return value.substr(kScheme.size());
}

}  // namespace

absl::StatusOr<Caller> Edge::Admit(const grpc::CallbackServerContext& context,
                                   absl::string_view method) const {
  GAVEL_ASSIGN_OR_RETURN(const absl::string_view token,
                         PresentedToken(context));
  GAVEL_ASSIGN_OR_RETURN(Caller caller, tokens_.Identify(token));
  calls_.SetUser(context, caller.user_id);
  GAVEL_RETURN_IF_ERROR(CheckPermission(caller.role, method));
  return caller;
}

grpc::ServerUnaryReactor* Edge::Answer(
    grpc::CallbackServerContext& context, absl::string_view method,
    std::function<absl::Status(const Caller& caller)> work) {
  absl::StatusOr<Caller> caller = Admit(context, method);
  if (!caller.ok()) return FinishNow(context, caller.status());
  absl::StatusOr<RateLimits::Pass> pass = limits_.BeginCall(*caller);
  if (!pass.ok()) return FinishNow(context, pass.status());
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  const std::string user = caller->user_id;
  const absl::Status queued = pool_.Run(
      user, [&context, reactor, method, caller = *std::move(caller),
             work = std::move(work),
             held = std::make_shared<RateLimits::Pass>(*std::move(pass))] {
        reactor->Finish(ToGrpc(
            context.IsCancelled()
                ? absl::CancelledError("the client did not wait for its turn")
                : ForCaller(caller, method, work(caller))));
      });
  if (!queued.ok()) reactor->Finish(ToGrpc(queued));
  return reactor;
}

grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext& context,
                                    const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  reactor->Finish(ToGrpc(status));
  return reactor;
}

}  // namespace gavel::judge
