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
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/fetch.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/terminal.h"
#include "core/clock.h"
#include "core/problem.h"
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

int Fail(const absl::Status& status, int exit_status) {
  absl::FPrintF(stderr, "gavel problem verify: %s\n", status.message());
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

struct Source {
  // Of the package, or its id if it is on a server.
  std::string path;
  // Empty for a package on this machine.
  std::string server;
  int64_t version = 0;
};

absl::StatusOr<package::Package> FetchPackage(const Source& source,
                                              const UnpackDirectory& unpacked) {
  if (!IsProblemId(source.path)) {
    return absl::NotFoundError(
        absl::StrCat("\"", source.path, "\" is no problem id"));
  }
  GAVEL_RETURN_IF_ERROR(cli::FetchProblem(source.server, source.path,
                                          static_cast<int32_t>(source.version),
                                          unpacked.path()));
  // In a folder of its name.
  return package::LoadDirectory(
      absl::StrCat(unpacked.path(), "/", source.path));
}

absl::StatusOr<package::Package> LoadPackage(const Source& source,
                                             const UnpackDirectory& unpacked) {
  if (!source.server.empty()) return FetchPackage(source, unpacked);
  const std::string& path = source.path;
  std::error_code error;
  if (fs::is_directory(path, error)) return package::LoadDirectory(path);
  if (!fs::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat(path, ": is not there"));
  }
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

int SlotsOf(int64_t wanted) {
  if (wanted > 0) return static_cast<int>(wanted);
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

absl::StatusOr<verify::Report> Verify(const package::Package& package,
                                      const verify::VerifyOptions& options) {
  absl::StatusOr<std::unique_ptr<sandbox::Supervisor>> sandbox =
      sandbox::Supervisor::Start(
          {.executable = sandbox::DefaultSandboxExecutable()});
  if (!sandbox.ok()) return sandbox.status();
  const LiveLine line;
  return verify::Verify(package, **sandbox, SystemClock(), options,
                        [&](const std::string& stage, int done, int of) {
                          line.Draw(absl::StrCat(stage, " ", done, "/", of));
                        });
}

}  // namespace

int VerifyCommand(const std::vector<std::string>& args) {
  bool json = false;
  int64_t slots = 0;
  Source source;
  cli::Flags flags(
      "gavel problem verify [flags] PACKAGE_DIR|ZIP\n"
      "       gavel problem verify --server ADDR [flags] ID",
      "Verifies a problem package with the judge itself, on this machine:\n"
      "input and output validators, example submissions, the time limit.\n"
      "A package on a server is fetched first.\n"
      "Exit status: 0 in order, perhaps with warnings, 1 something is wrong,\n"
      "64 wrong command line, 66 package not readable, 70 a fault of the\n"
      "judge.");
  flags.Switch("json", "print the report as one JSON object", &json)
      .Number("slots", "N", "programs at once; default one for each core", 1,
              256, &slots)
      .Text("server", "ADDR", "where to fetch the problem from", &source.server)
      .Number("version", "N", "with --server: default the newest", 1, INT32_MAX,
              &source.version);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  const UnpackDirectory unpacked;
  if (!unpacked.status().ok()) return Fail(unpacked.status(), kExitJudgeError);
  source.path = arguments[0];
  const absl::StatusOr<package::Package> package =
      LoadPackage(source, unpacked);
  absl::StatusOr<verify::Report> report;
  if (package.ok()) {
    report = Verify(*package, {.slots = SlotsOf(slots)});
  } else if (absl::IsInvalidArgument(package.status())) {
    report =
        verify::RefusedReport(NameOf(arguments[0]), package.status().message());
  } else {
    return Fail(package.status(), kExitNoInput);
  }
  if (!report.ok()) return Fail(report.status(), kExitJudgeError);
  absl::PrintF("%s", json ? ReportToJson(*report)
                          : ReportToText(*report, cli::StdoutStyle()));
  return report->Count(verify::Severity::kError) == 0 ? 0 : kExitNotAccepted;
}

}  // namespace gavel::judge
