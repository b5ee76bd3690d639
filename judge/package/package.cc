#include "judge/package/package.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "judge/package/load.h"
#include "judge/package/tree.h"

namespace gavel::package {
namespace {

absl::StatusOr<std::string> AbsolutePath(const std::string& directory) {
  std::error_code error;
  std::filesystem::path path =
      std::filesystem::absolute(directory, error).lexically_normal();
  if (error || directory.empty()) {
    return absl::NotFoundError(
        absl::StrCat("\"", directory, "\": is not there"));
  }
  if (!path.has_filename()) path = path.parent_path();
  return path.string();
}

std::string NameOf(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

// The one place that holds a problem.yaml: "" for the root, else a folder.
absl::StatusOr<std::string> FindRoot(const std::string& directory) {
  GAVEL_ASSIGN_OR_RETURN(const std::vector<TreeEntry> tree,
                         ListTree(directory));
  constexpr absl::string_view kInFolder = "/problem.yaml";
  std::vector<std::string> folders;
  for (const TreeEntry& entry : tree) {
    if (entry.path == "problem.yaml") return std::string();
    const size_t slash = entry.path.find('/');
    if (slash != std::string::npos &&
        absl::string_view(entry.path).substr(slash) == kInFolder) {
      folders.push_back(entry.path.substr(0, slash));
    }
  }
  if (folders.size() == 1) return folders.front();
  return absl::InvalidArgumentError(
      folders.empty()
          ? "problem.yaml: is missing at the root of the zip and in its folders"
          : absl::StrCat(folders[1],
                         "/problem.yaml: is a second package in one zip"));
}

absl::StatusOr<Package> LoadUnpacked(const std::string& directory,
                                     const std::string& id) {
  GAVEL_ASSIGN_OR_RETURN(const std::string path, AbsolutePath(directory));
  GAVEL_ASSIGN_OR_RETURN(const std::string folder, FindRoot(path));
  if (!folder.empty()) {
    return LoadAs(absl::StrCat(path, "/", folder), id.empty() ? folder : id);
  }
  if (!id.empty()) return LoadAs(path, id);
  return absl::InvalidArgumentError(
      "problem.yaml: is at the root of the zip, where no folder names the "
      "problem, so its id must be given");
}

}  // namespace

absl::StatusOr<Package> LoadDirectory(const std::string& directory) {
  GAVEL_ASSIGN_OR_RETURN(const std::string path, AbsolutePath(directory));
  return LoadAs(path, NameOf(path));
}

absl::StatusOr<Package> LoadZip(const std::string& zip_path,
                                const std::string& id,
                                const std::string& directory,
                                const ZipLimits& limits) {
  GAVEL_RETURN_IF_ERROR(UnpackZip(zip_path, directory, limits));
  absl::StatusOr<Package> package = LoadUnpacked(directory, id);
  if (!package.ok()) RemoveContents(directory);
  return package;
}

}  // namespace gavel::package
