#include <cstdio>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "cli/flags.h"
#include "judge/local/local_commands.h"
#include "storage/data_check.h"
#include "storage/data_copy.h"

namespace gavel::judge {
namespace {

constexpr const char* kDefaultData = "gavel-data";

int Complain(absl::string_view command, const absl::Status& status) {
  absl::FPrintF(stderr, "gavel %s: %s\n", command, status.message());
  return 1;
}

int Tell(absl::string_view command,
         const absl::StatusOr<storage::DataCopy>& copy, const std::string& to) {
  if (!copy.ok()) return Complain(command, copy.status());
  absl::PrintF("%s: %d submissions, %d files of problems, verified\n", to,
               copy->submissions, copy->files);
  return 0;
}

// Removes what is in nobody's way.
int Collect(const std::string& data) {
  const absl::StatusOr<int64_t> collected = storage::CollectFiles(data);
  if (!collected.ok()) return Complain("check", collected.status());
  absl::PrintF("%s: %d files that no problem names are removed\n", data,
               *collected);
  return 0;
}

int Report(const std::string& data, const storage::DataReport& report) {
  for (const std::string& problem : report.problems) {
    absl::PrintF("%s\n", problem);
  }
  if (!report.problems.empty()) {
    absl::PrintF("%s: %d things are wrong; restore a backup\n", data,
                 report.problems.size());
    return 1;
  }
  absl::PrintF(
      "%s: the database and %d files of problems are sound; %d files that no "
      "problem names\n",
      data, report.files, report.unnamed.size());
  if (report.in_use) {
    absl::PrintF("a server uses it, so its log was not checked on its own\n");
  }
  return 0;
}

}  // namespace

int BackupCommand(const std::vector<std::string>& args) {
  std::string data = kDefaultData;
  cli::Flags flags(
      "gavel backup [--data DIR] DESTINATION",
      "Copies the data of a server, which may be running, to a directory that\n"
      "is not there yet, and verifies the copy. Whatever was accepted before\n"
      "is in it. Tokens in files, uploads under way and the lock are not.\n"
      "Exit status: 0, 1 there is no copy, 64 wrong command line.");
  flags.Text("data", "DIR", "what to copy; default gavel-data", &data);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  return Tell("backup", storage::BackUp(data, arguments[0]), arguments[0]);
}

int RestoreCommand(const std::vector<std::string>& args) {
  std::string data = kDefaultData;
  cli::Flags flags(
      "gavel restore [--data DIR] BACKUP",
      "Verifies a backup, copies it to a data directory that is not there yet\n"
      "or empty, and brings it to the version of this program. Then start the\n"
      "server on it. The backup stays as it is.\n"
      "Exit status: 0, 1 nothing is restored, 64 wrong command line.");
  flags.Text("data", "DIR", "where to; default gavel-data", &data);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  return Tell("restore", storage::Restore(arguments[0], data), data);
}

int CheckCommand(const std::vector<std::string>& args) {
  std::string data = kDefaultData;
  bool collect = false;
  cli::Flags flags(
      "gavel check [--data DIR] [--collect]",
      "Reads all of a data directory or a backup, beside a running server or\n"
      "without one: the database, its references, and every file that a\n"
      "problem names, by its content. Prints what is wrong, a line each.\n"
      "Exit status: 0 all is well, 1 something is wrong, 64 wrong command "
      "line.");
  flags.Text("data", "DIR", "what to check; default gavel-data", &data)
      .Switch("collect",
              "then remove files that no problem names; not while a server "
              "runs",
              &collect);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;
  const absl::StatusOr<storage::DataReport> report = storage::CheckData(data);
  if (!report.ok()) return Complain("check", report.status());
  const int status = Report(data, *report);
  return status == 0 && collect ? Collect(data) : status;
}

}  // namespace gavel::judge
