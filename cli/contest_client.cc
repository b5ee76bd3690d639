#include "cli/contest_client.h"

#include <algorithm>

#include "absl/time/clock.h"

namespace gavel::cli {

ContestClient::ContestClient(Flags& flags) {
  AddEndpointFlags(&endpoint_, &flags);
}

std::optional<int> ContestClient::Open() {
  const auto channel = Connect(endpoint_);
  if (!channel.ok()) return Fail(channel.status().message());
  stub_ = v1::ContestService::NewStub(*channel);
  return std::nullopt;
}

bool ContestClient::Patience::WaitAfter(const grpc::Status& status) {
  const bool broken = status.error_code() == grpc::UNAVAILABLE ||
                      status.error_code() == grpc::DEADLINE_EXCEEDED ||
                      status.error_code() == grpc::CANCELLED;
  if (!broken || waited_ >= absl::Minutes(1)) return false;
  absl::SleepFor(pause_);
  waited_ += pause_;
  pause_ = std::min(2 * pause_, absl::Seconds(2));
  return true;
}

}  // namespace gavel::cli
