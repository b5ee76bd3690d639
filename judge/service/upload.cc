#include "judge/service/upload.h"

#include <grpcpp/server_context.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/problem_service.pb.h"
#include "judge/service/convert.h"
#include "judge/service/file_list.h"

namespace gavel::judge {
namespace {

constexpr Bytes kMaxChunk = MiB(2);

absl::StatusOr<std::vector<ListedFile>> ToFiles(
    const v1::UploadProblemRequest::Header& header) {
  std::vector<ListedFile> files;
  for (const v1::UploadProblemRequest::File& file : header.files()) {
    const std::optional<Sha256> hash = Sha256FromBytes(file.sha256());
    if (!hash.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("sha256 of file ", convert::Quoted(file.name()), " has ",
                       file.sha256().size(), " bytes, not 32"));
    }
    files.push_back({file.name(), *hash, file.size_bytes()});
  }
  return files;
}

absl::Status CheckPart(const std::string& bytes) {
  if (Bytes(static_cast<int64_t>(bytes.size())) <= kMaxChunk) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "a chunk of ", bytes.size(), " bytes is over ", FormatBytes(kMaxChunk)));
}

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
  absl::Status TakeFilePart();
  // Loads and stores what was received.
  absl::Status Complete();
  absl::StatusOr<package::Package> Load();
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
  bool hidden_ = false;
  std::optional<SpooledUpload> spooled_;
  // If it is no zip.
  std::optional<FileList> files_;
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
    case v1::UploadProblemRequest::kFilePart:
      status = TakeFilePart();
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
  const v1::UploadProblemRequest::Header& header = request_.header();
  problem_id_ = header.problem_id();
  hidden_ = header.hidden();
  if (hidden_ && shared_.contests == nullptr) {
    return absl::FailedPreconditionError(
        "hidden: this server has no contests, so nothing is ever hidden");
  }
  const bool listed = header.files_size() > 0;
  if (listed || !problem_id_.empty()) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(problem_id_));
  }
  GAVEL_ASSIGN_OR_RETURN(spooled_, shared_.spool.Begin());
  if (listed) {
    GAVEL_ASSIGN_OR_RETURN(std::vector<ListedFile> files, ToFiles(header));
    GAVEL_ASSIGN_OR_RETURN(
        files_, FileList::Begin(std::move(files), shared_.zip, shared_.store,
                                *spooled_));
  }
  header_seen_ = true;
  return absl::OkStatus();
}

absl::Status Upload::TakeChunk() {
  if (!header_seen_) {
    return absl::InvalidArgumentError(
        "the first message is a chunk; it must be the header");
  }
  if (files_.has_value()) {
    return absl::InvalidArgumentError(
        "a chunk of a zip, but the header lists files");
  }
  GAVEL_RETURN_IF_ERROR(CheckPart(request_.chunk()));
  return spooled_->Append(request_.chunk());
}

absl::Status Upload::TakeFilePart() {
  if (!files_.has_value()) {
    return absl::InvalidArgumentError(
        "a part of a file, but no header that lists files");
  }
  const v1::UploadProblemRequest::FilePart& part = request_.file_part();
  GAVEL_RETURN_IF_ERROR(CheckPart(part.data()));
  return files_->Take(part.file(), part.data());
}

absl::StatusOr<package::Package> Upload::Load() {
  const std::string unpacked = spooled_->unpack_directory();
  if (!files_.has_value()) {
    return package::LoadZip(spooled_->zip_path(), problem_id_, unpacked,
                            shared_.zip);
  }
  const std::string directory = absl::StrCat(unpacked, "/", problem_id_);
  GAVEL_RETURN_IF_ERROR(files_->Make(directory));
  return package::LoadDirectory(directory);
}

absl::Status Upload::Complete() {
  if (context_.IsCancelled()) {
    return absl::CancelledError("the client cancelled the upload");
  }
  if (!header_seen_) {
    return absl::InvalidArgumentError("the upload is empty: no header");
  }
  GAVEL_ASSIGN_OR_RETURN(const package::Package loaded, Load());
  GAVEL_RETURN_IF_ERROR(package::CheckJudgeable(loaded));
  if (hidden_) {
    GAVEL_RETURN_IF_ERROR(
        shared_.contests->HideProblem(loaded.problem.id, true));
  }
  GAVEL_ASSIGN_OR_RETURN(const Problem stored,
                         shared_.store.AddProblem(loaded.problem));
  ToProto(stored, response_->mutable_problem());
  for (const std::string& warning : loaded.warnings) {
    response_->add_warnings(ToValidUtf8(warning));
  }
  if (!loaded.metadata.time.given.has_value()) {
    response_->add_warnings(absl::StrCat(
        "problem.yaml: there is no time_limit, so it is ",
        absl::FormatDuration(stored.limits.cpu_time),
        "; verifying the package tells what the examples ask for"));
  }
  return absl::OkStatus();
}

void Upload::End(const absl::Status& status) {
  files_.reset();
  spooled_.reset();
  shared_.slots.Return();
  Finish(ToGrpc(status));
}

}  // namespace

grpc::ServerReadReactor<v1::UploadProblemRequest>* StartUpload(
    UploadContext& shared, grpc::CallbackServerContext& context,
    v1::UploadProblemResponse* response) {
  auto* upload = new Upload(shared, context, response);
  upload->Start();
  return upload;
}

}  // namespace gavel::judge
