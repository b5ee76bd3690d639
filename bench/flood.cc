#include "bench/flood.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

namespace gavel::bench {

absl::StatusOr<std::string> Submit(v1::SubmissionService::Stub& stub,
                                   const v1::SubmitRequest& request) {
  grpc::ClientContext context;
  Authorize(&context);
  v1::SubmitResponse response;
  const grpc::Status status = stub.Submit(&context, request, &response);
  if (status.ok()) return response.submission().id();
  return absl::InternalError(
      absl::StrCat("submitting: ", status.error_message()));
}

absl::StatusOr<bool> IsPending(v1::SubmissionService::Stub& stub,
                               const std::string& id) {
  grpc::ClientContext context;
  Authorize(&context);
  v1::GetSubmissionRequest request;
  request.set_submission_id(id);
  v1::GetSubmissionResponse response;
  const grpc::Status status = stub.GetSubmission(&context, request, &response);
  if (status.ok()) {
    return response.submission().state() == v1::SUBMISSION_STATE_PENDING;
  }
  return absl::InternalError(
      absl::StrCat("reading submission ", id, ": ", status.error_message()));
}

Flood::Flood(const std::string& address, int64_t count, int64_t callers,
             const v1::SubmitRequest& request, UserOf user_of)
    : count_(count), user_of_(std::move(user_of)) {
  for (int64_t i = 0; i < callers; ++i) {
    threads_.emplace_back([this, address, request] { Run(address, request); });
  }
}

Flood::~Flood() {
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

absl::Status Flood::AwaitArrived() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  absl::MutexLock lock(&mu_);
  return status_;
}

void Flood::Run(const std::string& address, v1::SubmitRequest request) {
  const auto stub = Connect(address);
  for (int64_t number = next_++; number < count_; number = next_++) {
    request.set_on_behalf_of(user_of_(number));
    const absl::Status status = Submit(*stub, request).status();
    absl::MutexLock lock(&mu_);
    status_.Update(status);
  }
}

}  // namespace gavel::bench
