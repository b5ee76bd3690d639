#include "storage/data_check.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/blobs.h"
#include "storage/data_dir.h"
#include "storage/log_check.h"
#include "storage/migrations.h"
#include "storage/named_files.h"

namespace gavel::storage {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kBusyTimeout = absl::Seconds(10);
constexpr Query kIntegrity = {"checking the database",
                              "PRAGMA integrity_check"};
constexpr Query kForeignKeys = {"checking references",
                                "SELECT \"table\", rowid, parent "
                                "FROM pragma_foreign_key_check"};

using NamesByHash = std::map<std::string, std::string>;

// What the database itself says is wrong.
absl::StatusOr<std::vector<std::string>> DatabaseProblems(
    Connection& connection) {
  std::vector<std::string> problems;
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kIntegrity));
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool has_row, row.Step());
    if (!has_row) break;
    if (row.Bytes(0) == "ok") continue;
    problems.push_back(absl::StrCat(connection.name(), ": ", row.Bytes(0)));
  }
  GAVEL_ASSIGN_OR_RETURN(Statement key, connection.Select(kForeignKeys));
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool has_row, key.Step());
    if (!has_row) break;
    problems.push_back(absl::StrCat(connection.name(), ": ", key.Bytes(0),
                                    " names a row of ", key.Bytes(2),
                                    " that is not there"));
  }
  return problems;
}

void CheckFile(const std::string& path, const std::string& hash,
               const std::string& problem, DataReport& report) {
  ++report.files;
  const absl::StatusOr<Sha256> found = HashFile(path);
  if (!found.ok()) {
    report.problems.push_back(
        absl::StrCat("a file of ", problem, ": ", found.status().message()));
  } else if (ToHex(*found) != hash) {
    report.problems.push_back(
        absl::StrCat("a file of ", problem, ": ", path, " has changed"));
  }
}

// The hashes that the files below blobs/ have for names, and their paths.
NamesByHash StoredFiles(const std::string& blobs) {
  NamesByHash stored;
  std::error_code error;
  for (fs::recursive_directory_iterator it(blobs, error), end;
       !error && it != end; it.increment(error)) {
    const std::string hash = it->path().parent_path().filename().string() +
                             it->path().filename().string();
    if (Sha256FromHex(hash).has_value()) stored[hash] = it->path().string();
  }
  return stored;
}

absl::StatusOr<std::unique_ptr<Connection>> OpenDatabase(
    const std::string& directory) {
  const std::string path = directory + "/gavel.db";
  std::error_code error;
  if (!fs::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat("there is no ", path));
  }
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> connection,
      Connection::Open(path, Connection::Mode::kReadOnly, kBusyTimeout));
  GAVEL_RETURN_IF_ERROR(CheckCurrent(*connection, Schema()));
  return connection;
}

// All but the log.
absl::Status CheckDatabaseAndFiles(const std::string& directory,
                                   DataReport& report) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<Connection> connection,
                         OpenDatabase(directory));
  // Before the snapshot, which then has the names of all whose names are known.
  NamesByHash stored = StoredFiles(directory + "/blobs");
  GAVEL_ASSIGN_OR_RETURN(
      const Transaction snapshot,
      Transaction::Begin(*connection, Transaction::Kind::kRead));
  GAVEL_ASSIGN_OR_RETURN(report.problems, DatabaseProblems(*connection));
  GAVEL_ASSIGN_OR_RETURN(const NamesByHash named, NamedFiles(*connection));
  for (const auto& [hash, problem] : named) {
    CheckFile(absl::StrCat(directory, "/blobs/", hash.substr(0, 2), "/",
                           hash.substr(2)),
              hash, problem, report);
    stored.erase(hash);
  }
  for (auto& [hash, path] : stored) report.unnamed.push_back(path);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DataReport> CheckData(const std::string& directory) {
  DataReport report;
  std::error_code error;
  const bool served = fs::exists(directory + "/lock", error);
  if (served) {
    const absl::StatusOr<DataDir> lock = DataDir::Open(directory);
    report.in_use = absl::IsFailedPrecondition(lock.status());
    if (!report.in_use) {
      GAVEL_RETURN_IF_ERROR(CheckLog(directory + "/gavel.db-wal"));
    }
  }
  GAVEL_RETURN_IF_ERROR(CheckDatabaseAndFiles(directory, report));
  return report;
}

absl::StatusOr<int64_t> CollectFiles(const std::string& directory) {
  GAVEL_RETURN_IF_ERROR(OpenDatabase(directory).status());
  GAVEL_ASSIGN_OR_RETURN(const DataDir lock, DataDir::Open(directory));
  DataReport report;
  GAVEL_RETURN_IF_ERROR(CheckDatabaseAndFiles(directory, report));
  if (!report.problems.empty()) {
    return absl::DataLossError(
        absl::StrCat("nothing is removed while there ",
                     "are problems: ", report.problems.front()));
  }
  for (const std::string& path : report.unnamed) {
    if (unlink(path.c_str()) != 0) {
      return absl::ErrnoToStatus(errno, "removing " + path);
    }
  }
  return static_cast<int64_t>(report.unnamed.size());
}

absl::Status CheckIntegrity(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<std::string> problems,
                         DatabaseProblems(connection));
  if (problems.empty()) return absl::OkStatus();
  return absl::DataLossError(problems.front());
}

}  // namespace gavel::storage
