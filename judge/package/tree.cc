#include "judge/package/tree.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"

namespace gavel::package {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kLegacyTimeLimit = ".timelimit";
constexpr int kMostLevels = 32;
constexpr size_t kMostEntries = 200'000;

EntryType TypeOf(const fs::file_status& status) {
  switch (status.type()) {
    case fs::file_type::regular:
      return EntryType::kFile;
    case fs::file_type::directory:
      return EntryType::kDirectory;
    case fs::file_type::symlink:
      return EntryType::kSymlink;
    default:
      return EntryType::kOther;
  }
}

absl::Status DiskError(const std::error_code& error, absl::string_view what) {
  return absl::ErrnoToStatus(error.value(), what);
}

class Lister {
 public:
  explicit Lister(const std::string& root) : root_(root) {
    std::error_code error;
    canonical_root_ = fs::canonical(root, error);
  }

  absl::Status List(const std::string& directory, int level) {
    if (level > kMostLevels) {
      return absl::InvalidArgumentError(absl::StrCat(
          directory, ": is more than ", kMostLevels, " directories deep"));
    }
    std::error_code error;
    fs::directory_iterator it(fs::path(root_) / directory, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      GAVEL_RETURN_IF_ERROR(Visit(*it, directory, level));
    }
    return error ? DiskError(error,
                             absl::StrCat("listing ", root_, "/", directory))
                 : absl::OkStatus();
  }

  std::vector<TreeEntry> Take() { return std::move(entries_); }

 private:
  absl::Status Visit(const fs::directory_entry& entry,
                     const std::string& directory, int level) {
    const std::string name = entry.path().filename().string();
    const std::string path =
        directory.empty() ? name : absl::StrCat(directory, "/", name);
    if (!IsPackageName(name) && path != kLegacyTimeLimit) {
      return absl::OkStatus();
    }
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    if (error) return DiskError(error, absl::StrCat("looking at ", path));
    if (entries_.size() == kMostEntries) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": is one of more than ", kMostEntries, " files"));
    }
    TreeEntry found{path, TypeOf(status), absl::StrCat(root_, "/", path)};
    if (found.type == EntryType::kSymlink) Follow(found);
    entries_.push_back(std::move(found));
    return entries_.back().type == EntryType::kDirectory ? List(path, level + 1)
                                                         : absl::OkStatus();
  }

  // Makes the entry what its link leads to, if that is inside the package and
  // does not hold the link.
  void Follow(TreeEntry& link) const {
    std::error_code error;
    const fs::path target = fs::canonical(link.source, error);
    if (error) return;
    const fs::path inside = target.lexically_relative(canonical_root_);
    const fs::path holder =
        fs::canonical(fs::path(link.source).parent_path(), error);
    if (error || !IsPackagePath(inside.string())) return;
    const fs::path from_target = holder.lexically_relative(target);
    if (from_target == "." || *from_target.begin() != "..") return;
    const fs::file_status status = fs::status(target, error);
    if (error) return;
    link.type = TypeOf(status);
    link.source = target.string();
  }

  const std::string root_;
  fs::path canonical_root_;
  std::vector<TreeEntry> entries_;
};

bool IsNameCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

absl::StatusOr<std::string> ReadAll(int fd, const std::string& path,
                                    size_t most) {
  std::string text(most + 1, '\0');
  size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = read(fd, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
    }
    if (count == 0) break;
    size += static_cast<size_t>(count);
  }
  if (size > most) {
    return absl::InvalidArgumentError(
        absl::StrCat("is larger than ", most, " bytes"));
  }
  text.resize(size);
  return text;
}

}  // namespace

bool IsPackageName(absl::string_view name) {
  if (name.empty() || name.size() > 255 || !IsNameCharacter(name.front())) {
    return false;
  }
  return std::all_of(name.begin(), name.end(), [](char c) {
    return IsNameCharacter(c) || c == '.' || c == '-';
  });
}

bool IsPackagePath(absl::string_view path) {
  if (path == kLegacyTimeLimit) return true;
  const std::vector<absl::string_view> names = absl::StrSplit(path, '/');
  return std::all_of(names.begin(), names.end(), IsPackageName);
}

absl::StatusOr<std::vector<TreeEntry>> ListTree(const std::string& root) {
  std::error_code error;
  const fs::file_status status = fs::status(root, error);
  if (status.type() == fs::file_type::not_found) {
    return absl::NotFoundError(absl::StrCat(root, ": is not there"));
  }
  if (error) return DiskError(error, absl::StrCat("looking at ", root));
  if (status.type() != fs::file_type::directory) {
    return absl::InvalidArgumentError(
        absl::StrCat(root, ": is not a directory"));
  }
  Lister lister(root);
  GAVEL_RETURN_IF_ERROR(lister.List("", 0));
  std::vector<TreeEntry> entries = lister.Take();
  std::sort(
      entries.begin(), entries.end(),
      [](const TreeEntry& x, const TreeEntry& y) { return x.path < y.path; });
  return entries;
}

absl::StatusOr<std::string> ReadFile(const std::string& path, size_t most) {
  const OwnedFd fd(
      open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  return ReadAll(fd.get(), path, most);
}

void RemoveContents(const std::string& directory) {
  std::error_code error;
  fs::directory_iterator it(directory, error);
  std::vector<fs::path> paths;
  for (; !error && it != fs::directory_iterator(); it.increment(error)) {
    paths.push_back(it->path());
  }
  for (const fs::path& path : paths) fs::remove_all(path, error);
}

}  // namespace gavel::package
