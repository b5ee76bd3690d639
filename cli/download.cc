#include "cli/download.h"

#include <grpcpp/client_context.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "judge/package/package.h"

namespace gavel::cli {
namespace {

constexpr absl::Duration kDownloadDeadline = absl::Minutes(15);

// Gone unless it got its name.
class PartialFile {
 public:
  explicit PartialFile(const std::string& path)
      : path_(absl::StrCat(path, ".part")),
        file_(std::fopen(path_.c_str(), "wbe"), &std::fclose) {}
  ~PartialFile() {
    if (file_ != nullptr || closed_) std::remove(path_.c_str());
  }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;

  bool Write(const std::string& bytes) {
    return file_ != nullptr && std::fwrite(bytes.data(), 1, bytes.size(),
                                           file_.get()) == bytes.size();
  }
  bool Close() {
    closed_ = file_ != nullptr;
    return closed_ && std::fclose(file_.release()) == 0;
  }
  bool Rename(const std::string& to) const {
    return std::rename(path_.c_str(), to.c_str()) == 0;
  }
  const std::string& path() const { return path_; }

 private:
  const std::string path_;
  bool closed_ = false;
  std::unique_ptr<FILE, int (*)(FILE*)> file_;
};

grpc::Status CannotWrite(const std::string& path) {
  return {grpc::DATA_LOSS,
          absl::StrCat("cannot write ", path, ": ", std::strerror(errno))};
}

grpc::Status Receive(const std::shared_ptr<grpc::Channel>& channel,
                     const v1::DownloadProblemRequest& request,
                     PartialFile& file) {
  grpc::ClientContext context;
  SetDeadline(kDownloadDeadline, &context);
  const auto stub = v1::ProblemService::NewStub(channel);
  const auto reader = stub->DownloadProblem(&context, request);
  v1::DownloadProblemResponse response;
  while (reader->Read(&response)) {
    if (file.Write(response.chunk())) continue;
    grpc::Status failed = CannotWrite(file.path());
    context.TryCancel();
    reader->Finish();
    return failed;
  }
  return reader->Finish();
}

grpc::Status Unpack(const std::string& zip, const std::string& directory) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(directory, error);
  if (error) {
    return {grpc::DATA_LOSS,
            absl::StrCat("making ", directory, ": ", error.message())};
  }
  const absl::Status status = package::UnpackZip(zip, directory, {});
  if (status.ok()) return grpc::Status::OK;
  if (made) std::filesystem::remove(directory, error);
  return {grpc::FAILED_PRECONDITION, absl::StrCat(status.message())};
}

}  // namespace

grpc::Status DownloadProblem(const std::shared_ptr<grpc::Channel>& channel,
                             const std::string& id, int32_t version,
                             const std::string& output) {
  v1::DownloadProblemRequest request;
  request.set_problem_id(id);
  request.set_version(version);
  PartialFile file(output);
  grpc::Status status = Receive(channel, request, file);
  if (!status.ok()) return status;
  if (!file.Close()) return CannotWrite(file.path());
  if (!absl::EndsWith(output, ".zip")) return Unpack(file.path(), output);
  return file.Rename(output) ? grpc::Status::OK : CannotWrite(output);
}

}  // namespace gavel::cli
