// Writes the files of an export.

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/contest_client.h"
#include "cli/contest_commands.h"
#include "cli/terminal.h"

namespace gavel::cli {
namespace {

constexpr absl::Duration kExportDeadline = absl::Minutes(15);

// What comes from a server stays below the directory.
bool IsSafe(const std::string& path) {
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

// Into a directory, each under its path; into one file; or to stdout.
class ExportWriter {
 public:
  ExportWriter(std::string output, bool directory)
      : output_(std::move(output)), directory_(directory) {}

  absl::Status Begin(const std::string& path) {
    if (absl::Status status = Close(); !status.ok()) return status;
    if (output_ == "-") return absl::OkStatus();
    if (!IsSafe(path)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the server sends the file \"", path,
                       "\", which has no place in a directory"));
    }
    name_ = directory_ ? absl::StrCat(output_, "/", path) : output_;
    std::error_code error;
    const auto parent = std::filesystem::path(name_).parent_path();
    if (directory_) std::filesystem::create_directories(parent, error);
    if (error) {
      return absl::UnknownError(
          absl::StrCat("making ", parent.string(), ": ", error.message()));
    }
    file_.reset(std::fopen(name_.c_str(), "wbe"));
    return file_ == nullptr ? Failed("opening") : absl::OkStatus();
  }

  absl::Status Write(const std::string& bytes) {
    FILE* file = output_ == "-" ? stdout : file_.get();
    if (file == nullptr) {
      return absl::InvalidArgumentError("the server sends bytes of no file");
    }
    return std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size()
               ? absl::OkStatus()
               : Failed("writing");
  }

  absl::Status Close() {
    if (output_ == "-") {
      return std::fflush(stdout) == 0 ? absl::OkStatus() : Failed("writing");
    }
    if (file_ == nullptr) return absl::OkStatus();
    return std::fclose(file_.release()) == 0 ? absl::OkStatus()
                                             : Failed("writing");
  }

 private:
  struct CloseFile {
    void operator()(FILE* file) const { std::fclose(file); }
  };

  absl::Status Failed(absl::string_view what) const {
    return absl::ErrnoToStatus(
        errno, absl::StrCat(what, " ", name_.empty() ? output_ : name_));
  }

  const std::string output_;
  const bool directory_;
  std::string name_;
  std::unique_ptr<FILE, CloseFile> file_;
};

int Receive(ContestClient& client, const v1::ExportContestRequest& request,
            ExportWriter& writer) {
  grpc::ClientContext context;
  SetDeadline(kExportDeadline, &context);
  const auto reader = client.stub().ExportContest(&context, request);
  v1::ExportContestResponse part;
  absl::Status written;
  while (written.ok() && reader->Read(&part)) {
    if (!part.path().empty()) written = writer.Begin(part.path());
    if (written.ok()) written = writer.Write(part.data());
  }
  if (written.ok()) written = writer.Close();
  if (!written.ok()) {
    context.TryCancel();
    reader->Finish();
    return Fail(written.message());
  }
  const grpc::Status status = reader->Finish();
  return status.ok() ? kExitOk : Fail(client.server(), status);
}

}  // namespace

int ExportContestCommand(const std::vector<std::string>& args) {
  std::string format;
  std::string output;
  bool public_only = false;
  Flags flags("gavel contest export ID --format clics|feed|csv [flags]",
              "Writes a contest as files: a CLICS contest package, its event "
              "feed (NDJSON), or the\nstandings as CSV. For judges.");
  ContestClient client(flags);
  flags.Text("format", "F", "clics, feed or csv", &format)
      .Text("output", "PATH",
            "clics: a directory, default ID; else a file, default stdout",
            &output)
      .Switch("public", "only what everybody may see now", &public_only);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  v1::ExportContestRequest request;
  request.set_contest_id(arguments[0]);
  request.set_public_only(public_only);
  const bool package = format == "clics";
  if (package) {
    request.set_format(v1::ExportContestRequest::FORMAT_CLICS_PACKAGE);
  } else if (format == "feed") {
    request.set_format(v1::ExportContestRequest::FORMAT_EVENT_FEED);
  } else if (format == "csv") {
    request.set_format(v1::ExportContestRequest::FORMAT_CSV);
  } else {
    return Fail("--format is clics, feed or csv");
  }
  if (package && output == "-") return Fail("a package needs a directory");
  if (output.empty()) output = package ? arguments[0] : "-";
  if (auto exit = client.Open()) return *exit;
  ExportWriter writer(output, package);
  return Receive(client, request, writer);
}

}  // namespace gavel::cli
