#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/terminal.h"
#include "cli/verification.h"
#include "core/clock.h"
#include "core/status_macros.h"
#include "judge/local/exit_status.h"
#include "judge/local/local_commands.h"
#include "judge/local/verify_report.h"
#include "judge/package/package.h"
#include "judge/verify/verify.h"
#include "sandbox/supervisor.h"

namespace gavel::judge {
namespace {

namespace fs = std::filesystem;

int Fail(absl::string_view why, int exit_status) {
  absl::FPrintF(stderr, "gavel problem verify: %s", cli::EscapeLines(why, ""));
  return exit_status;
}

// Gone with its owner.
class UnpackDirectory {
 public:
  UnpackDirectory() {
    std::error_code error;
    path_ = (fs::temp_directory_path(error) / "gavel-XXXXXX").string();
    if (error || mkdtemp(path_.data()) == nullptr) {
      status_ = absl::ErrnoToStatus(error ? error.value() : errno,
                                    absl::StrCat("making ", path_));
    }
  }
  ~UnpackDirectory() {
    std::error_code ignored;
    if (status_.ok()) fs::remove_all(path_, ignored);
  }
  UnpackDirectory(const UnpackDirectory&) = delete;
  UnpackDirectory& operator=(const UnpackDirectory&) = delete;

  const absl::Status& status() const { return status_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  absl::Status status_;
};

// Of "problems/sum/", ".", "sum.zip".
std::string NameOf(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(path, error);
  return (error ? fs::path(path) : whole).stem().string();
}

absl::StatusOr<package::Package> LoadPackage(const std::string& path,
                                             const UnpackDirectory& unpacked) {
  std::error_code error;
  if (fs::is_directory(path, error)) return package::LoadDirectory(path);
  if (!fs::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat(path, ": is not there"));
  }
  GAVEL_RETURN_IF_ERROR(unpacked.status());
  return package::LoadZip(path, NameOf(path), unpacked.path(),
                          package::ZipLimits());
}

// A line on stderr that is drawn anew, if that is a terminal.
class LiveLine {
 public:
  LiveLine() : wanted_(isatty(STDERR_FILENO) == 1) {}
  ~LiveLine() { Draw(""); }
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;

  void Draw(const std::string& text) const {
    if (wanted_) absl::FPrintF(stderr, "\r\x1b[K%s", text);
  }

 private:
  const bool wanted_;
};

struct Request {
  // Of the package, or its id if it is on a server.
  std::string path;
  // Without a server for a package on this machine.
  cli::Endpoint endpoint = cli::DefaultEndpoint();
  // 0 for the newest.
  int64_t version = 0;
  // 0 for one for each core.
  int64_t slots = 0;
};

int SlotsOf(int64_t wanted) {
  if (wanted > 0) return static_cast<int>(wanted);
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

absl::StatusOr<verify::Report> VerifyHere(
    const Request& request, const verify::Progress::Sink& progress) {
  const UnpackDirectory unpacked;
  const absl::StatusOr<package::Package> package =
      LoadPackage(request.path, unpacked);
  if (absl::IsInvalidArgument(package.status())) {
    return verify::RefusedReport(NameOf(request.path),
                                 package.status().message());
  }
  if (!package.ok()) return package.status();
  GAVEL_ASSIGN_OR_RETURN(
      const std::unique_ptr<sandbox::Supervisor> sandbox,
      sandbox::Supervisor::Start(
          {.executable = sandbox::DefaultSandboxExecutable()}));
  return verify::Verify(*package, *sandbox, SystemClock(),
                        {.slots = SlotsOf(request.slots)}, progress);
}

absl::StatusOr<verify::Report> Verify(const Request& request) {
  const LiveLine line;
  const auto draw = [&](const std::string& stage, int done, int of) {
    line.Draw(absl::StrCat(cli::Escape(stage), " ", done, "/", of));
  };
  return request.endpoint.server.empty()
             ? VerifyHere(request, draw)
             : cli::VerifyOnServer(request.endpoint, request.path,
                                   static_cast<int32_t>(request.version), draw);
}

// Why the flags do not go together; empty if they do.
absl::string_view WrongTogether(const Request& request) {
  if (request.endpoint.server.empty()) {
    return request.version > 0 ? "--version needs --server" : "";
  }
  return request.slots > 0 ? "--slots is for packages on this machine" : "";
}

bool IsNotReadable(const absl::Status& status) {
  return absl::IsNotFound(status) || absl::IsInvalidArgument(status);
}

}  // namespace

int VerifyCommand(const std::vector<std::string>& args) {
  bool json = false;
  Request request;
  request.endpoint.server.clear();
  cli::Flags flags(
      "gavel problem verify [flags] PACKAGE_DIR|ZIP\n"
      "       gavel problem verify --server ADDR [flags] ID",
      "Verifies a problem package with the judge itself: input and output\n"
      "validators, example submissions, the time limit. A problem on a server\n"
      "is verified there, a package here.\n"
      "Exit status: 0 in order, perhaps with warnings, 1 something is wrong,\n"
      "64 wrong command line, 66 package not readable or no such problem,\n"
      "70 a fault of the judge, or its server busy or not to be reached.");
  flags.Switch("json", "print the report as one JSON object", &json)
      .Number("slots", "N",
              "without --server: programs at once; default one for each core",
              1, 256, &request.slots)
      .Text("server", "ADDR", "where the problem is", &request.endpoint.server)
      .Number("version", "N", "with --server: default the newest", 1, INT32_MAX,
              &request.version);
  cli::AddCredentialFlags(&request.endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (const auto why = WrongTogether(request); !why.empty()) {
    return Fail(why, cli::kExitUsage);
  }
  request.path = arguments[0];
  const absl::StatusOr<verify::Report> report = Verify(request);
  if (!report.ok()) {
    return Fail(report.status().message(), IsNotReadable(report.status())
                                               ? kExitNoInput
                                               : kExitJudgeError);
  }
  absl::PrintF("%s", json ? ReportToJson(*report)
                          : ReportToText(*report, cli::StdoutStyle()));
  return report->Count(verify::Severity::kError) == 0 ? 0 : kExitNotAccepted;
}

}  // namespace gavel::judge
