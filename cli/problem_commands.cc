#include <stdlib.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "judge/package/package.h"

namespace gavel::cli {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
// Sending, unpacking and checking of a large package.
constexpr absl::Duration kUploadDeadline = absl::Minutes(15);
constexpr int32_t kPage = 1000;

using Channel = std::shared_ptr<grpc::Channel>;

// A file that is gone with its owner.
class TemporaryZip {
 public:
  static absl::StatusOr<std::unique_ptr<TemporaryZip>> Make() {
    std::error_code error;
    std::string directory =
        (std::filesystem::temp_directory_path(error) / "gavel-XXXXXX").string();
    if (error || mkdtemp(directory.data()) == nullptr) {
      return absl::ErrnoToStatus(error ? error.value() : errno,
                                 absl::StrCat("making ", directory));
    }
    return std::unique_ptr<TemporaryZip>(new TemporaryZip(directory));
  }
  ~TemporaryZip() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  TemporaryZip(const TemporaryZip&) = delete;
  TemporaryZip& operator=(const TemporaryZip&) = delete;

  std::string path() const { return directory_ + "/package.zip"; }

 private:
  explicit TemporaryZip(std::string directory)
      : directory_(std::move(directory)) {}

  std::string directory_;
};

// The last part of the path, also of "problems/sum/" and ".".
std::string BaseName(const std::string& path) {
  std::error_code error;
  const std::filesystem::path whole =
      std::filesystem::weakly_canonical(path, error);
  return error ? "" : whole.filename().string();
}

// Sends the file in chunks. False when the server has had enough; then its
// status says why.
bool SendFile(FILE* file, grpc::ClientWriter<v1::UploadProblemRequest>& writer,
              bool* read_failed) {
  std::string buffer(kChunk, '\0');
  for (;;) {
    const size_t got = std::fread(buffer.data(), 1, buffer.size(), file);
    if (got == 0) {
      *read_failed = std::ferror(file) != 0;
      return !*read_failed;
    }
    v1::UploadProblemRequest request;
    request.set_chunk(buffer.substr(0, got));
    if (!writer.Write(request)) return false;
  }
}

grpc::Status Upload(const Channel& channel, const std::string& id,
                    const std::string& zip_path, v1::Problem* problem) {
  std::unique_ptr<FILE, int (*)(FILE*)> file(
      std::fopen(zip_path.c_str(), "rbe"), &std::fclose);
  if (file == nullptr) {
    return {grpc::NOT_FOUND, absl::StrCat("cannot open ", zip_path)};
  }
  grpc::ClientContext context;
  SetDeadline(kUploadDeadline, &context);
  const auto stub = v1::ProblemService::NewStub(channel);
  v1::UploadProblemResponse response;
  const auto writer = stub->UploadProblem(&context, &response);
  v1::UploadProblemRequest header;
  header.mutable_header()->set_problem_id(id);
  bool read_failed = false;
  if (writer->Write(header) && SendFile(file.get(), *writer, &read_failed)) {
    writer->WritesDone();
  }
  if (read_failed) context.TryCancel();
  grpc::Status status = writer->Finish();
  if (read_failed) {
    return {grpc::DATA_LOSS, absl::StrCat("cannot read ", zip_path)};
  }
  *problem = std::move(*response.mutable_problem());
  return status;
}

std::string TestCount(int count) {
  return absl::StrCat(count, count == 1 ? " test" : " tests");
}

int Add(const Channel& channel, const std::string& server, std::string id,
        const std::string& path) {
  std::error_code error;
  std::string zip_path = path;
  std::unique_ptr<TemporaryZip> packed;
  if (std::filesystem::is_directory(path, error)) {
    absl::StatusOr<std::unique_ptr<TemporaryZip>> made = TemporaryZip::Make();
    if (!made.ok()) return Fail(made.status().message());
    packed = *std::move(made);
    zip_path = packed->path();
    const absl::Status status = package::PackZip(path, zip_path);
    if (!status.ok()) return Fail(status.message());
    if (id.empty()) id = BaseName(path);
  } else if (id.empty()) {
    id = std::filesystem::path(BaseName(path)).stem().string();
  }
  v1::Problem problem;
  const grpc::Status status = Upload(channel, id, zip_path, &problem);
  if (!status.ok()) return Fail(server, status);
  Print(absl::StrCat(Escape(problem.id()), " version ", problem.version(), ": ",
                     Escape(problem.title()), ", ",
                     TestCount(problem.test_count()), "\n"));
  return kExitOk;
}

int List(const Channel& channel, const std::string& server, bool json) {
  const auto stub = v1::ProblemService::NewStub(channel);
  std::vector<v1::Problem> problems;
  v1::ListProblemsRequest request;
  request.set_page_size(kPage);
  do {
    grpc::ClientContext context;
    SetDeadline(kCallDeadline, &context);
    v1::ListProblemsResponse response;
    const grpc::Status status =
        stub->ListProblems(&context, request, &response);
    if (!status.ok()) return Fail(server, status);
    for (v1::Problem& problem : *response.mutable_problems()) {
      problems.push_back(std::move(problem));
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());

  if (json) {
    Print(ListToJson(problems));
    return kExitOk;
  }
  std::vector<std::vector<std::string>> rows = {
      {"ID", "VERSION", "TESTS", "TIME", "MEMORY", "TITLE"}};
  for (const v1::Problem& problem : problems) {
    rows.push_back({problem.id(), absl::StrCat(problem.version()),
                    absl::StrCat(problem.test_count()),
                    FormatMicros(problem.limits().cpu_time_ms() * 1000),
                    FormatSize(problem.limits().memory_bytes()),
                    problem.title()});
  }
  Print(FormatTable(rows));
  return kExitOk;
}

std::string ProblemText(const v1::Problem& problem) {
  const v1::Limits& limits = problem.limits();
  std::string text = absl::StrCat(
      Escape(problem.id()), " version ", problem.version(), ": ",
      Escape(problem.title()), "\n",
      FormatTable({{"  CPU time", FormatMicros(limits.cpu_time_ms() * 1000)},
                   {"  memory", FormatSize(limits.memory_bytes())},
                   {"  output", FormatSize(limits.output_bytes())},
                   {"  source", FormatSize(limits.source_bytes())},
                   {"  tests", absl::StrCat(problem.test_count())}}));
  if (limits.deny_eval()) absl::StrAppend(&text, "  eval is denied\n");
  if (limits.deny_web_assembly()) {
    absl::StrAppend(&text, "  WebAssembly is denied\n");
  }
  for (const v1::Sample& sample : problem.samples()) {
    absl::StrAppend(&text, "\n", Escape(sample.name()), "\n  input\n",
                    EscapeLines(sample.input(), "    "), "  answer\n",
                    EscapeLines(sample.answer(), "    "));
  }
  return text;
}

int Show(const Channel& channel, const std::string& server,
         const std::string& id, bool json) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::GetProblemRequest request;
  request.set_problem_id(id);
  v1::GetProblemResponse response;
  const grpc::Status status = v1::ProblemService::NewStub(channel)->GetProblem(
      &context, request, &response);
  if (!status.ok()) return Fail(server, status);
  Print(json ? ToJson(response.problem()) : ProblemText(response.problem()));
  return kExitOk;
}

}  // namespace

int ProblemCommand(const std::vector<std::string>& args) {
  std::string server = DefaultServer();
  std::string id;
  bool json = false;
  Flags flags("gavel problem add DIR|ZIP | list | show ID  [flags]",
              "Uploads a problem package, lists the server's problems or shows "
              "one.");
  flags.Text("id", "ID", "add: instead of the name of DIR or ZIP", &id)
      .Text("server", "ADDR", "default: $GAVEL_SERVER or 127.0.0.1:50051",
            &server)
      .Switch("json", "list, show: as JSON", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 2}, &arguments)) return *exit;
  const std::string& verb = arguments[0];
  const bool known = verb == "add" || verb == "list" || verb == "show";
  if (!known || (arguments.size() == 1) != (verb == "list")) {
    Fail(known ? absl::StrCat("problem ", verb, " takes ",
                              verb == "list" ? "no argument" : "one argument")
               : absl::StrCat("problem ", verb, " is none of add, list, show"));
    return kExitUsage;
  }

  const absl::StatusOr<Channel> channel = Connect(server);
  if (!channel.ok()) return Fail(channel.status().message());
  if (verb == "add") return Add(*channel, server, id, arguments[1]);
  if (verb == "list") return List(*channel, server, json);
  return Show(*channel, server, arguments[1], json);
}

}  // namespace gavel::cli
