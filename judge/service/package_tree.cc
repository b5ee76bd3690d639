#include "judge/service/package_tree.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/status_macros.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostComponent = 255;
constexpr size_t kMostPath = 1024;

bool IsComponent(absl::string_view name) {
  if (name.empty() || name.size() > kMostComponent) return false;
  if (name.front() == '.' || name.front() == '-') return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
           c == '.' || c == '-';
  });
}

absl::Status Failed(const std::error_code& error, absl::string_view name) {
  if (error == std::errc::file_exists || error == std::errc::not_a_directory ||
      error == std::errc::is_a_directory) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": is in the package twice"));
  }
  return absl::ErrnoToStatus(error.value(), absl::StrCat("making ", name));
}

absl::Status Place(const PackageFile& file, const std::string& directory) {
  const fs::path path = fs::path(directory) / file.name;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (!error) fs::create_hard_link(file.path, path, error);
  if (error == std::errc::cross_device_link ||
      error == std::errc::operation_not_permitted ||
      error == std::errc::too_many_links) {
    fs::copy_file(file.path, path, error);
  }
  return error ? Failed(error, file.name) : absl::OkStatus();
}

}  // namespace

absl::Status CheckPackagePath(absl::string_view name) {
  const std::vector<absl::string_view> components = absl::StrSplit(name, '/');
  if (name == ".timelimit" ||
      (name.size() <= kMostPath &&
       std::all_of(components.begin(), components.end(), IsComponent))) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "file ", convert::Quoted(name),
      " is not a relative path of a-z, A-Z, 0-9, \"_\", \".\" and \"-\""));
}

absl::Status MakePackageTree(const std::vector<PackageFile>& files,
                             const std::string& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return Failed(error, directory);
  for (const PackageFile& file : files) {
    GAVEL_RETURN_IF_ERROR(CheckPackagePath(file.name));
    GAVEL_RETURN_IF_ERROR(Place(file, directory));
  }
  return absl::OkStatus();
}

absl::StatusOr<SpooledUpload> SpoolPackage(const Spool& spool,
                                           const Problem& problem) {
  if (problem.contents.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("problem ", problem.id, " version ", problem.version,
                     " is older than the keeping of packages"));
  }
  GAVEL_ASSIGN_OR_RETURN(SpooledUpload spooled, spool.Begin());
  GAVEL_RETURN_IF_ERROR(
      MakePackageTree(problem.contents, SpooledPackage(spooled, problem)));
  return spooled;
}

std::string SpooledPackage(const SpooledUpload& spooled,
                           const Problem& problem) {
  return absl::StrCat(spooled.unpack_directory(), "/", problem.id);
}

}  // namespace gavel::judge
