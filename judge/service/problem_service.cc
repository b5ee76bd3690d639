#include "judge/service/problem_service.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/status_macros.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "judge/service/convert.h"
#include "judge/service/samples.h"
#include "judge/service/unary.h"

namespace gavel::judge {
namespace {

constexpr Bytes kMaxChunk = MiB(2);

// Bounds how many uploads are open at a time.
class Slots {
 public:
  explicit Slots(int count) : count_(count), free_(count) {}

  absl::Status Take() {
    absl::MutexLock lock(&mu_);
    if (free_ == 0) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "the server has ", count_, " uploads open already, try again later"));
    }
    --free_;
    return absl::OkStatus();
  }
  void Return() {
    absl::MutexLock lock(&mu_);
    ++free_;
  }

 private:
  const int count_;
  absl::Mutex mu_;
  int free_ ABSL_GUARDED_BY(mu_);
};

// What uploads share.
struct UploadContext {
  const ProblemServiceOptions options;
  storage::Store& store;
  const Spool spool;
  Slots slots;
  WorkerPool pool;
};

// One UploadProblem. Owns itself. Messages are handled one after the other on
// the upload pool: the next is read when the last has been written, so a fast
// client waits for the disk.
class Upload final : public grpc::ServerReadReactor<v1::UploadProblemRequest> {
 public:
  Upload(UploadContext& shared, grpc::CallbackServerContext& context,
         v1::UploadProblemResponse* response)
      : shared_(shared), context_(context), response_(response) {}

  void Start() {
    if (absl::Status status = shared_.slots.Take(); !status.ok()) {
      Finish(ToGrpc(status));
      return;
    }
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    shared_.pool.Post([this, ok] {
      if (ok) {
        TakePart();
      } else {
        End(Complete());
      }
    });
  }
  // Cancelling also ends the pending read, and that is where it is handled.
  void OnCancel() override {}
  void OnDone() override { delete this; }

 private:
  ~Upload() override = default;

  void TakePart();
  absl::Status TakeHeader();
  absl::Status TakeChunk();
  // Loads and stores what was received.
  absl::Status Complete();
  // Leaves nothing behind by the time that the client hears of it.
  void End(const absl::Status& status);

  UploadContext& shared_;
  grpc::CallbackServerContext& context_;
  v1::UploadProblemResponse* const response_;
  // All that follows belongs to gRPC while it reads and else to the one step
  // that runs.
  v1::UploadProblemRequest request_;
  bool header_seen_ = false;
  std::string problem_id_;
  std::optional<SpooledUpload> spooled_;
};

void Upload::TakePart() {
  absl::Status status;
  switch (request_.part_case()) {
    case v1::UploadProblemRequest::kHeader:
      status = TakeHeader();
      break;
    case v1::UploadProblemRequest::kChunk:
      status = TakeChunk();
      break;
    case v1::UploadProblemRequest::PART_NOT_SET:
      status = absl::InvalidArgumentError(
          "a message has neither a header nor a chunk");
      break;
  }
  if (status.ok()) {
    StartRead(&request_);
  } else {
    End(status);
  }
}

absl::Status Upload::TakeHeader() {
  if (header_seen_) {
    return absl::InvalidArgumentError("a second header; one comes first");
  }
  problem_id_ = request_.header().problem_id();
  if (!problem_id_.empty()) GAVEL_RETURN_IF_ERROR(CheckProblemId(problem_id_));
  GAVEL_ASSIGN_OR_RETURN(spooled_, shared_.spool.Begin());
  header_seen_ = true;
  return absl::OkStatus();
}

absl::Status Upload::TakeChunk() {
  if (!header_seen_) {
    return absl::InvalidArgumentError(
        "the first message is a chunk; it must be the header");
  }
  const std::string& chunk = request_.chunk();
  if (Bytes(static_cast<int64_t>(chunk.size())) > kMaxChunk) {
    return absl::InvalidArgumentError(absl::StrCat("a chunk of ", chunk.size(),
                                                   " bytes is over ",
                                                   FormatBytes(kMaxChunk)));
  }
  return spooled_->Append(chunk);
}

absl::Status Upload::Complete() {
  if (context_.IsCancelled()) {
    return absl::CancelledError("the client cancelled the upload");
  }
  if (!header_seen_) {
    return absl::InvalidArgumentError("the upload is empty: no header");
  }
  GAVEL_ASSIGN_OR_RETURN(
      package::Package loaded,
      package::LoadZip(spooled_->zip_path(), problem_id_,
                       spooled_->unpack_directory(), shared_.options.zip));
  GAVEL_RETURN_IF_ERROR(package::CheckJudgeable(loaded));
  if (!problem_id_.empty()) loaded.problem.id = problem_id_;
  if (loaded.problem.id.empty()) {
    return absl::InvalidArgumentError(
        "the zip has no folder that names the problem, so the header must");
  }
  GAVEL_RETURN_IF_ERROR(CheckProblemId(loaded.problem.id));
  GAVEL_ASSIGN_OR_RETURN(const Problem stored,
                         shared_.store.AddProblem(loaded.problem));
  ToProto(stored, response_->mutable_problem());
  return absl::OkStatus();
}

void Upload::End(const absl::Status& status) {
  spooled_.reset();
  shared_.slots.Return();
  Finish(ToGrpc(status));
}

class ProblemService final : public v1::ProblemService::CallbackService {
 public:
  ProblemService(const ProblemServiceOptions& options, storage::Store& store,
                 Spool spool, WorkerPool& pool)
      : store_(store),
        pool_(pool),
        uploads_{
            options, store, std::move(spool), Slots(options.max_uploads),
            WorkerPool({.threads = options.upload_threads, .queue_limit = 0})} {
  }

  grpc::ServerReadReactor<v1::UploadProblemRequest>* UploadProblem(
      grpc::CallbackServerContext* context,
      v1::UploadProblemResponse* response) override {
    auto* upload = new Upload(uploads_, *context, response);
    upload->Start();
    return upload;
  }

  grpc::ServerUnaryReactor* GetProblem(
      grpc::CallbackServerContext* context,
      const v1::GetProblemRequest* request,
      v1::GetProblemResponse* response) override {
    return FinishOnPool(*context, pool_, [this, request, response] {
      return Get(*request, response);
    });
  }

  grpc::ServerUnaryReactor* ListProblems(
      grpc::CallbackServerContext* context,
      const v1::ListProblemsRequest* request,
      v1::ListProblemsResponse* response) override {
    return FinishOnPool(*context, pool_, [this, request, response] {
      return List(*request, response);
    });
  }

 private:
  absl::Status Get(const v1::GetProblemRequest& request,
                   v1::GetProblemResponse* response) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
    if (request.version() < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("version ", request.version(), " is negative"));
    }
    std::optional<int32_t> version;
    if (request.version() > 0) version = request.version();
    GAVEL_ASSIGN_OR_RETURN(const Problem problem,
                           store_.GetProblem(request.problem_id(), version));
    ToProto(problem, response->mutable_problem());
    return AddSamples(problem, response->mutable_problem());
  }

  absl::Status List(const v1::ListProblemsRequest& request,
                    v1::ListProblemsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    GAVEL_ASSIGN_OR_RETURN(const storage::Page<ProblemSummary> summaries,
                           store_.ListProblems(page));
    for (const ProblemSummary& summary : summaries.items) {
      ToProto(summary, response->add_problems());
    }
    response->set_next_page_token(summaries.next_page_token);
    return absl::OkStatus();
  }

  storage::Store& store_;
  WorkerPool& pool_;
  UploadContext uploads_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeProblemService(
    const ProblemServiceOptions& options, storage::Store& store, Spool spool,
    WorkerPool& pool) {
  return std::make_unique<ProblemService>(options, store, std::move(spool),
                                          pool);
}

}  // namespace gavel::judge
