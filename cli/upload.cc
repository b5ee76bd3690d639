#include "cli/upload.h"

#include <grpcpp/client_context.h>

#include <cstdio>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "core/sha256.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "judge/package/package.h"

namespace gavel::cli {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
// Sending, unpacking and checking of a large package.
constexpr absl::Duration kUploadDeadline = absl::Minutes(15);

using Writer = grpc::ClientWriter<v1::UploadProblemRequest>;
using File = v1::UploadProblemRequest::File;

grpc::Status Unreadable(const std::string& path) {
  return {grpc::DATA_LOSS, absl::StrCat("cannot read ", path)};
}

// Calls `take` with every piece of the file, until it returns false. An empty
// file has one empty piece.
grpc::Status ReadFile(const std::string& path,
                      const std::function<bool(std::string)>& take) {
  std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rbe"),
                                             &std::fclose);
  if (file == nullptr) {
    return {grpc::NOT_FOUND, absl::StrCat("cannot open ", path)};
  }
  for (bool first = true;; first = false) {
    std::string piece(kChunk, '\0');
    piece.resize(std::fread(piece.data(), 1, piece.size(), file.get()));
    if (std::ferror(file.get()) != 0) return Unreadable(path);
    if (piece.empty() && !first) return grpc::Status::OK;
    if (!take(std::move(piece))) return grpc::Status::OK;
  }
}

// One call: the header, then whatever `send` writes. The server's status
// counts, unless sending failed here.
grpc::Status Call(const std::shared_ptr<grpc::Channel>& channel,
                  const v1::UploadProblemRequest& header,
                  const std::function<grpc::Status(Writer&)>& send,
                  v1::UploadProblemResponse* response) {
  grpc::ClientContext context;
  SetDeadline(kUploadDeadline, &context);
  const auto stub = v1::ProblemService::NewStub(channel);
  const auto writer = stub->UploadProblem(&context, response);
  grpc::Status sent;
  if (writer->Write(header)) sent = send(*writer);
  if (sent.ok()) {
    writer->WritesDone();
  } else {
    context.TryCancel();
  }
  const grpc::Status status = writer->Finish();
  return sent.ok() ? status : sent;
}

grpc::Status Describe(const std::string& directory, const std::string& name,
                      File* file) {
  Sha256Hasher hasher;
  int64_t size = 0;
  grpc::Status status =
      ReadFile(absl::StrCat(directory, "/", name), [&](std::string piece) {
        hasher.Update(piece);
        size += static_cast<int64_t>(piece.size());
        return true;
      });
  file->set_name(name);
  file->set_sha256(std::string(hasher.Finish().view()));
  file->set_size_bytes(size);
  return status;
}

grpc::Status MakeHeader(const UploadTarget& target,
                        const std::string& directory,
                        v1::UploadProblemRequest::Header* header) {
  const absl::StatusOr<std::vector<std::string>> names =
      package::ListPackage(directory);
  if (!names.ok()) {
    return {grpc::INVALID_ARGUMENT, absl::StrCat(names.status().message())};
  }
  if (names->empty()) {
    return {grpc::INVALID_ARGUMENT, absl::StrCat(directory, " is empty")};
  }
  header->set_problem_id(target.id);
  header->set_hidden(target.hidden);
  for (const std::string& name : *names) {
    grpc::Status status = Describe(directory, name, header->add_files());
    if (!status.ok()) return status;
  }
  return grpc::Status::OK;
}

grpc::Status FindMissing(const std::shared_ptr<grpc::Channel>& channel,
                         const v1::UploadProblemRequest::Header& header,
                         std::set<std::string>* missing) {
  v1::CheckUploadRequest request;
  for (const File& file : header.files()) request.add_sha256(file.sha256());
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::CheckUploadResponse response;
  grpc::Status status = v1::ProblemService::NewStub(channel)->CheckUpload(
      &context, request, &response);
  missing->insert(response.missing().begin(), response.missing().end());
  return status;
}

}  // namespace

grpc::Status UploadDirectory(const std::shared_ptr<grpc::Channel>& channel,
                             const UploadTarget& target,
                             const std::string& directory,
                             const ShowUpload& show,
                             v1::UploadProblemResponse* response) {
  v1::UploadProblemRequest request;
  v1::UploadProblemRequest::Header& header = *request.mutable_header();
  grpc::Status status = MakeHeader(target, directory, &header);
  std::set<std::string> missing;
  if (status.ok()) status = FindMissing(channel, header, &missing);
  if (!status.ok()) return status;

  UploadProgress progress;
  std::vector<int> to_send;
  for (int i = 0; i < header.files_size(); ++i) {
    const File& file = header.files(i);
    progress.total_bytes += file.size_bytes();
    // Equal content is sent once.
    if (missing.erase(file.sha256()) > 0) {
      to_send.push_back(i);
    } else {
      progress.known_bytes += file.size_bytes();
    }
  }
  show(progress);
  const auto send = [&](Writer& writer) {
    grpc::Status sent;
    bool taken = true;
    for (const int i : to_send) {
      v1::UploadProblemRequest part;
      part.mutable_file_part()->set_file(i);
      sent = ReadFile(absl::StrCat(directory, "/", header.files(i).name()),
                      [&](std::string piece) {
                        progress.sent_bytes +=
                            static_cast<int64_t>(piece.size());
                        part.mutable_file_part()->set_data(std::move(piece));
                        taken = writer.Write(part);
                        if (taken) show(progress);
                        return taken;
                      });
      if (!sent.ok() || !taken) break;
    }
    return sent;
  };
  return Call(channel, request, send, response);
}

grpc::Status UploadZip(const std::shared_ptr<grpc::Channel>& channel,
                       const UploadTarget& target, const std::string& zip_path,
                       const ShowUpload& show,
                       v1::UploadProblemResponse* response) {
  UploadProgress progress;
  grpc::Status status = ReadFile(zip_path, [&](const std::string& piece) {
    progress.total_bytes += static_cast<int64_t>(piece.size());
    return true;
  });
  if (!status.ok()) return status;
  show(progress);
  v1::UploadProblemRequest header;
  header.mutable_header()->set_problem_id(target.id);
  header.mutable_header()->set_hidden(target.hidden);
  const auto send = [&](Writer& writer) {
    return ReadFile(zip_path, [&](std::string piece) {
      progress.sent_bytes += static_cast<int64_t>(piece.size());
      v1::UploadProblemRequest part;
      part.set_chunk(std::move(piece));
      const bool taken = writer.Write(part);
      if (taken) show(progress);
      return taken;
    });
  };
  return Call(channel, header, send, response);
}

}  // namespace gavel::cli
