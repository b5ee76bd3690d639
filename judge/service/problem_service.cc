#include "judge/service/problem_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/sha256.h"
#include "core/status_macros.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "judge/service/convert.h"
#include "judge/service/download.h"
#include "judge/service/edge.h"
#include "judge/service/package_tree.h"
#include "judge/service/public_files.h"
#include "judge/service/upload.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostStatement = size_t{3} << 20;

using AttachmentDownload = Download<v1::DownloadAttachmentResponse>;
using ProblemDownload = Download<v1::DownloadProblemResponse>;

class ProblemService final : public v1::ProblemService::CallbackService {
 public:
  ProblemService(const ProblemServiceOptions& options, storage::Store& store,
                 const Access& access, storage::ContestStore* contests,
                 Spool spool, Verifications& verifications, Edge& edge)
      : options_(options),
        store_(store),
        access_(access),
        verifications_(verifications),
        edge_(edge),
        spool_(std::move(spool)),
        uploads_{options.zip,
                 store,
                 contests,
                 spool_,
                 Slots("uploads", options.max_uploads),
                 WorkerPool(
                     {.threads = options.transfer_threads, .queue_limit = 0})},
        downloads_{Slots("downloads", options.max_downloads), uploads_.pool} {}

  grpc::ServerUnaryReactor* CheckUpload(
      grpc::CallbackServerContext* context,
      const v1::CheckUploadRequest* request,
      v1::CheckUploadResponse* response) override {
    return edge_.Answer(*context, "ProblemService/CheckUpload",
                        [this, request, response](const Caller&) {
                          return Check(*request, response);
                        });
  }

  grpc::ServerReadReactor<v1::UploadProblemRequest>* UploadProblem(
      grpc::CallbackServerContext* context,
      v1::UploadProblemResponse* response) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ProblemService/UploadProblem");
    if (!caller.ok()) {
      return RefuseStream<grpc::ServerReadReactor<v1::UploadProblemRequest>>(
          caller.status());
    }
    return StartUpload(uploads_, *context, response);
  }

  grpc::ServerUnaryReactor* GetProblem(
      grpc::CallbackServerContext* context,
      const v1::GetProblemRequest* request,
      v1::GetProblemResponse* response) override {
    return edge_.Answer(*context, "ProblemService/GetProblem",
                        [this, request, response](const Caller& caller) {
                          return Get(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListProblems(
      grpc::CallbackServerContext* context,
      const v1::ListProblemsRequest* request,
      v1::ListProblemsResponse* response) override {
    return edge_.Answer(*context, "ProblemService/ListProblems",
                        [this, request, response](const Caller& caller) {
                          return List(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ListProblemVersions(
      grpc::CallbackServerContext* context,
      const v1::ListProblemVersionsRequest* request,
      v1::ListProblemVersionsResponse* response) override {
    return edge_.Answer(*context, "ProblemService/ListProblemVersions",
                        [this, request, response](const Caller& caller) {
                          return ListVersions(caller, *request, response);
                        });
  }

  grpc::ServerUnaryReactor* ArchiveProblem(
      grpc::CallbackServerContext* context,
      const v1::ArchiveProblemRequest* request,
      v1::ArchiveProblemResponse* /*response*/) override {
    return edge_.Answer(
        *context, "ProblemService/ArchiveProblem",
        [this, request](const Caller&) {
          const absl::Status status = CheckProblemId(request->problem_id());
          return status.ok() ? store_.ArchiveProblem(request->problem_id(),
                                                     request->archived())
                             : status;
        });
  }

  grpc::ServerUnaryReactor* GetStatement(
      grpc::CallbackServerContext* context,
      const v1::GetStatementRequest* request,
      v1::GetStatementResponse* response) override {
    return edge_.Answer(*context, "ProblemService/GetStatement",
                        [this, request, response](const Caller& caller) {
                          return ReadStatement(caller, *request, response);
                        });
  }

  grpc::ServerWriteReactor<v1::DownloadAttachmentResponse>* DownloadAttachment(
      grpc::CallbackServerContext* context,
      const v1::DownloadAttachmentRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ProblemService/DownloadAttachment");
    if (!caller.ok()) {
      return RefuseStream<
          grpc::ServerWriteReactor<v1::DownloadAttachmentResponse>>(
          caller.status());
    }
    return AttachmentDownload::Start(downloads_,
                                     [this, caller = *caller, request] {
                                       return FindAttachment(caller, *request);
                                     });
  }

  grpc::ServerWriteReactor<v1::DownloadProblemResponse>* DownloadProblem(
      grpc::CallbackServerContext* context,
      const v1::DownloadProblemRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ProblemService/DownloadProblem");
    if (!caller.ok()) {
      return RefuseStream<
          grpc::ServerWriteReactor<v1::DownloadProblemResponse>>(
          caller.status());
    }
    return ProblemDownload::Start(downloads_,
                                  [this, caller = *caller, request] {
                                    return PackProblem(caller, *request);
                                  });
  }

  grpc::ServerWriteReactor<v1::VerifyProblemResponse>* VerifyProblem(
      grpc::CallbackServerContext* context,
      const v1::VerifyProblemRequest* request) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ProblemService/VerifyProblem");
    if (!caller.ok()) {
      return RefuseStream<grpc::ServerWriteReactor<v1::VerifyProblemResponse>>(
          caller.status());
    }
    return verifications_.Open([this, caller = *caller, request] {
      return FindPackage(caller, *request);
    });
  }

 private:
  // The version that any of the requests is about.
  template <typename Request>
  absl::StatusOr<Problem> Find(const Caller& caller, const Request& request) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
    if (request.version() < 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("version ", request.version(), " is negative"));
    }
    std::optional<int32_t> version;
    if (request.version() > 0) version = request.version();
    GAVEL_RETURN_IF_ERROR(
        access_.CheckSeeProblem(caller, request.problem_id(), version));
    return store_.GetProblem(request.problem_id(), version);
  }

  // The same for all of its package.
  template <typename Request>
  absl::StatusOr<Problem> FindPackage(const Caller& caller,
                                      const Request& request) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
    GAVEL_RETURN_IF_ERROR(
        access_.CheckSeePackage(caller, request.problem_id()));
    return Find(caller, request);
  }

  absl::Status Get(const Caller& caller, const v1::GetProblemRequest& request,
                   v1::GetProblemResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const Problem problem, Find(caller, request));
    ToProto(problem, response->mutable_problem());
    return AddFiles(problem, response->mutable_problem());
  }

  absl::Status Check(const v1::CheckUploadRequest& request,
                     v1::CheckUploadResponse* response) {
    if (request.sha256_size() > options_.zip.entries) {
      return absl::InvalidArgumentError(
          absl::StrCat(request.sha256_size(), " hashes are over ",
                       options_.zip.entries, ", the most of one request"));
    }
    for (const std::string& bytes : request.sha256()) {
      const std::optional<Sha256> hash = Sha256FromBytes(bytes);
      if (!hash.has_value()) {
        return absl::InvalidArgumentError(
            absl::StrCat("a sha256 has ", bytes.size(), " bytes, not 32"));
      }
      if (!store_.FindFile(*hash).has_value()) response->add_missing(bytes);
    }
    return absl::OkStatus();
  }

  absl::Status List(const Caller& caller,
                    const v1::ListProblemsRequest& request,
                    v1::ListProblemsResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(
        const storage::PageRequest page,
        ToPageRequest(request.page_size(), request.page_token()));
    GAVEL_ASSIGN_OR_RETURN(
        const storage::Page<ProblemSummary> summaries,
        store_.ListProblems({.archived = request.archived()}, page));
    for (const ProblemSummary& summary : summaries.items) {
      GAVEL_ASSIGN_OR_RETURN(const bool may,
                             access_.MaySeeProblem(caller, summary.id));
      if (may) ToProto(summary, response->add_problems());
    }
    response->set_next_page_token(summaries.next_page_token);
    return absl::OkStatus();
  }

  absl::Status ListVersions(const Caller& caller,
                            const v1::ListProblemVersionsRequest& request,
                            v1::ListProblemVersionsResponse* response) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
    GAVEL_RETURN_IF_ERROR(
        access_.CheckSeePackage(caller, request.problem_id()));
    GAVEL_ASSIGN_OR_RETURN(const std::vector<ProblemSummary> versions,
                           store_.ListVersions(request.problem_id()));
    for (const ProblemSummary& summary : versions) {
      ToProto(summary, response->add_versions());
    }
    return absl::OkStatus();
  }

  absl::Status ReadStatement(const Caller& caller,
                             const v1::GetStatementRequest& request,
                             v1::GetStatementResponse* response) {
    GAVEL_ASSIGN_OR_RETURN(const Problem problem, Find(caller, request));
    GAVEL_ASSIGN_OR_RETURN(const std::string language,
                           ChooseStatement(problem, request.language()));
    const PackageFile& statement = problem.statements.at(language);
    GAVEL_ASSIGN_OR_RETURN(*response->mutable_content(),
                           ReadHead(statement.path, kMostStatement + 1));
    if (response->content().size() > kMostStatement) {
      return absl::ResourceExhaustedError(
          absl::StrCat("statement ", statement.name, " of problem ", problem.id,
                       " is over ", kMostStatement, " bytes"));
    }
    response->set_language(language);
    response->set_file_name(
        statement.name.substr(statement.name.rfind('/') + 1));
    return absl::OkStatus();
  }

  absl::StatusOr<Downloadable> FindAttachment(
      const Caller& caller, const v1::DownloadAttachmentRequest& request) {
    GAVEL_ASSIGN_OR_RETURN(const Problem problem, Find(caller, request));
    for (const PackageFile& file : Attachments(problem)) {
      if (file.name == request.name()) return Downloadable{file.path};
    }
    return absl::NotFoundError(absl::StrCat("problem ", problem.id,
                                            " has no attachment ",
                                            convert::Quoted(request.name())));
  }

  absl::StatusOr<Downloadable> PackProblem(
      const Caller& caller, const v1::DownloadProblemRequest& request) {
    GAVEL_ASSIGN_OR_RETURN(const Problem problem, FindPackage(caller, request));
    GAVEL_ASSIGN_OR_RETURN(SpooledUpload spooled,
                           SpoolPackage(spool_, problem));
    GAVEL_RETURN_IF_ERROR(
        package::PackZip(SpooledPackage(spooled, problem), spooled.zip_path()));
    std::string path = spooled.zip_path();
    return Downloadable{std::move(path), std::move(spooled)};
  }

  const ProblemServiceOptions options_;
  storage::Store& store_;
  const Access& access_;
  Verifications& verifications_;
  Edge& edge_;
  const Spool spool_;
  UploadContext uploads_;
  DownloadContext downloads_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeProblemService(
    const ProblemServiceOptions& options, storage::Store& store,
    const Access& access, storage::ContestStore* contests, Spool spool,
    Verifications& verifications, Edge& edge) {
  return std::make_unique<ProblemService>(
      options, store, access, contests, std::move(spool), verifications, edge);
}

}  // namespace gavel::judge
