#include "judge/service/calls.h"

#include <google/protobuf/descriptor.h>
#include <grpc/grpc.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "judge/service/request_id.h"

namespace gavel::judge {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

// Of what passes from one look to the next.
constexpr absl::Duration kLongestStep = absl::Seconds(2);

// Of the services that gRPC brings along, and has no descriptors of.
constexpr std::array<absl::string_view, 3> kForeignMethods = {
    "grpc.health.v1.Health/Check",
    "grpc.health.v1.Health/Watch",
    "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
};

// Without the slash in front. What clients make up has no name here.
std::string MethodName(const ServerRpcInfo& info) {
  absl::string_view path = info.method();
  absl::ConsumePrefix(&path, "/");
  const bool foreign = std::find(kForeignMethods.begin(), kForeignMethods.end(),
                                 path) != kForeignMethods.end();
  const auto* const ours =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          absl::StrReplaceAll(path, {{"/", "."}}));
  return foreign || ours != nullptr ? absl::StrCat(path) : "unknown";
}

CallKind KindOf(const ServerRpcInfo& info) {
  switch (info.type()) {
    case ServerRpcInfo::Type::UNARY:
      return CallKind::kUnary;
    case ServerRpcInfo::Type::CLIENT_STREAMING:
      return CallKind::kClientStreams;
    case ServerRpcInfo::Type::SERVER_STREAMING:
      return CallKind::kServerStreams;
    case ServerRpcInfo::Type::BIDI_STREAMING:
      return CallKind::kBothStream;
  }
  return CallKind::kUnary;
}

}  // namespace

// Lives from a call's arrival until gRPC lets go of it.
class Calls::Interceptor final : public grpc::experimental::Interceptor {
 public:
  Interceptor(Calls& calls, ServerRpcInfo& info)
      : calls_(calls), context_(info.server_context()) {
    calls_.Begin(context_, {.method = MethodName(info),
                            .kind = KindOf(info),
                            .began = calls.clock_.Now()});
  }
  ~Interceptor() override { calls_.End(context_, code_); }
  Interceptor(const Interceptor&) = delete;
  Interceptor& operator=(const Interceptor&) = delete;

  void Intercept(InterceptorBatchMethods* methods) override {
    const auto at = [methods](InterceptionHookPoints point) {
      return methods->QueryInterceptionHookPoint(point);
    };
    if (at(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      Name(*methods->GetRecvInitialMetadata());
    }
    if (at(InterceptionHookPoints::POST_RECV_MESSAGE)) {
      calls_.Received(context_, methods->GetRecvMessage() != nullptr);
    }
    if (at(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace(kRequestIdKey, id_);
    }
    if (at(InterceptionHookPoints::PRE_SEND_MESSAGE)) {
      calls_.SetSending(context_, true);
    }
    if (at(InterceptionHookPoints::POST_SEND_MESSAGE)) {
      calls_.SetSending(context_, false);
    }
    // Also here: clients that look at errors look at the trailers.
    if (at(InterceptionHookPoints::PRE_SEND_STATUS)) {
      code_ =
          static_cast<absl::StatusCode>(methods->GetSendStatus().error_code());
      methods->GetSendTrailingMetadata()->emplace(kRequestIdKey, id_);
    }
    methods->Proceed();
  }

 private:
  void Name(const std::multimap<grpc::string_ref, grpc::string_ref>& sent) {
    const auto found = sent.find(kRequestIdKey);
    absl::string_view wanted;
    if (found != sent.end()) {
      wanted = absl::string_view(found->second.data(), found->second.size());
    }
    id_ = calls_.Name(context_, wanted);
  }

  Calls& calls_;
  grpc::ServerContextBase* const context_;
  std::string id_;
  absl::StatusCode code_ = absl::StatusCode::kCancelled;
};

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
Calls::MakeInterceptors() {
  class Factory final
      : public grpc::experimental::ServerInterceptorFactoryInterface {
   public:
    explicit Factory(Calls& calls) : calls_(calls) {}
    // gRPC owns what it returns.
    grpc::experimental::Interceptor* CreateServerInterceptor(
        ServerRpcInfo* info) override {
      return new Interceptor(calls_, *info);
    }

   private:
    Calls& calls_;
  };
  return std::make_unique<Factory>(*this);
}

void Calls::SetUser(const grpc::ServerContextBase& context,
                    absl::string_view user_id) {
  absl::MutexLock lock(&mu_);
  const auto found = calls_.find(&context);
  if (found != calls_.end()) found->second.call.user_id = absl::StrCat(user_id);
}

std::string Calls::RequestId(const grpc::ServerContextBase& context) const {
  absl::MutexLock lock(&mu_);
  const auto found = calls_.find(&context);
  return found == calls_.end() ? "" : found->second.call.request_id;
}

size_t Calls::open() const {
  absl::MutexLock lock(&mu_);
  return calls_.size();
}

size_t Calls::sending() const {
  absl::MutexLock lock(&mu_);
  return static_cast<size_t>(
      std::count_if(calls_.begin(), calls_.end(),
                    [](const auto& call) { return call.second.sending; }));
}

void Calls::EndOverdue() {
  struct Overdue {
    grpc_call* handle;
    std::string why;
  };
  std::vector<Overdue> all;
  {
    const absl::Time now = clock_.Now();
    absl::MutexLock lock(&mu_);
    elapsed_ += std::clamp(now - std::exchange(looked_, now),
                           absl::ZeroDuration(), kLongestStep);
    for (auto& [context, entry] : calls_) {
      std::string why = WhyOverdueLocked(entry);
      if (why.empty() || entry.handle == nullptr) continue;
      entry.overdue = true;
      grpc_call_ref(entry.handle);
      all.push_back({entry.handle, std::move(why)});
    }
  }
  // Without the lock: reactions of the services may run in here.
  for (const Overdue& overdue : all) {
    grpc_call_cancel_with_status(overdue.handle, GRPC_STATUS_DEADLINE_EXCEEDED,
                                 overdue.why.c_str(), nullptr);
    grpc_call_unref(overdue.handle);
  }
}

std::string Calls::WhyOverdueLocked(const Entry& entry) const {
  const absl::Duration still = elapsed_ - entry.moved;
  const CallKind kind = entry.call.kind;
  if (entry.overdue) return "";
  if (kind == CallKind::kUnary && elapsed_ - entry.began >= limits_.unary) {
    return absl::StrCat("there was no answer within the server's limit of ",
                        absl::FormatDuration(limits_.unary));
  }
  if (kind == CallKind::kClientStreams && entry.receiving &&
      still >= limits_.stall) {
    return absl::StrCat("nothing was sent for the server's limit of ",
                        absl::FormatDuration(limits_.stall));
  }
  if (kind == CallKind::kBothStream && entry.receiving &&
      still >= limits_.quiet) {
    return absl::StrCat("the stream was quiet for the server's limit of ",
                        absl::FormatDuration(limits_.quiet));
  }
  if (kind != CallKind::kUnary && entry.sending && still >= limits_.stall) {
    return absl::StrCat("nothing was read for the server's limit of ",
                        absl::FormatDuration(limits_.stall));
  }
  return "";
}

void Calls::Begin(const grpc::ServerContextBase* context, Call call) {
  if (observer_ != nullptr) observer_->OnCallBegun(call);
  absl::MutexLock lock(&mu_);
  Entry& entry = calls_[context];
  entry.began = elapsed_;
  entry.moved = elapsed_;
  entry.call = std::move(call);
}

std::string Calls::Name(grpc::ServerContextBase* context,
                        absl::string_view wanted) {
  const std::string peer = context->peer();
  absl::MutexLock lock(&mu_);
  Entry& entry = calls_[context];
  entry.handle = context->c_call();
  entry.call.peer = peer;
  entry.call.request_id = IsRequestId(wanted)
                              ? absl::StrCat(wanted)
                              : MakeRequestId(entry.call.began, random_);
  return entry.call.request_id;
}

void Calls::SetSending(const grpc::ServerContextBase* context, bool sending) {
  absl::MutexLock lock(&mu_);
  Entry& entry = calls_[context];
  entry.sending = sending;
  entry.moved = elapsed_;
}

void Calls::Received(const grpc::ServerContextBase* context, bool more) {
  absl::MutexLock lock(&mu_);
  Entry& entry = calls_[context];
  entry.receiving = more;
  entry.moved = elapsed_;
}

void Calls::End(const grpc::ServerContextBase* context, absl::StatusCode code) {
  Entry entry;
  {
    absl::MutexLock lock(&mu_);
    const auto found = calls_.find(context);
    if (found == calls_.end()) return;
    entry = std::move(found->second);
    calls_.erase(found);
  }
  if (observer_ == nullptr) return;
  observer_->OnCallEnded(
      entry.call, entry.overdue ? absl::StatusCode::kDeadlineExceeded : code,
      clock_.Now() - entry.call.began);
}

}  // namespace gavel::judge
