#include "tests/e2e/revived_server.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <csignal>
#include <utility>

namespace gavel::e2e {

RevivedServer::RevivedServer()
    : data_dir_(MakeDirectory()),
      server_(std::make_shared<Server>(data_dir_)) {}

grpc::Status RevivedServer::Call(
    absl::FunctionRef<grpc::Status(Server&, grpc::ClientContext*)> call) {
  for (;;) {
    const std::shared_ptr<Server> server = Current();
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    const grpc::Status status = call(*server, &context);
    const bool unanswered = status.error_code() == grpc::UNAVAILABLE;
    if (!unanswered || !AwaitNext(server)) return status;
    ++repeated_;
  }
}

void RevivedServer::KillServer() {
  Current()->Signal(SIGKILL);
  auto next = std::make_shared<Server>(data_dir_);
  absl::MutexLock lock(&mu_);
  server_ = std::move(next);
}

void RevivedServer::KillZygote() {
  const pid_t zygote = Current()->ZygotePid();
  EXPECT_GT(zygote, 0);
  if (zygote > 0) kill(zygote, SIGKILL);
}

std::shared_ptr<Server> RevivedServer::Current() const {
  absl::MutexLock lock(&mu_);
  return server_;
}

bool RevivedServer::AwaitNext(const std::shared_ptr<Server>& dead) const {
  absl::MutexLock lock(&mu_);
  const auto replaced = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    return server_ != dead;
  };
  return mu_.AwaitWithTimeout(absl::Condition(&replaced), kPatience);
}

}  // namespace gavel::e2e
