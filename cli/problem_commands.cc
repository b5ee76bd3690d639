#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/download.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/problem_text.h"
#include "cli/terminal.h"
#include "cli/upload.h"
#include "gavel/v1/contest_service.grpc.pb.h"
#include "gavel/v1/problem_service.grpc.pb.h"

namespace gavel::cli {
namespace {

constexpr int32_t kPage = 1000;

// One command line.
struct Request {
  Endpoint endpoint = DefaultEndpoint();
  std::shared_ptr<grpc::Channel> channel;
  // The argument after the verb.
  std::string argument;
  std::string id;
  std::string output;
  int64_t version = 0;
  bool archived = false;
  bool hidden = false;
  bool json = false;

  std::unique_ptr<v1::ProblemService::Stub> Stub() const {
    return v1::ProblemService::NewStub(channel);
  }
};

// The last part of the path, also of "problems/sum/" and ".".
std::string BaseName(const std::string& path) {
  std::error_code error;
  const std::filesystem::path whole =
      std::filesystem::weakly_canonical(path, error);
  return error ? "" : whole.filename().string();
}

// Drawn anew on a terminal; in a pipe only what was to be done in the end.
class UploadLine {
 public:
  void Show(const UploadProgress& progress) {
    last_ = progress;
    if (!StdoutIsTerminal()) return;
    Print(absl::StrCat("\r\x1b[K", UploadText(progress)));
  }
  void End() const {
    Print(StdoutIsTerminal() ? "\n" : absl::StrCat(UploadText(last_), "\n"));
  }

 private:
  UploadProgress last_;
};

int Upload(const Request& request) {
  const std::string& path = request.argument;
  std::error_code error;
  const bool directory = std::filesystem::is_directory(path, error);
  UploadTarget target{.id = request.id, .hidden = request.hidden};
  if (target.id.empty()) {
    const std::string name = BaseName(path);
    target.id = directory ? name : std::filesystem::path(name).stem().string();
  }
  UploadLine line;
  const auto show = [&line, &request](const UploadProgress& progress) {
    if (!request.json) line.Show(progress);
  };
  v1::UploadProblemResponse response;
  const grpc::Status status =
      directory
          ? UploadDirectory(request.channel, target, path, show, &response)
          : UploadZip(request.channel, target, path, show, &response);
  if (!request.json) line.End();
  if (!status.ok()) return Fail(request.endpoint.server, status);
  Print(request.json ? ToJson(response) : UploadedText(response));
  return kExitOk;
}

int List(const Request& request) {
  const auto stub = request.Stub();
  std::vector<v1::Problem> problems;
  v1::ListProblemsRequest page;
  page.set_page_size(kPage);
  page.set_archived(request.archived);
  do {
    grpc::ClientContext context;
    SetDeadline(kCallDeadline, &context);
    v1::ListProblemsResponse response;
    const grpc::Status status = stub->ListProblems(&context, page, &response);
    if (!status.ok()) return Fail(request.endpoint.server, status);
    for (v1::Problem& problem : *response.mutable_problems()) {
      problems.push_back(std::move(problem));
    }
    page.set_page_token(response.next_page_token());
  } while (!page.page_token().empty());
  Print(request.json ? ListToJson(problems) : ProblemTable(problems));
  return kExitOk;
}

int Show(const Request& request) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::GetProblemRequest get;
  get.set_problem_id(request.argument);
  get.set_version(static_cast<int32_t>(request.version));
  v1::GetProblemResponse response;
  const grpc::Status status =
      request.Stub()->GetProblem(&context, get, &response);
  if (!status.ok()) return Fail(request.endpoint.server, status);
  Print(request.json ? ToJson(response.problem())
                     : ProblemText(response.problem()));
  return kExitOk;
}

int Versions(const Request& request) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::ListProblemVersionsRequest list;
  list.set_problem_id(request.argument);
  v1::ListProblemVersionsResponse response;
  const grpc::Status status =
      request.Stub()->ListProblemVersions(&context, list, &response);
  if (!status.ok()) return Fail(request.endpoint.server, status);
  const std::vector<v1::Problem> versions(response.versions().begin(),
                                          response.versions().end());
  Print(request.json ? ListToJson(versions) : VersionTable(versions));
  return kExitOk;
}

int Download(const Request& request) {
  const std::string output = request.output.empty()
                                 ? absl::StrCat(request.argument, ".zip")
                                 : request.output;
  const grpc::Status status =
      DownloadProblem(request.channel, request.argument,
                      static_cast<int32_t>(request.version), output);
  if (!status.ok()) return Fail(request.endpoint.server, status);
  Print(EscapeLines(output, ""));
  return kExitOk;
}

int SetArchived(const Request& request, bool archived) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::ArchiveProblemRequest archive;
  archive.set_problem_id(request.argument);
  archive.set_archived(archived);
  v1::ArchiveProblemResponse response;
  const grpc::Status status =
      request.Stub()->ArchiveProblem(&context, archive, &response);
  return status.ok() ? kExitOk : Fail(request.endpoint.server, status);
}

int Archive(const Request& request) { return SetArchived(request, true); }
int Unarchive(const Request& request) { return SetArchived(request, false); }

int SetHidden(const Request& request, bool hidden) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::HideProblemRequest hide;
  hide.set_problem_id(request.argument);
  hide.set_hidden(hidden);
  v1::HideProblemResponse response;
  const auto stub = v1::ContestService::NewStub(request.channel);
  const grpc::Status status = stub->HideProblem(&context, hide, &response);
  return status.ok() ? kExitOk : Fail(request.endpoint.server, status);
}

int Hide(const Request& request) { return SetHidden(request, true); }
int Unhide(const Request& request) { return SetHidden(request, false); }

struct Verb {
  absl::string_view name;
  size_t arguments;
  int (*run)(const Request& request);
};

// "add" is what "upload" was called first.
constexpr Verb kVerbs[] = {
    {"upload", 1, Upload},     {"add", 1, Upload},
    {"list", 0, List},         {"show", 1, Show},
    {"versions", 1, Versions}, {"download", 1, Download},
    {"archive", 1, Archive},   {"unarchive", 1, Unarchive},
    {"hide", 1, Hide},         {"unhide", 1, Unhide}};

// Null for no such verb or too few or many arguments, and then says so.
const Verb* FindVerb(const std::vector<std::string>& arguments) {
  std::string names;
  for (const Verb& verb : kVerbs) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", verb.name);
    if (verb.name != arguments[0]) continue;
    if (arguments.size() == verb.arguments + 1) return &verb;
    Fail(absl::StrCat("problem ", verb.name, " takes ",
                      verb.arguments == 0 ? "no argument" : "one argument"));
    return nullptr;
  }
  Fail(absl::StrCat("problem ", arguments[0], " is none of ", names));
  return nullptr;
}

}  // namespace

int ProblemCommand(const std::vector<std::string>& args) {
  Request request;
  Flags flags(
      "gavel problem upload DIR|ZIP | list | show ID | versions ID |"
      " download ID | archive ID | unarchive ID | hide ID | unhide ID"
      "  [flags]",
      "Uploads a problem package, lists the server's problems, shows one or "
      "its versions,\nfetches its package, archives it: then it takes no "
      "submissions; or hides it:\nthen contestants see it in contests only.");
  flags
      .Text("id", "ID", "upload: instead of the name of DIR or ZIP",
            &request.id)
      .Switch("hidden", "upload: contestants never see it outside of contests",
              &request.hidden)
      .Text("output", "PATH", "download: a .zip or a directory; default ID.zip",
            &request.output)
      .Number("version", "N", "show, download: default the newest", 1,
              INT32_MAX, &request.version)
      .Switch("archived", "list: with those that are archived",
              &request.archived)
      .Switch("json", "upload, list, show, versions: as JSON", &request.json);
  AddEndpointFlags(&request.endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 2}, &arguments)) return *exit;
  const Verb* verb = FindVerb(arguments);
  if (verb == nullptr) return kExitUsage;
  if (arguments.size() > 1) request.argument = arguments[1];

  absl::StatusOr<std::shared_ptr<grpc::Channel>> channel =
      Connect(request.endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  request.channel = *std::move(channel);
  return verb->run(request);
}

}  // namespace gavel::cli
