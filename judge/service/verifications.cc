#include "judge/service/verifications.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/problem_service.pb.h"
#include "judge/package/package.h"
#include "judge/service/convert.h"
#include "judge/service/convert_verification.h"
#include "judge/service/package_tree.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostReport = size_t{48} << 20;

}  // namespace

// Lives until gRPC has let go of it (OnDone) and its verification has ended.
// One write or finish is with gRPC at a time; whoever completes a step looks
// for the next one in Advance, without the lock held across it.
class Verifications::Stream final
    : public grpc::ServerWriteReactor<v1::VerifyProblemResponse>,
      public std::enable_shared_from_this<Verifications::Stream> {
 public:
  explicit Stream(Verifications& shared) : shared_(shared) {}

  void Start(Find find) {
    self_ = shared_from_this();
    const absl::Status status = shared_.slots_.Take();
    if (!status.ok()) return End(status);
    shared_.pool_.Post(
        [self = self_, find = std::move(find)] { self->Run(find); });
  }

  void OnWriteDone(bool ok) override {
    if (!ok) gone_ = true;
    {
      const absl::MutexLock lock(&mu_);
      busy_ = false;
    }
    Advance();
  }
  void OnCancel() override { gone_ = true; }
  void OnDone() override { const auto last = std::move(self_); }

 private:
  void Run(const Find& find);
  absl::Status Verify(const Find& find);
  absl::StatusOr<verify::Report> MakeReport(const Problem& problem);
  void Tell(v1::VerifyProblemResponse response);
  void End(const absl::Status& status);
  void Advance();

  Verifications& shared_;
  // Nobody reads it any more.
  std::atomic<bool> gone_ = false;
  std::shared_ptr<Stream> self_;
  absl::Mutex mu_;
  // What comes next; the newest takes the place of what was not written.
  std::optional<v1::VerifyProblemResponse> next_ ABSL_GUARDED_BY(mu_);
  // What gRPC is writing; no lock, it is gRPC's while busy_.
  v1::VerifyProblemResponse writing_;
  bool busy_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
  // How it ends once nothing is left to write.
  std::optional<absl::Status> ending_ ABSL_GUARDED_BY(mu_);
};

// Leaves nothing behind by the time that the client hears of its end.
void Verifications::Stream::Run(const Find& find) {
  absl::Status status = Verify(find);
  if (shared_.ended_) {
    status = absl::UnavailableError("the server is shutting down");
  }
  shared_.slots_.Return();
  End(status);
}

absl::Status Verifications::Stream::Verify(const Find& find) {
  GAVEL_ASSIGN_OR_RETURN(const Problem problem, find());
  GAVEL_ASSIGN_OR_RETURN(const verify::Report report, MakeReport(problem));
  v1::VerifyProblemResponse response;
  ToProto(report, response.mutable_report());
  response.mutable_report()->set_problem_version(problem.version);
  if (response.ByteSizeLong() > kMostReport) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "the report on problem ", problem.id, " has ", response.ByteSizeLong(),
        " bytes, over ", kMostReport, "; verify its package without a server"));
  }
  Tell(std::move(response));
  return absl::OkStatus();
}

absl::StatusOr<verify::Report> Verifications::Stream::MakeReport(
    const Problem& problem) {
  GAVEL_ASSIGN_OR_RETURN(const SpooledUpload spooled,
                         SpoolPackage(shared_.spool_, problem));
  const absl::StatusOr<package::Package> package =
      package::LoadDirectory(SpooledPackage(spooled, problem));
  // Of a server that took what this one would not.
  if (absl::IsInvalidArgument(package.status())) {
    return verify::RefusedReport(problem.id, package.status().message());
  }
  if (!package.ok()) return package.status();
  verify::VerifyOptions options = shared_.options_;
  options.slots = 1;
  options.cancelled = [this] { return gone_ || shared_.ended_; };
  return verify::Verify(
      *package, shared_.sandbox_, shared_.clock_, options,
      [this](const std::string& stage, int done, int of) {
        v1::VerifyProblemResponse response;
        response.mutable_progress()->set_stage(ToValidUtf8(stage));
        response.mutable_progress()->set_done(done);
        response.mutable_progress()->set_total(of);
        Tell(std::move(response));
      });
}

void Verifications::Stream::Tell(v1::VerifyProblemResponse response) {
  {
    const absl::MutexLock lock(&mu_);
    next_ = std::move(response);
  }
  Advance();
}

void Verifications::Stream::End(const absl::Status& status) {
  {
    const absl::MutexLock lock(&mu_);
    ending_ = status;
  }
  Advance();
}

void Verifications::Stream::Advance() {
  std::optional<absl::Status> finish;
  {
    const absl::MutexLock lock(&mu_);
    if (busy_ || finished_) return;
    const bool wanted = !gone_ && (!ending_.has_value() || ending_->ok());
    if (next_.has_value() && wanted) {
      writing_ = *std::move(next_);
      next_.reset();
      busy_ = true;
    } else {
      if (!ending_.has_value()) return;
      finish = ending_;
      finished_ = true;
    }
  }
  // After Finish the stream may be gone any moment, save for shared owners.
  if (finish.has_value()) {
    Finish(ToGrpc(*finish));
  } else {
    StartWrite(&writing_);
  }
}

Verifications::Verifications(const verify::VerifyOptions& options,
                             sandbox::Sandbox& sandbox, const Clock& clock,
                             Spool spool)
    : options_(options),
      sandbox_(sandbox),
      clock_(clock),
      spool_(std::move(spool)) {}

grpc::ServerWriteReactor<v1::VerifyProblemResponse>* Verifications::Open(
    Find find) {
  auto stream = std::make_shared<Stream>(*this);
  stream->Start(std::move(find));
  return stream.get();
}

void Verifications::EndAll() { ended_ = true; }

}  // namespace gavel::judge
